import type { Conditions, Pack } from '../model/pack.ts';
import { KEYWORDS } from './keywords/index.ts';
import { fieldIndex, type Keyword } from './keywords/keyword.ts';

let names: ReadonlySet<string> | undefined;
/** Whether a keyword is one of our own; keywords look at schemas themselves, so that their names are gathered when first asked for. */
const isOwn = (keyword: string): boolean => {
  names ??= new Set(KEYWORDS.map(({ name }) => name));
  return names.has(keyword);
};

/** An object of JSON that is no list. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every map within a value's schema, itself included; options of own keywords and constants left out. */
export function* schemasWithin(schema: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(schema)) for (const item of schema) yield* schemasWithin(item);
  else if (isMap(schema)) {
    yield schema;
    for (const [keyword, value] of Object.entries(schema))
      if (!isOwn(keyword) && keyword !== 'const' && keyword !== 'enum') yield* schemasWithin(value);
  }
}

/** An own keyword, with its options. */
export interface KeywordUse {
  readonly keyword: Keyword;
  readonly options: unknown;
}

/** Uses by schema: the same schema of a pack is asked about several times while its rules are compiled. */
const uses = new WeakMap<object, readonly KeywordUse[]>();

/** Own keywords used within a schema. */
export function keywordsWithin(schema: unknown): readonly KeywordUse[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const known = uses.get(schema);
  if (known !== undefined) return known;
  const found: KeywordUse[] = [];
  for (const map of schemasWithin(schema))
    for (const keyword of KEYWORDS) if (keyword.name in map) found.push({ keyword, options: map[keyword.name] });
  uses.set(schema, found);
  return found;
}

/** True for a schema that is about each item of a list, not about the list itself. */
export const isItemSchema = (schema: unknown): boolean => {
  if (!isMap(schema)) return false;
  if (['contains', 'minItems', 'maxItems', 'uniqueItems'].some((word) => word in schema)) return false;
  const within = [schema.not, ...[schema.allOf, schema.anyOf].flat()].filter(isMap);
  return within.every(isItemSchema);
};

/** How many items of a list a schema tells apart at most, if it is about nothing but how many there are and whether they differ; else undefined. */
export function mostTold(schema: unknown): number | undefined {
  if (!isMap(schema)) return undefined;
  const each = Object.entries(schema).flatMap(([word, options]): readonly (number | undefined)[] => {
    if (word === 'uniqueItems') return [1];
    if (word === 'minItems' || word === 'maxItems') return [Number(options) + 1];
    if (word === 'not') return [mostTold(options)];
    return (word === 'allOf' || word === 'anyOf') && Array.isArray(options) ? options.map(mostTold) : [undefined];
  });
  return each.every((most) => most !== undefined) ? Math.max(1, ...each) : undefined;
}

/** The `readable` that a schema asks for at its top, and the rest of it. */
export function splitReadable(schema: Record<string, unknown>): {
  readonly readable: boolean | undefined;
  readonly rest: Record<string, unknown>;
} {
  const { readable, ...rest } = schema;
  return { readable: typeof readable === 'boolean' ? readable : undefined, rest };
}

/** Replaces `@` by the field that the check stands at. */
export function resolveAt(conditions: Conditions, at: string): Conditions {
  const out: Record<string, Conditions[string]> = {};
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') out[key] = (value as readonly Conditions[]).map((one) => resolveAt(one, at));
    else if (key === 'not') out[key] = resolveAt(value as Conditions, at);
    else out[key === '@' ? at : key] = value;
  }
  return out;
}

/** Fields that a rule reads, by index. */
export interface Reads {
  /** All it looks at, through any alternative. */
  readonly any: Set<number>;
  /** Those it can't do without: outside alternatives, or on which the date of its code lists rests. */
  readonly direct: Set<number>;
}

/** Adds the fields read by conditions; `dateField` (−1 for none) counts where a code list is judged at the record's date. */
export function addReads(into: Reads, conditions: Conditions, pack: Pack, dateField: number, direct = true): void {
  const add = (field: number) => {
    into.any.add(field);
    if (direct) into.direct.add(field);
  };
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') {
      const alternatives = value as readonly Conditions[];
      for (const alternative of alternatives) addReads(into, alternative, pack, dateField, direct && alternatives.length === 1);
    } else if (key === 'not') addReads(into, value as Conditions, pack, dateField, direct);
    else {
      add(fieldIndex(pack, key));
      for (const { keyword, options } of keywordsWithin(value)) {
        for (const name of keyword.reads?.(options, pack, pack.fields[fieldIndex(pack, key)]!) ?? []) add(fieldIndex(pack, name));
        if (keyword.dated?.(options, pack) && dateField !== -1) add(dateField);
      }
    }
  }
}

/** Fields whose value, not only whose presence, conditions look at, alternatives left out; those that ask for `readable` themselves are not among them. */
export function comparedFields(conditions: Conditions, pack: Pack): ReadonlySet<number> {
  const compared = new Set<number>();
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'not') for (const field of comparedFields(value as Conditions, pack)) compared.add(field);
    // Alternatives are a list, and no map.
    else if (isMap(value) && splitReadable(value).readable === undefined) {
      compared.add(fieldIndex(pack, key));
      for (const { keyword, options } of keywordsWithin(value))
        for (const name of keyword.reads?.(options, pack, pack.fields[fieldIndex(pack, key)]!) ?? []) compared.add(fieldIndex(pack, name));
    }
  }
  return compared;
}
