import type { Rows } from './evidence-logistic.ts';

/** Thinned copies of a text beside the whole one. */
const COPIES = 3;
const SEED = 2026;

/** Texts made several, with what belongs to each. */
export interface Thinned {
  readonly rows: Rows;
  readonly labels: readonly boolean[];
  readonly importance: readonly number[];
}

/** Numbers from 0 up to 1, the same for the same seed (Numerical Recipes' linear congruential generator). */
function newNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Each text whole, and copies of it that lack a share `lost` of its features, all together of the text's importance. A fit then leans on
 * everything that tells a class and not on the one word that told it best, which another hand may not use (dropout; Wager and others,
 * Dropout Training as Adaptive Regularization, 2013).
 */
export function thin({ starts, columns, values }: Rows, labels: readonly boolean[], importance: readonly number[], lost: number): Thinned {
  const number = newNumbers(SEED);
  const times = COPIES + 1;
  const thinnedStarts = new Int32Array(labels.length * times + 1);
  const thinnedColumns = new Int32Array(columns.length * times);
  const thinnedValues = new Float64Array(columns.length * times);
  let end = 0;
  for (let i = 0; i < labels.length * times; i++) {
    const text = Math.floor(i / times);
    const isWhole = i % times === 0;
    for (let k = starts[text]!; k < starts[text + 1]!; k++) {
      if (!isWhole && number() < lost) continue;
      thinnedColumns[end] = columns[k]!;
      thinnedValues[end++] = isWhole ? values[k]! : values[k]! / (1 - lost);
    }
    thinnedStarts[i + 1] = end;
  }
  const repeated = <T>(of: readonly T[]): T[] => of.flatMap((one) => Array<T>(times).fill(one));
  return {
    rows: { starts: thinnedStarts, columns: thinnedColumns.subarray(0, end), values: thinnedValues.subarray(0, end) },
    labels: repeated(labels),
    importance: repeated(importance.map((weight) => weight / times)),
  };
}
