import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share, wilson } from '../../src/tally/share.ts';

describe("Wilson's interval", () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
    { count: 81, n: 263, low: 25.53, high: 36.62 },
    { count: 15, n: 148, low: 6.24, high: 16.05 },
    { count: 0, n: 20, low: 0, high: 16.11 },
    { count: 1, n: 29, low: 0.61, high: 17.18 },
  ])('of $count in $n is $low to $high, as published', ({ count, n, low, high }) => {
    expect(wilson(count, n)).toEqual([low, high]);
  });

  it('touches 0 for none and 100 for all, but is never a point for a small n', () => {
    expect(wilson(0, 5)?.[0]).toBe(0);
    expect(wilson(5, 5)?.[1]).toBe(100);
    expect(wilson(5, 5)?.[0]).toBeLessThan(60);
  });

  it('holds the share itself and stays within 0 to 100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.float({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const count = Math.floor(n * part);
        const { percent, interval } = share(count, n);
        expect(interval![0]).toBeGreaterThanOrEqual(0);
        expect(interval![1]).toBeLessThanOrEqual(100);
        expect(interval![0]).toBeLessThanOrEqual(percent!);
        expect(interval![1]).toBeGreaterThanOrEqual(percent!);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('a share', () => {
  it('has two decimals and its n', () => {
    expect(share(1, 3)).toMatchObject({ count: 1, n: 3, percent: 33.33 });
  });

  it('of 0 in 0 is no data, never 100 per cent', () => {
    expect(share(0, 0)).toEqual({ count: 0, n: 0, percent: null, interval: null });
  });
});
