import { KEY_WIDTH } from './batch-key.ts';
import type { Keys, SegmentKeys } from './batch-keys.ts';

/** A record that an earlier one is like: positions in the list of parts and in the part's arrays. */
export interface Repeat {
  readonly part: number;
  readonly at: number;
  readonly firstPart: number;
  readonly firstAt: number;
}

/** Finds the part that a record counted over all parts lies in, and how many records stand before that part. */
export function partFinder(parts: readonly SegmentKeys[]): {
  readonly total: number;
  readonly offsets: readonly number[];
  partOf(index: number): number;
} {
  const offsets: number[] = [];
  let total = 0;
  for (const { spots } of parts) {
    offsets.push(total);
    total += spots.count;
  }
  return {
    total,
    offsets,
    partOf(index) {
      let low = 0;
      let high = parts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (offsets[middle]! <= index) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** Slots of a hash table with room for so many keys: a power of two. */
export function slotsFor(keys: number): Int32Array {
  let size = 16;
  while (size < keys * 2) size *= 2;
  return new Int32Array(size).fill(-1);
}

const same = (a: Uint32Array, i: number, b: Uint32Array, j: number, from: number, to: number): boolean => {
  for (let n = from; n < to; n++) if (a[i + n] !== b[j + n]) return false;
  return true;
};

/**
 * Finds, over the parts in order, every key that occurred before, unless the two records agree in what must differ.
 * Yields in order of part and record. Time and memory linear in the keys.
 *
 * @param keysOf the keys of the rule in a part; undefined if it was switched off there
 */
export function* uniqueRepeats(parts: readonly SegmentKeys[], keysOf: (part: number) => Keys | undefined): Generator<Repeat> {
  const { total, offsets, partOf } = partFinder(parts);
  const slots = slotsFor(total);
  const mask = slots.length - 1;
  const keys = parts.map((_, part) => keysOf(part));
  for (let part = 0; part < parts.length; part++) {
    const own = keys[part];
    if (own === undefined) continue;
    const { numbers, width } = own;
    for (let at = 0; at < parts[part]!.spots.count; at++) {
      const key = at * width;
      if (numbers[key] === 0) continue;
      for (let slot = numbers[key]! & mask; ; slot = (slot + 1) & mask) {
        const index = slots[slot]!;
        if (index === -1) {
          slots[slot] = offsets[part]! + at;
          break;
        }
        const firstPart = partOf(index);
        const firstAt = index - offsets[firstPart]!;
        const first = keys[firstPart]!.numbers;
        if (!same(numbers, key, first, firstAt * width, 0, KEY_WIDTH)) continue;
        const isOther = width === KEY_WIDTH || !same(numbers, key, first, firstAt * width, KEY_WIDTH, width);
        if (isOther) yield { part, at, firstPart, firstAt };
        break;
      }
    }
  }
}
