import { KEY_WIDTH } from './batch-key.ts';
import { type Aside, gatherFirsts } from './firsts.ts';
import { countParts, type Held, hold, type KeyPart, type Repeat, roundsFor, slotsFor } from './key-parts.ts';
import { inRounds, newRoom, type Room } from './key-rounds.ts';

const same = (numbers: Uint32Array, i: number, j: number, from: number, to: number): boolean => {
  for (let n = from; n < to; n++) if (numbers[i + n] !== numbers[j + n]) return false;
  return true;
};

/** Yields every record held whose key an earlier one has, with that one, unless the two agree in what must differ. */
function* repeatsAmong({ count, indexes, numbers, width }: Held, room: Room): Generator<readonly [index: number, first: number]> {
  const slots = slotsFor(count, room.slots);
  if (slots.length > room.slots.length) room.slots = slots;
  const mask = slots.length - 1;
  for (let own = 0; own < count; own++) {
    const key = own * width;
    for (let slot = numbers[key]! & mask; ; slot = (slot + 1) & mask) {
      const first = slots[slot]!;
      if (first === -1) {
        slots[slot] = own;
        break;
      }
      if (!same(numbers, key, first * width, 0, KEY_WIDTH)) continue;
      const isOther = width === KEY_WIDTH || !same(numbers, key, first * width, KEY_WIDTH, width);
      if (isOther) yield [indexes[own]!, indexes[first]!];
      break;
    }
  }
}

/**
 * Finds, over the parts in order, every key that occurred before, unless the two records agree in what must differ.
 * Yields in order of part and record, and null between rounds, where the caller may pause. Time is linear in the keys; 24 to 40 bytes a key are held, of at most `most` keys at a time.
 */
export function* uniqueRepeats(parts: readonly KeyPart[], rule: number, most?: number, aside?: Aside): Generator<Repeat | null> {
  const { total, repeatOf } = countParts(parts);
  const room = newRoom();
  const rounds = roundsFor(total, most);
  if (rounds === 1) {
    for (const [index, first] of repeatsAmong(hold(parts, rule, 1, 0, 1), room)) yield repeatOf(index, first);
    return;
  }
  const firstOf = gatherFirsts(aside);
  for (const held of inRounds(parts, rule, 1, rounds, aside?.shelves, room)) {
    for (const [index, first] of repeatsAmong(held, room)) firstOf.add(index, first);
    yield null;
  }
  for (const [index, first] of firstOf.all()) yield repeatOf(index, first);
}
