/** Cells kept at first, and at most, powers of two; when that is full all are forgotten, so that memory stays bounded whatever the file holds. */
const FIRST_CAPACITY = 1024;
const CAPACITY = 4_096;
/** Slots of the table for each cell that it may keep. */
const SLOTS_EACH = 4;
/** Longer cells (narratives) hardly ever come again. */
const LONGEST = 64;

type Units = Uint8Array | Uint16Array;

/** What the cells of one column came to, by their units and form, so that one seen before is not even decoded. */
export interface Memory<T> {
  get(units: Units, from: number, to: number, form: number): T | undefined;
  /** Remembers what the cell came to that was asked for last, and was not known. */
  set(what: T): void;
}

const same = (units: Units, from: number, kept: Units, at: number, length: number): boolean => {
  for (let n = 0; n < length; n++) if (units[from + n] !== kept[at + n]) return false;
  return true;
};

const copied = <T extends Units | Int32Array>(old: T, wider: T): T => {
  wider.set(old);
  return wider;
};

/** Makes a memory that gives up on a column whose cells do not repeat (fewer than a third known when it is full, or hardly any when it grows). */
export function makeMemory<T>(): Memory<T> {
  /** Number of the entry in each slot, 0 for none. */
  let slots = new Uint16Array(0);
  let kept: Units = new Uint8Array(0);
  let used = 0;
  let hashes = new Int32Array(0);
  let starts = new Int32Array(0);
  let lengths = new Uint8Array(0);
  let forms = new Uint8Array(0);
  let values: T[] = [];
  let isOff = false;
  let capacity = FIRST_CAPACITY;
  let asked = 0;
  let found = 0;
  // What was asked for last.
  let last: Units = kept;
  let lastFrom = 0;
  let lastTo = 0;
  let lastForm = 0;
  let lastHash = 0;
  let lastSlot = -1;

  const begin = (units: Units): void => {
    slots = new Uint16Array(capacity * SLOTS_EACH);
    hashes = new Int32Array(capacity);
    starts = new Int32Array(capacity);
    lengths = new Uint8Array(capacity);
    forms = new Uint8Array(capacity);
    kept = units instanceof Uint8Array ? new Uint8Array(4096) : new Uint16Array(4096);
  };
  const forget = (): void => {
    slots.fill(0);
    values = [];
    used = 0;
    asked = 0;
    found = 0;
  };
  const giveUp = (): void => {
    isOff = true;
    slots = new Uint16Array(0);
    kept = new Uint8Array(0);
    hashes = starts = new Int32Array(0);
    values = [];
  };
  const freeSlot = (hash: number): number => {
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    capacity *= 2;
    slots = new Uint16Array(capacity * SLOTS_EACH);
    hashes = copied(hashes, new Int32Array(capacity));
    starts = copied(starts, new Int32Array(capacity));
    lengths = copied(lengths, new Uint8Array(capacity));
    forms = copied(forms, new Uint8Array(capacity));
    for (let entry = 0; entry < values.length; entry++) slots[freeSlot(hashes[entry]!)] = entry + 1;
  };
  return {
    get(units, from, to, form) {
      if (isOff || to - from > LONGEST) {
        lastSlot = -1;
        return undefined;
      }
      if (slots.length === 0) begin(units);
      let hash = form;
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193);
      hash ^= hash >>> 15;
      asked++;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (;;) {
        const entry = slots[slot]! - 1;
        if (entry === -1) break;
        if (
          hashes[entry] === hash &&
          lengths[entry] === to - from &&
          forms[entry] === form &&
          same(units, from, kept, starts[entry]!, to - from)
        ) {
          found++;
          return values[entry];
        }
        slot = (slot + 1) & mask;
      }
      last = units;
      lastFrom = from;
      lastTo = to;
      lastForm = form;
      lastHash = hash;
      lastSlot = slot;
      return undefined;
    },
    set(what) {
      if (lastSlot === -1) return;
      if (values.length === capacity) {
        // A column of ever new cells is known by the first thousand or so.
        if (found * (capacity === CAPACITY ? 3 : 64) < asked) return giveUp();
        if (capacity === CAPACITY) forget();
        else grow();
        lastSlot = freeSlot(lastHash);
      }
      const length = lastTo - lastFrom;
      if (used + length > kept.length) {
        kept = copied(kept, kept instanceof Uint8Array ? new Uint8Array(kept.length * 2) : new Uint16Array(kept.length * 2));
      }
      for (let n = 0; n < length; n++) kept[used + n] = last[lastFrom + n]!;
      const entry = values.length;
      hashes[entry] = lastHash;
      starts[entry] = used;
      lengths[entry] = length;
      forms[entry] = lastForm;
      used += length;
      values.push(what);
      slots[lastSlot] = entry + 1;
      lastSlot = -1;
    },
  };
}
