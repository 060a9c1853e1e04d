/** Two ids, each below 65,536, → a number from 0 up; -1 if there is none. Flat arrays, linear probing, at most half full. */
export interface PairMap {
  get(first: number, second: number): number;
}

/** Builds the map once; of two entries of the same pair the first wins. */
export function newPairMap(pairs: readonly (readonly [first: number, second: number, value: number])[]): PairMap {
  let mask = 255;
  while (mask < pairs.length * 2) mask = mask * 2 + 1;
  // Key and value side by side, so that a probe touches one cache line.
  const slots = new Int32Array((mask + 1) * 2);
  for (let i = 1; i < slots.length; i += 2) slots[i] = -1;
  const slotOf = (first: number, second: number): number => {
    const key = (first << 16) | second;
    const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
    let slot = (mixed ^ (mixed >>> 13)) & mask;
    while (slots[slot * 2 + 1] !== -1 && slots[slot * 2] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  for (const [first, second, value] of pairs) {
    const slot = slotOf(first, second);
    if (slots[slot * 2 + 1] !== -1) continue;
    slots[slot * 2] = (first << 16) | second;
    slots[slot * 2 + 1] = value;
  }
  return { get: (first, second) => slots[slotOf(first, second) * 2 + 1]! };
}
