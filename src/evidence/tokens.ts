import { BYTE_FOLD, FIRST_LETTER, FULL_STOP_BYTE, SENTENCE_END, SEPARATOR, SKIPPED, WIDE } from './fold.ts';
import { FIRST_SHAPE, HASH_BASE, LONGEST_WORD, SENTENCE_BREAK } from './token-ids.ts';
import { COMMA, charAt, FIRST_OF_ALPHABET, makeTokenReader } from './token-reader.ts';
import type { Words } from './words.ts';

/** Whole words remembered: 256 KB, so that the table stays in the second cache. A power of two. */
const MEMO_SIZE = 32_768;

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

/**
 * A tokeniser of one pass. Words, numbers and sentence ends become tokens; everything else separates.
 * Its loop is written over locals: a call or a read of an outer binding for each byte would double its cost.
 * Made once the table of words is whole.
 */
export function makeTokeniser(words: Words): Tokeniser {
  const reader = makeTokenReader(words, (hashes, length) => words.find(hashes[length]!, length));
  // Words met before, whole, so that a common word is neither stemmed nor looked up again. Forgets; never answers differently:
  // the hash, and beside it the id under 15 bits of length, first and last letter.
  const memo = new Int32Array(MEMO_SIZE * 2);

  // By number of digits, from 1.
  const numberIds = Int32Array.from({ length: 6 }, (_, digits) => (digits === 0 ? 0 : FIRST_SHAPE + digits - 1));

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
      const numbers = numberIds;
      const [sentenceBreak, fullStop, comma, wide] = [SENTENCE_BREAK, FULL_STOP_BYTE, COMMA, WIDE];
      const { ids } = into;
      let count = 0;
      let i = from;
      while (i < to) {
        let folded = fold[bytes[i]!]!;
        if (folded >= alphabet) {
          const start = i;
          const first = folded;
          let hash = 0;
          let omitted = 0;
          for (;;) {
            do {
              hash = (Math.imul(hash, base) + folded) | 0;
              folded = ++i < to ? fold[bytes[i]!]! : separator;
            } while (folded >= letters);
            if (folded !== skipped) break;
            omitted++;
            folded = ++i < to ? fold[bytes[i]!]! : separator;
            if (folded < letters) break;
          }
          const length = i - start - omitted;
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
        } else if (folded >= letters) {
          const start = i;
          do folded = ++i < to ? fold[bytes[i]!]! : separator;
          while (folded >= letters && folded < alphabet);
          const next = i < to ? bytes[i]! : 0;
          if (folded > sentenceEnd || folded === skipped || next === comma || next === fullStop) {
            ids[count++] = reader.read(bytes, start, to);
            i = reader.end();
            continue;
          }
          ids[count++] = numbers[Math.min(i - start, 5)]!;
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
      placed.push({ id: SENTENCE_BREAK, from: to, to });
      return placed;
    },
  };
}
