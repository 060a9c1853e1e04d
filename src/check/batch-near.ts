import { BANDS, REFERENCE, TEXT } from './batch-key.ts';
import { type Bits, newBits } from './bits.ts';
import { type Aside, gatherFirsts } from './firsts.ts';
import { partByKey } from './key-buckets.ts';
import { countParts, type Held, type KeyPart, type Repeat, roundsFor, slotsFor } from './key-parts.ts';
import { inRounds, newRoom, type Room } from './key-rounds.ts';

/** Records that each band key is compared with: the first that have it. Keeps time linear however many records share a phrase. */
const MOST_HOLDERS = 16;

const NONE = -1;

/** Hands each record held, in order, the earlier ones with the same number in a column, until one `fits`; it then joins them if it may. */
function join(
  held: Held,
  column: number,
  room: Room,
  fits: (own: number, earlier: number) => boolean,
  isKept: (own: number) => boolean,
): void {
  const { ends, keys, rows } = partByKey(held, column, room);
  let begin = 0;
  for (const end of ends) {
    joinPart(keys.subarray(begin, end), rows.subarray(begin, end), room, fits, isKept);
    begin = end;
  }
}

/** The same among records of one part; a key and a row each. */
function joinPart(
  keys: Uint32Array,
  rows: Uint32Array,
  room: Room,
  fits: (own: number, earlier: number) => boolean,
  isKept: (own: number) => boolean,
): void {
  const { length } = keys;
  const slots = slotsFor(length, room.slots);
  if (slots.length > room.slots.length) room.slots = slots;
  if (length > room.next.length) room.next = new Int32Array(length);
  const mask = slots.length - 1;
  const { next } = room;
  for (let own = 0; own < length; own++) {
    const key = keys[own]!;
    let slot = (key ^ (key >>> 13)) & mask;
    while (slots[slot] !== NONE && keys[slots[slot]!] !== key) slot = (slot + 1) & mask;
    let last = NONE;
    let holders = 0;
    let found = false;
    for (let earlier = slots[slot]!; earlier !== NONE; earlier = next[earlier]!) {
      if (!found) found = fits(rows[own]!, rows[earlier]!);
      last = earlier;
      holders++;
    }
    if (holders === MOST_HOLDERS || !isKept(rows[own]!)) continue;
    next[own] = NONE;
    if (last === NONE) slots[slot] = own;
    else next[last] = own;
  }
}

function inCommon({ numbers, width }: Held, own: number, earlier: number): number {
  let bands = 0;
  for (let n = BANDS; n < width; n++) if (numbers[own * width + n] === numbers[earlier * width + n]) bands++;
  return bands;
}

function sameReference({ numbers, width }: Held, own: number, earlier: number): boolean {
  const reference = numbers[own * width + REFERENCE]!;
  return reference !== 0 && reference === numbers[earlier * width + REFERENCE];
}

/** Leaves out some records, in the memory of those held. */
function without({ count, indexes, numbers, width }: Held, repeats: Bits): Held {
  let left = 0;
  for (let own = 0; own < count; own++) {
    if (repeats.has(indexes[own]!)) continue;
    indexes[left] = indexes[own]!;
    if (left < own) numbers.copyWithin(left * width, own * width, (own + 1) * width);
    left++;
  }
  return { count: left, indexes, numbers, width };
}

/**
 * Finds every record whose text is nearly that of an earlier one: `equal` band keys or more in common. Repeats of the whole text
 * (case and blanks aside) are left out, and so are pairs that agree in what must differ. Yields, in order of part and record, each
 * record with the earliest that it is near to, and null between rounds, where the caller may pause.
 *
 * A join on one band key at a time, so that time is linear; the last `equal` - 1 need none, as a pair that has `equal` keys in common
 * has one of the others. It takes a bit a record, and 56 to 64 bytes for each of at most `most` that are held at a time.
 */
export function* nearRepeats(
  parts: readonly KeyPart[],
  rule: number,
  equal: number,
  most?: number,
  aside?: Aside,
): Generator<Repeat | null> {
  const { total, repeatOf } = countParts(parts);
  const rounds = roundsFor(total, most);
  const repeats = newBits(total);
  const nearTo = gatherFirsts(aside);
  const room = newRoom();
  let width = BANDS;
  /** All that are no repeats, if they are held at once: then for all bands. */
  let all: readonly Held[] | undefined;
  for (const held of inRounds(parts, rule, TEXT, rounds, aside?.shelves, room)) {
    width = Math.max(width, held.width);
    join(
      held,
      TEXT,
      room,
      (own, earlier) => {
        if (inCommon(held, own, earlier) === width - BANDS) repeats.set(held.indexes[own]!);
        return repeats.has(held.indexes[own]!);
      },
      (own) => !repeats.has(held.indexes[own]!),
    );
    if (rounds === 1) all = [without(held, repeats)];
    yield null;
  }
  const isFirst = (index: number): boolean => !repeats.has(index);
  for (let band = BANDS; band <= width - equal; band++)
    for (const own of all ?? inRounds(parts, rule, band, rounds, aside?.shelves, room, isFirst)) {
      join(
        own,
        band,
        room,
        (record, earlier) => {
          if (inCommon(own, record, earlier) < equal || sameReference(own, record, earlier)) return false;
          nearTo.add(own.indexes[record]!, own.indexes[earlier]!);
          return true;
        },
        () => true,
      );
      yield null;
    }
  for (const [index, first] of nearTo.all()) yield repeatOf(index, first);
}
