import { BANDS, REFERENCE, TEXT } from './batch-key.ts';
import type { Keys, SegmentKeys } from './batch-keys.ts';
import { partFinder, type Repeat, slotsFor } from './unique.ts';

/** Records that each band key is compared with: the first that have it. Keeps time linear however many records share a phrase. */
const MOST_HOLDERS = 16;

/** A record that is not compared, and one that is near to none. */
const OUT = -2;
const NONE = -1;

/**
 * Finds every record whose text is nearly that of an earlier one: `equal` band keys or more in common. Repeats of the whole text
 * (case and blanks aside) are left out, and so are pairs that agree in what must differ. Yields, in order of part and record, each
 * record with the earliest that it is near to.
 *
 * A join on one band key at a time, so that time is linear; while it works it takes 21 to 29 bytes a record.
 */
export function* nearRepeats(parts: readonly SegmentKeys[], keysOf: (part: number) => Keys | undefined, equal: number): Generator<Repeat> {
  const { total, offsets, partOf } = partFinder(parts);
  const keys = parts.map((_, part) => keysOf(part));
  const width = keys.find((own) => own !== undefined)?.width ?? BANDS;
  const slots = slotsFor(total);
  const mask = slots.length - 1;
  const next = new Int32Array(total);
  const column = new Uint32Array(total);
  /** The earliest record that each is near to. */
  const nearTo = new Int32Array(total).fill(NONE);

  const load = (number: number): void => {
    for (let part = 0; part < parts.length; part++) {
      const numbers = keys[part]?.numbers;
      const offset = offsets[part]!;
      for (let at = 0; at < parts[part]!.spots.count; at++)
        if (numbers === undefined || numbers[at * width + TEXT] === 0) nearTo[offset + at] = OUT;
        else column[offset + at] = numbers[at * width + number]!;
    }
    slots.fill(NONE);
  };
  /** Hands each record, in order, the earlier ones that share its number in the loaded column, until one `fits`; it then joins them if it may. */
  const join = (fits: (index: number, earlier: number) => boolean, isKept: (index: number) => boolean): void => {
    for (let index = 0; index < total; index++) {
      if (nearTo[index] === OUT) continue;
      const number = column[index]!;
      let slot = number & mask;
      while (slots[slot] !== NONE && column[slots[slot]!] !== number) slot = (slot + 1) & mask;
      let last = NONE;
      let holders = 0;
      let found = false;
      for (let earlier = slots[slot]!; earlier !== NONE; earlier = next[earlier]!) {
        if (!found) found = fits(index, earlier);
        last = earlier;
        holders++;
      }
      if (holders === MOST_HOLDERS || !isKept(index)) continue;
      next[index] = NONE;
      if (last === NONE) slots[slot] = index;
      else next[last] = index;
    }
  };
  const numbersOf = (index: number): { readonly numbers: Uint32Array; readonly from: number } => {
    const part = partOf(index);
    return { numbers: keys[part]!.numbers, from: (index - offsets[part]!) * width };
  };
  const inCommon = (index: number, earlier: number): number => {
    const a = numbersOf(index);
    const b = numbersOf(earlier);
    let bands = 0;
    for (let n = BANDS; n < width; n++) if (a.numbers[a.from + n] === b.numbers[b.from + n]) bands++;
    return bands;
  };
  const sameReference = (index: number, earlier: number): boolean => {
    const a = numbersOf(index);
    const b = numbersOf(earlier);
    const reference = a.numbers[a.from + REFERENCE]!;
    return reference !== 0 && reference === b.numbers[b.from + REFERENCE];
  };

  load(TEXT);
  const isRepeat = new Uint8Array(total);
  join(
    (index, earlier) => {
      if (inCommon(index, earlier) === width - BANDS) isRepeat[index] = 1;
      return isRepeat[index] === 1;
    },
    (index) => isRepeat[index] === 0,
  );
  for (let index = 0; index < total; index++) if (isRepeat[index] === 1) nearTo[index] = OUT;
  for (let band = BANDS; band < width; band++) {
    load(band);
    join(
      (index, earlier) => {
        if (inCommon(index, earlier) < equal || sameReference(index, earlier)) return false;
        if (nearTo[index] === NONE || earlier < nearTo[index]!) nearTo[index] = earlier;
        return true;
      },
      () => true,
    );
  }
  for (let part = 0; part < parts.length; part++)
    for (let at = 0; at < parts[part]!.spots.count; at++) {
      const first = nearTo[offsets[part]! + at]!;
      if (first < 0) continue;
      const firstPart = partOf(first);
      yield { part, at, firstPart, firstAt: first - offsets[firstPart]! };
    }
}
