import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Context } from '../../src/check/context.ts';
import { daysOf } from '../../src/check/days.ts';
import { directTest } from '../../src/check/direct.ts';
import { KEYWORDS } from '../../src/check/keywords/index.ts';
import { quickDates } from '../../src/check/quick-dates.ts';
import { dayOfIso, minuteOfIso, monthOfDay, monthOfIso, NO_DAY, numberOfDay } from '../../src/model/day.ts';
import type { IntelRecord } from '../../src/model/record.ts';
import { codelist, field, pack as packOf } from '../small-pack.ts';

const AS_OF = '2026-06-30';
const LIST = codelist('none', [{ code: '1900-01-01' }, { code: '01/07/2026' }, { code: '2026-06-28T09:15' }, { code: 'NOT KNOWN' }]);
const PACK = packOf([field('a', { type: 'date' }), field('b', { type: 'date' }), field('text')], [], [LIST]);
const SPELT = { ...PACK, codelists: new Map([['none', { ...LIST, spellings: new Map([['20260701', ['1900-01-01']]]) }]]) };

/** Days around a few that matter. */
const day = fc
  .tuple(fc.constantFrom('1900-01-01', '2024-02-29', '2026-06-28', AS_OF, '2026-12-31'), fc.integer({ min: -3, max: 3 }))
  .map(([iso, by]) => new Date(Date.parse(iso) + by * 86_400_000).toISOString().slice(0, 10));
const time = fc.constantFrom('', '', 'T00:00', 'T09:15', 'T09:15:30', 'T23:59:59', 'T12:01');
const date = fc.tuple(day, time).map(([iso, more]) => iso + more);
const shift = fc.record({ days: fc.integer({ min: -3, max: 3 }), hours: fc.constantFrom(0, 0, 1, 12, 36, -30) }, { requiredKeys: [] });
const order = (options: fc.Arbitrary<object>) =>
  fc
    .tuple(fc.constantFrom('notBefore', 'notAfter'), options, shift)
    .map(([name, one, more]): Record<string, unknown> => ({ [name]: { ...one, ...more } }));
const schemaOf = (leaf: fc.Arbitrary<Record<string, unknown>>) =>
  fc.letrec<{ any: Record<string, unknown> }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      leaf,
      tie('any').map((one) => ({ not: one })),
      fc.tuple(leaf, leaf).map(([one, other]) => ({ ...one, ...other })),
    ),
  })).any;

const contextOf = (texts: readonly (string | undefined)[]): Context => {
  const record = {
    reading: (index: number) => ({ state: texts[index] === undefined ? 'absent' : 'readable', value: texts[index] }),
    day: (index: number) => (texts[index] === undefined ? NO_DAY : dayOfIso(texts[index])),
    minute: (index: number) => minuteOfIso(texts[index]!),
  };
  return { record: record as unknown as IntelRecord, asOf: AS_OF } as Context;
};
const byText = (schema: Record<string, unknown>) =>
  directTest(schema, (name, options) => KEYWORDS.find((keyword) => keyword.name === name)?.prepare(options, SPELT, SPELT.fields[0]!))!;

test('what is said of dates by their numbers is said of their texts', () => {
  const limits = fc.constantFrom({ field: 'b' }, { field: 'b' }, { asOf: true }, { date: '2026-06-28' }, { date: '2026-06-28T10:30' });
  const schema = schemaOf(fc.oneof(order(limits), fc.constant({ sameAs: { field: 'b' } })));
  let known = 0;
  fc.assert(
    fc.property(schema, date, fc.option(date, { nil: undefined, freq: 8 }), (asked, a, b) => {
      const context = contextOf([a, b]);
      const says = quickDates(asked, SPELT, 0)!(context);
      if (says === undefined) return;
      known++;
      expect(says).toBe(byText(asked)(a, context));
    }),
    { numRuns: 3000, seed: 8 },
  );
  expect(known).toBeGreaterThan(2000);
  expect(quickDates({ sameAs: { field: 'text' } }, SPELT, 0)).toBeUndefined();
  expect(quickDates({ notAfter: { asOf: true }, pattern: '^2' }, SPELT, 0)).toBeUndefined();
});

test('the age on a day is the same by numbers as by texts, and so are the parts of a day', () => {
  const ageAt = KEYWORDS.find(({ name }) => name === 'ageAt')!.prepare({ born: 'a', on: 'b', within: 1 }, PACK, PACK.fields[2]!);
  fc.assert(
    fc.property(date, date, fc.integer({ min: -2, max: 3 }), (a, b, by) => {
      const context = contextOf([a, b]);
      const record = { reading: context.record.reading } as IntelRecord;
      const age = String(Math.abs(Number(b.slice(0, 4)) - Number(a.slice(0, 4))) + by);
      expect(ageAt(age, context)).toBe(ageAt(age, { ...context, record }));
    }),
    { numRuns: 1000, seed: 10 },
  );
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (one) => {
      const iso = one.toISOString();
      const number = dayOfIso(iso);
      expect(numberOfDay(number)).toBe(Number(iso.slice(0, 10).replaceAll('-', '')));
      expect(monthOfDay(number)).toBe(monthOfIso(iso));
    }),
    { numRuns: 2000, seed: 12 },
  );
});

test('between two of the days that a schema looks at it says the same of all dates of one length', () => {
  const listed = fc.boolean().map((spelling) => ({ inCodelist: { list: 'none', state: 'known', spelling } }));
  const limits = fc.constantFrom({ asOf: true }, { date: '2026-06-28' });
  const schema = schemaOf(fc.oneof(order(limits), listed, fc.constant({ maxLength: 16 })));
  const context = contextOf([]);
  const numberOf = (iso: string) => Number(iso.slice(0, 10).replaceAll('-', ''));
  let compared = 0;
  fc.assert(
    fc.property(schema, day, day, time, (asked, one, other, more) => {
      const days = daysOf(asked, SPELT, AS_OF)!;
      const [from, to] = [numberOf(one), numberOf(other)].sort((a, b) => a - b);
      if (days.some((number) => from! <= number && number <= to!)) return;
      if (one !== other) compared++;
      expect(byText(asked)(one + more, context)).toBe(byText(asked)(other + more, context));
    }),
    { numRuns: 4000, seed: 9 },
  );
  expect(compared).toBeGreaterThan(500);
  expect(daysOf({ notAfter: { field: 'b' } }, SPELT, AS_OF)).toBeUndefined();
  expect(daysOf({ notAfter: { date: '2026-06-28T10:30' } }, SPELT, AS_OF)).toBeUndefined();
});
