/** Texts as numbers, laid flat: text i has the columns and values from `starts[i]` up to `starts[i + 1]`. */
export interface Rows {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Steps that the approximation of the curvature remembers. */
const MEMORY = 10;
const MOST_ROUNDS = 300;
/** The loss has settled when a round lessens it by no more than this share. */
const SETTLED = 1e-5;

/** Lays rows flat. */
export function flatRows(rows: readonly { readonly columns: readonly number[]; readonly values: readonly number[] }[]): Rows {
  const starts = new Int32Array(rows.length + 1);
  for (const [i, { columns }] of rows.entries()) starts[i + 1] = starts[i]! + columns.length;
  return {
    starts,
    columns: Int32Array.from(rows.flatMap((row) => row.columns)),
    values: Float64Array.from(rows.flatMap((row) => row.values)),
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function add(to: Float64Array, factor: number, what: Float64Array): void {
  for (let j = 0; j < to.length; j++) to[j]! += factor * what[j]!;
}

/**
 * L2-regularised logistic regression by L-BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.4, with a backtracking search); no
 * randomness. `values` shrink a column: smaller ones are a stronger penalty. Begins at `from`, if it is given, else at zero. Returns
 * weights for columns as they are, the bias, which has no penalty, last.
 */
export function fitLogistic(
  { starts, columns, values }: Rows,
  labels: readonly boolean[],
  importance: readonly number[],
  width: number,
  penalty: number,
  from?: Float64Array,
): Float64Array {
  /** Loss at `weights`; puts its slope into `slope`. */
  const lossAt = (weights: Float64Array, slope: Float64Array): number => {
    let loss = 0;
    for (let j = 0; j < width; j++) {
      loss += 0.5 * penalty * weights[j]! ** 2;
      slope[j] = penalty * weights[j]!;
    }
    slope[width] = 0;
    for (let i = 0; i < labels.length; i++) {
      const [from, to] = [starts[i]!, starts[i + 1]!];
      let sum = weights[width]!;
      for (let k = from; k < to; k++) sum += weights[columns[k]!]! * values[k]!;
      const against = labels[i] ? -sum : sum;
      loss += importance[i]! * (Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against))));
      const error = importance[i]! * (1 / (1 + Math.exp(-sum)) - (labels[i] ? 1 : 0));
      for (let k = from; k < to; k++) slope[columns[k]!]! += error * values[k]!;
      slope[width]! += error;
    }
    return loss;
  };
  let weights = from?.slice() ?? new Float64Array(width + 1);
  let slope = new Float64Array(width + 1);
  let loss = lossAt(weights, slope);
  /** The last changes of the weights and of the slope, oldest first. */
  const past: { readonly moved: Float64Array; readonly turned: Float64Array; readonly scale: number }[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const direction = slope.map((value) => -value);
    const shares: number[] = [];
    for (const { moved, turned, scale } of past.toReversed()) {
      const share = scale * dot(moved, direction);
      shares.push(share);
      add(direction, -share, turned);
    }
    const newest = past.at(-1);
    const length = newest === undefined ? 1 / Math.sqrt(dot(slope, slope)) : 1 / (newest.scale * dot(newest.turned, newest.turned));
    for (let j = 0; j <= width; j++) direction[j]! *= length;
    for (const { moved, turned, scale } of past) add(direction, shares.pop()! - scale * dot(turned, direction), moved);

    const descent = dot(slope, direction);
    let step = 1;
    let next = weights;
    let nextLoss = loss;
    const nextSlope = new Float64Array(width + 1);
    for (let tries = 0; tries < 30; tries++, step /= 2) {
      next = weights.slice();
      add(next, step, direction);
      nextLoss = lossAt(next, nextSlope);
      if (nextLoss <= loss + 1e-4 * step * descent) break;
    }
    const settled = loss - nextLoss <= SETTLED * loss;
    const moved = next.map((value, j) => value - weights[j]!);
    const turned = nextSlope.map((value, j) => value - slope[j]!);
    const curvature = dot(moved, turned);
    if (curvature > 0) past.push({ moved, turned, scale: 1 / curvature });
    if (past.length > MEMORY) past.shift();
    [weights, slope, loss] = [next, nextSlope, nextLoss];
    if (settled) break;
  }
  return weights;
}
