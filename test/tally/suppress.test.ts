import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeOf, countCause } from '../../src/tally/causes.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { hideSmall } from '../../src/tally/suppress/hide.ts';
import { suppressed } from '../../src/tally/suppress/index.ts';
import { events, packOf, recordRule, tallyOf } from './invented.ts';

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const topic = (id: string) => ({ id, title: id, kind: 'Finish', marked: {}, suspected: {} });
const pack = packOf(
  [0, 1, 2, 3].map((n) => recordRule(`p/${n}`, { training: ['Course'] })),
  {
    minimumForRanking: 1,
    scorecard: {
      timeliness: [{ id: 'mixing', title: 'Mixing', from: 'a', to: 'b', limits: [1, 3] }],
      topics: [topic('GLOSS'), topic('MATT')],
      values: ['depot'],
      defaults: ['p/0'],
    },
  },
);

/** Keys whose numbers are counts of records, findings or rows. */
const COUNTS = new Set(
  `records count correct wrong missing suspected suspectedUntagged failed waived applicable error warning info held findings subject absent
  undated before total withDocument late outOfPeriod recordsBefore clears`.split(/\s+/),
);

function countsIn(value: unknown, path: string): [string, number][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): [string, number][] =>
    typeof inner === 'number' && COUNTS.has(key) ? [[`${path}.${key}`, inner]] : countsIn(inner, `${path}.${key}`),
  );
}

describe('hiding small counts', () => {
  it('leaves no breakdown with one hidden count, and no small one', () => {
    const shape = fc.array(fc.array(fc.nat(11), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 12, maxLength: 12 }),
        shape,
        fc.integer({ min: 2, max: 8 }),
        (counts, places, least) => {
          const all = counts.map((count) => ({ count, hidden: false }));
          const breakdowns = places.map((place) => [...new Set(place)].map((at) => all[at]!));
          hideSmall(breakdowns, least);
          for (const breakdown of breakdowns) {
            expect(breakdown.every(({ count, hidden }) => hidden || count === 0 || count >= least)).toBe(true);
            expect(breakdown.length > 1 && breakdown.filter(({ hidden }) => hidden).length === 1).toBe(false);
          }
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('suppressed scorecards', () => {
  it('hold no small count anywhere, and none that is the rest of what is shown', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 1, maxLength: 4 }), fc.integer({ min: 2, max: 7 }), (lists, least) => {
        const cards = suppressed(scorecards(tallyOf(lists.flat()), pack, info), least);
        expect(countsIn(cards, '').filter(([, count]) => count > 0 && count < least)).toEqual([]);
        const known = (card: { records: number | null }) => card.records !== null;
        const agencies = cards.agencies.filter((card) => !known(card));
        expect(agencies.length === 1 && cards.agencies.length > 1).toBe(false);
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  const tally = emptyTally();
  const add = (agency: string, records: number, wrong: number) => {
    const group = groupOf(tally, agency, 'rms', 'north');
    group.records = records;
    group.ready = records - wrong;
    group.coding.correct = records - wrong;
    group.coding.wrong = wrong;
    Object.assign(countsOf(group, 0), { applicable: records, failed: wrong });
    for (let n = 0; n < wrong; n++) countCause(causeOf(tally, agency, 'rms', 0, 0), { value: null, day: n });
  };
  add('amber', 100, 3);
  add('blue', 80, 20);
  add('coral', 90, 30);
  const cards = scorecards(tally, pack, info);

  it('lose what derives from a hidden count: its share, its interval, its rank', () => {
    const [amber, blue, coral] = suppressed(cards, 5).agencies;
    expect(amber).toMatchObject({
      records: 100,
      ready: { count: null, n: 100, percent: null, interval: null },
      coding: { correct: null, wrong: null, missing: 0, rate: { count: null, percent: null } },
      rank: null,
      verdict: { held: null, fixes: [{ rule: 'p/0', records: null }] },
      rules: [{ failed: null, gain: null, applicable: 100 }],
      training: [{ findings: null }],
      rootCauses: [{ records: null, first: null, last: null, ofRule: { count: null, n: null } }],
      score: null,
    });
    // Without it, amber's would be what is left of the nation's.
    expect(blue).toMatchObject({ coding: { wrong: null }, rank: null });
    expect(coral).toMatchObject({ coding: { wrong: 30, rate: { count: 60, n: 90 } }, rank: 3 });
  });

  it('are the same if no count is small', () => {
    expect(suppressed(cards, 3)).toEqual({
      ...cards,
      agencies: cards.agencies.map((card) => ({ ...card, peers: { agencies: 2, codingRate: null, ready: null, score: null } })),
    });
  });

  it('hide what the sum of a region would tell, and only there', () => {
    const regional = emptyTally();
    for (const [agency, wrong] of [
      ['amber', 3],
      ['blue', 20],
      ['coral', 2],
      ['dune', 30],
    ] as const) {
      const group = groupOf(regional, agency, 'rms', 'north');
      Object.assign(group, { records: 100, ready: 100 });
      Object.assign(group.coding, { correct: 100 - wrong, wrong });
    }
    const { agencies, regions, nation } = suppressed(scorecards(regional, pack, info), 5);
    // With the region's sum, the other agency in it would tell the small one; those without a region have no such sum.
    expect(agencies.map(({ coding }) => coding?.wrong)).toEqual([null, null, null, 30]);
    expect(regions.map(({ coding }) => coding?.wrong)).toEqual([23]);
    expect(nation.coding?.wrong).toBe(55);
  });

  it('hide small counts of rules that may need work', () => {
    const debts = emptyTally();
    const group = groupOf(debts, 'amber', 'rms', 'north');
    group.records = 50;
    for (const [rule, own] of [
      { applicable: 50, waived: 3, disputed: 2 },
      { applicable: 49, waived: 9, disputed: 8 },
      { applicable: 48, waived: 20, disputed: 19 },
      { applicable: 4, failed: 4 },
    ].entries())
      Object.assign(countsOf(group, rule), own);
    const { ruleDebt } = suppressed(scorecards(debts, pack, info), 5);
    expect(ruleDebt).toEqual({
      neverFired: [],
      alwaysFired: [{ rule: 'p/3', applicable: null }],
      mostWaived: [
        { rule: 'p/2', waived: 20, applicable: 48 },
        { rule: 'p/1', waived: null, applicable: 49 },
        { rule: 'p/0', waived: null, applicable: 50 },
      ],
      mostDisputed: [
        { rule: 'p/2', disputed: 19, applicable: 48 },
        { rule: 'p/1', disputed: null, applicable: 49 },
        { rule: 'p/0', disputed: null, applicable: 50 },
      ],
    });
    group.records = 4;
    const few = suppressed(scorecards(debts, pack, info), 5);
    expect(few.nation.records).toBeNull();
    expect(few.ruleDebt.mostWaived.map(({ applicable }) => applicable)).toEqual([null, null, null]);
  });

  it('tell medians of three other agencies, not of two', () => {
    const ranked = (names: readonly string[]) => {
      const many = emptyTally();
      for (const agency of names) {
        const group = groupOf(many, agency, 'rms', 'north');
        Object.assign(group, { records: 100, ready: 90 });
        group.coding.correct = 100;
      }
      return suppressed(scorecards(many, pack, info), 5).agencies[0]!.peers;
    };
    expect(ranked(['amber', 'blue', 'coral'])).toEqual({ agencies: 2, codingRate: null, ready: null, score: null });
    expect(ranked(['amber', 'blue', 'coral', 'dune'])).toEqual({ agencies: 3, codingRate: 100, ready: 90, score: null });
  });

  it('are also made where the packs define no coding', () => {
    const { coding: _coding, ...bare } = pack;
    expect(suppressed(scorecards(tally, bare, info), 5).agencies.map(({ coding, rank }) => [coding, rank])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });
});
