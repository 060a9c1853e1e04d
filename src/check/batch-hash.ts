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

/** Numbers that wait until they are taken in together, a multiple of four: in a loop of their own what was hashed so far stays in registers. */
const MOST_WAITING = 256;

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
  const waiting = new Int32Array(MOST_WAITING);
  let filled = 0;
  let count = 0;
  /** Takes in what waits, of which there are fours. */
  const takeIn = (): void => {
    let [w, x, y, z] = [a, b, c, d];
    for (let n = 0; n < filled; n += 4) {
      w ^= Math.imul(rotate(Math.imul(waiting[n]!, 0x239b961b), 15), 0xab0e9789);
      w = (Math.imul(rotate(w, 19) + x, 5) + 0x561ccd1b) | 0;
      x ^= Math.imul(rotate(Math.imul(waiting[n + 1]!, 0xab0e9789), 16), 0x38b34ae5);
      x = (Math.imul(rotate(x, 17) + y, 5) + 0x0bcaa747) | 0;
      y ^= Math.imul(rotate(Math.imul(waiting[n + 2]!, 0x38b34ae5), 17), 0xa1e38b93);
      y = (Math.imul(rotate(y, 15) + z, 5) + 0x96cd1c35) | 0;
      z ^= Math.imul(rotate(Math.imul(waiting[n + 3]!, 0xa1e38b93), 18), 0x239b961b);
      z = (Math.imul(rotate(z, 13) + w, 5) + 0x32ac3b17) | 0;
    }
    a = w;
    b = x;
    c = y;
    d = z;
    count += filled;
    filled = 0;
  };
  const number = (next: number): void => {
    if (filled === MOST_WAITING) takeIn();
    waiting[filled++] = next;
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
      const all = count + filled;
      while ((filled & 3) !== 0) waiting[filled++] = 0;
      takeIn();
      a ^= all;
      b ^= all;
      c ^= all;
      d ^= all;
      const first = (a + b + c + d) | 0;
      const second = spread(first + b);
      const third = spread(first + c);
      const fourth = spread(first + d);
      const sum = (spread(first) + second + third + fourth) | 0;
      into[at] = sum === 0 ? 1 : sum;
      if (words > 1) into[at + 1] = sum + second;
      if (words > 2) into[at + 2] = sum + third;
      if (words > 3) into[at + 3] = sum + fourth;
    },
  };
}
