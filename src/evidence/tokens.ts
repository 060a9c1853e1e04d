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

/** Ids of one text's tokens, a sentence break at the end. Reused from text to text. */
export interface Tokens {
  count: number;
  ids: Int32Array;
}

/** A token with the 0-based range of bytes that it was read from. */
export interface PlacedToken {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** Cuts bytes `from` to `to` (UTF-8; what is none separates) into vocabulary ids. */
export interface Tokeniser {
  /** Puts the tokens into a buffer that is used again. */
  read(bytes: Uint8Array, from: number, to: number, into: Tokens): void;
  /** The same tokens, slowly, with their places. */
  place(bytes: Uint8Array, from: number, to: number): PlacedToken[];
}

/** An empty, growing token buffer. */
export function newTokens(): Tokens {
  return { count: 0, ids: new Int32Array(1024) };
}

/** Names of tokens that stand for a shape rather than a word: numbers by digits, thousands (`6k`), letters mixed with digits, currency. */
export const SHAPES = ['#1', '#2', '#3', '#4', '#5', '#k', '£', '€'] as const;

const COMMA = 44;
const LETTER_K = 107;
/** Whole words remembered: 256 KB, so that the table stays in the second cache. A power of two. */
const MEMO_SIZE = 32_768;
const FIRST_OF_ALPHABET = 97;

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

/** Reads a token at a time, of any kind. */
interface TokenReader {
  /** Id of the token that begins at `from`, -1 if what stands there is none. */
  read(bytes: Uint8Array, from: number, to: number): number;
  /** Where the token read last ends. */
  end(): number;
}

function makeReader(words: WordTable): TokenReader {
  const word = new Uint8Array(LONGEST_WORD);
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const shapeIds = SHAPES.map((shape) => words.idOf(shape));
  let end = 0;

  const readWord = (bytes: Uint8Array, from: number, to: number): number => {
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
        if (folded < FIRST_OF_ALPHABET) digits++;
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
  };
  return {
    read(bytes, from, to) {
      const char = charAt(bytes, from, to);
      const folded = char & 0xff;
      if (folded >= FIRST_LETTER) return readWord(bytes, from, to);
      end = from + (char >>> 8);
      if (folded === POUND) return shapeIds[6]!;
      if (folded === OTHER_CURRENCY) return shapeIds[7]!;
      if (folded !== SENTENCE_END) return -1;
      return bytes[from] !== FULL_STOP_BYTE || (charAt(bytes, end, to) & 0xff) <= SENTENCE_END ? SENTENCE_BREAK : -1;
    },
    end: () => end,
  };
}

/**
 * A tokeniser of one pass. Words, numbers and sentence ends become tokens; everything else separates.
 * Its loop is written over locals: a call or a read of an outer binding for each byte would double its cost.
 * Made once the table of words is whole.
 */
export function makeTokeniser(words: WordTable): Tokeniser {
  const reader = makeReader(words);
  // Words met before, whole, so that a common word is neither stemmed nor looked up again. Forgets; never answers differently:
  // the hash, and beside it the id under 15 bits of length, first and last letter.
  const memo = new Int32Array(MEMO_SIZE * 2);

  return {
    read(bytes, from, to, into) {
      // There are no more tokens than bytes, and one.
      if (into.ids.length <= to - from) into.ids = new Int32Array((to - from) * 2);
      // Imported names are read through a cell each time: locals are not.
      const fold = BYTE_FOLD;
      const table = memo;
      const mask = MEMO_SIZE - 1;
      const base = HASH_BASE;
      const longest = LONGEST_WORD;
      const [letters, alphabet, separator, sentenceEnd, skipped] = [FIRST_LETTER, FIRST_OF_ALPHABET, SEPARATOR, SENTENCE_END, SKIPPED];
      const [sentenceBreak, fullStop, wide] = [SENTENCE_BREAK, FULL_STOP_BYTE, WIDE];
      const { ids } = into;
      let count = 0;
      let i = from;
      while (i < to) {
        let folded = fold[bytes[i]!]!;
        if (folded >= alphabet) {
          const start = i;
          const first = folded;
          let hash = 0;
          do {
            hash = (Math.imul(hash, base) + folded) | 0;
            folded = ++i < to ? fold[bytes[i]!]! : separator;
          } while (folded >= letters);
          const length = i - start;
          if ((length === 1 && folded === sentenceEnd) || length > longest || folded > sentenceEnd || folded === skipped) {
            ids[count++] = reader.read(bytes, start, to);
            i = reader.end();
            continue;
          }
          const check = ((length & 31) << 10) | ((first & 31) << 5) | (bytes[i - 1]! & 31);
          const slot = ((hash ^ (hash >>> 15)) & mask) << 1;
          const remembered = table[slot + 1]!;
          if (table[slot] === hash && remembered >>> 16 === check) ids[count++] = remembered & 0xffff;
          else {
            const id = reader.read(bytes, start, i);
            ids[count++] = id;
            table[slot] = hash;
            table[slot + 1] = (check << 16) | id;
          }
        }
        // What ended the word is looked at here and not once more.
        if (folded === separator) i++;
        else if (folded === sentenceEnd) {
          const isStop = bytes[i] === fullStop;
          const next = ++i < to ? fold[bytes[i]!]! : separator;
          // A full stop inside a word or number ends no sentence.
          if (!isStop || next <= sentenceEnd) ids[count++] = sentenceBreak;
          else if (next === wide && (charAt(bytes, i, to) & 0xff) <= sentenceEnd) ids[count++] = sentenceBreak;
        } else {
          const id = reader.read(bytes, i, to);
          i = reader.end();
          if (id >= 0) ids[count++] = id;
        }
      }
      ids[count++] = SENTENCE_BREAK;
      into.count = count;
    },
    place(bytes, from, to) {
      const placed: PlacedToken[] = [];
      for (let at = from; at < to; ) {
        const id = reader.read(bytes, at, to);
        if (id >= 0) placed.push({ id, from: at, to: reader.end() });
        at = reader.end();
      }
      return [...placed, { id: SENTENCE_BREAK, from: to, to }];
    },
  };
}
