import type { Suggestion } from '../model/finding.ts';
import type { Field, Pack, Rule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import { foldSpelling } from '../model/spelling.ts';
import type { Suggester } from '../model/suggester.ts';
import type { Check } from './compile.ts';
import { areasOf } from './keywords/evidence.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { offerCodes } from './suggesters/codes.ts';
import { readDateAs } from './suggesters/dates.ts';
import { mendedItems, mendedText, type OfferText } from './suggesters/mend.ts';
import { decodeTwiceEncoded } from './suggesters/twice-encoded.ts';

/** An item of a list that a rule found fault with: 1-based place and text. */
interface Item {
  readonly index: number;
  readonly value: string;
}

/**
 * What the value that a check found fault with may have to be, the best first; whether that mends the record is not asked here.
 * @param items failing items of a list
 */
export type Suggest = (check: Pick<Check, 'rule' | 'at'>, record: IntelRecord, items: readonly Item[]) => readonly Suggestion[];

/** Makes a suggestion of the whole record. */
type OfferWhole = (record: IntelRecord, at: Field) => Suggestion | undefined;

const WORDS = new Map([
  ...['Y', 'YES', 'TRUE', 'T'].map((word) => [word, 'yes'] as const),
  ...['N', 'NO', 'FALSE', 'F'].map((word) => [word, 'no'] as const),
]);

/** What the field itself offers for a text that is not as it should be. */
function offersOf(field: Field, pack: Pack): OfferText[] {
  const list = field.codelist === undefined ? undefined : pack.codelists.get(field.codelist);
  if (list !== undefined) return [offerCodes(list)];
  if (field.type === 'date') return [readDateAs];
  if (field.type !== 'yesno') return [];
  return [
    (text) => {
      const to = WORDS.get(foldSpelling(text));
      return to === undefined ? undefined : { to, confidence: 'certain', reason: 'yes-no' };
    },
  ];
}

function offerOf(suggester: Suggester): OfferText | undefined {
  if ('rewrite' in suggester) {
    const { upper, confidence } = suggester;
    const only = suggester.if === undefined ? undefined : new RegExp(suggester.if, 'u');
    const steps = suggester.rewrite.map(([pattern, to]) => [new RegExp(pattern, 'gu'), to] as const);
    return (text) => {
      if (only?.test(text) === false) return undefined;
      let to = upper ? text.toUpperCase() : text;
      for (const [pattern, replacement] of steps) to = to.replace(pattern, replacement);
      return { to, confidence, reason: 'form' };
    };
  }
  if ('decode' in suggester) return (text) => ({ to: decodeTwiceEncoded(text), confidence: suggester.confidence, reason: 'encoding' });
  return undefined;
}

/** The text that a rule judged, as the file has it where that is known. */
function textOf(record: IntelRecord, at: number): string | null {
  const { value, written } = record.reading(at);
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.join(';');
  return written === undefined || written === '' ? String(value) : written;
}

function wholeOf(suggester: Suggester, pack: Pack): OfferWhole | undefined {
  if ('without' in suggester)
    return (record, { name }) => {
      const { value } = record.reading(fieldIndex(pack, name));
      if (!Array.isArray(value)) return undefined;
      const to = [...new Set(value as readonly string[])].join(';');
      return { field: name, from: value.join(';'), to, confidence: suggester.confidence, reason: 'repeat' };
    };
  if ('column' in suggester) {
    const source = fieldIndex(pack, suggester.column.field);
    const list = pack.codelists.get(pack.fields[source]!.codelist!)!;
    return (record, { name }) => {
      const { value } = record.reading(source);
      const codes = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
      const said = new Set(codes.flatMap((code) => list.entries.get(code)?.columns.get(suggester.column.column) ?? []));
      const [to] = said;
      if (said.size !== 1) return undefined;
      return { field: name, from: textOf(record, fieldIndex(pack, name)), to: to!, confidence: 'review', reason: 'codes' };
    };
  }
  if ('speaksOf' in suggester) {
    const source = fieldIndex(pack, suggester.speaksOf.field);
    const speaksOf = areasOf(pack);
    return (record, { name, codelist }) => {
      const { value } = record.reading(source);
      const areas = typeof value === 'string' ? speaksOf(value) : [];
      const entries = [...(pack.codelists.get(codelist ?? '')?.entries.values() ?? [])];
      const said = entries.filter(({ columns }) => columns.get(suggester.speaksOf.column)?.some((area) => areas.includes(area)));
      const [entry] = said;
      if (entry === undefined || said.length !== 1) return undefined;
      return { field: name, from: textOf(record, fieldIndex(pack, name)), to: entry.code, confidence: 'review', reason: 'narrative' };
    };
  }
  if ('exchange' in suggester)
    return (record, { name }) => {
      const from = textOf(record, fieldIndex(pack, name));
      const to = textOf(record, fieldIndex(pack, suggester.exchange));
      if (from === null || to === null) return undefined;
      const also = [{ field: suggester.exchange, from: to, to: from }];
      return { field: name, from, to, confidence: suggester.confidence, reason: 'exchanged', also };
    };
  if (!('value' in suggester)) return undefined;
  return (record, { name }) => {
    const field = suggester.field ?? name;
    return { field, from: textOf(record, fieldIndex(pack, field)), to: suggester.value, confidence: 'review', reason: 'rule' };
  };
}

/** Makes suggestions of what the pack says: each rule's own suggesters first, then what the field offers. */
export function makeSuggest(pack: Pack): Suggest {
  const byField = pack.fields.map((field) => offersOf(field, pack));
  const suggesters = pack.rules.map((rule: Rule) => (rule.kind === 'record' ? (rule.suggest ?? []) : []));
  const texts = suggesters.map((all) => all.map(offerOf).filter((offer) => offer !== undefined));
  const wholes = suggesters.map((all) => all.map((one) => wholeOf(one, pack)).filter((offer) => offer !== undefined));

  const offers = wholes.map(() => new Map<number, readonly OfferText[]>());
  /** Those of a rule, then those of a field. */
  const offersFor = (rule: number, at: number): readonly OfferText[] => {
    const known = offers[rule]!.get(at);
    if (known !== undefined) return known;
    const made = [...texts[rule]!, ...byField[at]!];
    offers[rule]!.set(at, made);
    return made;
  };

  return ({ rule, at }, record, items) => {
    const own = wholes[rule]!;
    const others = offersFor(rule, at);
    if (own.length === 0 && others.length === 0) return NOTHING;
    const field = pack.fields[at]!;
    const isText = pack.rules[rule]!.basis === 'text';
    const found: Suggestion[] = [];
    const add = ({ field, from, to, confidence, reason, also }: Suggestion): void => {
      if (to === from || to === '') return;
      const sure = isText ? 'review' : confidence;
      found.push(also === undefined ? { field, from, to, confidence: sure, reason } : { field, from, to, confidence: sure, reason, also });
    };
    for (let n = 0; n < own.length; n++) {
      const made = own[n]!(record, field);
      if (made !== undefined) add(made);
    }
    if (others.length === 0) return found;
    const { value } = record.reading(at);
    if (value === undefined) return found;
    const all = Array.isArray(value) ? (value as readonly string[]) : [textOf(record, at)!];
    const failing = items.length > 0 ? items.map((item) => item.value) : all.length === 1 ? all : [];
    for (let n = 0; n < others.length; n++) {
      const made = failing === all ? mendedText(others[n]!, all[0]!) : mendedItems(others[n]!, all, failing);
      if (made !== undefined) add({ field: field.name, from: made.from, to: made.to, confidence: made.confidence, reason: made.reason });
    }
    return found;
  };
}

const NOTHING: readonly Suggestion[] = [];
