import { layPairs, openPairs, type PairRows } from './pairs.ts';
import { UNKNOWN } from './token-ids.ts';

/** Finds the longest term that begins at a token. */
export interface PhraseTable {
  /** Of each word id, the number of the term that it is on its own, -1 if none. */
  readonly alone: Int32Array;
  /** Of each word id, one bit for each id that goes on with a longer term, told by the id's last five bits: most words that do not are told apart. */
  readonly followers: Int32Array;
  /**
   * Number of the longest term of two tokens or more that begins at `at`, -1 if none; `length()` then tells its tokens.
   * Steps are bounded by the longest term. What follows the last token must begin and continue no term, as a sentence break does.
   */
  match(ids: Int32Array, at: number): number;
  length(): number;
}

/** Terms as a tree of word ids, while they are gathered. */
export interface TermTree {
  /** Number of the term of these words, from 0 up in the order in which they first came; one with an unknown word is never found. */
  numberOf(ids: readonly number[]): number;
  /** Number of each term that is one word, by its id. */
  readonly alone: ReadonlyMap<number, number>;
  /** Each step beyond a first word, three numbers in turn: parent, word id, node; a parent below 0 is the first word itself, as -1 - id. */
  readonly steps: readonly number[];
  /** Term that ends at each node, -1 if none. */
  readonly termOfNode: readonly number[];
}

/** An empty tree. */
export function newTermTree(): TermTree {
  const alone = new Map<number, number>();
  const next = new Map<number, number>();
  const steps: number[] = [];
  const termOfNode: number[] = [];
  let terms = 0;
  return {
    alone,
    steps,
    termOfNode,
    numberOf(ids) {
      if (ids.length === 0 || ids.includes(UNKNOWN)) return terms++;
      let node = -1 - ids[0]!;
      for (let depth = 1; depth < ids.length; depth++) {
        const key = node * 65_536 + ids[depth]!;
        let child = next.get(key);
        if (child === undefined) {
          child = termOfNode.push(-1) - 1;
          next.set(key, child);
          steps.push(node, ids[depth]!, child);
        }
        node = child;
      }
      const known = node < 0 ? alone.get(ids[0]!) : termOfNode[node];
      if (known !== undefined && known >= 0) return known;
      if (node < 0) alone.set(ids[0]!, terms);
      else termOfNode[node] = terms;
      return terms++;
    },
  };
}

/** Terms as they are kept. */
export interface PhraseRows extends Pick<PhraseTable, 'alone' | 'followers'> {
  /** Number of the term that ends at each node, -1 if none; a first word is its own node. */
  readonly termAt: Int32Array;
  /** Node and word id → node. */
  readonly branches: PairRows;
}

/** Lays a tree flat. `words` is the number of word ids. */
export function layPhrases({ alone: aloneOf, steps, termOfNode }: TermTree, words: number): PhraseRows {
  if (words + termOfNode.length > 65_535) throw new RangeError('more than 65,535 words and beginnings of terms');
  const followers = new Int32Array(words);
  const branches: number[] = [];
  for (let i = 0; i < steps.length; i += 3) {
    const parent = steps[i]!;
    if (parent < 0) followers[-1 - parent]! |= 1 << steps[i + 1]!;
    branches.push(parent < 0 ? -1 - parent : words + parent, steps[i + 1]!, words + steps[i + 2]!);
  }
  const alone = new Int32Array(words).fill(-1);
  for (const [id, term] of aloneOf) alone[id] = term;
  const termAt = new Int32Array(words + termOfNode.length);
  termAt.set(alone);
  termAt.set(termOfNode, words);
  return { alone, followers, termAt, branches: layPairs(branches) };
}

/** Finds terms in what was laid. */
export function openPhrases({ alone, followers, termAt, branches }: PhraseRows): PhraseTable {
  const map = openPairs(branches);
  let matched = 0;
  return {
    alone,
    followers,
    match(ids, at) {
      let node = ids[at]!;
      let best = -1;
      for (let i = at + 1; ; i++) {
        node = map.get(node, ids[i]!);
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
