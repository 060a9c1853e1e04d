/** A share: `count` of `n`. */
export interface Proportion {
  readonly count: number;
  readonly n: number;
}

/** Points on each side of a lasting change, at least. */
const FEWEST = 4;
/** Standard errors between the shares before and after. More than the three of one comparison, as every point is tried. */
const STEP = 4;

/**
 * Where a share changes for good: the point that best parts the points before from those behind, if the two sides differ by more than
 * four standard errors, and not by one or two points alone; then each side is looked at in the same way.
 * Source: binary segmentation, A. J. Scott and M. Knott, "A cluster analysis method for grouping means", Biometrics 30 (1974) 507-512,
 * with the two-sample test of proportions.
 *
 * @param points in order of time, all with n > 0
 * @returns 0-based places of the first points of each new level, in order
 */
export function lastingChanges(points: readonly Proportion[]): readonly number[] {
  return changesIn(points.map(({ count, n }, at) => ({ count, n, at })));
}

interface Placed extends Proportion {
  readonly at: number;
}

function changesIn(points: readonly Placed[]): readonly number[] {
  const split = bestSplit(points);
  if (split === undefined) return [];
  const [before, after] = [points.slice(0, split), points.slice(split)];
  const lone = furthest(before, after);
  const rest = points.filter((point) => point !== lone);
  if (!isLasting(before, after, lone)) return changesIn(rest);
  return [...changesIn(before), after[0]!.at, ...changesIn(after)];
}

/** One or two bad nights are no lasting change: the sides differ without the furthest point too, and most points are nearer their own. */
function isLasting(before: readonly Placed[], after: readonly Placed[], lone: Placed): boolean {
  const shareOf = ({ count, n }: Proportion) => count / n;
  const [left, right] = [before, after].map((side) => totalOf(side.filter((point) => point !== lone)));
  const middle = (shareOf(totalOf(before)) + shareOf(totalOf(after))) / 2;
  const isOwn = (side: readonly Placed[]) => {
    const sign = Math.sign(shareOf(totalOf(side)) - middle);
    return side.filter((point) => Math.sign(shareOf(point) - middle) === sign).length > side.length / 2;
  };
  return step(left!, right!) > STEP && isOwn(before) && isOwn(after);
}

/** Index of the first point of the later side; undefined if no split is far enough. */
function bestSplit(points: readonly Placed[]): number | undefined {
  const all = totalOf(points);
  let count = 0;
  let n = 0;
  let best = STEP;
  let split: number | undefined;
  for (let at = 1; at <= points.length - FEWEST; at++) {
    count += points[at - 1]!.count;
    n += points[at - 1]!.n;
    if (at < FEWEST) continue;
    const far = step({ count, n }, { count: all.count - count, n: all.n - n });
    if (far > best) [best, split] = [far, at];
  }
  return split;
}

/** Standard errors between two shares. */
function step(a: Proportion, b: Proportion): number {
  const spread = (a.count + b.count + 1) / (a.n + b.n + 2);
  return Math.abs(a.count / a.n - b.count / b.n) / Math.sqrt(spread * (1 - spread) * (1 / a.n + 1 / b.n));
}

/** The point without which the two sides would differ least: the one that is furthest from the other side. */
function furthest(before: readonly Placed[], after: readonly Placed[]): Placed {
  const [left, right] = [totalOf(before), totalOf(after)];
  const away = (other: Proportion) => (point: Placed) => ({ point, far: step(point, other) });
  return [...before.map(away(right)), ...after.map(away(left))].reduce((a, b) => (b.far > a.far ? b : a)).point;
}

function totalOf(points: readonly Proportion[]): Proportion {
  return points.reduce((sum, { count, n }) => ({ count: sum.count + count, n: sum.n + n }), { count: 0, n: 0 });
}
