import type { EvidenceModel } from './types.ts';

/** Which combinations hold in a stretch of text, from the concepts found in it. */
export interface CombinationTable {
  clear(): void;
  add(concept: number): void;
  /** Tells the feature of each combination that holds. */
  settle(tell: (feature: number) => void): void;
}

/** Combinations of one reach, laid flat: each concept is a bit, 32 to a word. */
export function newCombinationTable(model: EvidenceModel, reach: 'sentence' | 'text', firstFeature: number): CombinationTable {
  const numbers = new Map(model.concepts.map((concept, i) => [concept.name, i]));
  const width = (model.concepts.length >>> 5) + 1;
  const found = new Int32Array(width);
  const chosen = model.combinations.flatMap((combination, i) =>
    combination.in === reach ? [{ combination, feature: firstFeature + i }] : [],
  );
  // Each combination's groups follow each other in `groups`, `none` last; `start[i]` counts groups, not words.
  const groups: number[] = [];
  const start = [0];
  const push = (names: readonly string[]): void => {
    const bits = new Int32Array(width);
    for (const name of names) {
      const concept = numbers.get(name)!;
      bits[concept >>> 5]! |= 1 << (concept & 31);
    }
    groups.push(...bits);
  };
  for (const { combination } of chosen) {
    for (const group of combination.all) push(group);
    push(combination.none);
    start.push(groups.length / width);
  }
  const flat = Int32Array.from(groups);
  const starts = Int32Array.from(start);
  const features = Int32Array.from(chosen, (one) => one.feature);

  const meets = (group: number): boolean => {
    for (let i = 0, at = group * width; i < width; i++, at++) if ((flat[at]! & found[i]!) !== 0) return true;
    return false;
  };
  let empty = true;
  return {
    clear() {
      if (empty) return;
      found.fill(0);
      empty = true;
    },
    add(concept) {
      empty = false;
      found[concept >>> 5]! |= 1 << (concept & 31);
    },
    settle(tell) {
      if (empty) return;
      for (let i = 0; i < features.length; i++) {
        const none = starts[i + 1]! - 1;
        let group = starts[i]!;
        while (group < none && meets(group)) group++;
        if (group === none && !meets(none)) tell(features[i]!);
      }
    },
  };
}
