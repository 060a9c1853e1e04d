import { describe, expect, it } from 'vitest';
import type { Tally } from '../../src/model/tally.ts';
import { causeOf, countCause } from '../../src/tally/causes.ts';
import { emptyTally, groupOf } from '../../src/tally/counts.ts';
import { limit, MOST_DISTINCT } from '../../src/tally/limits.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { content, packOf, recordRule } from './invented.ts';

/** A part with names and values numbered from `from`. */
function part(from: number, size: number): Tally {
  const tally = emptyTally();
  for (let n = from; n < from + size; n++) {
    const group = groupOf(tally, 'amber', 'rms', `unit ${n}`);
    group.records++;
    group.measures.values.push({ present: 1, absent: 0, counts: new Map([[`value ${n}`, 1]]) });
    countCause(causeOf(tally, 'amber', 'rms', 0, 0), { value: `value ${n}`, day: n, to: 'RED' });
  }
  limit(tally);
  return tally;
}

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const pack = packOf([recordRule('p/a')], { scorecard: { timeliness: [], topics: [], values: ['depot'], defaults: [] } });

describe('names and values without end', () => {
  const half = MOST_DISTINCT / 2;

  it('are kept up to the limit', () => {
    const tally = mergeTallies(part(0, half), part(half, half));
    expect(tally.groups.size).toBe(MOST_DISTINCT);
    expect(tally.dropped.size).toBe(0);
    expect([...tally.causes.values()][0]?.values.size).toBe(MOST_DISTINCT);
  });

  it('are dropped beyond it, whatever the order of merging, and the scorecards say so', () => {
    const [a, b, c] = [part(0, half), part(half, half), part(2 * half, 1)];
    const one = mergeTallies(mergeTallies(a, b), c);
    const other = mergeTallies(c, mergeTallies(b, a));
    expect(content(one)).toEqual(content(other));
    expect(content(one)).toEqual(content(mergeTallies(a, mergeTallies(b, c))));
    expect([...one.groups.values()].map(({ unit, records }) => [unit, records])).toEqual([[null, MOST_DISTINCT + 1]]);
    const cards = scorecards(one, pack, info);
    expect(cards.dropped).toEqual([
      { what: 'causes', field: 'depot', most: MOST_DISTINCT },
      { what: 'units', field: null, most: MOST_DISTINCT },
      { what: 'values', field: 'depot', most: MOST_DISTINCT },
    ]);
    expect(cards.nation.values).toMatchObject([{ records: MOST_DISTINCT + 1, values: [], others: null }]);
    expect(cards.rootCauses).toMatchObject([{ value: null, records: MOST_DISTINCT + 1, mapping: null }]);
    expect(mergeTallies(one, part(0, 3)).groups.size).toBe(1);
  });
});
