/** What lies beyond three standard errors of a normal distribution, on one side. */
const BEYOND = 0.00135;
/** Variance from which on a count is near enough to normal: its tails are then at most twice as heavy. */
const NORMAL_FROM = 25;

/**
 * Shares between which a share of `n` lies by chance, but for 0.135 % on each side, if each record differs with probability `p`: quantiles of
 * the binomial distribution, halfway to the next count. Undefined where the normal distribution serves as well.
 * Source: D. C. Montgomery, "Introduction to statistical quality control", chapter 7, on probability limits for small samples.
 */
export function chanceLimits(n: number, p: number): { readonly lower: number; readonly upper: number } | undefined {
  if (n * p * (1 - p) >= NORMAL_FROM) return undefined;
  if (p > 0.5) {
    const { low, high } = quantiles(n, 1 - p);
    return { lower: (n - high - 0.5) / n, upper: (n - low + 0.5) / n };
  }
  const { low, high } = quantiles(n, p);
  return { lower: (low - 0.5) / n, upper: (high + 0.5) / n };
}

/** Counts that are met by chance: fewer than `low`, and more than `high`, are as good as never. @param p at most 0.5, so that no chance is lost in rounding */
function quantiles(n: number, p: number): { readonly low: number; readonly high: number } {
  let chance = (1 - p) ** n;
  let sum = chance;
  let low = 0;
  let at = 0;
  while (at < n && sum < 1 - BEYOND) {
    if (sum <= BEYOND) low = at + 1;
    chance *= ((n - at) * p) / ((at + 1) * (1 - p));
    at++;
    sum += chance;
  }
  return { low, high: at };
}
