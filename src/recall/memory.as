// How the memory of a recall is laid out.

/** Pages of 64 KiB. What is never written to takes no memory. */
memory.grow(48);

/** Most fields, columns, questions of several fields, and numbers of 32 bits that the bits of rules take. `recall.ts` has the same. */
const FIELDS: i32 = 256;
const COLUMNS: usize = 512;
const WORDS: i32 = 16;

/** The bytes of the row, and room behind them, as eight are looked at together. */
export const ROW: usize = 0;
export const STARTS: usize = ROW + (64 << 10) + 64;
export const ENDS: usize = STARTS + COLUMNS * 4;
export const FORMS: usize = ENDS + COLUMNS * 4;
/** By field: its column, or -1; the column that it may be split from, or -1; 1 if its value stands in no column; 1 if it is looked up. */
export const COLUMN: usize = FORMS + COLUMNS;
export const WHOLE: usize = COLUMN + (FIELDS << 2);
export const CONSTANT: usize = WHOLE + (FIELDS << 2);
export const ASKED: usize = CONSTANT + (FIELDS << 2);
/** By field, of the row looked up last: days since 1970 of the date that it is, or `NO_DAY`, and minutes of that day, or -1. */
export const DAYS: usize = ASKED + (FIELDS << 2);
export const MINUTES: usize = DAYS + (FIELDS << 2);
/** By field, how often a date was written in each of eight forms, since this was last set to 0 from outside. */
export const WRITTEN: usize = MINUTES + (FIELDS << 2);
/** A bit for each UTF-16 unit of which long texts of UTF-8 must have none to be known by others; of other files all are set. */
export const UNWANTED: usize = WRITTEN + (FIELDS << 5);
/** By field: tables of its own cells and of those it is split from, each by their bytes and by their shapes; and its entry where nothing stands. */
export const TABLES: usize = UNWANTED + 0x2000;
export const ABSENT: usize = TABLES + (FIELDS << 4);
/** By field: what is known of its long texts, 0 if nothing is. */
export const LONGS: usize = ABSENT + (FIELDS << 2);
/** By field: the table of items that its lists are known by, that of such lists, and how many items are told apart at most. */
export const LISTS: usize = LONGS + (FIELDS << 2);
/** By field, of the row looked up last: number of what is known, negative for a shape, 0 if nothing is; its marks; its identity. */
export const NUMBERS: usize = LISTS + (FIELDS << 4);
export const MARKS: usize = NUMBERS + (FIELDS << 2);
export const IDENTITIES: usize = MARKS + (FIELDS << 2);
/** Fields of which nothing is known; numbers of the profiles that hold; questions not known; bits that apply and bits that fail. */
export const OPEN: usize = IDENTITIES + (FIELDS << 2);
export const FOUND: usize = OPEN + (FIELDS << 2);
export const MISSED: usize = FOUND + (FIELDS << 4);
export const TOGETHER: usize = MISSED + (FIELDS << 2);
/** The kinds of a cell's characters; the numbers that a question is about. */
export const KINDS: usize = TOGETHER + (WORDS << 3);
/** How many of `OPEN`, `FOUND` and `MISSED` hold, and 1 if what was known of cells like the one learnt last is forgotten, but for that one. */
export const COUNTS: usize = KINDS + 128;
export const FOUND_COUNT: usize = COUNTS + 4;
export const MISSED_COUNT: usize = COUNTS + 8;
export const IS_FORGOTTEN: usize = COUNTS + 12;
/** The first question, and the last. */
export const FIRST: usize = COUNTS + 16;
export const LAST: usize = FIRST + 4;
export const KEY: usize = COUNTS + 32;
/** Room that was given back, by its size: the first of each, and where each begins the next. */
export const GIVEN: usize = KEY + 1024;
/** Of the sizes that are kept apart all up to this many bytes, and beyond it powers of two. */
const SMALL: i32 = 1024;
const SIZES: i32 = (SMALL >> 3) + 1 + 32;
export const ARENA: usize = GIVEN + (SIZES << 2);

/** Room behind all that is taken, as sixteen bytes are looked at together. */
const BEHIND: usize = 16;

let free: usize = ARENA;
export let fields: i32 = 0;
export let words: i32 = 0;

/** Where the arrays lie that are written and read from outside, in the order of `recall.ts`. */
export function place(which: i32): usize {
  if (which === 0) return ROW;
  if (which === 1) return STARTS;
  if (which === 2) return ENDS;
  if (which === 3) return FORMS;
  if (which === 4) return COLUMN;
  if (which === 5) return WHOLE;
  if (which === 6) return CONSTANT;
  if (which === 7) return ASKED;
  if (which === 8) return NUMBERS;
  if (which === 9) return MARKS;
  if (which === 10) return IDENTITIES;
  if (which === 11) return OPEN;
  if (which === 12) return FOUND;
  if (which === 13) return MISSED;
  if (which === 14) return TOGETHER;
  if (which === 16) return DAYS;
  if (which === 17) return MINUTES;
  if (which === 18) return WRITTEN;
  if (which === 19) return UNWANTED;
  return COUNTS;
}

@inline
function rounded(bytes: i32): i32 {
  return (bytes + 7) & ~7;
}

/** Where the room of this size is that was given back, 0 if none of it is kept. */
@inline
function givenOf(size: i32): usize {
  if (size <= SMALL) return GIVEN + ((<usize>(size >> 3)) << 2);
  return popcnt(size) === 1 ? GIVEN + ((<usize>((SMALL >> 3) + 1 + ctz(size))) << 2) : 0;
}

/** Room of a larger size that was given back, 0 if there is none. */
function larger(size: i32): usize {
  for (let given = givenOf(size) + 4; given <= givenOf(SMALL); given += 4) {
    const at = <usize>load<i32>(given);
    if (at === 0) continue;
    store<i32>(given, load<i32>(at));
    return at;
  }
  return 0;
}

/** Room for so many bytes, zeroed; 0 if there is none left. */
export function take(bytes: i32): usize {
  const size = rounded(bytes);
  const given = givenOf(size);
  let at: usize = given === 0 ? 0 : <usize>load<i32>(given);
  if (at !== 0) store<i32>(given, load<i32>(at));
  else if (free + <usize>size + BEHIND <= <usize>(memory.size() << 16)) {
    at = free;
    free += <usize>size;
  } else {
    at = size < SMALL ? larger(size) : 0;
    if (at === 0) return 0;
  }
  memory.fill(at, 0, <usize>size);
  return at;
}

/** Gives back what was taken, which nobody may look at any more. @param bytes as when it was taken */
export function give(at: usize, bytes: i32): void {
  const given = givenOf(rounded(bytes));
  if (given === 0) return;
  store<i32>(at, load<i32>(given));
  store<i32>(given, <i32>at);
}

/** Forgets everything. @param count fields, and @param bits numbers of 32 bits that the bits of rules take */
export function begin(count: i32, bits: i32): void {
  free = ARENA;
  fields = count;
  words = bits;
  memory.fill(TABLES, 0, ARENA - TABLES);
}

/** Adds a profile to what is found. */
@inline
export function hold(profile: usize): void {
  if (profile === 0) return;
  const number = load<i32>(profile);
  if (number !== 0) {
    const count = load<i32>(FOUND_COUNT);
    store<i32>(FOUND + ((<usize>count) << 2), number);
    store<i32>(FOUND_COUNT, count + 1);
  }
  // Few have bits.
  if (load<i32>(profile, 4) === 0) return;
  for (let word: usize = 0; word < (<usize>words) << 3; word += 8)
    store<u64>(TOGETHER + word, load<u64>(TOGETHER + word) | load<u64>(profile + 8 + word));
}

/** Room for a profile: its number, 0 if it need not be told, whether it has bits, and these, which are to be written there. 0 if there is no memory. */
export function newProfile(): usize {
  return take(8 + (words << 3));
}

/** Of entries in slots: their hash comes first. */
export const HASH: usize = 0;

@inline
export function mix(hash: u64, more: u64): u64 {
  const mixed = (hash ^ more) * 0x9e3779b97f4a7c15;
  return mixed ^ (mixed >> 29);
}

export function insert(slots: usize, mask: i32, entry: usize): void {
  let slot = load<i32>(entry + HASH) & mask;
  while (load<i32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<i32>(slots + ((<usize>slot) << 2), <i32>entry);
}
