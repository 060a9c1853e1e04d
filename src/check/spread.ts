/** Spreads every bit of a number over all others. Austin Appleby's finaliser of MurmurHash3, in the public domain. */
export function spread(number: number): number {
  let h = number;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
