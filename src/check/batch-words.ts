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

const BLANK = 0;
const MARK = 1;

/** By character code below 128: BLANK, MARK, or the code of the letter or digit in lower case. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9a-z]/i.test(character)) return character.toLowerCase().charCodeAt(0);
  return code <= 0x20 || code === 0x7f ? BLANK : MARK;
});

function foldWide(code: number): number {
  const character = String.fromCharCode(code);
  if (/[\s\u0080-\u009f\u200b-\u200d\u2060\ufeff]/u.test(character)) return BLANK;
  return /[\p{P}\p{S}]/u.test(character) ? MARK : character.toLowerCase().charCodeAt(0);
}

/** Spreads every bit of a number over all others. Austin Appleby's finaliser of MurmurHash3, in the public domain. */
export function spread(number: number): number {
  let h = number;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const START_A = 0x811c9dc5 | 0;
const START_B = 0x27d4eb2f;

/** Makes a reader of words. Each word is hashed to 64 bits, and these to the 128 of the text. */
export function makeWordReader(): WordReader {
  const wide = new Int32Array(65_536).fill(-1);
  const hash = new Uint32Array(4);
  let words = new Uint32Array(512);
  let count = 0;
  let before: string | undefined;
  const fold = (code: number): number => {
    if (wide[code] === -1) wide[code] = foldWide(code);
    return wide[code]!;
  };
  return {
    hash,
    get words() {
      return words;
    },
    get count() {
      return count;
    },
    read(text) {
      if (text === before) return;
      before = text;
      // No two words without a character between them.
      if (words.length * 2 < text.length + 2) words = new Uint32Array(text.length);
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
      count = found;
    },
  };
}
