// The cells of a row: where those of each field stand, what is known of them, and what is learnt.
import { noteDate } from './dates';
import { findList, learnItems } from './lists';
import { findLong, isAsciiText, learnText } from './long-texts';
import { ABSENT, ASKED, COLUMN, CONSTANT, COUNTS, DAYS, ENDS, fields, FORMS, FOUND_COUNT, hold, IDENTITIES } from './memory';
import { IS_FORGOTTEN, KINDS, MARKS, MISSED_COUNT, NUMBERS, OPEN, ROW, STARTS, TABLES, take, TOGETHER, WHOLE, words } from './memory';
import { AFTER, ALPHABET, ANSWERS, BEFORE, BYTES, DATE, fill, find, findShape, forget, HAS_BUT } from './tables';
import { IDENTITY, IS_OFF, makeRoom, newTable, NUMBER, OWN_MARKS, PROFILE, put, QUESTIONS, toKinds, TURN } from './tables';

/** Bytes of the longest cell that is kept. */
const LONGEST: i32 = 64;
const SPACE: u8 = 0x20;
/** Of a field with many cells, one in so many of those that are new is kept by its bytes: which comes again soon is. */
const TURNS: i32 = 16;

/** Stands for a day that is not known. */
const NO_DAY: i32 = i32.MIN_VALUE;

/** What cells are counted from: where the row begins in what is held of the file. */
let base: i32 = 0;

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
    if (entry !== 0) {
      store<i32>(table + ANSWERS, load<i32>(table + ANSWERS) + 1);
      return entry;
    }
    const turn = load<i32>(table + TURN);
    if (turn === 0) return 0;
    store<i32>(table + TURN, (turn & (TURNS - 1)) + 1);
    if (turn === TURNS) return 0;
  }
  const shapes = <usize>load<i32>(tables + 4);
  if (shapes === 0 || ((verbatim >> form) & 1) === 0) return 0;
  if (load<u8>(at) === SPACE || load<u8>(at + <usize>length - 1) === SPACE || !toKinds(shapes, at, length)) return 0;
  return findShape(shapes, at, length);
}

/** The entry of a cell of the field's own, 0 if none is known. */
@inline
function entryOfOwn(field: usize, tables: usize, column: usize, verbatim: i32, doubled: i32): usize {
  const start = load<i32>(STARTS + (column << 2));
  const length = load<i32>(ENDS + (column << 2)) - start;
  const at = ROW + <usize>(start - base);
  const form = <i32>load<u8>(FORMS + column);
  const isVerbatim = ((verbatim >> form) & 1) !== 0;
  if (length <= LONGEST) {
    const entry = entryOf(tables, column, verbatim);
    return entry === 0 && isVerbatim ? findList(field, at, length) : entry;
  }
  const isDoubled = ((doubled >> form) & 1) !== 0;
  return isDoubled || isVerbatim ? findLong(field, at, length, isDoubled) : 0;
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

/**
 * Looks up the cells of the row.
 * @param from what cells are counted from
 * @param cells that it has
 * @param verbatim bit `1 << form` is set for the forms in which a cell's bytes are its text
 * @param doubled the same for those in which they are but for quotes, of which there are two for each
 */
export function look(from: i32, cells: i32, verbatim: i32, doubled: i32): void {
  base = from;
  let openCount = 0;
  store<i32>(FOUND_COUNT, 0);
  store<i32>(MISSED_COUNT, 0);
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
          ? entryOfOwn(field, tables, <usize>(source - 1), verbatim, doubled)
          : entryOf(tables + 8, <usize>(-source - 1), verbatim);
    store<i32>(DAYS + at, NO_DAY);
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
    noteDate(field, entry);
  }
  store<i32>(COUNTS, openCount);
}

/** Whether the cell of a column of the row looked up last is all printable ASCII, tabs and line ends. */
export function isAscii(column: i32): bool {
  const at = (<usize>column) << 2;
  const start = load<i32>(STARTS + at);
  return isAsciiText(ROW + <usize>(start - base), load<i32>(ENDS + at) - start);
}

/** Whether cells of the field, or those that it is split from, are kept by their bytes. */
export function keepsCells(field: i32, isPart: i32): bool {
  const table = <usize>load<i32>(TABLES + ((<usize>field) << 4) + ((<usize>isPart) << 3));
  return table === 0 || load<i32>(table + IS_OFF) === 0;
}

/** Whether the cell of the row looked up last is better kept by its shape: where most are new, only one in `TURNS` is kept by its bytes. */
export function prefersShape(field: i32, isPart: bool): bool {
  const table = <usize>load<i32>(TABLES + ((<usize>field) << 4) + ((<usize>isPart) << 3));
  return table !== 0 && load<i32>(table + TURN) > 1;
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
 * @param isShape whether it is so of all cells of the shape
 * @param date the bits in `dates.as`, and by these the day and the minute, or the days between which the date lies
 * @param hasBut whether some texts of the shape are left out
 */
export function learn(
  field: i32,
  cells: i32,
  number: i32,
  marks: i32,
  identity: i32,
  profile: usize,
  isShape: bool,
  date: i32,
  after: i32,
  before: i32,
  hasBut: i32,
): bool {
  store<i32>(IS_FORGOTTEN, 0);
  const source = sourceOf(field, cells);
  const column = <usize>(source > 0 ? source - 1 : -source - 1);
  const start = load<i32>(STARTS + (column << 2));
  const length = load<i32>(ENDS + (column << 2)) - start;
  if (source === 0 || length > LONGEST) return true;
  const tables = TABLES + ((<usize>field) << 4) + (source > 0 ? 0 : 8) + (isShape ? 4 : 0);
  let table = <usize>load<i32>(tables);
  if (table === 0) {
    table = newTable();
    if (table === 0) return false;
    store<i32>(tables, <i32>table);
  }
  let at = ROW + <usize>(start - base);
  let form = <i32>load<u8>(FORMS + column);
  if (load<i32>(table + IS_OFF) !== 0) return true;
  if (isShape) {
    if (!toKinds(table, at, length) || findShape(table, at, length) !== 0) return true;
    at = KINDS;
    form = 0;
  } else if (find(table, at, length, form) !== 0) return true;
  if (!makeRoom(table)) return true;
  let entry = put(table, at, length, form);
  if (entry === 0 && forget(table)) entry = put(table, at, length, form);
  if (entry === 0) return false;
  fill(entry, number, marks, identity, profile);
  store<i32>(entry + DATE, date);
  store<i32>(entry + AFTER, after);
  store<i32>(entry + BEFORE, before);
  store<i32>(entry + HAS_BUT, hasBut);
  return true;
}

/** Learns what the field's cell of the row looked up last, a long text, came to. False if there is no memory. */
export function learnLong(field: i32, cells: i32, number: i32, marks: i32, profile: usize): bool {
  const source = sourceOf(field, cells);
  if (source <= 0) return true;
  const column = (<usize>(source - 1)) << 2;
  const start = load<i32>(STARTS + column);
  return learnText(field, ROW + <usize>(start - base), load<i32>(ENDS + column) - start, number, marks, profile);
}

/** Learns what the field's cell of the row looked up last, a list whose items were learnt, came to. False if there is no memory. */
export function learnList(field: i32, cells: i32, number: i32, marks: i32, profile: usize): bool {
  const source = sourceOf(field, cells);
  if (source <= 0) return true;
  const column = (<usize>(source - 1)) << 2;
  const start = load<i32>(STARTS + column);
  return learnItems(<usize>field, ROW + <usize>(start - base), load<i32>(ENDS + column) - start, number, marks, profile);
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
