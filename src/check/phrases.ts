import { foldWord, gapBefore, isFoldedWord, makeWordFinder, type Words, wordAt } from './words.ts';

/** Finds phrases of some list among the words of a text. */
export interface Phrases {
  /** False if no phrase begins with a word of this hash. */
  mayBegin(hash: number): boolean;
  /** Hashes of the phrases' first words. */
  readonly beginnings: readonly number[];
  /** Words of the longest phrase that begins at word `at`; 0 if none does. */
  lengthAt(words: Words, at: number): number;
}

/** Size of the table of first words; a power of two. */
const SLOTS = 1024;
/** What may stand between the words of a phrase. */
const WITHIN = /^[\s/–-]*$/;

/**
 * @param phrases words parted by blanks; case does not matter
 * @param exact true if case matters
 */
export function makePhrases(phrases: readonly string[], exact = false): Phrases {
  const wordsOf = makeWordFinder();
  const first = new Uint8Array(SLOTS);
  const byHash = new Map<number, (readonly string[])[]>();
  const isWord = exact ? (words: Words, at: number, word: string) => wordAt(words, at) === word : isFoldedWord;
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    if (words.count === 0) continue;
    const hash = words.hashes[0]!;
    first[hash & (SLOTS - 1)] = 1;
    const list = byHash.get(hash) ?? [];
    list.push(Array.from({ length: words.count }, (_, at) => (exact ? wordAt(words, at) : foldWord(wordAt(words, at)))));
    byHash.set(
      hash,
      list.sort((a, b) => b.length - a.length),
    );
  }
  const stands = (phrase: readonly string[], words: Words, at: number): boolean =>
    at + phrase.length <= words.count &&
    phrase.every((word, n) => isWord(words, at + n, word) && (n === 0 || WITHIN.test(gapBefore(words, at + n))));
  return {
    mayBegin: (hash) => first[hash & (SLOTS - 1)] === 1,
    beginnings: [...byHash.keys()],
    lengthAt(words, at) {
      const candidates = byHash.get(words.hashes[at]!);
      return candidates?.find((phrase) => stands(phrase, words, at))?.length ?? 0;
    },
  };
}
