import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { nearRepeats } from '../../src/check/batch-near.ts';
import type { KeyPart, Repeat } from '../../src/check/key-parts.ts';
import { uniqueRepeats } from '../../src/check/unique.ts';
import { numberStore, openNumbers } from '../../src/spool/numbers.ts';
import { openShelves } from '../../src/spool/shelves.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-shelves-'));
afterAll(() => rmSync(folder, { recursive: true }));
const shelves = openShelves(join(folder, 'keys'));
/** Little memory, so that the numbers of a few repeats go to files. */
const aside = { shelves, store: numberStore(() => folder, 256), open: openNumbers };

const WIDTH = 10;
const EQUAL = 2;

/** Parts of a run from rows of numbers, cut at some places. */
function partsOf(rows: readonly (readonly number[])[], width: number, cuts: readonly number[]): readonly KeyPart[] {
  const bounds = [0, ...[...cuts].sort((a, b) => a - b).map((cut) => Math.min(cut, rows.length)), rows.length];
  return bounds.slice(1).map((end, n) => {
    const own = rows.slice(bounds[n], end);
    return { count: own.length, keysOf: (rule) => ({ rule, width, numbers: Uint32Array.from(own.flat()) }) };
  });
}

/** Pairs of a record and the earlier one it is like, both counted over all parts. */
function pairsOf(
  parts: readonly KeyPart[],
  find: (parts: readonly KeyPart[]) => Iterable<Repeat | null>,
): readonly (readonly [number, number])[] {
  const before = (part: number) => parts.slice(0, part).reduce((sum, { count }) => sum + count, 0);
  return [...find(parts)]
    .filter((one) => one !== null)
    .map(({ part, at, firstPart, firstAt }) => [before(part) + at, before(firstPart) + firstAt]);
}

/** Keys held at a time: all, or so few that it takes several rounds. */
const most = fc.constantFrom(1000, 7);
const cuts = fc.array(fc.nat(40), { maxLength: 4 });

describe('repeated keys', () => {
  /** Four numbers of the key, two of what must differ; all of few values, so that many repeat. */
  const row = fc.tuple(fc.nat(2), fc.nat(1), fc.nat(1)).map(([key, more, reference]) => [key, more, 7, 7, reference, 0]);

  it('are those whose first record has another reference, however the run is cut', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), cuts, most, (rows, places, held) => {
        const expected = rows.flatMap((own, index) => {
          const first = rows.findIndex((other) => other.slice(0, 4).join() === own.slice(0, 4).join());
          return own[0] === 0 || first === index || rows[first]![4] === own[4] ? [] : [[index, first]];
        });
        for (const where of [undefined, aside])
          expect(pairsOf(partsOf(rows, 6, places), (parts) => uniqueRepeats(parts, 0, held, where))).toEqual(expected);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('are found without a reference too', () => {
    const rows = [1, 2, 1, 0, 0, 1].map((key) => [key, 7, 7, 7]);
    expect(pairsOf(partsOf(rows, 4, [2]), (parts) => uniqueRepeats(parts, 0))).toEqual([
      [2, 0],
      [5, 0],
    ]);
  });
});

describe('nearly repeated texts', () => {
  const find = (parts: readonly KeyPart[]) => nearRepeats(parts, 0, EQUAL);
  /** Bands from few values: about one in three agrees. The text's own number follows from them, and from a mark that the bands don't see. */
  const row = fc
    .tuple(fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }), fc.nat(3), fc.nat(5))
    .map(([bands, mark, reference]) => [1 + mark + 4 * Number(bands.join('')), reference, ...bands]);
  const isOther = (a: readonly number[], b: readonly number[]) => a[1] === 0 || a[1] !== b[1];
  const inCommon = (a: readonly number[], b: readonly number[]) => a.slice(2).filter((key, band) => key === b[band + 2]).length;

  it('are those that share two keys with an earlier one of another reference, and are no whole repeat, however the run is cut', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), cuts, most, (rows, places, held) => {
        const expected = rows.flatMap((own, index) => {
          const earlier = rows.slice(0, index);
          if (earlier.some((other) => other[0] === own[0])) return [];
          const isRepeat = (at: number) => rows.slice(0, at).some((other) => other[0] === rows[at]![0]);
          const first = earlier.findIndex((other, at) => !isRepeat(at) && inCommon(own, other) >= EQUAL && isOther(own, other));
          return first === -1 ? [] : [[index, first]];
        });
        for (const where of [undefined, aside])
          expect(pairsOf(partsOf(rows, WIDTH, places), (parts) => nearRepeats(parts, 0, EQUAL, held, where))).toEqual(expected);
      }),
      { seed: 4, numRuns: 500 },
    );
  });

  it('leave out what does not count, and a part where the rule was switched off', () => {
    const bands = [1, 2, 3, 4, 5, 6, 7, 8];
    const rows = [
      [9, 1, ...bands],
      [0, 2, ...bands],
      [8, 2, ...bands.slice(0, 2), 0, 0, 0, 0, 0, 0],
    ];
    expect(pairsOf(partsOf(rows, WIDTH, [1, 2]), find)).toEqual([[2, 0]]);
    const parts = partsOf(rows, WIDTH, [1]);
    const off = [{ ...parts[0]!, keysOf: () => undefined }, parts[1]!];
    expect(pairsOf(off, find)).toEqual([]);
    const keys = [1, 2, 2, 1].map((key) => [key, 7, 7, 7]);
    const [first, second] = partsOf(keys, 4, [1]);
    for (const where of [undefined, aside])
      for (const held of [1000, 2, 1]) {
        expect(pairsOf(off, (own) => nearRepeats(own, 0, EQUAL, held, where))).toEqual([]);
        for (const own of [
          [{ ...first!, keysOf: () => undefined }, second!],
          [{ ...first!, keysOf: () => undefined }, second!, { ...first!, keysOf: () => undefined }],
        ])
          expect(pairsOf(own, (some) => uniqueRepeats(some, 0, held, where))).toEqual([[2, 1]]);
        expect(pairsOf([], (own) => nearRepeats(own, 0, EQUAL, held, where))).toEqual([]);
      }
  });

  it('are compared with the first sixteen that have a key', () => {
    /** So many that share the first key; then two that share the last one too, by which nobody is looked for. */
    const foundAfter = (others: number) => {
      const rows = Array.from({ length: others + 2 }, (_, n) => [
        n + 1,
        0,
        5,
        ...Array.from({ length: 7 }, (_, band) => n * 7 + band + 10),
      ]);
      for (const row of rows.slice(-2)) row[WIDTH - 1] = 6;
      return pairsOf(partsOf(rows, WIDTH, []), find);
    };
    expect(foundAfter(15)).toEqual([[16, 15]]);
    expect(foundAfter(16)).toEqual([]);
  });

  it('stay linear when one phrase stands in every text: each is compared with the first that have it', () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => [n + 1, n, 5, ...Array.from({ length: 7 }, (_, band) => n * 7 + band + 10)]);
    expect(pairsOf(partsOf(rows, WIDTH, [10_000]), find)).toEqual([]);
  });
});

describe('shelves', () => {
  it('give back what was put on each, in order, however much it is, and leave no file', () => {
    const many = Uint32Array.from({ length: 200_000 }, (_, at) => at);
    for (let round = 0; round < 3; round++) {
      shelves.put(0, many);
      shelves.put(2, many.subarray(5, 7));
      shelves.put(0, many.subarray(0, 100_000));
    }
    expect([...shelves.take(2)]).toEqual([5, 6, 5, 6, 5, 6]);
    expect(shelves.take(1).length).toBe(0);
    const taken = shelves.take(0);
    expect(taken.length).toBe(900_000);
    expect([taken[299_999], taken[300_001], taken[899_999]]).toEqual([99_999, 1, 99_999]);
    expect(existsSync(join(folder, 'keys'))).toBe(true);
    shelves.clear();
    expect(existsSync(join(folder, 'keys'))).toBe(false);
  });
});
