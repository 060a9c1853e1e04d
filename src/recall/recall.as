// What cells of one file came to, and what rules made of the marks of several fields, looked up for a whole row at once.
// Entries are put here by what found them out the plain way; nothing is found out here.

/** Pages of 64 KiB. What is never written to takes no memory. */
memory.grow(64);

/** Most fields, columns, questions of several fields, and numbers of 32 bits that the bits of rules take. `recall.ts` has the same. */
const FIELDS: i32 = 256;
const COLUMNS: usize = 512;
const WORDS: i32 = 16;

/** The bytes of the row, and room behind them, as eight are looked at together. */
const ROW: usize = 0;
const STARTS: usize = ROW + (64 << 10) + 64;
const ENDS: usize = STARTS + COLUMNS * 4;
const FORMS: usize = ENDS + COLUMNS * 4;
/** By field: its column, or -1; the column that it may be split from, or -1; 1 if its value stands in no column; 1 if it is looked up. */
const COLUMN: usize = FORMS + COLUMNS;
const WHOLE: usize = COLUMN + (FIELDS << 2);
const CONSTANT: usize = WHOLE + (FIELDS << 2);
const ASKED: usize = CONSTANT + (FIELDS << 2);
/** By field: tables of its own cells and of those it is split from, each by their bytes and by their shapes; and its entry where nothing stands. */
const TABLES: usize = ASKED + (FIELDS << 2);
const ABSENT: usize = TABLES + (FIELDS << 4);
/** By field, of the row looked up last: number of what is known, negative for a shape, 0 if nothing is; its marks; its identity. */
const NUMBERS: usize = ABSENT + (FIELDS << 2);
const MARKS: usize = NUMBERS + (FIELDS << 2);
const IDENTITIES: usize = MARKS + (FIELDS << 2);
/** Fields of which nothing is known; numbers of the profiles that hold; questions not known; bits that apply and bits that fail. */
const OPEN: usize = IDENTITIES + (FIELDS << 2);
const FOUND: usize = OPEN + (FIELDS << 2);
const MISSED: usize = FOUND + (FIELDS << 4);
const TOGETHER: usize = MISSED + (FIELDS << 2);
/** The kinds of a cell's characters; the numbers that a question is about. */
const KINDS: usize = TOGETHER + (WORDS << 3);
/** How many of `OPEN`, `FOUND` and `MISSED` hold. */
const COUNTS: usize = KINDS + 128;
const KEY: usize = COUNTS + 16;
const ARENA: usize = KEY + 1024;

/** Bytes of the longest cell that is kept. */
const LONGEST: i32 = 64;
const FIRST_CAPACITY: i32 = 1024;
const CAPACITY: i32 = 4096;
const SLOTS_EACH: i32 = 4;
const SPACE: u8 = 0x20;

let free: usize = ARENA;
/** What cells are counted from: where the row begins in what is held of the file. */
let base: i32 = 0;
let fields: i32 = 0;
let words: i32 = 0;
let desks: i32 = 0;
let firstDesk: usize = 0;
let lastDesk: usize = 0;

/** 1 if what was known of cells like the one learnt last is forgotten, but for that one. */
export let isForgotten: i32 = 0;
let openCount: i32 = 0;
let foundCount: i32 = 0;
let missedCount: i32 = 0;

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
  return COUNTS;
}

/** Room for so many bytes, zeroed; 0 if there is none left. */
function take(bytes: i32): usize {
  const size = <usize>((bytes + 7) & ~7);
  if (free + size > <usize>(memory.size() << 16)) return 0;
  const at = free;
  free += size;
  memory.fill(at, 0, size);
  return at;
}

/** Forgets everything. @param count fields, and @param bits numbers of 32 bits that the bits of rules take */
export function begin(count: i32, bits: i32): void {
  free = ARENA;
  fields = count;
  words = bits;
  desks = 0;
  firstDesk = lastDesk = 0;
  memory.fill(TABLES, 0, ARENA - TABLES);
}

// A table: where its slots are, how many less one, entries it holds, entries it may hold, questions and answers, whether it was given up,
// and by character code the kinds of characters if it is one of shapes.
const SLOTS: usize = 0;
const MASK: usize = 4;
const COUNT: usize = 8;
const MOST: usize = 12;
const QUESTIONS: usize = 16;
const ANSWERS: usize = 20;
const IS_OFF: usize = 24;
const ALPHABET: usize = 32;
const TABLE_SIZE: i32 = 32 + 128;

function newTable(): usize {
  const table = take(TABLE_SIZE);
  if (table === 0) return 0;
  const slots = take(FIRST_CAPACITY * SLOTS_EACH * 4);
  if (slots === 0) return 0;
  store<i32>(table + SLOTS, <i32>slots);
  store<i32>(table + MASK, FIRST_CAPACITY * SLOTS_EACH - 1);
  store<i32>(table + MOST, FIRST_CAPACITY);
  return table;
}

// An entry: hash, length and form, number, marks, profile (0 for an empty one), identity, and if it is a shape's, where a date stands in it.
const HASH: usize = 0;
const SHAPE: usize = 4;
const NUMBER: usize = 8;
const OWN_MARKS: usize = 12;
const PROFILE: usize = 16;
const IDENTITY: usize = 20;
const DATE: usize = 24;
const BYTES: usize = 32;

@inline
function mix(hash: u64, more: u64): u64 {
  const mixed = (hash ^ more) * 0x9e3779b97f4a7c15;
  return mixed ^ (mixed >> 29);
}

/** The last bytes of a text, fewer than eight, and zeros. */
@inline
function rest(at: usize, count: i32): u64 {
  return load<u64>(at) & (((<u64>1) << (<u64>count << 3)) - 1);
}

@inline
function hashOf(at: usize, length: i32, shape: i32): i32 {
  let hash: u64 = <u64>shape * 0xff51afd7ed558ccd;
  const end = at + <usize>(length & ~7);
  for (; at < end; at += 8) hash = mix(hash, load<u64>(at));
  if ((length & 7) !== 0) hash = mix(hash, rest(at, length & 7));
  return <i32>(hash >> 32);
}

@inline
function isSame(entry: usize, at: usize, length: i32): bool {
  let bytes = entry + BYTES;
  const end = at + <usize>(length & ~7);
  for (; at < end; at += 8, bytes += 8) if (load<u64>(bytes) !== load<u64>(at)) return false;
  return (length & 7) === 0 || load<u64>(bytes) === rest(at, length & 7);
}

/** The entry for these bytes and this form, 0 if there is none. */
@inline
function find(table: usize, at: usize, length: i32, form: i32): usize {
  const shape = (length << 8) | form;
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

function insert(slots: usize, mask: i32, entry: usize): void {
  let slot = load<i32>(entry + HASH) & mask;
  while (load<i32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
  store<i32>(slots + ((<usize>slot) << 2), <i32>entry);
}

/** Makes room for one more. False if the table is given up, or there is no memory. */
function makeRoom(table: usize): bool {
  const count = load<i32>(table + COUNT);
  const most = load<i32>(table + MOST);
  if (count < most) return true;
  const answers = load<i32>(table + ANSWERS);
  const isFull = most === CAPACITY;
  const questions = load<i32>(table + QUESTIONS);
  // A column of ever new cells is known by the first thousand or so.
  if (answers * (isFull ? 3 : 64) < questions) {
    store<i32>(table + IS_OFF, 1);
    isForgotten = 1;
    return false;
  }
  const slots = <usize>load<i32>(table + SLOTS);
  const mask = load<i32>(table + MASK);
  if (isFull) {
    isForgotten = 1;
    memory.fill(slots, 0, (<usize>(mask + 1)) << 2);
    store<i32>(table + COUNT, 0);
    store<i32>(table + QUESTIONS, 0);
    store<i32>(table + ANSWERS, 0);
    return true;
  }
  const wider = mask * 2 + 1;
  const next = take((wider + 1) << 2);
  if (next === 0) return false;
  for (let slot = 0; slot <= mask; slot++) {
    const entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
    if (entry !== 0) insert(next, wider, entry);
  }
  store<i32>(table + SLOTS, <i32>next);
  store<i32>(table + MASK, wider);
  store<i32>(table + MOST, most * 2);
  return true;
}

/** Kinds of the 16 characters of which the upper half of the code is this. */
@inline
function kindsOf(alphabet: usize, upper: v128, lower: v128, row: u8): v128 {
  return v128.and(i8x16.swizzle(v128.load(alphabet + ((<usize>row) << 4)), lower), i8x16.eq(upper, i8x16.splat(row)));
}

/** Puts down the kinds of a cell's characters, of which only those of printable ASCII have one. False if one has none. */
@inline
function toKinds(table: usize, at: usize, length: i32): bool {
  const alphabet = table + ALPHABET;
  for (let n: usize = 0; n < <usize>length; n += 16) {
    const bytes = v128.load(at + n);
    const upper = i8x16.shr_u(bytes, 4);
    const lower = v128.and(bytes, i8x16.splat(15));
    const kinds = v128.or(
      v128.or(kindsOf(alphabet, upper, lower, 2), kindsOf(alphabet, upper, lower, 3)),
      v128.or(
        v128.or(kindsOf(alphabet, upper, lower, 4), kindsOf(alphabet, upper, lower, 5)),
        v128.or(kindsOf(alphabet, upper, lower, 6), kindsOf(alphabet, upper, lower, 7)),
      ),
    );
    v128.store(KINDS + n, kinds);
    const none = i8x16.bitmask(i8x16.eq(kinds, i8x16.splat(0)));
    const left = <i32>(<usize>length - n);
    if ((left < 16 ? none & ((1 << left) - 1) : none) !== 0) return false;
  }
  return true;
}

@inline
function digits(at: usize, count: usize): i32 {
  let number = 0;
  for (let n: usize = 0; n < count; n++) {
    const digit = <i32>load<u8>(at + n) - 48;
    if (<u32>digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** True if the text is a date in one of the commonest ISO forms; false says nothing. The same as `plainIsoForm`. */
function isDate(at: usize, length: i32): bool {
  if (length !== 10 && length !== 16 && length !== 19 && length !== 20) return false;
  if (load<u8>(at, 4) !== 0x2d || load<u8>(at, 7) !== 0x2d) return false;
  const year = digits(at, 4);
  const month = digits(at + 5, 2);
  const day = digits(at + 8, 2);
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return false;
  if (length === 10) return true;
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  if (load<u8>(at, 10) !== 0x54 || load<u8>(at, 13) !== 0x3a || <u32>hour > 23 || <u32>minute > 59) return false;
  if (length === 16) return true;
  if (load<u8>(at, 16) !== 0x3a || <u32>digits(at + 17, 2) > 59) return false;
  return length === 19 || load<u8>(at, 19) === 0x5a;
}

/** Bits of an entry's `DATE`: that a date must stand there, that none of another offset may, its first byte, and one past its last. */
const MUST_BE_DATE: i32 = 1;
const NO_ZULU: i32 = 2;

@inline
function isSound(entry: usize, at: usize): bool {
  const about = load<i32>(entry + DATE);
  if ((about & MUST_BE_DATE) === 0) return true;
  const from = at + <usize>((about >> 8) & 0xff);
  const to = at + <usize>((about >> 16) & 0xff);
  return isDate(from, <i32>(to - from)) && ((about & NO_ZULU) === 0 || load<u8>(to - 1) !== 0x5a);
}

/** The entry of a cell, 0 if none is known. @param tables of its bytes, and of its shapes */
@inline
function entryOf(tables: usize, column: usize, verbatim: i32): usize {
  const start = load<i32>(STARTS + (column << 2));
  const length = load<i32>(ENDS + (column << 2)) - start;
  if (length > LONGEST) return 0;
  const at = ROW + <usize>(start - base);
  const form = <i32>load<u8>(FORMS + column);
  const table = <usize>load<i32>(tables);
  if (table === 0) return 0;
  if (load<i32>(table + IS_OFF) === 0) {
    store<i32>(table + QUESTIONS, load<i32>(table + QUESTIONS) + 1);
    const entry = find(table, at, length, form);
    if (entry !== 0) store<i32>(table + ANSWERS, load<i32>(table + ANSWERS) + 1);
    return entry;
  }
  const shapes = <usize>load<i32>(tables + 4);
  if (shapes === 0 || ((verbatim >> form) & 1) === 0) return 0;
  if (load<u8>(at) === SPACE || load<u8>(at + <usize>length - 1) === SPACE || !toKinds(shapes, at, length)) return 0;
  const entry = find(shapes, KINDS, length, 0);
  return entry !== 0 && isSound(entry, at) ? entry : 0;
}

/** The column that a field's value is read from: 1 and the column, negative if it is split from there; 0 if it stands nowhere. */
@inline
function sourceOf(field: usize, cells: i32): i32 {
  const column = load<i32>(COLUMN + (field << 2));
  if (column >= 0 && column < cells) {
    const at = (<usize>column) << 2;
    if (load<i32>(STARTS + at) !== load<i32>(ENDS + at)) return column + 1;
  }
  if (load<i32>(CONSTANT + (field << 2)) !== 0) return 0;
  const whole = load<i32>(WHOLE + (field << 2));
  if (whole < 0 || whole >= cells) return 0;
  const at = (<usize>whole) << 2;
  return load<i32>(STARTS + at) !== load<i32>(ENDS + at) ? -whole - 1 : 0;
}

/** Adds a profile to what is found. */
@inline
function hold(profile: usize): void {
  if (profile === 0) return;
  const number = load<i32>(profile);
  if (number !== 0) {
    store<i32>(FOUND + ((<usize>foundCount) << 2), number);
    foundCount++;
  }
  for (let word: usize = 0; word < (<usize>words) << 3; word += 4)
    store<i32>(TOGETHER + word, load<i32>(TOGETHER + word) | load<i32>(profile + 4 + word));
}

/**
 * Looks up the cells of the row.
 * @param from what cells are counted from
 * @param cells that it has
 * @param verbatim bit `1 << form` is set for the forms in which a cell's bytes are its text
 */
export function look(from: i32, cells: i32, verbatim: i32): void {
  base = from;
  openCount = foundCount = missedCount = 0;
  for (let word: usize = 0; word < (<usize>words) << 3; word += 4) store<i32>(TOGETHER + word, 0);
  for (let field: usize = 0; field < <usize>fields; field++) {
    const at = field << 2;
    if (load<i32>(ASKED + at) === 0) continue;
    const source = sourceOf(field, cells);
    const tables = TABLES + (field << 4);
    const entry =
      source === 0
        ? <usize>load<i32>(ABSENT + at)
        : source > 0
          ? entryOf(tables, <usize>(source - 1), verbatim)
          : entryOf(tables + 8, <usize>(-source - 1), verbatim);
    if (entry === 0) {
      store<i32>(NUMBERS + at, 0);
      store<i32>(OPEN + ((<usize>openCount) << 2), <i32>field);
      openCount++;
      continue;
    }
    store<i32>(NUMBERS + at, load<i32>(entry + NUMBER));
    store<i32>(MARKS + at, load<i32>(entry + OWN_MARKS));
    store<i32>(IDENTITIES + at, load<i32>(entry + IDENTITY));
    hold(<usize>load<i32>(entry + PROFILE));
  }
  store<i32>(COUNTS, openCount);
  store<i32>(COUNTS + 4, foundCount);
}

/** Whether cells of the field, or those that it is split from, are kept by their bytes. */
export function keepsCells(field: i32, isPart: i32): bool {
  const table = <usize>load<i32>(TABLES + ((<usize>field) << 4) + ((<usize>isPart) << 3));
  return table === 0 || load<i32>(table + IS_OFF) === 0;
}

function fill(entry: usize, number: i32, marks: i32, identity: i32, profile: usize): void {
  store<i32>(entry + NUMBER, number);
  store<i32>(entry + OWN_MARKS, marks);
  store<i32>(entry + IDENTITY, identity);
  store<i32>(entry + PROFILE, <i32>profile);
}

/** Learns what a field is where nothing stands. False if there is no memory. */
export function learnAbsent(field: i32, number: i32, marks: i32, identity: i32, profile: usize): bool {
  const entry = take(<i32>BYTES);
  if (entry === 0) return false;
  fill(entry, number, marks, identity, profile);
  store<i32>(ABSENT + ((<usize>field) << 2), <i32>entry);
  return true;
}

/**
 * Learns what the field's cell of the row looked up last came to, or the cell that it is split from. False if there is no memory.
 * @param date of a shape: the bits above; -1 if cells are kept by their bytes
 */
export function learn(field: i32, cells: i32, number: i32, marks: i32, identity: i32, profile: usize, date: i32): bool {
  isForgotten = 0;
  const source = sourceOf(field, cells);
  const column = <usize>(source > 0 ? source - 1 : -source - 1);
  const start = load<i32>(STARTS + (column << 2));
  const length = load<i32>(ENDS + (column << 2)) - start;
  if (source === 0 || length > LONGEST) return true;
  const tables = TABLES + ((<usize>field) << 4) + (source > 0 ? 0 : 8) + (date < 0 ? 0 : 4);
  let table = <usize>load<i32>(tables);
  if (table === 0) {
    table = newTable();
    if (table === 0) return false;
    store<i32>(tables, <i32>table);
  }
  let at = ROW + <usize>(start - base);
  let form = <i32>load<u8>(FORMS + column);
  if (date >= 0) {
    if (!toKinds(table, at, length)) return true;
    at = KINDS;
    form = 0;
  }
  if (load<i32>(table + IS_OFF) !== 0 || find(table, at, length, form) !== 0) return true;
  if (!makeRoom(table)) return load<i32>(table + IS_OFF) !== 0;
  const padded = (length + 7) & ~7;
  const entry = take(<i32>BYTES + padded);
  if (entry === 0) return false;
  const shape = (length << 8) | form;
  store<i32>(entry + HASH, hashOf(at, length, shape));
  store<i32>(entry + SHAPE, shape);
  fill(entry, number, marks, identity, profile);
  store<i32>(entry + DATE, date < 0 ? 0 : date);
  memory.copy(entry + BYTES, at, <usize>length);
  insert(<usize>load<i32>(table + SLOTS), load<i32>(table + MASK), entry);
  store<i32>(table + COUNT, load<i32>(table + COUNT) + 1);
  return true;
}

/** Where the alphabet of a field's shapes is to be written, for those of its own cells or those that it is split from; 0 if there is no memory. */
export function alphabetOf(field: i32, isPart: i32): usize {
  const tables = TABLES + ((<usize>field) << 4) + ((<usize>isPart) << 3) + 4;
  let table = <usize>load<i32>(tables);
  if (table === 0) {
    table = newTable();
    if (table === 0) return 0;
    store<i32>(tables, <i32>table);
  }
  return table + ALPHABET;
}

/** Room for a profile: its number, 0 if it need not be told, and its bits, which are to be written there. 0 if there is no memory. */
export function newProfile(): usize {
  return take(4 + (words << 3));
}

// A question: the next one, how many fields with bits it is about (each with its bits) and how many whose identity counts, whether the era does;
// its slots, how many less one, and its entries.
const NEXT: usize = 0;
const MARKED: usize = 4;
const IDENTIFIED: usize = 8;
const ANSWER_SLOTS: usize = 12;
const ANSWER_MASK: usize = 16;
const ANSWER_COUNT: usize = 20;
const IS_DATED: usize = 24;
const ABOUT: usize = 32;
const FIRST_ANSWERS: i32 = 64;
const MOST_ANSWERS: i32 = 2048;

/** Adds a question. Its fields are to be written where it returns: field and bits of each that is marked, then those whose identity counts. 0 if there is no memory. */
export function newDesk(marked: i32, identified: i32, isDated: i32): usize {
  const desk = take(<i32>ABOUT + (marked << 3) + (identified << 2));
  const slots: usize = desk === 0 ? 0 : take(FIRST_ANSWERS << 2);
  if (slots === 0) return 0;
  store<i32>(desk + MARKED, marked);
  store<i32>(desk + IDENTIFIED, identified);
  store<i32>(desk + IS_DATED, isDated);
  store<i32>(desk + ANSWER_SLOTS, <i32>slots);
  store<i32>(desk + ANSWER_MASK, FIRST_ANSWERS - 1);
  if (lastDesk === 0) firstDesk = desk;
  else store<i32>(lastDesk + NEXT, <i32>desk);
  lastDesk = desk;
  desks++;
  return desk + ABOUT;
}

/** Puts down what a question is about. @returns its hash */
@inline
function ask(desk: usize, era: i32): i32 {
  let about = desk + ABOUT;
  let key = KEY;
  let hash: u64 = 0;
  for (let n = load<i32>(desk + MARKED); n > 0; n--, about += 8, key += 4) {
    const bits = load<i32>(MARKS + ((<usize>load<i32>(about)) << 2)) & load<i32>(about + 4);
    store<i32>(key, bits);
    hash = mix(hash, <u64>bits);
  }
  const count = load<i32>(desk + IDENTIFIED);
  for (let n = count; n > 0; n--, about += 4, key += 4) {
    const identity = load<i32>(IDENTITIES + ((<usize>load<i32>(about)) << 2));
    store<i32>(key, identity);
    hash = mix(hash, <u64>identity);
  }
  const when = load<i32>(desk + IS_DATED) !== 0 ? era : 0;
  store<i32>(key, when);
  return <i32>(mix(hash, <u64>when) >> 32);
}

@inline
function widthOf(desk: usize): usize {
  return (<usize>(load<i32>(desk + MARKED) + load<i32>(desk + IDENTIFIED) + 1)) << 2;
}

/** The answer: its hash, its profile, and what it is about. 0 if it is not known. */
@inline
function answer(desk: usize, hash: i32): usize {
  const slots = <usize>load<i32>(desk + ANSWER_SLOTS);
  const mask = load<i32>(desk + ANSWER_MASK);
  const width = widthOf(desk);
  let slot = hash & mask;
  let entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  while (entry !== 0) {
    if (load<i32>(entry + HASH) === hash) {
      let n: usize = 0;
      while (n < width && load<i32>(entry + 8 + n) === load<i32>(KEY + n)) n += 4;
      if (n >= width) return entry;
    }
    slot = (slot + 1) & mask;
    entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
  }
  return 0;
}

/** Answers the questions of several fields by the marks and identities of the row. @param era of the record, for those that depend on it */
export function judge(era: i32): void {
  let desk = firstDesk;
  for (let n = 0; n < desks; n++) {
    const entry = answer(desk, ask(desk, era));
    if (entry === 0) {
      store<i32>(MISSED + ((<usize>missedCount) << 2), n);
      missedCount++;
    } else hold(<usize>load<i32>(entry + 4));
    desk = <usize>load<i32>(desk + NEXT);
  }
  store<i32>(COUNTS + 4, foundCount);
  store<i32>(COUNTS + 8, missedCount);
}

/** Learns the answer to a question, by its 0-based number, for the row looked up last. False if there is no memory. */
export function learnAnswer(which: i32, era: i32, profile: usize): bool {
  let desk = firstDesk;
  for (let n = 0; n < which; n++) desk = <usize>load<i32>(desk + NEXT);
  const hash = ask(desk, era);
  if (answer(desk, hash) !== 0) return true;
  let slots = <usize>load<i32>(desk + ANSWER_SLOTS);
  let mask = load<i32>(desk + ANSWER_MASK);
  const count = load<i32>(desk + ANSWER_COUNT);
  if (count === MOST_ANSWERS) {
    memory.fill(slots, 0, (<usize>(mask + 1)) << 2);
    store<i32>(desk + ANSWER_COUNT, 0);
  } else if (count * 4 >= mask) {
    const wider = mask * 2 + 1;
    const next = take((wider + 1) << 2);
    if (next === 0) return false;
    for (let slot = 0; slot <= mask; slot++) {
      const entry = <usize>load<i32>(slots + ((<usize>slot) << 2));
      if (entry !== 0) insert(next, wider, entry);
    }
    slots = next;
    mask = wider;
    store<i32>(desk + ANSWER_SLOTS, <i32>slots);
    store<i32>(desk + ANSWER_MASK, mask);
  }
  const width = widthOf(desk);
  const entry = take(8 + <i32>width);
  if (entry === 0) return false;
  store<i32>(entry, hash);
  store<i32>(entry + 4, <i32>profile);
  memory.copy(entry + 8, KEY, width);
  insert(slots, mask, entry);
  store<i32>(desk + ANSWER_COUNT, load<i32>(desk + ANSWER_COUNT) + 1);
  return true;
}
