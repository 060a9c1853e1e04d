/** Two ids, each below 65,536, → a number from 0 up; -1 if there is none. */
export interface PairMap {
  get(first: number, second: number): number;
}

/** The map as it is kept. */
export interface PairRows {
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  /** Key and value side by side, so that a probe touches one cache line; the value -1 where there is none. */
  readonly slots: Int32Array;
  readonly filter: Int32Array;
  /** Bits by which a mixed key is shifted to be a place in the filter. */
  readonly shift: number;
}

/** Bits of the filter for each pair, at least: one in sixteen lookups in vain gets past it. */
const BITS_A_PAIR = 16;

const mix = (first: number, second: number): number => Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x2c1b3c6d);

const slotsOf =
  (slots: Int32Array, mask: number) =>
  (key: number, mixed: number): number => {
    let slot = (mixed ^ (mixed >>> 13)) & mask;
    while (slots[slot * 2 + 1] !== -1 && slots[slot * 2] !== key) slot = (slot + 1) & mask;
    return slot;
  };

/**
 * Builds the map once from first id, second id and number of each pair in turn; of two entries of the same pair the first wins. Flat arrays, linear probing, at most half full.
 * Most pairs looked up are not there: a filter says so without a walk through memory.
 */
export function layPairs(pairs: readonly number[]): PairRows {
  let mask = 255;
  while (mask < (pairs.length / 3) * 2) mask = mask * 2 + 1;
  const slots = new Int32Array((mask + 1) * 2);
  for (let i = 1; i < slots.length; i += 2) slots[i] = -1;
  let bits = 1024;
  while (bits < (pairs.length / 3) * BITS_A_PAIR && bits < 65_536) bits *= 2;
  const filter = new Int32Array(bits / 32);
  const shift = Math.clz32(bits - 1);
  const slotOf = slotsOf(slots, mask);
  for (let i = 0; i < pairs.length; i += 3) {
    const first = pairs[i]!;
    const second = pairs[i + 1]!;
    const key = (first << 16) | second;
    const mixed = mix(first, second);
    const slot = slotOf(key, mixed);
    if (slots[slot * 2 + 1] !== -1) continue;
    slots[slot * 2] = key;
    slots[slot * 2 + 1] = pairs[i + 2]!;
    filter[mixed >>> (shift + 5)]! |= 1 << ((mixed >>> shift) & 31);
  }
  return { mask, slots, filter, shift };
}

/** Looks pairs up in what was laid. */
export function openPairs({ mask, slots, filter, shift }: PairRows): PairMap {
  const slotOf = slotsOf(slots, mask);
  return {
    get(first, second) {
      const mixed = mix(first, second);
      if ((filter[mixed >>> (shift + 5)]! & (1 << ((mixed >>> shift) & 31))) === 0) return -1;
      return slots[slotOf((first << 16) | second, mixed) * 2 + 1]!;
    },
  };
}
