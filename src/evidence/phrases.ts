import { newPairMap } from './pairs.ts';

/** Finds the longest term that begins at a token. */
export interface PhraseTable {
  /** 0 for an id that begins no term: then `match` need not be called. */
  readonly first: Int32Array;
  /** Number of the term that begins at `at`, -1 if none; `length()` then tells its tokens. Steps are bounded by the longest term. */
  match(ids: Int32Array, count: number, at: number): number;
  length(): number;
}

/** Builds a trie over token ids; of two terms with the same ids the first wins. `words` is the number of ids. */
export function newPhraseTable(terms: readonly (readonly number[])[], words: number): PhraseTable {
  const first = new Int32Array(words);
  const next = new Map<string, number>();
  const termOfNode: number[] = [-1];
  const branches: [number, number, number][] = [];
  for (const [number, ids] of terms.entries()) {
    let node = 0;
    for (const [depth, id] of ids.entries()) {
      let child = depth === 0 ? first[id]! : (next.get(`${node} ${id}`) ?? 0);
      if (child === 0) {
        child = termOfNode.push(-1) - 1;
        if (depth === 0) first[id] = child;
        else {
          next.set(`${node} ${id}`, child);
          branches.push([node, id, child]);
        }
      }
      node = child;
    }
    if (node !== 0 && termOfNode[node] === -1) termOfNode[node] = number;
  }
  const map = newPairMap(branches);
  const termAt = Int32Array.from(termOfNode);
  // Most words that follow stand inside no term: they end a match without a walk through memory.
  const inside = new Uint8Array(words);
  const branching = new Uint8Array(termOfNode.length);
  for (const [node, id] of branches) {
    branching[node] = 1;
    inside[id] = 1;
  }
  let matched = 0;
  return {
    first,
    match(ids, count, at) {
      let node = first[ids[at]!]!;
      if (node === 0) return -1;
      let best = termAt[node]!;
      matched = 1;
      for (let i = at + 1; i < count && branching[node] === 1; i++) {
        const id = ids[i]!;
        if (inside[id] === 0) break;
        node = map.get(node, id);
        if (node < 0) break;
        if (termAt[node] !== -1) {
          best = termAt[node]!;
          matched = i - at + 1;
        }
      }
      return best;
    },
    length: () => matched,
  };
}
