import { BYTE_FOLD, FIRST_LETTER, FOLD_TABLE, FULL_STOP_BYTE, OTHER_CURRENCY, POUND, SENTENCE_END, SKIPPED, WIDE } from './fold.ts';
import { stemLength } from './stem.ts';
import { FIRST_SHAPE, HASH_BASE, LONGEST_WORD, SENTENCE_BREAK, SHAPES, UNKNOWN } from './token-ids.ts';
import { wideAt } from './utf8.ts';
import type { Words, WordTable } from './words.ts';

export const COMMA = 44;
const LETTER_K = 107;
export const FIRST_OF_ALPHABET = 97;

/** Whether a full stop or comma after a token goes on with it: 4,000 and 1.5k are one number, s.25 is one word. */
function joins(bytes: Uint8Array, at: number, to: number, length: number, digits: number): boolean {
  const byte = bytes[at]!;
  const fits = digits === length || (byte === FULL_STOP_BYTE && length === 1);
  if (!fits || (byte !== FULL_STOP_BYTE && byte !== COMMA) || at + 1 >= to) return false;
  const next = bytes[at + 1]!;
  return next >= 48 && next <= 57;
}

/** What the character at `at` is to the tokeniser, and its bytes × 256; the end of the text ends a sentence. */
export function charAt(bytes: Uint8Array, at: number, to: number): number {
  if (at >= to) return 256 | SENTENCE_END;
  const folded = BYTE_FOLD[bytes[at]!]!;
  if (folded !== WIDE) return 256 | folded;
  const wide = wideAt(bytes, at, to);
  return ((wide >>> 16) << 8) | FOLD_TABLE[wide & 0xffff]!;
}

/** Reads a token at a time, of any kind. */
export interface TokenReader {
  /** Id of the token that begins at `from`, -1 if what stands there is none. */
  read(bytes: Uint8Array, from: number, to: number): number;
  /** Where the token read last ends. */
  end(): number;
}

/** @param idOf gives the id of a stem's letters by their prefix hashes, `UNKNOWN` if it has none */
export function makeTokenReader(words: Words, idOf: (hashes: Int32Array, length: number) => number): TokenReader {
  const word = new Uint8Array(LONGEST_WORD);
  const hashes = new Int32Array(LONGEST_WORD + 1);
  const shapeIds = SHAPES.map((_, i) => FIRST_SHAPE + i);
  let end = 0;

  const readWord = (bytes: Uint8Array, from: number, to: number): number => {
    let hash = 0;
    let length = 0;
    let digits = 0;
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
    if (digits === length) return shapeIds[Math.min(length, 5) - 1]!;
    if (length > LONGEST_WORD) return UNKNOWN;
    if (digits > 0 && digits === length - 1 && word[length - 1] === LETTER_K) return shapeIds[5]!;
    const stem = stemLength(word, length);
    const id = idOf(hashes, stem);
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

/** Reads terms of the vocabulary as texts are read, but adds to the table the words that it does not know. */
export function makeTermReader(words: WordTable): (term: Uint8Array, length: number) => number[] {
  const reader = makeTokenReader(words, words.idOfHash);
  return (term, length) => {
    const ids: number[] = [];
    for (let at = 0; at < length; at = reader.end()) {
      const id = reader.read(term, at, length);
      if (id >= 0) ids.push(id);
    }
    return ids;
  };
}
