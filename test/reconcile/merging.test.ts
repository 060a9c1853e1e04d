import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addHits, noHits } from '../../src/check/index.ts';
import { collectHits } from '../../src/check/reconcile-hits.ts';
import type { IntelRecord } from '../../src/model/record.ts';
import type { Tally } from '../../src/model/tally.ts';
import { emptyTally } from '../../src/tally/counts.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { referenceCountsOf } from '../../src/tally/references.ts';

const recordAt = (record: number): IntelRecord => ({ record, line: record, start: record * 10, end: record * 10 + 9 }) as IntelRecord;
const seen = fc.record({
  job: fc.nat(3),
  row: fc.nat(4),
  date: fc.option(
    fc.nat(9).map((day) => day * 1440),
    { nil: Number.NaN },
  ),
});

describe('hits of several jobs', () => {
  it('come to the same in whatever order the jobs are added', () => {
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 40 }), fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (all, order) => {
        const collectors = [0, 1, 2, 3].map((job) => {
          const collector = collectHits(1);
          for (const [at, one] of all.entries()) if (one.job === job) collector.hit(0, one.row, one.date, recordAt(at + 1));
          return collector;
        });
        const merged = (jobs: readonly number[]) => {
          const into = noHits(1);
          for (const job of jobs) addHits(into, collectors[job]!.hits, job);
          return new Map([...into.trackers[0]!].sort(([a], [b]) => a - b));
        };
        const hits = merged(order);
        expect(hits).toEqual(merged([0, 1, 2, 3]));
        for (const [row, hit] of hits) {
          const dates = all.filter((one) => one.row === row && !Number.isNaN(one.date)).map((one) => one.date);
          expect(hit.date).toBe(dates.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...dates));
          expect(hit.lastDay).toBe(dates.length === 0 ? Number.NEGATIVE_INFINITY : Math.max(...dates) / 1440);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('counts of rows', () => {
  const event = fc.record({ rule: fc.nat(2), agency: fc.constantFrom('kent', 'essex', null), lag: fc.nat(4), part: fc.nat(2) });
  const tallyOf = (events: readonly { rule: number; agency: string | null; lag: number }[]): Tally => {
    const tally = emptyTally();
    for (const { rule, agency, lag } of events) {
      const known = tally.rows.get(rule) ?? { applicable: 0, failed: 0, waived: 0 };
      tally.rows.set(rule, { applicable: known.applicable + 1, failed: known.failed + (lag > 3 ? 1 : 0), waived: 0 });
      const counts = referenceCountsOf(tally, 'referrals', agency);
      counts.rows++;
      counts.lags.set(lag, (counts.lags.get(lag) ?? 0) + 1);
    }
    return tally;
  };
  const content = ({ rows, references }: Tally) =>
    JSON.stringify([
      [...rows].sort(([a], [b]) => a - b),
      [...references].map(([name, agencies]) => [
        name,
        [...agencies]
          .map(([agency, { lags, ...counts }]) => [agency, counts, [...lags].sort(([a], [b]) => a - b)])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      ]),
    ]);

  it('of the parts are those of the whole', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const parts = [2, 0, 1].map((part) => tallyOf(events.filter((one) => one.part === part)));
        expect(content(parts.reduce(mergeTallies, emptyTally()))).toBe(content(tallyOf(events)));
      }),
      { seed: 6, numRuns: 200 },
    );
  });
});
