/** A small generator of pseudo-random numbers: integer arithmetic only, so the same seed gives the same batch on any machine. */
export interface Random {
  /** A whole number from 0 to `limit` - 1; `limit` from 1 to 2^32. */
  below(limit: number): number;
  /** True with probability `share`, 0–1. */
  chance(share: number): boolean;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly T[]): T;
}

const TWO_32 = 4_294_967_296;

/**
 * sfc32 of Chris Doty-Humphrey's PractRand, its state filled from `seed` by splitmix32.
 * @param seed any safe integer; all its bits count
 */
export function seededRandom(seed: number): Random {
  let mixed = ((seed % TWO_32) ^ Math.floor(seed / TWO_32)) | 0;
  const split = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let word = mixed ^ (mixed >>> 16);
    word = Math.imul(word, 0x21f0aaad);
    word ^= word >>> 15;
    word = Math.imul(word, 0x735a2d97);
    return word ^ (word >>> 15);
  };
  let a = split();
  let b = split();
  let c = split();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  const below = (limit: number): number => Math.floor((next() / TWO_32) * limit);
  return { below, chance: (share) => next() < share * TWO_32, pick: (items) => items[below(items.length)]! };
}
