import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../../src/model/measured.ts';
import type { PartTally } from '../../src/model/tally.ts';
import { makeCounters } from '../../src/tally/counters.ts';
import { emptyTally } from '../../src/tally/counts.ts';
import { MOST_DISTINCT } from '../../src/tally/limits.ts';
import { addTally } from '../../src/tally/merge.ts';
import { sumOfParts } from '../../src/tally/sum.ts';
import { packOf, recordRule } from './invented.ts';

const pack = packOf([recordRule('paint/colour'), recordRule('paint/gloss'), recordRule('paint/depot')]);
const measured = { day: UNKNOWN, month: 300, topics: new Uint8Array(0), lags: new Int32Array(0), values: [], defaults: new Uint8Array(0) };

/** A part with as many units, from one on; every third record fails. */
function partOf(first: number, units: number): PartTally {
  const counters = makeCounters(pack);
  for (let unit = first; unit < first + units; unit++) {
    const own = { passed: [2], failed: unit % 3 === 0 ? [0] : [], evaded: unit % 5 === 0 ? [1] : [], evadedPassed: [] };
    counters.open(
      { agency: unit % 2 === 0 ? 'amber' : null, source_system: 'rms', unit: `unit ${unit}` },
      { profiles: [], profileCount: 0, own, coding: null },
      measured,
    );
    counters.close(true, []);
  }
  return counters.tally();
}

describe('the sum of the parts of a run', () => {
  it.each([
    ['few names', [partOf(0, 20), partOf(10, 20), partOf(0, 1)]],
    ['names that become too many on the way', [partOf(0, MOST_DISTINCT), partOf(5, 20), partOf(MOST_DISTINCT, 9), partOf(3, 30)]],
    ['a part with too many names by itself', [partOf(0, 9), partOf(0, MOST_DISTINCT + 1), partOf(0, 9)]],
  ])('is that of one part after the other, with %s', (_, parts) => {
    const one = emptyTally();
    for (const part of parts) addTally(one, part);
    const sum = sumOfParts(emptyTally(), pack.rules.length);
    for (const part of parts) sum.add(part);
    expect(sum.tally()).toEqual(one);
  });
});
