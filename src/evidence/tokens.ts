import {
  BYTE_FOLD,
  FIRST_LETTER,
  FOLD_TABLE,
  FULL_STOP_BYTE,
  OTHER_CURRENCY,
  POUND,
  SENTENCE_END,
  SEPARATOR,
  SKIPPED,
  WIDE,
} from './fold.ts';
import { stemLength } from './stem.ts';
import { wideAt } from './utf8.ts';
import type { WordTable } from './words.ts';

/** Factor of the rolling hash over a word's letters. */
export const HASH_BASE = 0x01000193;
/** Letters of a word that are looked at; a longer word is unknown. */
export const LONGEST_WORD = 32;
/** Ids that are no word: an unknown one, and the end of a sentence. */
export const UNKNOWN = 0;
export const SENTENCE_BREAK = 1;

/** Tokens of one text: id, and the 0-based range of bytes that it was read from. Reused from text to text. */
export interface Tokens {
  count: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** Cuts bytes `from` to `to` (UTF-8; what is none separates) into vocabulary ids. */
export type Tokeniser = (bytes: Uint8Array, from: number, to: number, into: Tokens) => void;

/** An empty, growing token buffer. */
export function newTokens(): Tokens {
  return { count: 0, ids: new Int32Array(1024), starts: new Int32Array(1024), ends: new Int32Array(1024) };
}

/** Names of tokens that stand for a shape rather than a word: numbers by digits, thousands (`6k`), letters mixed with digits, currency. */
export const SHAPES = ['#1', '#2', '#3', '#4', '#5', '#k', '£', '€'] as const;

const COMMA = 44;
const LETTER_K = 107;
/** Whole words remembered, at most: 128 KB, so that the table stays in the second cache. A power of two. */
const MEMO_SIZE = 16_384;

/** Doubles the buffer. */
function grow(tokens: Tokens): void {
  const size = tokens.ids.length * 2;
  for (const key of ['ids', 'starts', 'ends'] as const) {
    const larger = new Int32Array(size);
    larger.set(tokens[key]);
    tokens[key] = larger;
  }
}

/** Whether a full stop or comma after a token goes on with it: 4,000 and 1.5k are one number, s.25 is one word. */
function joins(bytes: Uint8Array, at: number, to: number, length: number, digits: number): boolean {
  const byte = bytes[at]!;
  const fits = digits === length || (byte === FULL_STOP_BYTE && length === 1);
  if (!fits || (byte !== FULL_STOP_BYTE && byte !== COMMA) || at + 1 >= to) return false;
  const next = bytes[at + 1]!;
  return next >= 48 && next <= 57;
}

/** What the character at `at` is to the tokeniser, and its bytes × 256; the end of the text ends a sentence. */
function charAt(bytes: Uint8Array, at: number, to: number): number {
  if (at >= to) return 256 | SENTENCE_END;
  const folded = BYTE_FOLD[bytes[at]!]!;
  if (folded !== WIDE) return 256 | folded;
  const wide = wideAt(bytes, at, to);
  return ((wide >>> 16) << 8) | FOLD_TABLE[wide & 0xffff]!;
}

/** Reads a token at a time, of any kind; slower than the loop below, which leaves to it what is no plain word. */
function makeReader(words: WordTable): { read(bytes: Uint8Array, from: number, to: number): number; end(): number } {
  const word = new Uint8Array(LONGEST_WORD);
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const shapeIds = SHAPES.map((shape) => words.idOf(shape));
  let end = 0;
  return {
    read(bytes, from, to) {
      let [hash, length, digits] = [0, 0, 0];
      let at = from;
      while (at < to) {
        const char = charAt(bytes, at, to);
        const folded = char & 0xff;
        if (folded >= FIRST_LETTER) {
          hash = (Math.imul(hash, HASH_BASE) + folded) | 0;
          if (length < LONGEST_WORD) {
            word[length] = folded;
            hashes[length + 1] = hash;
          }
          length++;
          if (folded < 58) digits++;
        } else if (folded !== SKIPPED && !joins(bytes, at, to, length, digits)) break;
        at += char >>> 8;
      }
      end = at;
      if (length > LONGEST_WORD) return UNKNOWN;
      if (digits === length) return shapeIds[Math.min(length, 5) - 1]!;
      if (digits > 0 && digits === length - 1 && word[length - 1] === LETTER_K) return shapeIds[5]!;
      const stem = stemLength(word, length);
      const id = words.find(hashes[stem]!, stem);
      if (id !== UNKNOWN || digits > 0) return id;
      const meant = length >= 6 ? words.findMisspelt(hashes, stem) : UNKNOWN;
      return meant === UNKNOWN ? words.findBeginning(hashes, stem) : meant;
    },
    end: () => end,
  };
}

/**
 * A tokeniser of one pass. Words, numbers and sentence ends become tokens; everything else separates.
 * Written as one loop over locals: a call or a read of an outer binding for each byte would double its cost.
 */
export function makeTokeniser(words: WordTable): Tokeniser {
  const reader = makeReader(words);
  const [pound, currency] = [words.idOf('£'), words.idOf('€')];
  // Words met before, whole, so that a common word is neither stemmed nor looked up again. Forgets; never answers differently:
  // the hash, and beside it the id under 15 bits of length, first and last letter.
  const memo = new Int32Array(MEMO_SIZE * 2);

  /** Id of the token that a character other than a letter makes, -1 if none. */
  const idOfMark = (bytes: Uint8Array, at: number, to: number, folded: number): number => {
    if (folded === POUND) return pound;
    if (folded === OTHER_CURRENCY) return currency;
    if (folded !== SENTENCE_END) return -1;
    return bytes[at] !== FULL_STOP_BYTE || (charAt(bytes, at + 1, to) & 0xff) <= SENTENCE_END ? SENTENCE_BREAK : -1;
  };

  return (bytes, from, to, into) => {
    // Imported names are read through a cell each time: locals are not.
    const fold = BYTE_FOLD;
    const table = memo;
    const mask = MEMO_SIZE - 1;
    const base = HASH_BASE;
    const longest = LONGEST_WORD;
    const [letters, separator, skipped, wide] = [FIRST_LETTER, SEPARATOR, SKIPPED, WIDE];
    let { ids, starts, ends } = into;
    let capacity = ids.length - 2;
    let count = 0;
    let i = from;
    while (i < to) {
      let folded = fold[bytes[i]!]!;
      if (folded === separator) {
        i++;
        continue;
      }
      const start = i;
      let id = -1;
      if (folded >= letters) {
        const first = folded;
        let hash = 0;
        let last = 0;
        // Digits lack bit 6, which all letters have.
        let kinds = 64;
        do {
          hash = (Math.imul(hash, base) + folded) | 0;
          kinds &= folded;
          last = folded;
          folded = ++i < to ? fold[bytes[i]!]! : separator;
        } while (folded >= letters);
        const length = i - start;
        if (kinds === 0 || length === 1 || length > longest || folded === skipped || folded === wide) {
          id = reader.read(bytes, start, to);
          i = reader.end();
        } else {
          const check = ((length & 31) << 10) | ((first & 31) << 5) | (last & 31);
          const slot = ((hash ^ (hash >>> 15)) & mask) << 1;
          const remembered = table[slot + 1]!;
          if (table[slot] === hash && remembered >>> 16 === check) id = remembered & 0xffff;
          else {
            id = reader.read(bytes, start, i);
            table[slot] = hash;
            table[slot + 1] = (check << 16) | id;
          }
        }
      } else if (folded === wide) {
        const char = charAt(bytes, i, to);
        folded = char & 0xff;
        if (folded >= letters) {
          id = reader.read(bytes, start, to);
          i = reader.end();
        } else {
          id = idOfMark(bytes, i, to, folded);
          i += char >>> 8;
        }
      } else id = idOfMark(bytes, i++, to, folded);
      if (id < 0) continue;
      ids[count] = id;
      starts[count] = start;
      ends[count++] = i;
      if (count >= capacity) {
        into.count = count;
        grow(into);
        ({ ids, starts, ends } = into);
        capacity = ids.length - 2;
      }
    }
    ids[count] = SENTENCE_BREAK;
    starts[count] = to;
    ends[count++] = to;
    into.count = count;
  };
}
