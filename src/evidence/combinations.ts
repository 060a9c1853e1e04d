import type { ModelFrame } from './compile.ts';

/** Which combinations hold in a stretch of text, from the concepts found in it. */
export interface CombinationTable {
  add(concept: number): void;
  /**
   * Puts the feature of each combination that holds, and is not yet stamped with `stamp`, into `list` from `at` on; returns where it ends.
   * Begins anew: a stretch is settled once.
   */
  settle(stamps: Int32Array, stamp: number, list: Int32Array, at: number): number;
}

/**
 * Combinations of one reach. Each is a bit, 32 to a word; a concept has one row of bits for each place in `all` (the combinations
 * whose group at that place it belongs to; those with fewer groups are met there from the start) and a last one for `none`.
 * Adding a concept is then a few ORs, and settling a few ANDs, however many combinations there are.
 */
export interface CombinationBits {
  /** Words of 32 bits for each place. */
  readonly words: number;
  /** Places in `all` at most. */
  readonly places: number;
  /** One row of `words` × (`places` + 1) for each concept. */
  readonly rows: Int32Array;
  /** The row at the start. */
  readonly start: Int32Array;
  /** Feature of each bit. */
  readonly features: Int32Array;
}

/** Lays the combinations of one reach as bits. */
export function layCombinations(model: ModelFrame, reach: 'sentence' | 'text', firstFeature: number): CombinationBits {
  const numbers = new Map(model.concepts.map((concept, i) => [concept.name, i]));
  const chosen = model.combinations.flatMap((combination, i) =>
    combination.in === reach ? [{ combination, feature: firstFeature + i }] : [],
  );
  const words = Math.ceil(chosen.length / 32);
  const places = Math.max(1, ...chosen.map(({ combination }) => combination.all.length));
  const row = (places + 1) * words;
  const rows = new Int32Array(model.concepts.length * row);
  const start = new Int32Array(row);
  for (const [bit, { combination }] of chosen.entries()) {
    const at = bit >>> 5;
    const flag = 1 << (bit & 31);
    for (let place = 0; place < places; place++) {
      const group = combination.all[place];
      if (group === undefined) start[place * words + at]! |= flag;
      else for (const name of group) rows[numbers.get(name)! * row + place * words + at]! |= flag;
    }
    for (const name of combination.none) rows[numbers.get(name)! * row + places * words + at]! |= flag;
  }
  return { words, places, rows, start, features: Int32Array.from(chosen, (one) => one.feature) };
}

/** An empty table for one reach. */
export function newCombinationTable(model: ModelFrame, reach: 'sentence' | 'text', firstFeature: number): CombinationTable {
  const { words, places, rows, start, features } = layCombinations(model, reach, firstFeature);
  const row = start.length;
  const found = Int32Array.from(start);
  let empty = true;
  return {
    add(concept) {
      empty = false;
      for (let i = 0, at = concept * row; i < row; i++, at++) found[i]! |= rows[at]!;
    },
    settle(stamps, stamp, list, at) {
      if (empty) return at;
      let end = at;
      for (let w = 0; w < words; w++) {
        let holds = ~found[places * words + w]!;
        for (let place = 0; place < places; place++) holds &= found[place * words + w]!;
        for (; holds !== 0; holds &= holds - 1) {
          const feature = features[w * 32 + 31 - Math.clz32(holds & -holds)]!;
          if (stamps[feature] === stamp) continue;
          stamps[feature] = stamp;
          list[end++] = feature;
        }
      }
      for (let i = 0; i < row; i++) found[i] = start[i]!;
      empty = true;
      return end;
    },
  };
}
