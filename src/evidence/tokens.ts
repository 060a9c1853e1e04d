import { FOLD_TABLE, OTHER_CURRENCY, POUND, SENTENCE_END, SEPARATOR, SKIPPED } from './fold.ts';
import { stemLength } from './stem.ts';
import type { WordTable } from './words.ts';

/** Multiplier of the rolling hash; any odd number that spreads short words will do. */
export const HASH_BASE = 0x01000193;
/** A longer token is never a word of the vocabulary. */
export const LONGEST_WORD = 32;

/** Ids that are no words of the vocabulary: an unknown word, and the end of a sentence. */
export const UNKNOWN = 0;
export const SENTENCE_BREAK = 1;

/** Tokens of one text: id, and the 0-based range of UTF-16 units that it was read from. Reused from text to text. */
export interface Tokens {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** An empty, growing token buffer. */
export function newTokens(): Tokens {
  return { count: 0, ids: new Int32Array(1024), starts: new Int32Array(1024), ends: new Int32Array(1024) };
}

/** Names of tokens that stand for a shape rather than a word: numbers by digits, thousands (`6k`), letters mixed with digits, currency. */
export const SHAPES = ['#1', '#2', '#3', '#4', '#5', '#k', '£', '€'] as const;

const FULL_STOP = 46;
const COMMA = 44;
const LETTER_K = 107;
/** Whole words remembered; a power of two. */
const MEMO_SIZE = 8192;

/** Doubles the buffer. */
function grow(tokens: Tokens): void {
  const size = tokens.ids.length * 2;
  for (const key of ['ids', 'starts', 'ends'] as const) {
    const larger = new Int32Array(size);
    larger.set(tokens[key]);
    tokens[key] = larger;
  }
}

/**
 * Cuts a text into vocabulary ids in one pass. Words, numbers and sentence ends become tokens; everything else separates.
 * Written as one loop over locals: a call or a read of an outer binding for each character would double its cost.
 */
export function makeTokeniser(words: WordTable): (text: string, into: Tokens) => void {
  const word = new Uint8Array(LONGEST_WORD);
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const shapeIds = SHAPES.map((shape) => words.idOf(shape));
  const pound = shapeIds[6]!;
  // Words met before, whole, so that a common word is neither stemmed nor looked up again. Forgets; never answers differently.
  const memoKeys = new Int32Array(MEMO_SIZE);
  const memoIds = new Int32Array(MEMO_SIZE);
  const currency = shapeIds[7]!;

  /** Id of a token that holds digits: its shape, or a word such as `s25`. */
  const idOfNumber = (length: number, digits: number): number => {
    if (digits === length) return shapeIds[Math.min(length, 5) - 1]!;
    if (digits === length - 1 && word[length - 1] === LETTER_K) return shapeIds[5]!;
    const end = stemLength(word, length);
    return words.find(hashes[end]!, end);
  };
  /** Whether a full stop or comma after a token goes on with it: 4,000 and 1.5k are one number, s.25 is one word. */
  const joins = (text: string, i: number, length: number, digits: number): boolean => {
    const code = text.charCodeAt(i);
    const fits = digits === length || (code === FULL_STOP && length === 1);
    if (!fits || (code !== FULL_STOP && code !== COMMA) || i + 1 >= text.length) return false;
    const next = FOLD_TABLE[text.charCodeAt(i + 1)]!;
    return next >= 48 && next <= 57;
  };

  return (text, into) => {
    const fold = FOLD_TABLE;
    const letters = word;
    const prefixes = hashes;
    const skipped = SKIPPED;
    const otherCurrency = OTHER_CURRENCY;
    const base = HASH_BASE;
    const longest = LONGEST_WORD;
    const keys = memoKeys;
    const known = memoIds;
    const size = text.length;
    let { ids, starts, ends } = into;
    let capacity = ids.length - 2;
    let count = 0;
    let length = 0;
    let digits = 0;
    let hash = 0;
    let start = 0;
    for (let i = 0; i <= size; i++) {
      const folded = i < size ? fold[text.charCodeAt(i)]! : SENTENCE_END;
      if (folded > otherCurrency) {
        if (length === 0) start = i;
        hash = (Math.imul(hash, base) + folded) | 0;
        if (length < longest) {
          letters[length] = folded;
          prefixes[length + 1] = hash;
        }
        length++;
        if (folded < 58) digits++;
        continue;
      }
      if (folded === skipped) continue;
      if (length > 0) {
        if ((digits > 0 || length === 1) && joins(text, i, length, digits)) continue;
        let id = UNKNOWN;
        if (length <= longest) {
          if (digits > 0) id = idOfNumber(length, digits);
          else {
            const key = (hash + length) | 0;
            const slot = (key ^ (key >>> 15)) & (MEMO_SIZE - 1);
            if (keys[slot] === key) id = known[slot]!;
            else {
              const end = stemLength(letters, length);
              id = words.find(prefixes[end]!, end);
              if (id === UNKNOWN && length >= 6) id = words.findMisspelt(prefixes, end);
              keys[slot] = key;
              known[slot] = id;
            }
          }
        }
        ids[count] = id;
        starts[count] = start;
        ends[count++] = i;
        length = 0;
        digits = 0;
        hash = 0;
      }
      if (folded !== SEPARATOR) {
        let id = -1;
        if (folded === POUND) id = pound;
        else if (folded === otherCurrency) id = currency;
        else if (i + 1 >= size || text.charCodeAt(i) !== FULL_STOP || fold[text.charCodeAt(i + 1)]! <= SENTENCE_END) id = SENTENCE_BREAK;
        if (id >= 0) {
          ids[count] = id;
          starts[count] = i;
          ends[count++] = i;
        }
      }
      if (count >= capacity) {
        into.count = count;
        grow(into);
        ({ ids, starts, ends } = into);
        capacity = ids.length - 2;
      }
    }
    into.count = count;
  };
}
