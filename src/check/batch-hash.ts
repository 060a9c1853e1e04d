import type { Span } from '../model/record.ts';
import { spread } from './spread.ts';

/** Hashes a row of numbers and texts to 128 bits, piece by piece. */
export interface Hasher {
  start(): void;
  /** Takes in a whole number of 32 bits. */
  number(number: number): void;
  /** Takes in a text, or that there is none, so that no two rows of texts run together. */
  text(text: string | undefined): void;
  /** The same for a text that stands in what is held of the file. */
  span(span: Span): void;
  /** Writes the first `words` (1–4) 32-bit words of the hash; never all zero. */
  end(into: Uint32Array, at: number, words: number): void;
}

const rotate = (number: number, bits: number): number => (number << bits) | (number >>> (32 - bits));

/**
 * MurmurHash3 x86/128 by Austin Appleby (public domain) over 32-bit numbers, the last four filled up with zeros. Not safe against people who make
 * collisions on purpose, which would only harm their own batch; by chance two of 100 million keys meet with probability 10^-23.
 */
export function makeHasher(): Hasher {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const waiting = new Int32Array(4);
  let filled = 0;
  let count = 0;
  const block = (): void => {
    a ^= Math.imul(rotate(Math.imul(waiting[0]!, 0x239b961b), 15), 0xab0e9789);
    a = (Math.imul(rotate(a, 19) + b, 5) + 0x561ccd1b) | 0;
    b ^= Math.imul(rotate(Math.imul(waiting[1]!, 0xab0e9789), 16), 0x38b34ae5);
    b = (Math.imul(rotate(b, 17) + c, 5) + 0x0bcaa747) | 0;
    c ^= Math.imul(rotate(Math.imul(waiting[2]!, 0x38b34ae5), 17), 0xa1e38b93);
    c = (Math.imul(rotate(c, 15) + d, 5) + 0x96cd1c35) | 0;
    d ^= Math.imul(rotate(Math.imul(waiting[3]!, 0xa1e38b93), 18), 0x239b961b);
    d = (Math.imul(rotate(d, 13) + a, 5) + 0x32ac3b17) | 0;
    filled = 0;
  };
  const number = (next: number): void => {
    waiting[filled++] = next;
    count++;
    if (filled === 4) block();
  };
  return {
    start() {
      a = b = c = d = 0;
      filled = count = 0;
    },
    number,
    text(text) {
      number(text === undefined ? -1 : text.length);
      if (text !== undefined) for (let i = 0; i < text.length; i++) number(text.charCodeAt(i));
    },
    span({ units, from, to }) {
      number(to - from);
      for (let at = from; at < to; at++) number(units[at]!);
    },
    end(into, at, words) {
      if (filled > 0) {
        for (let n = filled; n < 4; n++) waiting[n] = 0;
        block();
      }
      a ^= count;
      b ^= count;
      c ^= count;
      d ^= count;
      const first = (a + b + c + d) | 0;
      const second = spread(first + b);
      const third = spread(first + c);
      const fourth = spread(first + d);
      const all = (spread(first) + second + third + fourth) | 0;
      into[at] = all === 0 ? 1 : all;
      if (words > 1) into[at + 1] = all + second;
      if (words > 2) into[at + 2] = all + third;
      if (words > 3) into[at + 3] = all + fourth;
    },
  };
}
