import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules, makeJudge } from '../../src/check/index.ts';
import type { Conditions, Field } from '../../src/model/pack.ts';
import { field, pack, recordOf, rule } from '../small-pack.ts';
import { outcomeOf } from './judging.ts';

const FIELDS: readonly Field[] = [
  field('a'),
  field('b'),
  field('day', { type: 'date', role: 'date' }),
  field('sent', { type: 'date' }),
  field('list', { list: true }),
  field('flag', { type: 'yesno' }),
];
const AS_OF = '2026-06-30';

interface Held {
  readonly state: 'absent' | 'readable' | 'unreadable';
  readonly value?: string | boolean | readonly string[];
}
/** Cells with what they are read as. */
const CELLS: Readonly<Record<string, readonly (readonly [cell: string | null, held: Held])[]>> = (() => {
  const absent = ['', null, '  '].map((cell) => [cell, { state: 'absent' }] as const);
  const text = (...cells: string[]) => cells.map((cell) => [cell, { state: 'readable', value: cell.trim() }] as const);
  const days = [
    ['2026-03-04', { state: 'readable', value: '2026-03-04' }],
    ['05/03/2026', { state: 'readable', value: '2026-03-05' }],
    ['2026-03-05T10:30', { state: 'readable', value: '2026-03-05T10:30' }],
    ['soon', { state: 'unreadable', value: 'soon' }],
  ] as const;
  return {
    a: [...absent, ...text('x', 'y', ' xy ', 'X')],
    b: [...absent, ...text('x', 'yy')],
    day: [...absent, ...days],
    sent: [...absent, ...days],
    list: [
      ...absent,
      ['x', { state: 'readable', value: ['x'] }],
      ['x;y', { state: 'readable', value: ['x', 'y'] }],
      ['y; y', { state: 'readable', value: ['y', 'y'] }],
    ],
    flag: [
      ...absent,
      ['Y', { state: 'readable', value: true }],
      ['no', { state: 'readable', value: false }],
      ['maybe', { state: 'unreadable', value: 'maybe' }],
    ],
  } as const;
})();
type RecordHeld = Readonly<Record<string, Held>>;
type Schema = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Schema => typeof value === 'object' && value !== null;
const LIST_WORDS = ['contains', 'minItems', 'maxItems', 'uniqueItems'];

/** What a schema says of one value, by the words of JSON Schema and of the keywords. */
function holdsOf(schema: Schema, value: unknown, record: RecordHeld): boolean {
  return Object.entries(schema).every(([word, of]) => {
    if (word === 'const') return value === of;
    if (word === 'enum') return (of as unknown[]).includes(value);
    if (word === 'pattern') return typeof value !== 'string' || new RegExp(of as string, 'u').test(value);
    if (word === 'minLength') return typeof value !== 'string' || [...value].length >= (of as number);
    if (word === 'not') return !holdsOf(of as Schema, value, record);
    if (word === 'anyOf') return (of as Schema[]).some((one) => holdsOf(one, value, record));
    if (word === 'allOf') return (of as Schema[]).every((one) => holdsOf(one, value, record));
    if (word === 'contains') return (value as string[]).some((item) => holdsOf(of as Schema, item, record));
    if (word === 'minItems') return (value as string[]).length >= (of as number);
    if (word === 'maxItems') return (value as string[]).length <= (of as number);
    if (word === 'uniqueItems') return new Set(value as string[]).size === (value as string[]).length;
    if (word === 'sameAs') return value === record[(of as { field: string }).field]!.value;
    throw new Error(`no such word ${word}`);
  });
}

const readsOf = (schema: unknown): readonly string[] =>
  isMap(schema)
    ? Object.entries(schema).flatMap(([word, of]) =>
        word === 'sameAs'
          ? [(of as { field: string }).field]
          : ['not', 'anyOf', 'allOf', 'contains'].includes(word)
            ? [of].flat().flatMap(readsOf)
            : [],
      )
    : [];

/** Fields whose values, not only presence, conditions compare, alternatives and fields that are asked for `readable` left out. */
function compared(conditions: Conditions): readonly string[] {
  return Object.entries(conditions).flatMap(([key, value]): readonly string[] => {
    if (key === 'anyOf') return [];
    if (key === 'not') return compared(value as Conditions);
    return isMap(value) && !('readable' in value) ? [key, ...readsOf(value)] : [];
  });
}

const isUnderstood = (conditions: Conditions, record: RecordHeld): boolean =>
  compared(conditions).every((name) => record[name]!.state !== 'unreadable');

function holds(conditions: Conditions, record: RecordHeld): boolean {
  const guarded = (one: Conditions): boolean => isUnderstood(one, record) && holds(one, record);
  return Object.entries(conditions).every(([key, value]) => {
    if (key === 'anyOf') return (value as readonly Conditions[]).some(guarded);
    if (key === 'not') return !guarded(value as Conditions);
    const { state, value: held } = record[key]!;
    if (value === false) return state === 'absent';
    if (state === 'absent') return false;
    if (value === true) return true;
    const { readable, ...rest } = value as Schema;
    if (readable !== undefined && readable !== (state === 'readable')) return false;
    if (Object.keys(rest).length === 0) return true;
    const each = Array.isArray(held) && !LIST_WORDS.some((word) => JSON.stringify(rest).includes(`"${word}"`));
    return each ? (held as string[]).every((item) => holdsOf(rest, item, record)) : holdsOf(rest, held, record);
  });
}

interface Made {
  readonly when: Conditions;
  readonly expect: Conditions;
  readonly effective?: { readonly from?: string; readonly to?: string };
}
function outcome({ when, expect: expected, effective }: Made, record: RecordHeld): string {
  if (!isUnderstood(when, record) || !isUnderstood(expected, record) || !holds(when, record)) return 'not applicable';
  if (effective !== undefined) {
    const { state, value } = record.day!;
    if (state === 'unreadable') return 'not applicable';
    const day = state === 'absent' ? AS_OF : String(value).slice(0, 10);
    if (day < (effective.from ?? '') || day > (effective.to ?? '9999')) return 'not applicable';
  }
  return holds(expected, record) ? 'passes' : 'fails';
}

const text: fc.Arbitrary<Schema> = fc.constantFrom<Schema>(
  { const: 'x' },
  { enum: ['x', 'y'] },
  { pattern: '^x' },
  { minLength: 2 },
  { not: { const: 'y' } },
  { not: { pattern: 'y$' } },
  { anyOf: [{ const: 'xy' }, { pattern: 'X' }] },
  { allOf: [{ pattern: 'x' }, { minLength: 2 }] },
  { pattern: 'y', minLength: 2 },
  { readable: true, const: 'x' },
);
const schemas: Readonly<Record<string, fc.Arbitrary<Schema | boolean>>> = {
  a: fc.oneof(fc.boolean(), text, fc.constant({ sameAs: { field: 'b' } })),
  b: fc.oneof(fc.boolean(), text),
  day: fc.constantFrom<Schema | boolean>(true, false, { readable: true }, { readable: false }, { pattern: '-04$' }),
  sent: fc.constantFrom<Schema | boolean>(
    true,
    { readable: true },
    { pattern: 'T' },
    { not: { pattern: '^2026-03-04$' } },
    { readable: false, pattern: 'so' },
  ),
  list: fc.oneof(
    text,
    fc.constantFrom<Schema | boolean>(
      true,
      false,
      { contains: { const: 'x' } },
      { minItems: 2 },
      { maxItems: 1 },
      { uniqueItems: true },
      { not: { contains: { const: 'y' } } },
    ),
  ),
  flag: fc.constantFrom<Schema | boolean>(true, false, { const: true }, { not: { const: true } }, { readable: true }, { readable: false }),
};
const plain = fc.record(schemas, { requiredKeys: [] }) as fc.Arbitrary<Conditions>;
const few = plain.map((all) => Object.fromEntries(Object.entries(all).slice(0, 2)) as Conditions);
const conditions: fc.Arbitrary<Conditions> = fc
  .record({
    own: few,
    not: fc.option(few),
    anyOf: fc.option(fc.array(few, { minLength: 1, maxLength: 3 })),
    deep: fc.option(fc.tuple(few, few)),
  })
  .map(({ own, not, anyOf, deep }) => ({
    ...own,
    ...(not === null ? {} : { not: deep === null ? not : { ...not, anyOf: [...deep] } }),
    ...(anyOf === null ? {} : { anyOf: deep === null ? anyOf : [...anyOf, { not: deep[0], ...deep[1] }] }),
  })) as fc.Arbitrary<Conditions>;
const made: fc.Arbitrary<Made> = fc.record({
  when: fc.oneof(fc.constant({}), few, few, conditions),
  expect: fc.oneof(few, conditions),
  effective: fc.constantFrom({}, {}, { from: '2026-03-05' }, { to: '2026-03-04' }, { from: '2026-03-04', to: '2026-03-05' }),
});
const record = fc.record(Object.fromEntries(FIELDS.map(({ name }) => [name, fc.constantFrom(...CELLS[name]!)])));

describe('rules', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('say of any records what their conditions mean, whatever was judged before, drawn from %i', (seed) => {
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 4 }), fc.array(record, { minLength: 1, maxLength: 8 }), (all, records) => {
        const of = pack(
          FIELDS,
          all.map(({ when, expect: expected, effective }, n) =>
            rule(`t/${n}`, { at: ['a'], when, expect: expected, ...(effective && Object.keys(effective).length > 0 ? { effective } : {}) }),
          ),
        );
        const judge = makeJudge(compileRules(of, AS_OF), []);
        for (const cells of [...records, ...records]) {
          const one = recordOf(of, Object.fromEntries(Object.entries(cells).map(([name, [cell]]) => [name, cell])));
          const held = Object.fromEntries(Object.entries(cells).map(([name, [, value]]) => [name, value]));
          const judgement = judge.judge(one);
          const found = all.map((_, n) => outcomeOf(judgement, n));
          expect(found, JSON.stringify([all, held])).toEqual(
            all.map((each) =>
              outcome(Object.keys(each.effective ?? {}).length > 0 ? each : { when: each.when, expect: each.expect }, held),
            ),
          );
          expect(judgement.failed.map((check) => check.rule).sort()).toEqual(found.flatMap((how, n) => (how === 'fails' ? [n] : [])));
        }
        expect(judge.crashes.size).toBe(0);
      }),
      { seed, numRuns: 30 },
    );
  });
});
