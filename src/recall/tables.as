// Tables of cells, by their bytes or by the kinds of their characters, and the entries in them.
import { isSound } from './dates';
import { give, HASH, insert, IS_FORGOTTEN, KINDS, mix, take } from './memory';

/** Cells that a table holds at first, from how many on it is asked whether it is worth its room, and at most. */
const FIRST_CAPACITY: i32 = 64;
const PROVEN: i32 = 1024;
const CAPACITY: i32 = 4096;
const SLOTS_EACH: i32 = 4;

// A table: where its slots are, how many less one, entries it holds, entries it may hold, questions and answers, whether it was given up,
// whose turn it is (see `prefersShape`), and if it is one of shapes by character code the kinds of characters, and a table of texts that are
// not as others of their shape.
export const SLOTS: usize = 0;
export const MASK: usize = 4;
export const COUNT: usize = 8;
export const MOST: usize = 12;
export const QUESTIONS: usize = 16;
export const ANSWERS: usize = 20;
export const IS_OFF: usize = 24;
export const TURN: usize = 28;
export const ALPHABET: usize = 32;
export const BUT: usize = 32 + 128;
export const TABLE_SIZE: i32 = 32 + 128 + 8;

/** An empty table; 0 if there is no memory. @param capacity entries it may hold before `makeRoom`, a power of two */
export function newTable(capacity: i32 = FIRST_CAPACITY): usize {
  const table = take(TABLE_SIZE);
  if (table === 0) return 0;
  const slots = take(capacity * SLOTS_EACH * 4);
  if (slots === 0) return 0;
  store<i32>(table + SLOTS, <i32>slots);
  store<i32>(table + MASK, capacity * SLOTS_EACH - 1);
  store<i32>(table + MOST, capacity);
  return table;
}

/** Bytes that are looked at together: nearly all cells have no more. What stands behind shorter ones is masked. */
const TOGETHER: i32 = 16;

/** Bytes that the entry of a cell of this length takes. */
@inline
export function sizeOf(length: i32): i32 {
  return <i32>BYTES + ((length + 7) & ~7);
}

/** Gives back all entries of a table, and leaves its slots empty. */
function giveEntries(slots: usize, mask: i32): void {
  for (let slot = 0; slot <= mask; slot++) {
    const entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
    if (entry !== 0) give(entry, sizeOf(load<i32>(entry + SHAPE) >> 8));
  }
  memory.fill(slots, 0, (<usize>(mask + 1)) << 2);
}

// An entry: hash, length and form, number, marks, profile (0 for an empty one), identity, what is known of a date that it holds, which for one of
// bytes is the day and the minute, and for a shape's are the days between which it lies, and whether some texts of the shape are to be left out.
export const SHAPE: usize = 4;
export const NUMBER: usize = 8;
export const OWN_MARKS: usize = 12;
export const PROFILE: usize = 16;
export const IDENTITY: usize = 20;
export const DATE: usize = 24;
export const AFTER: usize = 28;
export const BEFORE: usize = 32;
export const OWN_DAY: usize = AFTER;
export const OWN_MINUTE: usize = BEFORE;
export const HAS_BUT: usize = 36;
export const BYTES: usize = 40;

export function fill(entry: usize, number: i32, marks: i32, identity: i32, profile: usize): void {
  store<i32>(entry + NUMBER, number);
  store<i32>(entry + OWN_MARKS, marks);
  store<i32>(entry + IDENTITY, identity);
  store<i32>(entry + PROFILE, <i32>profile);
}

/** The last bytes of a text, fewer than eight, and zeros. */
@inline
export function rest(at: usize, count: i32): u64 {
  return load<u64>(at) & (((<u64>1) << (<u64>count << 3)) - 1);
}

/** Ones where so many bytes stand, 16 at most. */
@inline
function maskOf(length: i32): v128 {
  return i8x16.lt_u(i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), i8x16.splat(<i8>length));
}

@inline
function hashOfWhole(bytes: v128, shape: i32): i32 {
  const first = <u64>i64x2.extract_lane(bytes, 0) * 0x9e3779b97f4a7c15;
  const second = <u64>i64x2.extract_lane(bytes, 1) * 0xc2b2ae3d27d4eb4f;
  const mixed = (first ^ (first >> 32) ^ second ^ (second >> 29) ^ <u64>shape) * 0xff51afd7ed558ccd;
  return <i32>(mixed >> 32);
}

@inline
export function hashOf(at: usize, length: i32, shape: i32): i32 {
  if (length <= TOGETHER) return hashOfWhole(v128.and(v128.load(at), maskOf(length)), shape);
  let hash: u64 = <u64>shape * 0xff51afd7ed558ccd;
  const end = at + <usize>(length & ~7);
  for (; at < end; at += 8) hash = mix(hash, load<u64>(at));
  if ((length & 7) !== 0) hash = mix(hash, rest(at, length & 7));
  return <i32>(hash >> 32);
}

@inline
export function isSame(entry: usize, at: usize, length: i32): bool {
  let bytes = entry + BYTES;
  const end = at + <usize>(length & ~7);
  for (; at < end; at += 8, bytes += 8) if (load<u64>(bytes) !== load<u64>(at)) return false;
  return (length & 7) === 0 || load<u64>(bytes) === rest(at, length & 7);
}

/** The entry of this shape of which the bytes are these, 0 if there is none. */
@inline
function findWhole(table: usize, at: usize, length: i32, shape: i32): usize {
  const isIn = maskOf(length);
  const bytes = v128.and(v128.load(at), isIn);
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  let slot = hashOfWhole(bytes, shape) & mask;
  let entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  while (entry !== 0) {
    if (load<i32>(entry + SHAPE) === shape && !v128.any_true(v128.xor(v128.and(v128.load(entry + BYTES), isIn), bytes))) return entry;
    slot = (slot + 1) & mask;
    entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  }
  return 0;
}

/** The entry for these bytes and this form, 0 if there is none. */
@inline
export function find(table: usize, at: usize, length: i32, form: i32): usize {
  const shape = (length << 8) | form;
  if (length <= TOGETHER) return findWhole(table, at, length, shape);
  const hash = hashOf(at, length, shape);
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  let slot = hash & mask;
  let entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  while (entry !== 0) {
    if (load<i32>(entry + HASH) === hash && load<i32>(entry + SHAPE) === shape && isSame(entry, at, length)) return entry;
    slot = (slot + 1) & mask;
    entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  }
  return 0;
}

/** The entry for a cell, of which the kinds are put down, 0 if there is none. */
@inline
export function findShape(table: usize, at: usize, length: i32): usize {
  const shape = length << 8;
  const hash = hashOf(KINDS, length, shape);
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  let slot = hash & mask;
  let entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  while (entry !== 0) {
    // Dates of one shape may have several entries, by their day.
    if (load<i32>(entry + HASH) === hash && load<i32>(entry + SHAPE) === shape && isSame(entry, KINDS, length) && isSound(entry, at)) {
      const but = load<i32>(entry + HAS_BUT) === 0 ? <usize>0 : <usize>load<i32>(table + BUT);
      return but === 0 || find(but, at, length, 0) === 0 ? entry : 0;
    }
    slot = (slot + 1) & mask;
    entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  }
  return 0;
}

/** Moves the entries into twice as many slots. False if there is no memory. */
function widen(table: usize): bool {
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  const wider = mask * 2 + 1;
  const next = take((wider + 1) << 2);
  if (next === 0) return false;
  for (let slot = 0; slot <= mask; slot++) {
    const entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
    if (entry !== 0) insert(next, wider, entry);
  }
  give(slots, (mask + 1) << 2);
  store<i32>(table + SLOTS, <i32>next);
  store<i32>(table + MASK, wider);
  store<i32>(table + MOST, load<i32>(table + MOST) * 2);
  return true;
}

/** Forgets the entries of a table. False if it has none. */
export function forget(table: usize): bool {
  if (load<i32>(table + COUNT) === 0) return false;
  store<i32>(IS_FORGOTTEN, 1);
  giveEntries(<usize>load<i32>(table + SLOTS), load<i32>(table + MASK));
  store<i32>(table + COUNT, 0);
  store<i32>(table + QUESTIONS, 0);
  store<i32>(table + ANSWERS, 0);
  return true;
}

/** Makes room for one more. False if the table is given up. */
export function makeRoom(table: usize): bool {
  const most = load<i32>(table + MOST);
  if (load<i32>(table + COUNT) < most) return true;
  if (most < PROVEN) return widen(table) || forget(table);
  const answers = load<i32>(table + ANSWERS);
  const isFull = most === CAPACITY;
  const questions = load<i32>(table + QUESTIONS);
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  // A column of ever new cells is known by the first thousand or so.
  if (answers * (isFull ? 3 : 64) < questions) {
    store<i32>(table + IS_OFF, 1);
    store<i32>(IS_FORGOTTEN, 1);
    giveEntries(slots, mask);
    give(slots, (mask + 1) << 2);
    return false;
  }
  if (!isFull) {
    if (load<i32>(table + TURN) === 0) store<i32>(table + TURN, 1);
    if (widen(table)) return true;
  }
  return forget(table);
}

/** Puts an entry for these bytes and this form into a table that has room for it and has none yet; 0 if there is no memory. */
export function put(table: usize, at: usize, length: i32, form: i32): usize {
  const entry = take(sizeOf(length));
  if (entry === 0) return 0;
  const shape = (length << 8) | form;
  store<i32>(entry + HASH, hashOf(at, length, shape));
  store<i32>(entry + SHAPE, shape);
  memory.copy(entry + BYTES, at, <usize>length);
  insert(<usize>load<i32>(table + SLOTS), load<i32>(table + MASK), entry);
  store<i32>(table + COUNT, load<i32>(table + COUNT) + 1);
  return entry;
}

/** Kinds of those of 16 characters of which the upper half of the code is this: where it is not, none is found in its row. */
@inline
function kindsOf(alphabet: usize, bytes: v128, row: u8): v128 {
  return i8x16.swizzle(v128.load(alphabet + ((<usize>row) << 4)), v128.xor(bytes, i8x16.splat(row << 4)));
}

/** Puts down the kinds of a cell's characters, of which only those of printable ASCII have one. False if one has none. */
@inline
export function toKinds(table: usize, at: usize, length: i32): bool {
  const alphabet = table + ALPHABET;
  for (let n: usize = 0; n < <usize>length; n += 16) {
    const bytes = v128.load(at + n);
    const kinds = v128.or(
      v128.or(kindsOf(alphabet, bytes, 2), kindsOf(alphabet, bytes, 3)),
      v128.or(
        v128.or(kindsOf(alphabet, bytes, 4), kindsOf(alphabet, bytes, 5)),
        v128.or(kindsOf(alphabet, bytes, 6), kindsOf(alphabet, bytes, 7)),
      ),
    );
    v128.store(KINDS + n, kinds);
    const none = i8x16.bitmask(i8x16.eq(kinds, i8x16.splat(0)));
    const left = <i32>(<usize>length - n);
    if ((left < 16 ? none & ((1 << left) - 1) : none) !== 0) return false;
  }
  return true;
}
