import type { Score } from '../model/run.ts';
import type { Peers } from '../model/scorecard.ts';
import { twoDecimals } from './share.ts';

/** Medians of the ranked agencies but this one. @param ranked all ranked agencies */
export function peersOf(own: Score, ranked: readonly Score[]): Peers {
  const others = ranked.filter((card) => card !== own);
  const middle = (of: (card: Score) => number | null): number | null => median(others.flatMap((card) => of(card) ?? []));
  return {
    agencies: others.length,
    codingRate: middle((card) => card.coding?.rate.percent ?? null),
    ready: middle((card) => card.ready.percent),
    score: middle((card) => card.score),
  };
}

/** The middle one of some numbers, or the mean of the two middle ones; null if there are none. */
function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return twoDecimals(sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2);
}
