import type { Pack } from '../model/pack.ts';

/**
 * Parts time into eras, in each of which the same codes and rules are in force.
 * @returns the number of the era of an ISO day, from 0; -1 for a day that is not known
 */
export function erasOf(pack: Pack): (day: string | undefined) => number {
  const begins = new Set<string>();
  const add = (from: string | undefined, to: string | undefined): void => {
    if (from !== undefined) begins.add(from);
    // The first text after the last day: whatever day follows it is greater.
    if (to !== undefined) begins.add(`${to}\0`);
  };
  for (const { entries } of pack.codelists.values()) for (const { validFrom, validTo } of entries.values()) add(validFrom, validTo);
  for (const { effective } of pack.rules) add(effective?.from, effective?.to);
  const sorted = [...begins].sort();
  return (day) => {
    if (day === undefined) return -1;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
