import { describe, expect, it } from 'vitest';
import { NOT_UNREADABLE, PRESENT } from '../../src/check/atoms.ts';
import { compileRules } from '../../src/check/index.ts';
import { layOut } from '../../src/check/layout.ts';
import { keyOf } from '../../src/check/panels.ts';
import { looksOf } from '../../src/check/test.ts';
import type { Conditions, Pack } from '../../src/model/pack.ts';
import { codelist, field, pack, rule } from '../small-pack.ts';

const FIELDS = [
  field('a'),
  field('b'),
  field('day', { type: 'date', role: 'date' }),
  field('kind', { codelist: 'kinds' }),
  field('group', { codelist: 'groups' }),
  field('flag', { type: 'yesno' }),
];
const at = (name: string) => FIELDS.findIndex((one) => one.name === name);
const LISTS = [codelist('kinds', [{ code: 'K', group: 'g' }]), codelist('groups', [{ code: 'g', valid_to: '2026-01-31' }])];
const BOTH = PRESENT | NOT_UNREADABLE;
/** The first bits that fields have of their own. */
const [FIRST, SECOND] = [4, 8];

const compiled = (rules: Pack['rules'], more: Partial<Pack> = {}) => compileRules(pack(FIELDS, rules, LISTS, more), '2026-03-10');
/** What one rule asks of a record before it is judged, and then. */
const tests = (when: Conditions, expected: Conditions) => {
  const [check] = compiled([rule('t/r', { at: ['a'], when, expect: expected })]).checks;
  return check!;
};

describe('what a rule asks of marks', () => {
  it('is a bit for presence, one for being understood, and one for each question', () => {
    const { when, expect: then } = tests({ a: true, b: { const: 'x' } }, { a: { const: 'x' }, day: { readable: false }, flag: false });
    // What is compared must be understood.
    expect([...when.marks]).toEqual([at('b'), BOTH | FIRST, BOTH | FIRST, at('a'), BOTH, BOTH]);
    expect([...then.marks]).toEqual([at('a'), PRESENT | FIRST, PRESENT | FIRST, at('day'), BOTH, PRESENT, at('flag'), PRESENT, 0]);
    expect([when.calls, then.calls]).toEqual([[], []]);
    expect(looksOf(when)).toEqual({
      reads: [],
      looks: [
        [at('b'), BOTH | FIRST],
        [at('a'), BOTH],
      ],
    });
  });

  it('can not be had where it must both be understood and not', () => {
    const { when } = tests({ day: { readable: false } }, { day: { pattern: 'x' } });
    expect([...when.marks]).toEqual([at('day'), 0, PRESENT]);
  });

  it('is the same bit for the same question', () => {
    const rules = compiled(
      [{ const: 'x' }, { const: 'y' }, { const: 'x' }].map((schema, n) =>
        rule(`t/${n}`, { at: ['a'], expect: { a: schema } as Conditions }),
      ),
    );
    expect(rules.checks.map(({ expect: { marks } }) => marks[1])).toEqual([PRESENT | FIRST, PRESENT | SECOND, PRESENT | FIRST]);
  });

  it('is a call where it rests on other values or on the day, or where a field has no bit left', () => {
    const calls = (name: string, schema: object) => {
      const { calls: own, marks } = tests({}, { [name]: schema } as Conditions).expect;
      return [own.map(({ reads, looks }) => [reads, looks]), [...marks]];
    };
    expect(calls('a', { sameAs: { field: 'b' } })).toEqual([[[[at('a'), at('b')], []]], [at('a'), PRESENT, PRESENT]]);
    expect(calls('group', { inCodelist: 'groups' })).toEqual([[[[at('group')], []]], [at('group'), PRESENT, PRESENT]]);
    expect(calls('kind', { inCodelist: 'kinds' })[0]).toEqual([]);
    const many = Array.from({ length: 31 }, (_, n) => rule(`t/${n}`, { at: ['a'], expect: { a: { const: `${n}` } } }));
    const { checks } = compiled(many);
    const bits = checks.map(({ expect: { marks, calls: own } }) => (own.length === 0 ? Math.log2(marks[1]! - PRESENT) : -1));
    expect(bits).toEqual(Array.from({ length: 31 }, (_, n) => (n + 2 <= 30 ? n + 2 : -1)));
  });

  it('is all that alternatives and what must not be look at', () => {
    const of = looksOf(tests({ anyOf: [{ a: { const: 'x' } }, { not: { b: { sameAs: { field: 'a' } }, flag: true } }] }, { a: true }).when);
    expect(of.reads).toEqual([at('b'), at('a')]);
    const bits = new Map<number, number>();
    for (const [index, more] of of.looks) bits.set(index, (bits.get(index) ?? 0) | more);
    expect(bits).toEqual(
      new Map([
        [at('a'), BOTH | FIRST],
        [at('b'), BOTH],
        [at('flag'), PRESENT],
      ]),
    );
  });

  it('makes a key of fields in order, with the bits of all testers', () => {
    const one = tests({ flag: true }, { a: { const: 'x' }, group: { inCodelist: 'groups' } });
    const { fields, bits, identities } = keyOf([one, { when: tests({}, { b: true }).expect }]);
    expect([[...fields], [...identities]]).toEqual([[at('a'), at('b'), at('group'), at('flag')], [at('group')]]);
    expect([...bits]).toEqual([BOTH | FIRST, PRESENT, BOTH, PRESENT]);
  });
});

describe('how checks are laid out', () => {
  const layout = (rules: Pack['rules'], more: Partial<Pack> = {}) => {
    const made = compiled(rules, more);
    const { live, furtherRules, placeOf, desks, ownDesks, ownFields, ownBits, isDated, isCodingLive, spread, bitOf } = layOut(
      made,
      made.checks,
    );
    const named = (checks: typeof live) =>
      checks.map(({ rule: index, at: place }) => `${rules[index]!.id.slice(2)} ${FIELDS[place]!.name}`);
    return {
      live: named(live),
      further: furtherRules.map((index) => rules[index]!.id.slice(2)),
      places: [...placeOf],
      desks: desks.map(({ checks, key, isCoding, isDated: dated }) => ({
        checks: named(checks),
        fields: [...key.fields].map((index) => FIELDS[index]!.name),
        identities: [...key.identities].map((index) => FIELDS[index]!.name),
        ...(isCoding ? { isCoding } : {}),
        ...(dated ? { dated } : {}),
      })),
      own: ownDesks.map(({ checks }, n) => `${FIELDS[ownFields[n]!]!.name} ${ownBits[n]} ${isDated[n]}: ${named(checks).join()}`),
      isCodingLive,
      spread: spread.map((index) => rules[index]!.id.slice(2)),
      bits: [...bitOf],
    };
  };
  const coding = (correct: object) => ({
    coding: { name: 'C', field: 'kind', declared: { flag: true }, correct: { kind: correct }, suspected: { group: true }, faults: [] },
  });

  it('puts together what looks at the same fields, and apart what has to look at each record', () => {
    const rules = [
      rule('t/one', { at: ['a'], expect: { a: { const: 'x' } } }),
      rule('t/again', { at: ['a'], expect: { a: { const: 'y' } } }),
      rule('t/since', { at: ['b'], expect: { b: { const: 'x' } }, effective: { from: '2026-01-01' } }),
      rule('t/until', { at: ['flag'], expect: { flag: true }, effective: { to: '2026-01-01' } }),
      rule('t/two', { at: ['a'], when: { flag: true }, expect: { a: { const: 'x' } } }),
      rule('t/dated', { at: ['group'], expect: { group: { inCodelist: 'groups' } } }),
      rule('t/further', { at: ['a'], expect: { a: { sameAs: { field: 'b' } } } }),
      rule('t/partly', { at: ['kind', 'b'], when: { '@': true }, expect: { '@': { sameAs: { field: 'kind' } } } }),
      rule('t/spread', { at: ['a', 'b'], when: { '@': true }, expect: { '@': { not: { const: 'z' } } } }),
      rule('t/wide', { at: ['a', 'flag'], expect: { a: { const: 'q' }, flag: { const: true } } }),
    ];
    rules.push(rule('t/closed', { at: ['flag'], when: { flag: { sameAs: { field: 'group' } } }, expect: { kind: true } }));
    const found = layout(rules, coding({ const: 'K' }) as never);
    expect(found).toEqual({
      live: ['further a', 'partly b', 'partly kind'],
      further: ['further', 'partly'],
      places: [0, 1, 1],
      desks: [
        { checks: ['two a', 'wide a', 'wide flag'], fields: ['a', 'flag'], identities: [] },
        { checks: ['dated group'], fields: ['group'], identities: ['group'], dated: true },
        { checks: ['closed flag'], fields: ['kind', 'group', 'flag'], identities: ['group', 'flag'], dated: true },
        { checks: [], fields: ['kind', 'group', 'flag'], identities: [], isCoding: true },
      ],
      own: ['a 31 0: one a,again a,spread a', 'b 15 1: since b,spread b', 'flag 1 1: until flag'],
      isCodingLive: false,
      spread: ['spread'],
      bits: [-1, -1, -1, -1, -1, -1, -1, -1, 0, -1, -1],
    });
  });

  it('has a desk for coding unless that has to look further', () => {
    const live = layout([], coding({ sameAs: { field: 'a' } }) as never);
    expect([live.isCodingLive, live.desks]).toEqual([true, []]);
    const none = layout([]);
    expect([none.isCodingLive, none.desks.map(({ isCoding, fields }) => [isCoding, fields])]).toEqual([false, [[true, []]]]);
    // What is compared has an end: codes, and yes and no.
    expect(layout([], coding({ sameAs: { field: 'group' } }) as never).desks).toMatchObject([
      { identities: ['kind', 'group'], dated: true },
    ]);
  });
});
