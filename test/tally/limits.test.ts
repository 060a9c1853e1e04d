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

  /** A tally of groups and causes with these names, each of one record. */
  function named(systems: number, units: number): Tally {
    const tally = emptyTally();
    for (let n = 0; n < Math.max(systems, units); n++) {
      const system = `system ${n % systems}`;
      groupOf(tally, 'amber', system, `unit ${n % units}`).records++;
      countCause(causeOf(tally, 'amber', system, 0, n % 2), { value: 'RDE', day: 20_000 + n, to: 'RED' });
    }
    limit(tally);
    return tally;
  }

  it('of source systems are dropped from causes too, and units stay', () => {
    const tally = named(MOST_DISTINCT + 1, 2);
    expect([...tally.dropped]).toEqual(['source_systems']);
    expect([...tally.groups.values()].map(({ sourceSystem, unit, records }) => [sourceSystem, unit, records])).toEqual([
      [null, 'unit 0', MOST_DISTINCT / 2 + 1],
      [null, 'unit 1', MOST_DISTINCT / 2],
    ]);
    expect([...tally.causes.values()].map(({ sourceSystem, field, values }) => [sourceSystem, field, values.get('RDE')!.records])).toEqual([
      [null, 0, MOST_DISTINCT / 2 + 1],
      [null, 1, MOST_DISTINCT / 2],
    ]);
    expect([...mergeTallies(tally, named(2, 2)).groups.keys()].length).toBe(2);
  });

  it('of units are dropped, and source systems stay', () => {
    const tally = named(2, MOST_DISTINCT + 1);
    expect([...tally.dropped]).toEqual(['units']);
    expect([...tally.groups.values()].map(({ sourceSystem, unit }) => [sourceSystem, unit])).toEqual([
      ['system 0', null],
      ['system 1', null],
    ]);
    expect(tally.causes.size).toBe(2);
  });

  it('count names, not groups: many groups of few names are kept', () => {
    const tally = named(101, 100);
    for (let n = 0; n < 101 * 100; n++) groupOf(tally, 'amber', `system ${n % 101}`, `unit ${n % 100}`).records++;
    limit(tally);
    expect([tally.groups.size, tally.dropped.size]).toEqual([101 * 100, 0]);
  });

  it('count values over all groups and causes, each once, and each field by itself', () => {
    const tally = emptyTally();
    for (const system of ['rms', 'web']) {
      const { values } = groupOf(tally, 'amber', system, null).measures;
      for (const size of [half + 1, half]) {
        const counts = new Map(Array.from({ length: size }, (_, n) => [`${size > half ? '' : system} ${n}`, 1]));
        values.push({ present: size, absent: 0, counts });
      }
      for (const [field, size] of [half + 1, half].entries())
        for (let n = 0; n < size; n++)
          causeOf(tally, 'amber', system, 0, field).values.set(`${field === 0 ? '' : system} ${n}`, {
            records: 1,
            first: 1,
            last: 1,
            to: 'RED',
          });
    }
    limit(tally);
    expect(tally.dropped.size).toBe(0);
    const [group] = tally.groups.values();
    group!.measures.values[1]!.counts.set('one more', 1);
    causeOf(tally, 'amber', 'rms', 0, 1).values.set('one more', { records: 1, first: 1, last: 1, to: 'RED' });
    limit(tally);
    expect([...tally.dropped].sort()).toEqual(['causes:1', 'values:1']);
    expect([...tally.groups.values()].map(({ measures }) => measures.values.map(({ counts }) => counts.size))).toEqual([
      [half + 1, 0],
      [half + 1, 0],
    ]);
    expect([...tally.causes.values()].map(({ values, rest }) => [values.size, rest.records])).toEqual([
      [half + 1, 0],
      [0, half + 1],
      [half + 1, 0],
      [0, half],
    ]);
  });
});
