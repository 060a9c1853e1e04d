/** A yes or no for each of so many things, in an eighth of a byte. */
export interface Bits {
  has(index: number): boolean;
  set(index: number): void;
}

/** All are no at first. */
export function newBits(count: number): Bits {
  const words = new Uint32Array((count + 31) >>> 5);
  return {
    has: (index) => ((words[index >>> 5]! >>> (index & 31)) & 1) !== 0,
    set(index) {
      words[index >>> 5]! |= 1 << (index & 31);
    },
  };
}
