import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pChart } from '../../src/history/index.ts';

/** Chance with a seed: mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Runs of n records that each fail with probability p. */
function drawn(random: () => number, runs: number, n: number, p: number) {
  return Array.from({ length: runs }, () => ({ count: Array.from({ length: n }, random).filter((one) => one < p).length, n }));
}

const signals = (points: readonly { count: number; n: number }[]) => pChart(points).map((control) => control?.signal ?? null);

describe('a p-chart', () => {
  it('draws the limits of the handbook around the centre of its first runs', () => {
    const points = [95, 105, 100, 100].map((count) => ({ count, n: 1000 }));
    const [control] = pChart(points);
    expect(control?.centre).toBeCloseTo(0.1, 12);
    // p = 400/4000; the spread is that of (400+1)/(4000+2), by which no limit closes on 0 or 1.
    const spread = 401 / 4002;
    const half = 3 * Math.sqrt((spread * (1 - spread)) / 1000);
    expect(control?.lower).toBeCloseTo(0.1 - half, 12);
    expect(control?.upper).toBeCloseTo(0.1 + half, 12);
    // NIST/SEMATECH 6.3.3.2: 3·√(0.1·0.9/1000) = 0.0285
    expect(half).toBeCloseTo(0.0285, 4);
  });

  it('draws exact limits where few records are expected to differ', () => {
    // Of 1,000 with 1 in 200 expected: P(X ≤ 12) = 0.99803 and P(X ≤ 13) = 0.99932, so 14 is beyond one chance in 740; 0 never is.
    const points = Array.from({ length: 40 }, () => ({ count: 5, n: 1000 }));
    expect(signals(points.with(20, { count: 13, n: 1000 }))).toEqual(Array(40).fill(null));
    expect(signals(points.with(20, { count: 14, n: 1000 }))).toEqual(Array(40).fill(null).with(20, 'outside'));
    expect(signals(points.with(20, { count: 0, n: 1000 }))).toEqual(Array(40).fill(null));
    // The same from the other side: all but a few are right.
    const right = points.map(({ count, n }) => ({ count: n - count, n }));
    expect(signals(right.with(20, { count: 987, n: 1000 }))).toEqual(Array(40).fill(null));
    expect(signals(right.with(20, { count: 986, n: 1000 }))).toEqual(Array(40).fill(null).with(20, 'outside'));
  });

  it('draws none from fewer than four runs with data', () => {
    const few = [...drawn(chance(1), 3, 50, 0.2), { count: 0, n: 0 }];
    expect(pChart(few)).toEqual([null, null, null, null]);
    expect(pChart([...few, { count: 9, n: 50 }]).map((one) => one !== null)).toEqual([true, true, true, false, true]);
  });

  it('flags a planted drift from the run where it begins', () => {
    const random = chance(2);
    const points = [...drawn(random, 8, 300, 0.05), ...drawn(random, 4, 300, 0.2)];
    expect(signals(points).slice(0, 8)).toEqual(Array(8).fill(null));
    expect(signals(points).slice(8)).toEqual(['shift', null, null, null]);
    const justBegun = [...drawn(random, 10, 300, 0.05), ...drawn(random, 2, 300, 0.2)];
    expect(signals(justBegun)).toEqual([...Array(10).fill(null), 'outside', 'outside']);
  });

  it('takes one bad night for that, and not for a lasting change', () => {
    const random = chance(6);
    for (const at of [2, 7, 11]) {
      const points = drawn(random, 12, 300, 0.1).with(at, { count: 200, n: 300 });
      expect(signals(points)).toEqual(Array(12).fill(null).with(at, 'outside'));
    }
  });

  it.each([
    [
      'many',
      1,
      [
        [400, 0.5],
        [200, 0.9],
        [1000, 0.03],
        [50, 0.3],
      ],
    ],
    [
      'few',
      0,
      [
        [45, 0.985],
        [7, 0.98],
        [120, 0.002],
        [300, 0.01],
      ],
    ],
  ] as const)('takes noise for noise where %s records are expected to differ: about one point in 370 lies outside', (_, least, shares) => {
    const random = chance(3);
    let points = 0;
    let flagged = 0;
    for (const [n, p] of shares)
      for (let series = 0; series < 20; series++) {
        const found = signals(drawn(random, 40, n, p));
        points += found.length;
        flagged += found.filter((signal) => signal !== null).length;
      }
    expect(flagged).toBeGreaterThanOrEqual(least);
    expect(flagged / points).toBeLessThan(2 / 370);
  });

  it('finds a small lasting change that stays within the limits, and centres on what follows', () => {
    const random = chance(4);
    const points = [...drawn(random, 15, 400, 0.1), ...drawn(random, 25, 400, 0.14)];
    const found = signals(points);
    const at = found.indexOf('shift');
    expect(Math.abs(at - 15)).toBeLessThanOrEqual(2);
    expect(Math.abs(pChart(points)[at - 1]!.centre - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(pChart(points).at(-1)!.centre - 0.14)).toBeLessThan(0.01);
  });

  it('lets a share that was always 0 rise by one record in a thousand without alarm, but not by ten', () => {
    const clean = Array.from({ length: 12 }, () => ({ count: 0, n: 1000 }));
    expect(signals([...clean, { count: 1, n: 1000 }]).at(-1)).toBeNull();
    expect(signals([...clean, { count: 10, n: 1000 }]).at(-1)).toBe('outside');
  });

  it('keeps its limits within 0 and 1 and around its centre', () => {
    const point = fc.nat({ max: 60 }).chain((n) => fc.record({ count: fc.nat({ max: n }), n: fc.constant(n) }));
    fc.assert(
      fc.property(fc.array(point, { maxLength: 50 }), (points) => {
        const controls = pChart(points);
        expect(controls).toHaveLength(points.length);
        for (const [at, control] of controls.entries()) {
          if (points[at]!.n === 0) expect(control).toBeNull();
          if (control === null) continue;
          expect(control.lower).toBeGreaterThanOrEqual(0);
          expect(control.upper).toBeLessThanOrEqual(1);
          expect(control.lower).toBeLessThanOrEqual(control.centre);
          expect(control.upper).toBeGreaterThanOrEqual(control.centre);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});
