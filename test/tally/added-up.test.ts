import { describe, expect, it } from 'vitest';
import type { Tally } from '../../src/model/tally.ts';
import { causeOf } from '../../src/tally/causes.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { limitValuesTo } from '../../src/tally/few.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { referenceCountsOf } from '../../src/tally/references.ts';

/** A tally with every kind of count in it, each another number, numbered from `from`. */
function full(from: number): Tally {
  let last = from;
  const next = () => ++last;
  const tally = emptyTally();
  const group = groupOf(tally, 'amber', 'rms', 'north');
  const { measures, coding } = group;
  Object.assign(group, { records: next(), ready: next(), readyByWaiver: next(), errors: next(), warnings: next(), infos: next() });
  Object.assign(group, { waivedFindings: next(), textFindings: next() });
  Object.assign(coding, { correct: next(), wrong: next(), missing: next(), suspected: next() });
  const rule = { applicable: next(), failed: next(), waived: next(), disputed: next() };
  Object.assign(countsOf(group, 2), { ...rule, evadedApplicable: next(), evadedFailed: next() });
  measures.undated = next();
  measures.months.set(24_317, [next(), next(), next()]);
  measures.topics.push(next(), next(), next(), next());
  measures.lags.push(new Map([[3, next()]]));
  measures.before.push(next());
  measures.values.push({ present: next(), absent: next(), counts: new Map([['RED', next()]]) });
  measures.defaults.push(next(), next());
  tally.fileFindings.set(1, next());
  tally.agencyFindings.set(1, new Map([['amber', next()]]));
  tally.waivedAgencyFindings.set(1, new Map([['amber', next()]]));
  tally.rows.set(1, { applicable: next(), failed: next(), waived: next() });
  const reference = { rows: next(), matched: next(), missing: next(), outOfPeriod: next(), late: next() };
  Object.assign(referenceCountsOf(tally, 'orders', 'amber'), { ...reference, lags: new Map([[2, next()]]) });
  const cause = causeOf(tally, 'amber', 'rms', 2, 0);
  cause.rest.records = next();
  cause.values.set('RDE', { records: next(), first: 20_000, last: 20_010, to: 'RED' });
  tally.skips.set(1, { reason: 'no column', records: next() });
  return tally;
}

/** The counts of a tally with where they stand; codes, days and what names a thing are not counts. */
function countsIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return /first|last|\.(rule|field)$/.test(path) ? [] : [[path, value]];
  if (value instanceof Map) return [...value].flatMap(([key, inner]) => countsIn(inner, `${path}.${key}`));
  if (typeof value !== 'object' || value === null || value instanceof Set) return [];
  return Object.entries(value).flatMap(([key, inner]) => countsIn(inner, `${path}.${key}`));
}

describe('tallies of two parts', () => {
  it('add up count by count, of every kind', () => {
    const [a, b] = [full(100), full(3000)];
    const [inA, inB] = [countsIn(a), new Map(countsIn(b))];
    expect(inA.length).toBeGreaterThan(45);
    expect(new Map(countsIn(mergeTallies(a, b)))).toEqual(new Map(inA.map(([path, count]) => [path, count + inB.get(path)!])));
    expect(countsIn(mergeTallies(a, emptyTally()))).toEqual(inA);
    expect(countsIn(a)).toEqual(inA);
  });

  it('keep apart what belongs to other agencies, rules, months and values', () => {
    const [a, b] = [emptyTally(), emptyTally()];
    for (const [tally, agency, rule] of [
      [a, 'amber', 0],
      [b, 'blue', 1],
    ] as const) {
      tally.agencyFindings.set(0, new Map([[agency, 2]]));
      tally.waivedAgencyFindings.set(rule, new Map([[agency, 1]]));
      tally.fileFindings.set(rule, 3);
      tally.rows.set(rule, { applicable: 5, failed: 4, waived: 1 });
      tally.crashes.set(rule, 'broken');
      tally.skips.set(rule, { reason: 'no column', records: 6 });
      const { measures } = groupOf(tally, 'amber', null, null);
      measures.months.set(24_300 + rule, [7]);
      measures.values.push({ present: 1, absent: 0, counts: new Map([[agency, 1]]) });
    }
    const sum = mergeTallies(a, b);
    expect([...sum.agencyFindings]).toEqual([
      [
        0,
        new Map([
          ['amber', 2],
          ['blue', 2],
        ]),
      ],
    ]);
    expect([...sum.waivedAgencyFindings.keys()]).toEqual([0, 1]);
    expect([...sum.fileFindings]).toEqual([
      [0, 3],
      [1, 3],
    ]);
    expect([...sum.rows.values()]).toEqual([
      { applicable: 5, failed: 4, waived: 1 },
      { applicable: 5, failed: 4, waived: 1 },
    ]);
    expect([...sum.crashes]).toEqual([
      [0, 'broken'],
      [1, 'broken'],
    ]);
    expect([...sum.skips.keys()]).toEqual([0, 1]);
    const [group] = sum.groups.values();
    expect([...group!.measures.months]).toEqual([
      [24_300, [7]],
      [24_301, [7]],
    ]);
    expect([...group!.measures.values[0]!.counts.keys()]).toEqual(['amber', 'blue']);
    // The months of a part are not lent to the sum.
    group!.measures.months.get(24_300)![0] = 99;
    expect([...a.groups.values()][0]!.measures.months.get(24_300)).toEqual([7]);
  });

  it('agree on a suggestion only if both name the same', () => {
    const to = (mine: string | null | undefined, other: string | null | undefined) => {
      const [a, b] = [mine, other].map((one) => {
        const tally = emptyTally();
        causeOf(tally, 'amber', null, 0, 0).values.set('RDE', { records: 1, first: 1, last: 1, to: one });
        return tally;
      });
      return [...mergeTallies(a!, b!).causes.values()][0]!.values.get('RDE')!.to;
    };
    expect(to('RED', 'RED')).toBe('RED');
    expect(to('RED', 'BLUE')).toBeNull();
    expect(to(undefined, 'RED')).toBe('RED');
    expect(to('RED', undefined)).toBe('RED');
    expect(to(null, 'RED')).toBeNull();
    expect(to('RED', null)).toBeNull();
    expect(to(undefined, undefined)).toBeUndefined();
  });
});

describe('a tally that tells values apart only where enough records share them', () => {
  const shared = (counts: readonly (readonly [agency: string, value: string, records: number])[]) => {
    const tally = emptyTally();
    for (const [agency, value, records] of counts) {
      const { values } = groupOf(tally, agency, null, null).measures;
      if (values.length === 0) values.push({ present: 9, absent: 1, counts: new Map() }, { present: 0, absent: 9, counts: new Map() });
      values[0]!.counts.set(value, records);
      causeOf(tally, agency, null, 0, 0).values.set(value, { records, first: 20_000 + records, last: 20_100 + records, to: 'RED' });
    }
    return tally;
  };

  it('counts a value over all groups, and a cause by itself', () => {
    const tally = shared([
      ['amber', 'RED', 4],
      ['blue', 'RED', 1],
      ['amber', 'RDE', 4],
      ['blue', 'BLUE', 5],
    ]);
    const before = countsIn(tally);
    const few = limitValuesTo(tally, 5);
    expect([...few.groups.values()].map(({ measures }) => [...measures.values[0]!.counts])).toEqual([
      [['RED', 4]],
      [
        ['RED', 1],
        ['BLUE', 5],
      ],
    ]);
    expect([...few.groups.values()].map(({ measures }) => measures.values[0]!.present)).toEqual([9, 9]);
    expect([...few.causes.values()].map(({ values, rest }) => [[...values.keys()], rest])).toEqual([
      [[], { records: 8, first: 20_004, last: 20_104, to: undefined }],
      [['BLUE'], { records: 1, first: 20_001, last: 20_101, to: undefined }],
    ]);
    expect(countsIn(tally)).toEqual(before);
  });

  it('is the same where all are shared, and of no groups', () => {
    const tally = shared([['amber', 'RED', 5]]);
    expect(limitValuesTo(tally, 5)).toEqual(tally);
    expect(limitValuesTo(emptyTally(), 5)).toEqual(emptyTally());
  });
});
