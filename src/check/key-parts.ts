import type { Keys } from './batch-keys.ts';

/** What batch rules noted of one part of a run. */
export interface KeyPart {
  /** Records noted. */
  readonly count: number;
  /** The keys of a rule; undefined if it was switched off there. Lent: valid until asked again, of any part. */
  keysOf(rule: number): Keys | undefined;
}

/** A record that an earlier one is like: positions in the list of parts and among the records of the part. */
export interface Repeat {
  readonly part: number;
  readonly at: number;
  readonly firstPart: number;
  readonly firstAt: number;
}

/** Keys that are held at a time. Of more records than these, keys are looked at by their remainder, in as many rounds as it takes. */
const MOST_HELD = 1 << 18;

/** Records up to which all keys are held at once, in some 60 MB: no key is then read, put aside or copied more than once. */
const MOST_AT_ONCE = 1 << 20;

/** Rounds in which the keys of so many records are looked at. @param most keys held at a time, if it is told */
export const roundsFor = (records: number, most?: number): number =>
  records <= (most ?? MOST_AT_ONCE) ? 1 : Math.ceil(records / (most ?? MOST_HELD));

/** Keys of some records, in order. */
export interface Held {
  readonly count: number;
  /** Number of each record, counted over all parts from 0. */
  readonly indexes: Uint32Array;
  /** `width` numbers a record. */
  readonly numbers: Uint32Array;
  readonly width: number;
}

/** Counts over all parts. */
export interface PartCounts {
  readonly total: number;
  /** Records that stand before each part. */
  readonly offsets: readonly number[];
  /** The pair as positions. */
  repeatOf(index: number, first: number): Repeat;
}

export function countParts(parts: readonly KeyPart[]): PartCounts {
  const offsets: number[] = [];
  let total = 0;
  for (const { count } of parts) {
    offsets.push(total);
    total += count;
  }
  const partOf = (index: number): number => {
    let low = 0;
    let high = parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    total,
    offsets,
    repeatOf(index, first) {
      const part = partOf(index);
      const firstPart = partOf(first);
      return { part, at: index - offsets[part]!, firstPart, firstAt: first - offsets[firstPart]! };
    },
  };
}

/**
 * Holds the keys whose number in a column leaves a remainder, so that equal numbers are held together.
 *
 * @param column of the numbers of a record
 * @param rounds divisor; 1 holds all
 * @param counts false for records to leave out; those whose first number is 0 are left out anyway
 */
export function hold(
  parts: readonly KeyPart[],
  rule: number,
  column: number,
  round: number,
  rounds: number,
  counts: (index: number) => boolean = () => true,
): Held {
  const { total, offsets } = countParts(parts);
  let room = Math.ceil(rounds === 1 ? total : (total / rounds) * 1.1) + 16;
  let indexes = new Uint32Array(room);
  let numbers = new Uint32Array(0);
  let width = 0;
  let count = 0;
  for (const [part, one] of parts.entries()) {
    const keys = one.keysOf(rule);
    if (keys === undefined) continue;
    if (width === 0) {
      width = keys.width;
      numbers = new Uint32Array(room * width);
    }
    const own = keys.numbers;
    for (let at = 0; at < one.count; at++) {
      const from = at * width;
      if (own[from] === 0 || (rounds > 1 && own[from + column]! % rounds !== round)) continue;
      const index = offsets[part]! + at;
      if (!counts(index)) continue;
      if (count === room) {
        room *= 2;
        indexes = widened(indexes, room);
        numbers = widened(numbers, room * width);
      }
      indexes[count] = index;
      for (let n = 0; n < width; n++) numbers[count * width + n] = own[from + n]!;
      count++;
    }
  }
  return { count, indexes, numbers, width };
}

function widened(old: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length);
  wider.set(old);
  return wider;
}

/** Slots of a hash table with room for so many keys: a power of two, in `room` if that is large enough. */
export function slotsFor(keys: number, room: Int32Array): Int32Array {
  let size = 16;
  while (size < keys * 2) size *= 2;
  return (room.length < size ? new Int32Array(size) : room.subarray(0, size)).fill(-1);
}
