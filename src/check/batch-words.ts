import { LONGEST_TEXT, quickText } from './quick-text.ts';
import { spread } from './spread.ts';
import { ASCII, BLANK, foldWide, MARK } from './unit-folds.ts';

/** Reads texts word by word as numbers, case and blanks aside, so that no text is made per word. What it holds is about the text read last. */
export interface WordReader {
  /** Reads a text; one that was read last is not read again. Time is linear in the text, whatever it holds. */
  read(text: string): void;
  /** 128 bits of all words and marks in order: what makes two texts the same. */
  readonly hash: Uint32Array;
  /** One number for each word, marks left out; the first `count` hold. */
  readonly words: Uint32Array;
  readonly count: number;
}

const START_A = 0x811c9dc5 | 0;
const START_B = 0x27d4eb2f;

/**
 * Makes a reader of words. Each word is hashed to 64 bits, and these to the 128 of the text.
 * @param isQuick false to read without WebAssembly, as where it may not run
 */
export function makeWordReader(isQuick = true): WordReader {
  let wide = new Int32Array(0);
  const ownHash = new Uint32Array(4);
  let ownWords = new Uint32Array(512);
  let before: string | undefined;
  const fold = (code: number): number => {
    if (wide.length === 0) wide = new Int32Array(65_536).fill(-1);
    if (wide[code] === -1) wide[code] = foldWide(code);
    return wide[code]!;
  };
  const reader: { -readonly [key in keyof WordReader]: WordReader[key] } = {
    ...{ hash: ownHash, words: ownWords, count: 0 },
    read(text) {
      const quick = isQuick && text.length <= LONGEST_TEXT ? quickText() : null;
      if (quick !== null) {
        reader.count = quick.keys(text);
        reader.hash = quick.hash;
        reader.words = quick.numbers;
        return;
      }
      if (text === before && reader.words === ownWords) return;
      before = text;
      // No two words without a character between them.
      if (ownWords.length * 2 < text.length + 2) ownWords = new Uint32Array(text.length);
      const hash = ownHash;
      const words = ownWords;
      const { length } = text;
      let h = 0;
      let i = 0;
      let j = 0;
      let k = 0;
      let found = 0;
      let at = 0;
      while (at < length) {
        const code = text.charCodeAt(at++);
        let folded = code < 128 ? ASCII[code]! : fold(code);
        if (folded === BLANK) continue;
        let a = code;
        let b = MARK;
        if (folded !== MARK) {
          a = START_A;
          b = START_B;
          for (;;) {
            a = Math.imul(a ^ folded, 0x01000193);
            b = Math.imul(b + folded, 0x5bd1e995);
            if (at === length) break;
            const next = text.charCodeAt(at);
            folded = next < 128 ? ASCII[next]! : fold(next);
            if (folded <= MARK) break;
            at++;
          }
          b ^= b >>> 15;
          words[found++] = a ^ b;
        }
        h = Math.imul((h ^ a) + 0x52dce729, 0x239b961b);
        h ^= h >>> 15;
        i = Math.imul((i ^ b) + h, 0xab0e9789 | 0);
        i ^= i >>> 14;
        j = Math.imul((j + a) ^ i, 0x38b34ae5);
        j ^= j >>> 16;
        k = Math.imul((k + b) ^ j, 0xa1e38b93 | 0);
        k ^= k >>> 13;
      }
      hash[0] = spread(h);
      hash[1] = spread(i ^ Math.imul(h, 5));
      hash[2] = spread(j ^ Math.imul(i, 5));
      hash[3] = spread(k ^ Math.imul(j, 5));
      reader.hash = hash;
      reader.words = words;
      reader.count = found;
    },
  };
  return reader;
}
