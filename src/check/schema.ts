import type { Condition, Conditions, Pack } from '../model/pack.ts';
import { KEYWORDS } from './keywords/index.ts';
import { fieldIndex } from './keywords/keyword.ts';

export type Schema = { readonly [keyword: string]: unknown };

/** Fields that a rule reads, by index. */
export interface Reads {
  /** All it looks at, through any alternative. */
  readonly any: ReadonlySet<number>;
  /** Those it can't do without: outside `anyOf`, or on which the date of its code lists rests. */
  readonly direct: ReadonlySet<number>;
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Replaces `@` by the field that the check stands at. */
export function resolveAt(conditions: Conditions, at: string): Conditions {
  const out: Record<string, Condition | readonly Conditions[] | Conditions> = {};
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') out[key] = (value as readonly Conditions[]).map((c) => resolveAt(c, at));
    else if (key === 'not') out[key] = resolveAt(value as Conditions, at);
    else out[key === '@' ? at : key] = value;
  }
  return out;
}

/** Fields whose value can be there without being understood: dates, yes-no, and what is split from another column. */
export function unreadableFields(pack: Pack): ReadonlySet<number> {
  const parts = new Set(pack.fields.flatMap((field) => (field.splits ?? []).flatMap((split) => split.into)));
  return new Set(
    pack.fields.flatMap((field, index) => (field.type === 'date' || field.type === 'yesno' || parts.has(field.name) ? [index] : [])),
  );
}

/** Every keyword object within a value's schema, itself included. */
function* schemasWithin(schema: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(schema)) for (const item of schema) yield* schemasWithin(item);
  else if (isMap(schema)) {
    yield schema;
    for (const [keyword, value] of Object.entries(schema))
      if (!KEYWORDS.some((k) => k.name === keyword) && keyword !== 'const' && keyword !== 'enum') yield* schemasWithin(value);
  }
}

/** Fields read by conditions; `dateField` (−1 for none) counts where a code list is judged at the record's date. */
export function readsOf(
  conditions: Conditions,
  pack: Pack,
  dateField: number,
  direct = true,
  into = { any: new Set<number>(), direct: new Set<number>() },
): Reads {
  const add = (field: number) => {
    into.any.add(field);
    if (direct) into.direct.add(field);
  };
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') {
      const alternatives = value as readonly Conditions[];
      for (const alternative of alternatives) readsOf(alternative, pack, dateField, direct && alternatives.length === 1, into);
    } else if (key === 'not') readsOf(value as Conditions, pack, dateField, direct, into);
    else {
      add(fieldIndex(pack, key));
      for (const schema of schemasWithin(value))
        for (const keyword of KEYWORDS) {
          if (!(keyword.name in schema)) continue;
          for (const name of keyword.reads?.(schema[keyword.name]) ?? []) add(fieldIndex(pack, name));
          if (keyword.dated?.(schema[keyword.name], pack) && dateField !== -1) add(dateField);
        }
    }
  }
  return into;
}

/** Fields whose value, not only whose presence, conditions look at; those that ask for `readable` themselves are left out. */
export function comparedFields(conditions: Conditions, pack: Pack): ReadonlySet<number> {
  const compared = new Set<number>();
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') continue;
    if (key === 'not') for (const field of comparedFields(value as Conditions, pack)) compared.add(field);
    else if (typeof value !== 'boolean' && ![...schemasWithin(value)].some((schema) => 'readable' in schema)) {
      compared.add(fieldIndex(pack, key));
      for (const schema of schemasWithin(value))
        for (const keyword of KEYWORDS)
          if (keyword.name in schema) for (const name of keyword.reads?.(schema[keyword.name]) ?? []) compared.add(fieldIndex(pack, name));
    }
  }
  return compared;
}

const READABLE = (field: number): Schema => ({ isReadable: field });

/** The schema of one value, with `readable: true` made into a question about the field. */
export function valueSchema(schema: unknown, field: number): unknown {
  if (Array.isArray(schema)) return schema.map((item) => valueSchema(item, field));
  if (!isMap(schema)) return schema;
  const out: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'readable') Object.assign(out, value === true ? READABLE(field) : { not: READABLE(field) });
    else if (['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'items'].includes(keyword))
      out[keyword] = valueSchema(value, field);
    else out[keyword] = value;
  }
  return out;
}

/** True for a schema that is about each item of a list, not about the list itself. */
export const isItemSchema = (schema: unknown): boolean =>
  isMap(schema) && !['contains', 'minItems', 'maxItems', 'uniqueItems', 'readable'].some((word) => word in schema);

/**
 * The JSON Schema that a map of conditions stands for. For a list field a value's schema is about each item, unless it says `contains`
 * or speaks of the list itself (`minItems`, `maxItems`, `uniqueItems`). Inside an alternative, values that are not readable do not meet it.
 */
export function conditionsSchema(conditions: Conditions, pack: Pack, unreadable: ReadonlySet<number>): Schema {
  const required: string[] = [];
  const properties: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const allOf: unknown[] = [];
  for (const [key, value] of Object.entries(conditions)) {
    if (key === 'anyOf') allOf.push({ anyOf: (value as readonly Conditions[]).map((c) => guarded(c, pack, unreadable)) });
    else if (key === 'not') allOf.push({ not: guarded(value as Conditions, pack, unreadable) });
    else if (value === false) allOf.push({ not: { required: [key] } });
    else {
      required.push(key);
      if (value === true) continue;
      const index = fieldIndex(pack, key);
      const own = valueSchema(value, index);
      properties[key] = pack.fields[index]!.list && isItemSchema(value) ? { items: own } : own;
    }
  }
  return { required, properties, ...(allOf.length > 0 ? { allOf } : {}) };
}

/** Asks that those of `fields` which can be unreadable are not. */
export function guards(fields: ReadonlySet<number>, pack: Pack, unreadable: ReadonlySet<number>): Schema {
  const asked = [...fields].filter((field) => unreadable.has(field));
  return asked.length === 0 ? {} : { properties: Object.fromEntries(asked.map((field) => [pack.fields[field]!.name, READABLE(field)])) };
}

/** Conditions that hold only if every value they compare is readable. */
export function guarded(conditions: Conditions, pack: Pack, unreadable: ReadonlySet<number>): Schema {
  return { allOf: [guards(comparedFields(conditions, pack), pack, unreadable), conditionsSchema(conditions, pack, unreadable)] };
}
