import { hash } from 'node:crypto';
import type { Finding, Param, Place, Suggestion } from '../model/finding.ts';
import type { Field, Pack, Rule } from '../model/pack.ts';
import type { IntelRecord, Span } from '../model/record.ts';
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

/** First 128 bits of the SHA-256 of a text, as 32 hex digits. */
export const fingerprint = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 32);

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
  const plain = pack.fields.flatMap((field, index) => (field.sensitive ? [] : [index]));
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
    const own = { ...suggestion, from: suggestion.from === null ? null : shown(of, suggestion.from), to: shown(of, suggestion.to) };
    if (suggestion.also === undefined) return own;
    // What one field gets is what another held: each value is shown only if both may be.
    const open = [suggestion, ...suggestion.also].every(({ field }) => display === 'show' || !pack.fields[indexOf.get(field)!]!.sensitive);
    const as = (text: string | null) => text && (display === 'none' ? '' : open ? text : HIDDEN);
    const also = suggestion.also.map(({ field, from, to }) => ({ field, from: as(from), to: as(to)! }));
    return { ...suggestion, from: as(suggestion.from), to: as(suggestion.to)!, also };
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
    make(rule, field, record, owner, place, items, also, suggestion, facts = {}) {
      const name = pack.fields[field]!.name;
      const params: Record<string, Param> = { value: original(record, field) };
      for (const [name, fact] of Object.entries(facts)) params[name] = display === 'none' && typeof fact !== 'number' ? '' : fact;
      for (const blank of blanks.get(rule.id)!) params[blank] = original(record, indexOf.get(blank)!);
      if (items.length > 0) params.items = items.map((item) => ({ index: item.index, value: shown(field, item.value) }));
      const reference = owner.urn ?? fingerprint(plain.map((index) => record.reading(index).value ?? null));
      return {
        rule: rule.id,
        severity: rule.severity,
        basis: rule.basis,
        dimension: rule.dimension,
        ...owner,
        at: { file: place.file, line: record.line, record: record.record, field: name },
        params,
        also,
        suggestion: suggestion && masked(suggestion),
        fingerprint: fingerprint([owner.agency, owner.source_system, reference, rule.id, name]),
        status: 'open',
      };
    },
  };
}
