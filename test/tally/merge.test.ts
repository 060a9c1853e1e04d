import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTally } from '../../src/tally/counts.ts';
import { mergeTallies } from '../../src/tally/merge.ts';
import { content, events, tallyOf } from './invented.ts';

const seeded = { seed: 20260630, numRuns: 200 };

describe('merging tallies', () => {
  it('gives the whole for any split into parts', () => {
    fc.assert(
      fc.property(events, fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), (list, parts) => {
        const split = [0, 1, 2, 3].map((part) => tallyOf(list.filter((_, index) => parts[index] === part)));
        expect(content(split.reduce(mergeTallies, emptyTally()))).toEqual(content(tallyOf(list)));
      }),
      seeded,
    );
  });

  it('is commutative', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        expect(content(mergeTallies(tallyOf(a), tallyOf(b)))).toEqual(content(mergeTallies(tallyOf(b), tallyOf(a))));
      }),
      seeded,
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(events, events, events, (a, b, c) => {
        const [x, y, z] = [tallyOf(a), tallyOf(b), tallyOf(c)];
        expect(content(mergeTallies(mergeTallies(x, y), z))).toEqual(content(mergeTallies(x, mergeTallies(y, z))));
      }),
      seeded,
    );
  });

  it('leaves both parts as they were', () => {
    fc.assert(
      fc.property(events, events, (a, b) => {
        const [x, y] = [tallyOf(a), tallyOf(b)];
        mergeTallies(x, y).groups.forEach((group) => {
          group.records += 1;
          group.coding.correct += 1;
          for (const counts of group.rules.values()) counts.failed += 1;
        });
        expect(content(x)).toEqual(content(tallyOf(a)));
        expect(content(y)).toEqual(content(tallyOf(b)));
      }),
      seeded,
    );
  });
});
