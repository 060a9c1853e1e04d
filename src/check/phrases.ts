import { type Beginning, foldWord, gapBefore, isFoldedWord, makeWordFinder, type Words, wordAt } from './words.ts';

/** Finds phrases of some list among the words of a text. */
export interface Phrases {
  /** False if no phrase begins with a word of this hash. */
  mayBegin(hash: number): boolean;
  /** How the phrases begin. */
  readonly beginnings: readonly Beginning[];
  /** Words of the longest phrase that begins at word `at`; 0 if none does. */
  lengthAt(words: Words, at: number): number;
}

/** Size of the table of first words; a power of two. */
const SLOTS = 1024;
/** What may stand between the words of a phrase. */
const WITHIN = /^[\s/–-]*$/;

/** The words of a phrase and their hashes. */
interface Phrase {
  readonly words: readonly string[];
  readonly hashes: Int32Array;
}

/**
 * @param phrases words parted by blanks; case does not matter
 * @param exact true if case matters
 */
export function makePhrases(phrases: readonly string[], exact = false): Phrases {
  const wordsOf = makeWordFinder();
  const first = new Uint8Array(SLOTS);
  /** By the last bits of the hash of their first word, the longest first. */
  const bySlot: (Phrase[] | undefined)[] = new Array(SLOTS).fill(undefined);
  const beginnings: Beginning[] = [];
  const isWord = exact ? (words: Words, at: number, word: string) => wordAt(words, at) === word : isFoldedWord;
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    if (words.count === 0) continue;
    const hash = words.hashes[0]!;
    const slot = hash & (SLOTS - 1);
    first[slot] = 1;
    beginnings.push({ first: hash, second: words.count > 1 ? words.hashes[1] : undefined });
    const list = bySlot[slot] ?? [];
    const texts = Array.from({ length: words.count }, (_, at) => (exact ? wordAt(words, at) : foldWord(wordAt(words, at))));
    list.push({ words: texts, hashes: words.hashes.slice(0, words.count) });
    bySlot[slot] = list.sort((a, b) => b.words.length - a.words.length);
  }
  const stands = (phrase: Phrase, words: Words, at: number): boolean => {
    const { length } = phrase.hashes;
    if (at + length > words.count) return false;
    // Of phrases that begin with a common word nearly all part at the second: the hashes tell before any text is compared.
    for (let n = 0; n < length; n++) if (words.hashes[at + n] !== phrase.hashes[n]) return false;
    for (let n = 0; n < length; n++)
      if (!isWord(words, at + n, phrase.words[n]!) || (n > 0 && !WITHIN.test(gapBefore(words, at + n)))) return false;
    return true;
  };
  return {
    mayBegin: (hash) => first[hash & (SLOTS - 1)] === 1,
    beginnings,
    lengthAt(words, at) {
      const candidates = bySlot[words.hashes[at]! & (SLOTS - 1)];
      if (candidates === undefined) return 0;
      for (let n = 0; n < candidates.length; n++) if (stands(candidates[n]!, words, at)) return candidates[n]!.words.length;
      return 0;
    },
  };
}
