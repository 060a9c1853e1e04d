/** The most by which a feature may weigh more, however well it tells. */
const MOST_TELLING = 2;

/**
 * How well each feature tells the narratives of a class from the others: the absolute logarithm of the ratio of its shares among them
 * (Wang and Manning, Baselines and Bigrams, 2012), mixed with 1 by `share`.
 */
export function tellingOf(
  featuresOf: readonly (readonly string[])[],
  labels: readonly boolean[],
  share: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, [number, number]>();
  const totals = [2, 2];
  for (const [i, features] of featuresOf.entries()) {
    const side = labels[i] ? 0 : 1;
    totals[side]!++;
    for (const feature of new Set(features)) {
      const found = counts.get(feature) ?? [1, 1];
      found[side]++;
      counts.set(feature, found);
    }
  }
  const ratio = ([own, other]: readonly [number, number]): number => Math.abs(Math.log(own / totals[0]! / (other / totals[1]!)));
  return new Map([...counts].map(([feature, found]) => [feature, Math.min(MOST_TELLING, 1 - share + share * ratio(found))]));
}
