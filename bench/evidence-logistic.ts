/** One text as numbers: column and value of each feature that it has. */
export interface Row {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/**
 * L2-regularised logistic regression by accelerated gradient descent from zero; no randomness.
 * `scale[j]` shrinks column j: a smaller scale is a stronger penalty. Returns weights for unscaled features, the bias last.
 */
export function fitLogistic(
  rows: readonly Row[],
  labels: readonly boolean[],
  importance: readonly number[],
  width: number,
  penalty: number,
  rounds = 400,
): Float64Array {
  const weights = new Float64Array(width + 1);
  const ahead = new Float64Array(width + 1);
  const slope = new Float64Array(width + 1);
  const curvature = penalty + 0.25 * largestEigenvalue(rows, importance, width);
  let momentum = 1;
  for (let round = 0; round < rounds; round++) {
    for (let j = 0; j < width; j++) slope[j] = penalty * ahead[j]!;
    slope[width] = 0;
    for (const [i, { columns, values }] of rows.entries()) {
      let sum = ahead[width]!;
      for (let k = 0; k < columns.length; k++) sum += ahead[columns[k]!]! * values[k]!;
      const error = importance[i]! * (1 / (1 + Math.exp(-sum)) - (labels[i] ? 1 : 0));
      for (let k = 0; k < columns.length; k++) slope[columns[k]!]! += error * values[k]!;
      slope[width]! += error;
    }
    const next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    for (let j = 0; j <= width; j++) {
      const stepped = ahead[j]! - slope[j]! / curvature;
      ahead[j] = stepped + ((momentum - 1) / next) * (stepped - weights[j]!);
      weights[j] = stepped;
    }
    momentum = next;
  }
  return weights;
}

/** Largest eigenvalue of XᵀX by power iteration, with a margin: the step size that gradient descent can take. */
function largestEigenvalue(rows: readonly Row[], importance: readonly number[], width: number): number {
  let vector = new Float64Array(width + 1).fill(1);
  let size = 1;
  for (let round = 0; round < 30; round++) {
    const next = new Float64Array(width + 1);
    for (const [i, { columns, values }] of rows.entries()) {
      let sum = vector[width]!;
      for (let k = 0; k < columns.length; k++) sum += vector[columns[k]!]! * values[k]!;
      sum *= importance[i]!;
      for (let k = 0; k < columns.length; k++) next[columns[k]!]! += sum * values[k]!;
      next[width]! += sum;
    }
    size = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
    vector = next.map((value) => value / size);
  }
  return size * 1.1;
}
