import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledRules, compileRules, type Judgement, makeJudge } from '../../src/check/index.ts';
import { type Codelist, type Conditions, EVERYWHERE, type Field, type Pack, type RecordRule } from '../../src/model/pack.ts';
import type { IntelRecord } from '../../src/model/record.ts';
import { makeRecord, planColumns } from '../../src/normalise/index.ts';
import { codelist, field, pack, rowOf, rule } from '../small-pack.ts';
import { outcomeOf } from './judging.ts';

const AS_OF = '2026-03-10';
const FIELDS: readonly Field[] = [
  field('ref'),
  field('day', { type: 'date', role: 'date' }),
  field('kind', { codelist: 'kinds' }),
  field('kinds', { codelist: 'kinds', list: true }),
  field('group', { codelist: 'groups' }),
  field('flag', { type: 'yesno' }),
];
const KINDS = codelist('kinds', [
  { code: 'OLD', group: 'g', valid_to: '2026-03-04' },
  { code: 'NEW', group: 'g;h', valid_from: '2026-03-05' },
  { code: 'EVER', group: 'h' },
  { code: 'GONE', group: 'g', replaced_by: 'NEW' },
]);
const LISTS = [KINDS, codelist('groups', [{ code: 'g' }, { code: 'h' }])];
type Cells = Readonly<Record<string, string>>;

/** Makes records as a run does: one after the other in the same object, so that what is known of a value stays with it. */
function loader(of: Pack, rules: CompiledRules, byShape = false): (cells: Cells) => IntelRecord {
  const headings = of.fields.map(({ name }) => name);
  const record = makeRecord(of, planColumns(headings, 1, of.fields, undefined, {}), undefined, byShape ? rules.shapes : undefined);
  return (cells) => {
    record.load(rowOf(headings.map((name) => cells[name] ?? '')));
    return record;
  };
}

const named = (judgement: Judgement) => judgement.failed.map(({ rule: index, at }) => `${index} ${FIELDS[at]!.name}`).sort();

/** A question and what it means, of a value of a record. */
interface Question {
  readonly schema: object;
  readonly asks: (value: string, cells: Cells) => boolean;
}
const dayOf = (cells: Cells) => (cells.day === '' ? AS_OF : /^2026/.test(cells.day!) ? cells.day!.slice(0, 10) : undefined);
const listed = (options: object, meets: (code: string, cells: Cells) => boolean): Question => ({
  schema: { inCodelist: { list: 'kinds', ...options } },
  asks: (value, cells) => KINDS.entries.has(value) && meets(value, cells),
});
const inForce = (code: string, cells: Cells): boolean => {
  const day = dayOf(cells);
  const { validFrom = '', validTo = '9' } = KINDS.entries.get(code)!;
  return day === undefined || (day >= validFrom && day <= validTo);
};
const groupsOf = (code: string) => KINDS.entries.get(code)!.columns.get('group')!;
const QUESTIONS: readonly Question[] = [
  { schema: { const: 'NEW' }, asks: (value) => value === 'NEW' },
  { schema: { not: { pattern: 'E' } }, asks: (value) => !value.includes('E') },
  { schema: { minLength: 4 }, asks: (value) => value.length >= 4 },
  listed({ state: 'known' }, () => true),
  listed({}, inForce),
  listed({ state: 'current' }, (code, cells) => inForce(code, cells) && code !== 'GONE'),
  listed({ state: 'known', where: { group: 'h' } }, (code) => groupsOf(code).includes('h')),
  listed({ state: 'known', where: { group: { sameAsField: 'group' } } }, (code, cells) => groupsOf(code).includes(cells.group!)),
  { schema: { sameAs: { field: 'group' } }, asks: (value, cells) => cells.group !== '' && value === cells.group },
];
const question = fc.constantFrom(...QUESTIONS);

interface Made {
  readonly conditions: Conditions;
  readonly holds: (cells: Cells) => boolean;
}
const itemsOf = (cells: Cells, name: string) => (name === 'kinds' ? cells.kinds!.split(';').filter((item) => item !== '') : [cells[name]!]);
const about = (name: string) =>
  question.map(
    ({ schema, asks }): Made => ({
      conditions: { [name]: schema } as Conditions,
      holds: (cells) => cells[name] !== '' && itemsOf(cells, name).every((item) => asks(item, cells)),
    }),
  );
const some: fc.Arbitrary<Made> = question.map(({ schema, asks }) => ({
  conditions: { kinds: { contains: schema } } as Conditions,
  holds: (cells) => itemsOf(cells, 'kinds').some((item) => asks(item, cells)),
}));
const presence = fc
  .tuple(fc.constantFrom('ref', 'kind', 'kinds', 'group'), fc.boolean())
  .map(([name, there]): Made => ({ conditions: { [name]: there }, holds: (cells) => (cells[name] !== '') === there }));
const flagged: Made = { conditions: { flag: { const: true } } as Conditions, holds: (cells) => cells.flag === 'Y' };
const simple = fc.oneof(about('ref'), about('kind'), about('kinds'), some, presence, fc.constant(flagged));
/** Both of two, the second of another field; or one of several, or not. */
const conditions: fc.Arbitrary<Made> = fc.oneof(
  simple,
  fc.tuple(simple, simple).map(([a, b]) => {
    const isOther = Object.keys(a.conditions)[0] !== Object.keys(b.conditions)[0];
    return isOther ? { conditions: { ...a.conditions, ...b.conditions }, holds: (cells: Cells) => a.holds(cells) && b.holds(cells) } : a;
  }),
  fc.tuple(simple, simple).map(([a, b]) => ({
    conditions: { anyOf: [a.conditions, b.conditions] } as Conditions,
    holds: (cells: Cells) => a.holds(cells) || b.holds(cells),
  })),
  simple.map((a) => ({ conditions: { not: a.conditions } as Conditions, holds: (cells: Cells) => !a.holds(cells) })),
);
interface MadeRule {
  readonly at: readonly string[];
  readonly when: Made;
  readonly expect: (name: string) => Made;
  readonly effective: { readonly from?: string; readonly to?: string } | undefined;
}
/** At every field: no letter beyond ASCII, of which printable ASCII is known to have none, and no `x`. */
const WIDE = rule('t/wide', {
  at: [EVERYWHERE],
  when: { '@': true },
  expect: { '@': { not: { pattern: '\\u00e9' } } } as never,
});
const ALWAYS: Made = { conditions: {}, holds: () => true };
const effective = fc.constantFrom(
  undefined,
  undefined,
  { from: '2026-03-05' },
  { to: '2026-03-04' },
  { from: '2026-03-04', to: '2026-03-05' },
);
const atOne: fc.Arbitrary<MadeRule> = fc
  .tuple(fc.oneof(fc.constant(ALWAYS), conditions), conditions, effective)
  .map(([when, made, days]) => ({ at: ['ref'], when, expect: () => made, effective: days }));
/** At two fields, each judged by itself where it is present. */
const atTwo: fc.Arbitrary<MadeRule> = fc.tuple(question, effective).map(([{ schema, asks }, days]) => ({
  at: ['ref', 'kind'],
  when: { conditions: { '@': true }, holds: () => true },
  expect: (name) => ({ conditions: { '@': schema } as Conditions, holds: (cells) => asks(cells[name]!, cells) }),
  effective: days,
}));
const record: fc.Arbitrary<Cells> = fc.record({
  ref: fc.constantFrom('', 'NEW', 'g', 'x-12', 'é'),
  day: fc.constantFrom('', '2026-03-04', '2026-03-05', '2026-03-04T23:59', 'soon'),
  kind: fc.constantFrom('', 'OLD', 'NEW', 'EVER', 'GONE', 'h', '?'),
  kinds: fc.constantFrom('', 'OLD', 'NEW;EVER', 'EVER;GONE', 'x;NEW'),
  group: fc.constantFrom('', 'g', 'h'),
  flag: fc.constantFrom('', 'Y', 'N'),
});

function toRule({ at, when, expect: expected, effective: days }: MadeRule, n: number): RecordRule {
  return rule(`t/${n}`, { at, when: when.conditions, expect: expected('').conditions, ...(days && { effective: days }) });
}

/** What a rule comes to at each of its fields. */
function outcomes({ at, when, expect: expected, effective: days }: MadeRule, cells: Cells): readonly (readonly [string, string])[] {
  const day = dayOf(cells);
  const isInEffect = days === undefined || (day !== undefined && day >= (days.from ?? '') && day <= (days.to ?? '9'));
  return at.map((name) => {
    const applies = isInEffect && when.holds(cells) && (at.length === 1 || cells[name] !== '');
    return [name, !applies ? 'not applicable' : expected(name).holds(cells) ? 'passes' : 'fails'];
  });
}
const together = (all: readonly (readonly [string, string])[]) =>
  ['fails', 'passes'].find((one) => all.some(([, outcome]) => outcome === one)) ?? 'not applicable';

describe('rules with code lists', () => {
  it.each([1, 2, 3, 4])('come to what they mean, whatever was judged before, drawn from %i', (seed) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(atOne, atTwo), { minLength: 1, maxLength: 6 }),
        fc.array(record, { minLength: 1, maxLength: 12 }),
        (made, records) => {
          const of = pack(FIELDS, [...made.map(toRule), WIDE], LISTS);
          const rules = compileRules(of, AS_OF);
          const judge = makeJudge(rules, []);
          const load = loader(of, rules, seed % 2 === 0);
          for (const cells of [...records, ...records]) {
            const judgement = judge.judge(load(cells));
            const expected = made.map((one) => outcomes(one, cells));
            expect(made.map((_, n) => outcomeOf(judgement, n))).toEqual(expected.map(together));
            const failed = expected.flatMap((all, n) => all.flatMap(([name, outcome]) => (outcome === 'fails' ? [`${n} ${name}`] : [])));
            const wide = FIELDS.flatMap(({ name }) => (/é/.test(cells[name]!) ? [`${made.length} ${name}`] : []));
            expect(named(judgement)).toEqual([...failed, ...wide].sort());
            expect(outcomeOf(judgement, made.length)).toBe(
              wide.length > 0 ? 'fails' : Object.values(cells).some((cell) => cell !== '') ? 'passes' : 'not applicable',
            );
            const lists = [...judgement.profiles.slice(0, judgement.profileCount), judgement.own];
            const all = lists.flatMap(({ passed, failed: theirs }) => [...passed, ...theirs]);
            expect(new Set(all).size, 'each rule is in one list').toBe(all.length);
          }
          expect(judge.crashes.size).toBe(0);
        },
      ),
      { seed, numRuns: 60 },
    );
  });
});

describe('rules that crash', () => {
  /** A list of which nobody may ask for `!`. */
  const broken: Codelist = {
    ...codelist('codes', [{ code: 'A', mark: 'm' }]),
    entries: Object.assign(new Map(codelist('codes', [{ code: 'A', mark: 'm' }]).entries), {
      get(this: Codelist['entries'], code: string) {
        if (code === '!') throw new Error(`asked for ${code}`);
        return Map.prototype.get.call(this, code);
      },
    }),
  };
  const own = [
    field('code', { codelist: 'codes' }),
    field('other', { codelist: 'codes' }),
    field('mark'),
    field('flag', { type: 'yesno' }),
  ];
  const inList = { inCodelist: 'codes' };
  const isIn = (value: string) => value === 'A';
  const RULES: readonly (readonly [RecordRule, (cells: Cells) => readonly (readonly [string, string])[]])[] = [
    [
      rule('t/one', { at: ['code'], when: { code: true }, expect: { code: inList } }),
      ({ code }) => (code === '' ? [] : [['code', code === '!' ? 'crash' : isIn(code!) ? 'passes' : 'fails']]),
    ],
    [
      rule('t/flagged', {
        at: ['code'],
        when: { flag: { const: true } },
        expect: { code: { inCodelist: { list: 'codes', state: 'known' } } },
      }),
      ({ code, flag }) => (flag !== 'Y' ? [] : [['code', code === '!' ? 'crash' : isIn(code!) ? 'passes' : 'fails']]),
    ],
    [
      rule('t/both', {
        at: ['code', 'other'],
        when: { '@': true },
        expect: { '@': { not: { inCodelist: { list: 'codes', state: 'current' } } } },
      }),
      (cells) =>
        ['code', 'other'].flatMap((name) =>
          cells[name] === '' ? [] : [[name, cells[name] === '!' ? 'crash' : isIn(cells[name]!) ? 'fails' : 'passes'] as const],
        ),
    ],
    [
      rule('t/live', {
        at: ['code', 'other'],
        when: { '@': true, mark: true },
        expect: { '@': { inCodelist: { list: 'codes', where: { mark: { sameAsField: 'mark' } } } } },
      }),
      (cells) =>
        ['code', 'other'].flatMap((name) =>
          cells[name] === '' || cells.mark === ''
            ? []
            : [[name, cells[name] === '!' ? 'crash' : isIn(cells[name]!) && cells.mark === 'm' ? 'passes' : 'fails'] as const],
        ),
    ],
    [rule('t/sound', { at: ['other'], expect: { other: true } }), ({ other }) => [['other', other === '' ? 'fails' : 'passes']]],
    [
      rule('t/sound-live', { at: ['mark'], when: { mark: true }, expect: { mark: { sameAs: { field: 'other' } } } }),
      ({ mark, other }) => (mark === '' ? [] : [['mark', mark === other ? 'passes' : 'fails']]),
    ],
    [
      rule('t/sound-both', { at: ['code', 'other'], when: { '@': true }, expect: { '@': { not: { const: 'B' } } } }),
      (cells) =>
        ['code', 'other'].flatMap((name) => (cells[name] === '' ? [] : [[name, cells[name] === 'B' ? 'fails' : 'passes'] as const])),
    ],
  ];

  it('are left out from the record on that they crash at, and change nothing for the others', () => {
    const code = fc.constantFrom('', 'A', 'A', 'B', 'B', '!');
    const cells = fc.record({ code, other: code, mark: fc.constantFrom('', 'm', 'B'), flag: fc.constantFrom('', 'Y') });
    const of = pack(
      own,
      RULES.map(([one]) => one),
      [broken],
    );
    let most = 0;
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 14 }), (records) => {
        const rules = compileRules(of, AS_OF);
        const judge = makeJudge(rules, []);
        const load = loader(of, rules);
        const crashed = new Set<number>();
        for (const one of records) {
          const meant = RULES.map(([, says]) => says(one));
          const before = new Set(crashed);
          for (const [n, all] of meant.entries()) if (all.some(([, outcome]) => outcome === 'crash')) crashed.add(n);
          const judgement = judge.judge(load(one));
          expect([...judge.crashes.keys()].sort()).toEqual([...crashed].sort());
          // Of the record at which a rule crashes it may have passed elsewhere, where what single fields come to is remembered.
          for (const [n, all] of meant.entries())
            if (before.has(n) || !crashed.has(n) || RULES[n]![0].id === 't/live')
              expect(outcomeOf(judgement, n)).toBe(crashed.has(n) ? 'not applicable' : together(all));
          const failed = meant.flatMap((all, n) =>
            crashed.has(n) ? [] : all.flatMap(([name, outcome]) => (outcome === 'fails' ? [`${n} ${name}`] : [])),
          );
          expect(judgement.failed.map(({ rule: index, at }) => `${index} ${own[at]!.name}`).sort()).toEqual(failed.sort());
        }
        most = Math.max(most, crashed.size);
        for (const [, message] of judge.crashes) expect(message).toBe('asked for !');
      }),
      { seed: 9, numRuns: 150 },
    );
    expect(most).toBe(4);
  });
});
