import type { Share } from '../model/run.ts';

/** The 97.5 % quantile of the standard normal distribution: two-sided 95 %. */
const Z = 1.959963984540054;

/** Rounds to two decimals; never negative zero. */
export function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

/**
 * Wilson's score interval of `count` out of `n` at 95 %, in per cent with two decimals; null for n = 0.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212;
 * recommended for small n by Brown, Cai and DasGupta, Statistical Science 16 (2001) 101-133.
 */
export function wilson(count: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const p = count / n;
  const z2 = Z * Z;
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  const low = count === 0 ? 0 : Math.max(0, middle - half);
  const high = count === n ? 1 : Math.min(1, middle + half);
  return [twoDecimals(100 * low), twoDecimals(100 * high)];
}

/** `count` of `n` as a share with its interval; 0 of 0 has neither per cent nor interval. */
export function share(count: number, n: number): Share {
  return { count, n, percent: n === 0 ? null : twoDecimals((100 * count) / n), interval: wilson(count, n) };
}
