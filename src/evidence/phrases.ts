import { newPairMap } from './pairs.ts';

/** Finds the longest term that begins at a token. */
export interface PhraseTable {
  /** Of each word id, the number of the term that it is on its own, -1 if none. */
  readonly alone: Int32Array;
  /** Of each word id, 1 if longer terms begin with it. */
  readonly begins: Uint8Array;
  /**
   * Number of the longest term of two tokens or more that begins at `at`, -1 if none; `length()` then tells its tokens.
   * Steps are bounded by the longest term. What follows the last token must begin and continue no term, as a sentence break does.
   */
  match(ids: Int32Array, at: number): number;
  length(): number;
}

/** Bits of the filter: 8 KB, so that it stays in the fastest cache. A power of two. */
const FILTER_BITS = 65_536;

/** Builds a trie over token ids, a word being its own node; of two terms with the same ids the first wins. `words` is the number of ids. */
export function newPhraseTable(terms: readonly (readonly number[])[], words: number): PhraseTable {
  const next = new Map<number, number>();
  const termOfNode: number[] = new Array(words).fill(-1);
  const branches: [number, number, number][] = [];
  const begins = new Uint8Array(words);
  for (let number = 0; number < terms.length; number++) {
    const ids = terms[number]!;
    if (ids.length === 0) continue;
    let node = ids[0]!;
    if (ids.length > 1) begins[node] = 1;
    for (let depth = 1; depth < ids.length; depth++) {
      const key = node * 65_536 + ids[depth]!;
      let child = next.get(key);
      if (child === undefined) {
        child = termOfNode.push(-1) - 1;
        next.set(key, child);
        branches.push([node, ids[depth]!, child]);
      }
      node = child;
    }
    if (termOfNode[node] === -1) termOfNode[node] = number;
  }
  if (termOfNode.length > 65_535) throw new RangeError('more than 65,535 words and beginnings of terms');
  const map = newPairMap(branches);
  const termAt = Int32Array.from(termOfNode);
  // Most words that begin a term are followed by one that goes on with none: a filter says so without a walk through memory.
  const filter = new Int32Array(FILTER_BITS / 32);
  for (const [node, id] of branches) {
    const bit = Math.imul(Math.imul(node, 0x9e3779b1) ^ id, 0x2c1b3c6d) >>> 16;
    filter[bit >>> 5]! |= 1 << (bit & 31);
  }
  let matched = 0;
  return {
    alone: termAt.slice(0, words),
    begins,
    match(ids, at) {
      let node = ids[at]!;
      let best = -1;
      for (let i = at + 1; ; i++) {
        const id = ids[i]!;
        const bit = Math.imul(Math.imul(node, 0x9e3779b1) ^ id, 0x2c1b3c6d) >>> 16;
        if ((filter[bit >>> 5]! & (1 << (bit & 31))) === 0) return best;
        node = map.get(node, id);
        if (node < 0) return best;
        if (termAt[node]! >= 0) {
          best = termAt[node]!;
          matched = i - at + 1;
        }
      }
    },
    length: () => matched,
  };
}
