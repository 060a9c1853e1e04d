import type { Held } from './key-parts.ts';
import type { Room } from './key-rounds.ts';

/** Keys that lie close enough together to be found fast. */
const CLOSE = 4096;
const MOST_BITS = 10;

/** The keys held in a column, parted so that equal ones lie in one part; in each they are in order. Lent: valid until asked again with this room. */
export interface Buckets {
  /** Where each part ends in `keys` and `rows`, those of the first beginning at 0. */
  readonly ends: Uint32Array;
  readonly keys: Uint32Array;
  /** 0-based numbers of the rows that the keys are of. */
  readonly rows: Uint32Array;
}

/** Parts keys by their first bits: what is found by hashing, all over a large table, takes most of its time waiting for memory. */
export function partByKey({ count, numbers, width }: Held, column: number, room: Room): Buckets {
  let bits = 0;
  while (bits < MOST_BITS && count >> bits > CLOSE) bits++;
  const ends = new Uint32Array(1 << bits);
  if (room.keys.length < count) {
    room.keys = new Uint32Array(count);
    room.owners = new Uint32Array(count);
  }
  const { keys, owners: rows } = room;
  // A shift by 32 would be none.
  const shift = 31 - bits;
  for (let at = column; at < count * width; at += width) ends[(numbers[at]! >>> 1) >>> shift]!++;
  let end = 0;
  for (let part = 0; part < ends.length; part++) {
    const size = ends[part]!;
    ends[part] = end;
    end += size;
  }
  for (let row = 0, at = column; row < count; row++, at += width) {
    const key = numbers[at]!;
    const place = ends[(key >>> 1) >>> shift]!++;
    keys[place] = key;
    rows[place] = row;
  }
  return { ends, keys, rows };
}
