import type { Pack } from '../model/pack.ts';
import type { Timeliness } from '../model/scorecard.ts';
import { NO_PLAN } from '../model/scorecard-plan.ts';
import type { Measures } from '../model/tally.ts';
import { share } from './share.ts';

/** How long things took, from histograms of days. */
export function timelinessOf({ lags, before }: Measures, pack: Pack): Timeliness[] {
  return (pack.scorecard ?? NO_PLAN).timeliness.map(({ id, title, limits }, index) => {
    const days = [...(lags[index] ?? [])].sort(([a], [b]) => a - b);
    const n = days.reduce((sum, [, records]) => sum + records, 0);
    const within = (limit: number) => days.reduce((sum, [day, records]) => sum + (day <= limit ? records : 0), 0);
    return {
      measure: id,
      title,
      n,
      before: before[index] ?? 0,
      p50: percentile(days, n, 50),
      p90: percentile(days, n, 90),
      within: limits.map((limit) => ({ days: limit, share: share(within(limit), n) })),
    };
  });
}

/**
 * The nearest-rank percentile of counted days: the least day within which at least `rank` in a hundred of the n lie; null for n = 0.
 * Definition: Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996) 361-365, type 1.
 */
function percentile(days: readonly (readonly [number, number])[], n: number, rank: number): number | null {
  const wanted = Math.ceil((n * rank) / 100);
  let sum = 0;
  for (const [day, records] of days) {
    sum += records;
    if (sum >= wanted) return day;
  }
  return null;
}
