/** A hash map as it is kept: filled slots (key and value side by side), and the filter over them. */
export interface HashRows {
  /** Number of slots, a power of two, less one. */
  readonly mask: number;
  readonly slots: Int32Array;
  readonly filter: Uint32Array;
  /** Slots that are filled. */
  readonly used: number;
}

/** Numbers above 0 by hash and length. */
export interface HashMap {
  /** 0 if there is none. */
  get(hash: number, length: number): number;
  set(hash: number, length: number, value: number): void;
  rows(): HashRows;
}

/** Bits of the filter, 32 to a word: 16 KB, so that it stays in the fastest cache. A power of two. */
const FILTER_WORDS = 4096;

/** An empty map with so many slots to begin with, a power of two. */
export const noHashRows = (size: number): HashRows => ({
  mask: size - 1,
  slots: new Int32Array(size * 2),
  filter: new Uint32Array(FILTER_WORDS),
  used: 0,
});

/** A hash map on (hash, length): linear probing, at most a quarter full, key and value side by side for the cache. */
export function openHashMap(rows: HashRows, filtered: boolean): HashMap {
  const { filter } = rows;
  let { mask, slots, used } = rows;
  const slotOf = (key: number): number => {
    let slot = (key ^ (key >>> 13)) & mask;
    while (slots[slot * 2 + 1] !== 0 && slots[slot * 2] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const keyOf = (hash: number, length: number): number => {
    const mixed = Math.imul(hash + Math.imul(length, 0x9e3779b1), 0x2c1b3c6d);
    return mixed ^ (mixed >>> 15);
  };
  const put = (key: number, value: number): void => {
    const slot = slotOf(key);
    if (slots[slot * 2 + 1] === 0) used++;
    slots[slot * 2] = key;
    slots[slot * 2 + 1] = value;
  };
  return {
    get(hash, length) {
      const key = keyOf(hash, length);
      if (filtered && (filter[(key >>> 5) & (FILTER_WORDS - 1)]! & (1 << (key & 31))) === 0) return 0;
      return slots[slotOf(key) * 2 + 1]!;
    },
    set(hash, length, value) {
      if (used * 4 > mask) {
        const old = slots;
        mask = mask * 2 + 1;
        slots = new Int32Array((mask + 1) * 2);
        used = 0;
        for (let i = 0; i < old.length; i += 2) if (old[i + 1] !== 0) put(old[i]!, old[i + 1]!);
      }
      const key = keyOf(hash, length);
      filter[(key >>> 5) & (FILTER_WORDS - 1)]! |= 1 << (key & 31);
      put(key, value);
    },
    rows: () => ({ mask, slots, filter, used }),
  };
}
