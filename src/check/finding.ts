import type { Finding, Param, Place, Suggestion } from '../model/finding.ts';
import type { Field, Pack, Rule } from '../model/pack.ts';
import type { IntelRecord, Span } from '../model/record.ts';
import { makeFingerprints } from './fingerprint.ts';
import { makeHeld } from './held.ts';

/** Whether values stand in findings: all but sensitive ones, all, or none. */
export type ValueDisplay = 'mask' | 'show' | 'none';

/** What stands in place of a sensitive value. */
export const HIDDEN = '[hidden]';

/** Whom counts go by: what records of one owner share. */
export interface Holder {
  readonly agency: string | null;
  readonly source_system: string | null;
  readonly unit: string | null;
}

/** Who a record belongs to: what every finding on it says. */
export interface Owner extends Holder {
  readonly officer: string | null;
  readonly urn: string | null;
}

const NO_FACTS: Readonly<Record<string, Param>> = {};

export const NOBODY: Owner = { agency: null, source_system: null, unit: null, officer: null, urn: null };

/** Makes findings of the facts of failed rules. One per run; it holds how values are shown. */
export interface FindingMaker {
  /** Whom a record counts for; the agency is its code in the list, null if missing or unknown. Records of the same mostly share one. */
  holder(record: IntelRecord): Holder;
  /** The same, and what else findings say of it. */
  owner(record: IntelRecord): Owner;
  /** The URN of a record if it may be looked at: its text, or where that stands; null if there is none. */
  urn(record: IntelRecord): string | Span | null;
  /**
   * @param owner of this record, made for it
   * @param items failing items of a list, 1-based
   * @param facts what the rule's keywords tell beside the values
   */
  make(
    rule: Rule,
    field: number,
    record: IntelRecord,
    owner: Owner,
    place: Omit<Place, 'field' | 'record' | 'line'>,
    items: readonly { readonly index: number; readonly value: string }[],
    also: readonly Place[],
    suggestion: Suggestion | null,
    facts?: Readonly<Record<string, Param>>,
  ): Finding;
}

/** Names in braces in a rule's message. */
export const blanksOf = (message: string): readonly string[] => [...message.matchAll(/\{([a-zA-Z_][\w]*)\}/g)].map((match) => match[1]!);

/** The finding with the values of some fields hidden, wherever they stand in it. */
export function hideValues(finding: Finding, fields: ReadonlySet<string>): Finding {
  const isAt = finding.at.field !== null && fields.has(finding.at.field);
  const hidden = (name: string, param: Param): Param => {
    if (fields.has(name) || (isAt && name === 'value')) return param === null ? null : HIDDEN;
    if (!isAt || name !== 'items' || !Array.isArray(param)) return param;
    return (param as readonly { readonly index: number }[]).map(({ index }) => ({ index, value: HIDDEN }));
  };
  const params = Object.fromEntries(Object.entries(finding.params).map(([name, param]) => [name, hidden(name, param)]));
  const { suggestion } = finding;
  if (suggestion === null || ![suggestion, ...(suggestion.also ?? [])].some(({ field }) => fields.has(field)))
    return { ...finding, params };
  const also = suggestion.also?.map(({ field, from }) => ({ field, from: from && HIDDEN, to: HIDDEN }));
  const masked = { ...suggestion, from: suggestion.from && HIDDEN, to: HIDDEN, ...(also && { also }) };
  return { ...finding, params, suggestion: masked };
}

export function makeFindings(pack: Pack, display: ValueDisplay): FindingMaker {
  const roleField = (role: Field['role']) => pack.fields.findIndex((field) => field.role === role);
  const roles = {
    agency: roleField('agency'),
    source_system: roleField('source_system'),
    unit: roleField('unit'),
    officer: roleField('officer'),
    urn: roleField('urn'),
  };
  const agencies = pack.codelists.get(pack.fields[roles.agency]?.codelist ?? '');
  const fingerprintOf = makeFingerprints(pack.fields.flatMap((field, index) => (field.sensitive ? [] : [index])));
  const indexOf = new Map(pack.fields.map((field, index) => [field.name, index]));
  const blanks = new Map(pack.rules.map((rule) => [rule.id, blanksOf(rule.message).filter((name) => indexOf.has(name))]));

  const shown = (field: number, text: string): string => {
    if (display === 'none') return '';
    return display === 'mask' && pack.fields[field]!.sensitive ? HIDDEN : text;
  };
  const text = (record: IntelRecord, field: number): string | null => {
    const value = field === -1 ? undefined : record.reading(field).value;
    return value === undefined ? null : Array.isArray(value) ? value.join(';') : String(value);
  };
  /** Who a record belongs to stands in findings so that they can be handed out, unless the pack marks the field as sensitive. */
  const identity = (record: IntelRecord, field: number): string | null => {
    const found = text(record, field);
    return found !== null && display !== 'show' && pack.fields[field]!.sensitive ? HIDDEN : found;
  };
  /** A suggestion may be about another field than its finding, so its own decides what may be shown. */
  const masked = (suggestion: Suggestion): Suggestion => {
    const of = indexOf.get(suggestion.field)!;
    const { field, from, to, confidence, reason } = suggestion;
    if (suggestion.also === undefined)
      return { field, from: from === null ? null : shown(of, from), to: shown(of, to), confidence, reason };
    // What one field gets is what another held: each value is shown only if both may be.
    const open = [suggestion, ...suggestion.also].every(({ field }) => display === 'show' || !pack.fields[indexOf.get(field)!]!.sensitive);
    const as = (text: string | null) => text && (display === 'none' ? '' : open ? text : HIDDEN);
    const also = suggestion.also.map((one) => ({ field: one.field, from: as(one.from), to: as(one.to)! }));
    return { field, from: as(from), to: as(to)!, confidence, reason, also };
  };
  const original = (record: IntelRecord, field: number): string | null => {
    const found = record.original(field);
    return found === null ? null : shown(field, found);
  };
  const holderOf = (record: IntelRecord): Holder => {
    const agency = text(record, roles.agency);
    return {
      agency: agency !== null && (agencies === undefined || agencies.entries.has(agency)) ? agency : null,
      source_system: identity(record, roles.source_system),
      unit: identity(record, roles.unit),
    };
  };
  const holder = makeHeld([roles.agency, roles.source_system, roles.unit], holderOf);
  return {
    holder,
    owner(record) {
      const { agency, source_system, unit } = holder(record);
      return { agency, source_system, unit, officer: identity(record, roles.officer), urn: identity(record, roles.urn) };
    },
    urn(record) {
      if (roles.urn === -1 || (display !== 'show' && pack.fields[roles.urn]!.sensitive)) return null;
      return record.reading(roles.urn).span?.() ?? text(record, roles.urn);
    },
    make(rule, field, record, owner, place, items, also, suggestion, facts = NO_FACTS) {
      const name = pack.fields[field]!.name;
      const params: Record<string, Param> = { value: original(record, field) };
      for (const name in facts) params[name] = display === 'none' && typeof facts[name] !== 'number' ? '' : facts[name]!;
      for (const blank of blanks.get(rule.id)!) params[blank] = original(record, indexOf.get(blank)!);
      if (items.length > 0) params.items = items.map((item) => ({ index: item.index, value: shown(field, item.value) }));
      const { agency, source_system, unit, officer, urn } = owner;
      return {
        rule: rule.id,
        severity: rule.severity,
        basis: rule.basis,
        dimension: rule.dimension,
        agency,
        source_system,
        unit,
        officer,
        urn,
        at: { file: place.file, line: record.line, record: record.record, field: name },
        params,
        also,
        suggestion: suggestion && masked(suggestion),
        fingerprint: fingerprintOf(record, owner, rule.id, name),
        status: 'open',
      };
    },
  };
}
