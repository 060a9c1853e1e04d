import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../src/model/reference.ts';
import type { ReferenceCounts } from '../../src/model/tally.ts';
import { countsOf, emptyTally, groupOf } from '../../src/tally/counts.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { addReferenceCounts, reconciled, referenceCountsOf } from '../../src/tally/references.ts';
import { packOf, recordRule } from './invented.ts';

const orders: Reference = {
  name: 'orders',
  title: 'Orders',
  columns: [],
  scorecard: { as: 'referrals', missing: 'p/missing', late: 'p/late' },
};
const groups: Reference = {
  ...{ name: 'groups', title: 'Groups', columns: [] },
  scorecard: { as: 'ocgs', missing: 'p/silent', archived: 'p/archived', unknown: 'p/unknown' },
};
const plain: Reference = { name: 'plain', title: 'Plain', columns: [] };
const rules = ['p/missing', 'p/late', 'p/silent', 'p/archived', 'p/unknown'].map((id) => recordRule(id));
const pack = packOf(rules, { references: [orders, groups, plain] });

const counts = (over: Partial<ReferenceCounts> = {}): ReferenceCounts => ({
  ...{ rows: 0, matched: 0, missing: 0, outOfPeriod: 0, late: 0, lags: new Map<number, number>() },
  ...over,
});
const all = () => true;

/** A tally with these counts of the file of orders. */
function ordersOf(byAgency: Readonly<Record<string, Partial<ReferenceCounts>>>) {
  const tally = emptyTally();
  for (const [agency, own] of Object.entries(byAgency))
    addReferenceCounts(referenceCountsOf(tally, 'orders', agency === '' ? null : agency), counts(own));
  return tally;
}

describe('the counts of reference files', () => {
  it('are null for a file that was not given, for one without figures, and for a part of an agency', () => {
    const tally = ordersOf({ amber: { rows: 1 } });
    referenceCountsOf(tally, 'plain', 'amber').rows = 5;
    const group = groupOf(tally, 'amber', null, null);
    expect(reconciled(tally, pack, group, undefined)).toEqual({ referrals: null, ocgs: null });
    expect(reconciled(tally, packOf(rules), group, all)).toEqual({ referrals: null, ocgs: null });
    expect(reconciled(tally, pack, group, all)).toMatchObject({ referrals: { total: 1 }, ocgs: null });
  });

  it('are those of the agencies that the scorecard is about, the unknown one among them', () => {
    const tally = ordersOf({
      amber: { rows: 10, matched: 6, missing: 3, outOfPeriod: 1, late: 2, lags: new Map([[1, 2]]) },
      blue: { rows: 100, matched: 50, missing: 40, outOfPeriod: 10, late: 20, lags: new Map([[4, 1]]) },
      '': { rows: 7, matched: 1, missing: 4, outOfPeriod: 2, late: 1, lags: new Map() },
    });
    const group = groupOf(tally, 'amber', null, null);
    const of = (covers: (agency: string | null) => boolean) => reconciled(tally, pack, group, covers).referrals;
    expect(of((agency) => agency === 'amber')).toEqual({
      total: 10,
      withDocument: 6,
      missing: 3,
      late: 2,
      outOfPeriod: 1,
      medianLagDays: 1,
    });
    expect(of(all)).toEqual({ total: 117, withDocument: 57, missing: 47, late: 23, outOfPeriod: 13, medianLagDays: 1 });
    expect(of((agency) => agency === null)).toEqual({
      total: 7,
      withDocument: 1,
      missing: 4,
      late: 1,
      outOfPeriod: 2,
      medianLagDays: null,
    });
    expect(of(() => false)).toEqual({ total: 0, withDocument: 0, missing: 0, late: 0, outOfPeriod: 0, medianLagDays: null });
  });

  it('of groups name those listed and heard of, and take archived and unknown ones from the rules', () => {
    const tally = emptyTally();
    Object.assign(referenceCountsOf(tally, 'groups', 'amber'), { rows: 9, matched: 4 });
    const group = groupOf(tally, 'amber', null, null);
    expect(reconciled(tally, pack, group, all).ocgs).toEqual({ listed: 9, withRecentIntelligence: 4, archivedNamed: 0, unknownNamed: 0 });
    countsOf(group, 3).failed = 2;
    countsOf(group, 4).failed = 5;
    expect(reconciled(tally, pack, group, all)).toEqual({
      referrals: null,
      ocgs: { listed: 9, withRecentIntelligence: 4, archivedNamed: 2, unknownNamed: 5 },
    });
  });

  it('give the median of all lags, as if they lay in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 12 }), (days) => {
        const lags = new Map<number, number>();
        for (const day of days) lags.set(day, (lags.get(day) ?? 0) + 1);
        const tally = ordersOf({ amber: { rows: days.length, lags } });
        const row = [...days].sort((a, b) => a - b);
        const [low, high] = [row[Math.floor((row.length - 1) / 2)], row[Math.floor(row.length / 2)]];
        const median = row.length === 0 ? null : (low! + high!) / 2;
        expect(reconciled(tally, pack, groupOf(tally, 'amber', null, null), all).referrals!.medianLagDays).toBe(median);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('add up, lag by lag, and merging leaves the parts as they are', () => {
    const [a, b] = [
      ordersOf({ amber: { rows: 2, matched: 1, missing: 1, lags: new Map([[0, 1]]) } }),
      ordersOf({
        amber: {
          rows: 3,
          late: 1,
          outOfPeriod: 1,
          lags: new Map([
            [0, 2],
            [5, 1],
          ]),
        },
        blue: { rows: 1 },
      }),
    ];
    const sum = mergeTallies(a, b).references.get('orders')!;
    expect([...sum]).toEqual([
      [
        'amber',
        counts({
          rows: 5,
          matched: 1,
          missing: 1,
          outOfPeriod: 1,
          late: 1,
          lags: new Map([
            [0, 3],
            [5, 1],
          ]),
        }),
      ],
      ['blue', counts({ rows: 1 })],
    ]);
    expect(a.references.get('orders')!.get('amber')).toEqual(counts({ rows: 2, matched: 1, missing: 1, lags: new Map([[0, 1]]) }));
  });
});
