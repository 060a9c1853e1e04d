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
});
