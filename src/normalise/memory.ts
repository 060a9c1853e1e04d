import { LONGEST_CELL } from '../model/recall.ts';

/** Cells kept at first, and at most, powers of two; when that is full all are forgotten, so that memory stays bounded whatever the file holds. */
const FIRST_CAPACITY = 1024;
const CAPACITY = 4_096;
/** Slots of the table for each cell that it may keep. */
const SLOTS_EACH = 4;

type Units = Uint8Array | Uint16Array;

/** What the cells of one column came to, by their units and form, so that one seen before is not even decoded. */
export interface Memory<T> {
  get(units: Units, from: number, to: number, form: number): T | undefined;
  /** Remembers what the cell came to that was asked for last, and was not known. */
  set(what: T): void;
  /** True if the cell that was asked for last is not known, and is one of those that are kept. */
  isAsked(): boolean;
  /** True once no cells are kept. */
  isOff(): boolean;
}

/** Numbers of an entry, which lie together so that one look at memory brings them all: its hash, its length and form, its first bytes by fours, and where the others are. */
const ENTRY = 8;
const SHAPE = 1;
const FIRST = 2;
const REST = 7;
/** Numbers of a cell that its entry has itself. */
const OWN = REST - FIRST;

/** The bytes of the cell that was asked for last, by fours. Shared: it holds from a question to its answer. */
const wanted = new Int32Array(LONGEST_CELL / 4);
let seen: Units = new Uint8Array(0);
let view = new DataView(seen.buffer);
/** Bytes of units whose view is kept; larger ones are held for one enormous cell, and are to be let go of as soon as it is read. */
const MOST_VIEWED = 8 << 20;

function viewOf(units: Units): DataView {
  if (units === seen) return view;
  const made = new DataView(units.buffer, units.byteOffset, units.byteLength);
  if (units.byteLength <= MOST_VIEWED) {
    seen = units;
    view = made;
  }
  return made;
}

/** Takes the bytes `[from, to)` of the units into `wanted`. @returns their hash */
function take(units: Units, from: number, to: number, shape: number): number {
  const bytes = viewOf(units);
  let hash = shape;
  let n = 0;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const number = bytes.getInt32(at, true);
    wanted[n++] = number;
    hash = Math.imul(hash ^ number, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  if (at < to) {
    let number = 0;
    for (let shift = 0; at < to; at++, shift += 8) number |= bytes.getUint8(at) << shift;
    wanted[n] = number;
    hash = Math.imul(hash ^ number, 0x5bd1e995);
    hash ^= hash >>> 15;
  }
  return hash;
}

/** As `take`, of the kinds of the characters in place of these. @returns undefined if one of them has none */
function takeKinds(units: Units, from: number, to: number, shape: number, alphabet: Uint8Array): number | undefined {
  let hash = shape;
  let n = 0;
  let number = 0;
  let shift = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at]!;
    const kind = unit < 128 ? alphabet[unit]! : 0;
    if (kind === 0) return undefined;
    number |= kind << shift;
    shift += 8;
    if (shift < 32 && at + 1 < to) continue;
    wanted[n++] = number;
    hash = Math.imul(hash ^ number, 0x5bd1e995);
    hash ^= hash >>> 15;
    number = shift = 0;
  }
  return hash;
}

const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
  const next = new Int32Array(old.length * 2);
  next.set(old);
  return next;
};

/**
 * Makes a memory that gives up on a column whose cells do not repeat (fewer than a third known when it is full, or hardly any when it grows).
 *
 * @param kindsOf by ASCII code the kind of each character, if cells are the same that have characters of the same kinds; cells with a
 * character of kind 0 are not kept. Called when it is first needed
 */
export function makeMemory<T>(kindsOf?: () => Uint8Array): Memory<T> {
  let alphabet: Uint8Array | undefined;
  /** Number of the entry in each slot and 1, 0 for none. */
  let slots = new Uint16Array(0);
  let entries = new Int32Array(0);
  /** What does not fit into entries. */
  let rests = new Int32Array(0);
  let used = 0;
  let values: T[] = [];
  let isOff = false;
  let capacity = FIRST_CAPACITY;
  let asked = 0;
  let found = 0;
  // What was asked for last.
  let lastShape = 0;
  let lastHash = 0;
  let lastSlot = -1;

  const begin = (): void => {
    slots = new Uint16Array(capacity * SLOTS_EACH);
    entries = new Int32Array(64 * ENTRY);
    rests = new Int32Array(64);
    alphabet = kindsOf?.();
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
    entries = rests = new Int32Array(0);
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
    for (let entry = 0; entry < values.length; entry++) slots[freeSlot(entries[entry * ENTRY]!)] = entry + 1;
  };
  const isRest = (at: number, count: number): boolean => {
    for (let n = OWN; n < count; n++) if (rests[at + n - OWN] !== wanted[n]) return false;
    return true;
  };
  return {
    get(units, from, to, form) {
      const width = kindsOf === undefined ? units.BYTES_PER_ELEMENT : 1;
      const length = (to - from) * width;
      if (isOff || length > LONGEST_CELL) {
        lastSlot = -1;
        return undefined;
      }
      if (slots.length === 0) begin();
      const shape = (length << 8) | form;
      const hash = alphabet === undefined ? take(units, from * width, to * width, shape) : takeKinds(units, from, to, shape, alphabet);
      if (hash === undefined) {
        lastSlot = -1;
        return undefined;
      }
      const count = (length + 3) >> 2;
      const own = count < OWN ? count : OWN;
      asked++;
      const mask = slots.length - 1;
      let slot = hash & mask;
      search: for (; ; slot = (slot + 1) & mask) {
        const entry = slots[slot]! - 1;
        if (entry === -1) break;
        const at = entry * ENTRY;
        if (entries[at] !== hash || entries[at + SHAPE] !== shape) continue;
        for (let n = 0; n < own; n++) if (entries[at + FIRST + n] !== wanted[n]) continue search;
        if (count > OWN && !isRest(entries[at + REST]!, count)) continue;
        found++;
        return values[entry];
      }
      lastShape = shape;
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
      const at = values.length * ENTRY;
      if (at === entries.length) entries = wider(entries);
      const count = ((lastShape >> 8) + 3) >> 2;
      entries[at] = lastHash;
      entries[at + SHAPE] = lastShape;
      for (let n = 0; n < count && n < OWN; n++) entries[at + FIRST + n] = wanted[n]!;
      entries[at + REST] = used;
      for (let n = OWN; n < count; n++) {
        if (used === rests.length) rests = wider(rests);
        rests[used++] = wanted[n]!;
      }
      values.push(what);
      slots[lastSlot] = values.length;
      lastSlot = -1;
    },
    isAsked: () => lastSlot !== -1,
    isOff: () => isOff,
  };
}
