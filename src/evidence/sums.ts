import type { EvidenceTables } from './compile.ts';
import type { Features } from './scan.ts';

/** Weights of two classes side by side: one walk over the features adds up both, and a narrow table stays in the fastest cache. */
export interface Columns {
  /** Numbers of the classes; the second may be that of the first again. */
  readonly first: number;
  readonly second: number;
  /** Two numbers for the texts without a feature, then two for each feature. */
  readonly rows: Float32Array;
}

/** Classes two by two; the last may stand for itself twice. */
export const twoByTwo = (classes: readonly number[]): (readonly [number, number])[] =>
  classes.flatMap((first, n) => (n % 2 === 0 ? [[first, classes[n + 1] ?? first] as const] : []));

/** Takes two classes out of the table of weights. */
export function columnsOf(
  { weights, bias, names, model }: Pick<EvidenceTables, 'weights' | 'bias' | 'names' | 'model'>,
  [first, second]: readonly [number, number],
): Columns {
  const width = model.classes.length;
  const rows = new Float32Array((names.length + 1) * 2);
  for (const [column, c] of [first, second].entries()) {
    rows[column] = bias[c]!;
    for (let f = 0; f < names.length; f++) rows[(f + 1) * 2 + column] = weights[f * width + c]!;
  }
  return { first, second, rows };
}

/** Sums the weights of the classes of some columns over the features found. */
export function sum({ rows, first, second }: Columns, { list, count }: Features, into: Float64Array): void {
  let a = rows[0]!;
  let b = rows[1]!;
  for (let i = 0; i < count; i++) {
    const at = (list[i]! + 1) << 1;
    a += rows[at]!;
    b += rows[at + 1]!;
  }
  into[first] = a;
  into[second] = b;
}
