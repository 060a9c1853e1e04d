import type { Context } from '../../src/check/context.ts';
import { KEYWORDS } from '../../src/check/keywords/index.ts';
import { makeWordFinder } from '../../src/check/words.ts';
import type { Conditions, Field, Pack } from '../../src/model/pack.ts';
import type { IntelRecord, Value } from '../../src/model/record.ts';
import type { Cell } from './cells.ts';

type Schema = Readonly<Record<string, unknown>>;
/** Asks something of the record that is looked at. */
export type Asked = () => boolean;

const isMap = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);
const OF_LIST = ['contains', 'minItems', 'maxItems', 'uniqueItems'];

/** Whether a schema is about each item of a list. */
const isOfItems = (schema: Schema): boolean =>
  !OF_LIST.some((word) => word in schema) && [schema.not, schema.allOf, schema.anyOf].flat().filter(isMap).every(isOfItems);

/** Own keywords within a schema of a value, with their options. */
const keywordsIn = (schema: unknown): { readonly keyword: (typeof KEYWORDS)[number]; readonly options: unknown }[] => {
  if (Array.isArray(schema)) return schema.flatMap(keywordsIn);
  if (!isMap(schema)) return [];
  return Object.entries(schema).flatMap(([name, options]) => {
    const keyword = KEYWORDS.find((one) => one.name === name);
    return keyword === undefined ? keywordsIn(options) : [{ keyword, options }];
  });
};

/** Fields that conditions read: those of every alternative, or only those that no alternative spares. */
export function readsOf(conditions: Conditions, pack: Pack, isSpared: boolean): readonly string[] {
  const dateField = pack.fields.find(({ role }) => role === 'date')!.name;
  return Object.entries(conditions).flatMap(([key, value]): readonly string[] => {
    if (key === 'not') return readsOf(value as Conditions, pack, isSpared);
    if (key === 'anyOf') {
      const ways = value as readonly Conditions[];
      return isSpared && ways.length > 1 ? [] : ways.flatMap((way) => readsOf(way, pack, isSpared));
    }
    const field = pack.fields.find(({ name }) => name === key)!;
    const more = keywordsIn(value).flatMap(({ keyword, options }) => [
      ...(keyword.reads?.(options, pack, field) ?? []),
      ...(keyword.dated?.(options, pack) ? [dateField] : []),
    ]);
    return [key, ...more];
  });
}

/** Fields whose value is compared: of these each must be readable for a rule to judge it. */
export function comparedIn(conditions: Conditions, pack: Pack): readonly string[] {
  return Object.entries(conditions).flatMap(([key, value]): readonly string[] => {
    if (key === 'anyOf') return [];
    if (key === 'not') return comparedIn(value as Conditions, pack);
    if (!isMap(value) || 'readable' in value) return [];
    const field = pack.fields.find(({ name }) => name === key)!;
    return [key, ...keywordsIn(value).flatMap(({ keyword, options }) => keyword.reads?.(options, pack, field) ?? [])];
  });
}

/** The record that is looked at, and what can be asked of it. */
export interface Examiner {
  look(cells: readonly Cell[]): void;
  cell(field: string): Cell;
  /** Every field named is present and satisfies its schema. @param written cells as the file has them */
  asks(conditions: Conditions, written?: boolean): Asked;
  /** The same, and every value that is compared is readable. */
  judges(conditions: Conditions, more?: Conditions, written?: boolean): Asked;
}

/** Asks conditions of records one by one, without any of what makes `check/` fast. */
export function makeExaminer(pack: Pack, asOf: string): Examiner {
  const indexOf = new Map(pack.fields.map((field, index) => [field.name, index]));
  const dateField = pack.fields.findIndex(({ role }) => role === 'date');
  let cells: readonly Cell[] = [];
  const context: Context = {
    k: [],
    record: { reading: (field: number) => cells[field]! } as unknown as IntelRecord,
    day() {
      const { state, value } = cells[dateField]!;
      return state === 'unreadable' ? undefined : state === 'absent' ? asOf : String(value).slice(0, 10);
    },
    asOf,
    wordsOf: makeWordFinder(),
    holds: false,
  };
  const keywordTest = (name: string, options: unknown, field: Field): ((value: Value) => boolean) => {
    const prepared = KEYWORDS.find((one) => one.name === name)!.prepare(options, pack, field);
    return (value) => prepared(value, context);
  };
  const one = (name: string, options: unknown, field: Field): ((value: Value) => boolean) => {
    const inner = (schema: unknown) => satisfies(schema as Schema, field);
    const text = (holds: (value: string) => boolean) => (value: Value) => typeof value !== 'string' || holds(value);
    switch (name) {
      case 'const':
        return (value) => value === options;
      case 'enum':
        return (value) => (options as readonly unknown[]).includes(value);
      case 'pattern': {
        const pattern = new RegExp(options as string, 'u');
        return text((value) => pattern.test(value));
      }
      case 'minLength':
        return text((value) => value.length >= (options as number));
      case 'maxLength':
        return text((value) => value.length <= (options as number));
      case 'contains': {
        const holds = inner(options);
        return (value) => (value as readonly string[]).some(holds);
      }
      case 'not': {
        const holds = inner(options);
        return (value) => !holds(value);
      }
      case 'anyOf':
      case 'allOf': {
        const all = (options as readonly unknown[]).map(inner);
        return (value) => (name === 'anyOf' ? all.some((holds) => holds(value)) : all.every((holds) => holds(value)));
      }
      default:
        return keywordTest(name, options, field);
    }
  };
  const satisfies = (schema: Schema, field: Field): ((value: Value) => boolean) => {
    const all = Object.entries(schema).map(([name, options]) => one(name, options, field));
    return (value) => all.every((holds) => holds(value));
  };
  const ofValue = (schema: Schema, field: Field): ((value: Value) => boolean) => {
    const holds = satisfies(schema, field);
    const test = (value: Value) => (field.list && isOfItems(schema) ? (value as readonly string[]).every(holds) : holds(value));
    const isOwn = keywordsIn(schema).every(
      ({ keyword, options }) => !keyword.dated?.(options, pack) && (keyword.reads?.(options, pack, field).length ?? 0) === 0,
    );
    if (!isOwn) return test;
    const known = new Map<string, boolean>();
    return (value) => {
      const key = String(value);
      const before = known.get(key) ?? test(value);
      known.set(key, before);
      return before;
    };
  };
  const asks: Examiner['asks'] = (conditions, written = false) => {
    const all = Object.entries(conditions).map(([key, value]): Asked => {
      if (key === 'not') {
        const holds = judges(value as Conditions, {}, written);
        return () => !holds();
      }
      if (key === 'anyOf') {
        const ways = (value as readonly Conditions[]).map((way) => judges(way, {}, written));
        return () => ways.some((holds) => holds());
      }
      const index = indexOf.get(key)!;
      if (!isMap(value)) return () => (cells[index]!.state !== 'absent') === value;
      const { readable, ...schema } = value;
      const holds = ofValue(schema, pack.fields[index]!);
      return () => {
        const cell = cells[index]!;
        if (cell.state === 'absent' || (readable !== undefined && (cell.state === 'readable') !== readable)) return false;
        return holds(written ? (cell.written ?? cell.value!) : cell.value!);
      };
    });
    return () => all.every((holds) => holds());
  };
  const judges: Examiner['judges'] = (conditions, more = {}, written = false) => {
    const compared = written ? [] : [...comparedIn(conditions, pack), ...comparedIn(more, pack)].map((name) => indexOf.get(name)!);
    const holds = asks(conditions, written);
    return () => compared.every((index) => cells[index]!.state !== 'unreadable') && holds();
  };
  return {
    look(next) {
      cells = next;
    },
    cell: (field) => cells[indexOf.get(field)!]!,
    asks,
    judges,
  };
}
