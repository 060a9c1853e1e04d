/** A count that may have to be hidden. */
export interface Hideable {
  readonly count: number;
  hidden: boolean;
}

/**
 * Hides, in each breakdown, counts of 1 to `least` − 1 and, if only one is hidden, the next smallest too: else it would follow from the sum.
 * A count may be in several breakdowns, so it goes on until none has just one.
 *
 * Source: secondary cell suppression as in A. Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
 */
export function hideSmall(breakdowns: readonly (readonly Hideable[])[], least: number): void {
  for (const breakdown of breakdowns) for (const one of breakdown) if (one.count > 0 && one.count < least) one.hidden = true;
  const waiting = new Set(breakdowns);
  const of = new Map<Hideable, (readonly Hideable[])[]>();
  for (const breakdown of breakdowns) for (const one of breakdown) of.set(one, [...(of.get(one) ?? []), breakdown]);
  for (const breakdown of waiting) {
    waiting.delete(breakdown);
    const shown = breakdown.filter((one) => !one.hidden);
    if (breakdown.length - shown.length !== 1 || shown.length === 0) continue;
    const telling = shown.filter(({ count }) => count > 0);
    const next = (telling.length > 0 ? telling : shown).reduce((least, one) => (one.count < least.count ? one : least));
    next.hidden = true;
    for (const other of of.get(next)!) waiting.add(other);
  }
}
