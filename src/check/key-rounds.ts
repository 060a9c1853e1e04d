import { countParts, type Held, hold, type KeyPart } from './key-parts.ts';

/** Where keys are put aside, by shelf. */
export interface KeyShelves {
  put(shelf: number, numbers: Uint32Array): void;
  /** All that was put on a shelf, in `room` if it is large enough. */
  take(shelf: number, room?: Uint32Array): Uint32Array;
  clear(): void;
}

/** Memory that is used again from round to round: what is let go of lies there until garbage is collected, which may be a hundred MB later. */
export interface Room {
  rows: Uint32Array;
  indexes: Uint32Array;
  numbers: Uint32Array;
  keys: Uint32Array;
  owners: Uint32Array;
  slots: Int32Array;
  next: Int32Array;
}

export const newRoom = (): Room => ({
  ...{ rows: new Uint32Array(0), indexes: new Uint32Array(0), numbers: new Uint32Array(0) },
  ...{ keys: new Uint32Array(0), owners: new Uint32Array(0) },
  ...{ slots: new Int32Array(0), next: new Int32Array(0) },
});

/** Numbers that are gathered for all shelves together before they are put there. */
const GATHERED = 1 << 21;

/**
 * Holds all keys, some at a time, so that equal numbers of the column are held together; each record's are read once. Without shelves all
 * are read again for each round, which is fast for few. What is held is lent until the next round.
 */
export function* inRounds(
  parts: readonly KeyPart[],
  rule: number,
  column: number,
  rounds: number,
  shelves: KeyShelves | undefined,
  room: Room,
  counts: (index: number) => boolean = () => true,
): Generator<Held> {
  if (rounds === 1 || shelves === undefined) {
    for (let round = 0; round < rounds; round++) yield hold(parts, rule, column, round, rounds, counts);
    return;
  }
  const width = shelve(parts, rule, column, rounds, shelves, counts);
  for (let round = 0; round < rounds; round++) {
    const rows = shelves.take(round, room.rows);
    if (rows.length > room.rows.length) room.rows = rows;
    const count = rows.length / (width + 1);
    if (room.indexes.length < count) room.indexes = new Uint32Array(count);
    if (room.numbers.length < count * width) room.numbers = new Uint32Array(count * width);
    const { indexes, numbers } = room;
    for (let at = 0; at < count; at++) {
      const from = at * (width + 1);
      indexes[at] = rows[from]!;
      for (let n = 0; n < width; n++) numbers[at * width + n] = rows[from + 1 + n]!;
    }
    yield { count, indexes, numbers, width };
  }
  shelves.clear();
}

/** Puts each record's index and numbers on the shelf of its remainder. @returns numbers a record */
function shelve(
  parts: readonly KeyPart[],
  rule: number,
  column: number,
  rounds: number,
  shelves: KeyShelves,
  counts: (index: number) => boolean,
): number {
  const { offsets } = countParts(parts);
  let width = 0;
  let room = 0;
  let gathered = new Uint32Array(0);
  const filled = new Int32Array(rounds);
  const put = (shelf: number): void => {
    shelves.put(shelf, gathered.subarray(shelf * room, shelf * room + filled[shelf]!));
    filled[shelf] = 0;
  };
  for (const [part, one] of parts.entries()) {
    const keys = one.keysOf(rule);
    if (keys === undefined) continue;
    if (width === 0) {
      width = keys.width;
      room = Math.max(1, Math.floor(GATHERED / rounds / (width + 1))) * (width + 1);
      gathered = new Uint32Array(room * rounds);
    }
    const own = keys.numbers;
    for (let at = 0; at < one.count; at++) {
      const from = at * width;
      if (own[from] === 0) continue;
      const index = offsets[part]! + at;
      if (!counts(index)) continue;
      const shelf = own[from + column]! % rounds;
      let to = shelf * room + filled[shelf]!;
      gathered[to++] = index;
      for (let n = 0; n < width; n++) gathered[to + n] = own[from + n]!;
      filled[shelf]! += width + 1;
      if (filled[shelf] === room) put(shelf);
    }
  }
  for (let shelf = 0; shelf < rounds; shelf++) if (filled[shelf]! > 0) put(shelf);
  return width;
}
