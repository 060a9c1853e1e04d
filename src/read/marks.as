// Finds, 64 bytes at a time, where cells and rows may end: quotes, and the delimiters, LF and CR that stand outside quotes.
// And finds from these the cells of plain rows.

/** Pages of 64 KiB: a span of bytes, the places found in it, the cells of a row, and what is known of a table. */
memory.grow(6);

/** Cells that a row found here may have. */
const MOST: i32 = 2048;
/** Where things stand in memory; `marks-module.ts` knows it too. */
const PLACES: usize = 65600;
const STARTS: usize = PLACES + 4 * 65540;
const ENDS: usize = STARTS + 4 * MOST;
const FORMS: usize = ENDS + 4 * MOST;
/** By the first byte of a row, whether its first cell may be a heading. */
const HEADINGS: usize = FORMS + MOST;
/** What was found last, each of 4 bytes: cells, end, next row, line ends in quotes, kind of line end, whether it is sure, next place. */
const FACTS: usize = HEADINGS + 256;

/** -1 if the first byte to be looked at stands in quotes, else 0. */
export let inQuotes: i64 = 0;

/** What is added to the places of the bytes looked at last. */
let origin: i32 = 0;

const QUOTE: i8 = 34;
const LF: i8 = 10;
const CR: i8 = 13;
const SPACE: i32 = 32;
const APOSTROPHE: i32 = 39;

@inline
function bits(at: usize, a: v128): u64 {
  return (<u64>(<u32>i8x16.bitmask(a))) << at;
}

/** A bit for each of 64 bytes that is this one. */
@inline
function equal(at: usize, splat: v128): u64 {
  return (
    bits(0, i8x16.eq(v128.load(at), splat)) |
    bits(16, i8x16.eq(v128.load(at, 16), splat)) |
    bits(32, i8x16.eq(v128.load(at, 32), splat)) |
    bits(48, i8x16.eq(v128.load(at, 48), splat))
  );
}

@inline
function ends(at: usize, delimiter: v128, lf: v128, cr: v128, shift: usize): u64 {
  const bytes = v128.load(at);
  return bits(shift, v128.or(i8x16.eq(bytes, delimiter), v128.or(i8x16.eq(bytes, lf), i8x16.eq(bytes, cr))));
}

/**
 * Looks at `length` bytes from 0 on, which are followed by zeros to a multiple of 64, and writes each place, with `base` added,
 * from `out` on. `inQuotes` says of what follows the last byte what it said of the first.
 * @returns one past the last place written
 */
export function mark(length: usize, delimiter: i32, base: i32, out: usize): usize {
  origin = base;
  const splat = i8x16.splat(<i8>delimiter);
  const quote = i8x16.splat(QUOTE);
  const lf = i8x16.splat(LF);
  const cr = i8x16.splat(CR);
  let carry = inQuotes;
  for (let at: usize = 0; at < length; at += 64) {
    const quotes = equal(at, quote);
    // A byte stands in quotes if the quotes up to it, itself included, are odd in number.
    let inside = quotes;
    inside ^= inside << 1;
    inside ^= inside << 2;
    inside ^= inside << 4;
    inside ^= inside << 8;
    inside ^= inside << 16;
    inside ^= inside << 32;
    inside ^= <u64>carry;
    carry = (<i64>inside) >> 63;
    const all = ends(at, splat, lf, cr, 0) | ends(at + 16, splat, lf, cr, 16) | ends(at + 32, splat, lf, cr, 32) | ends(at + 48, splat, lf, cr, 48);
    let marks = quotes | (all & ~inside);
    while (marks !== 0) {
      store<i32>(out, base + <i32>at + <i32>ctz(marks));
      out += 4;
      marks &= marks - 1;
    }
  }
  inQuotes = carry;
  return out;
}

/** How many of the bytes from `from` up to `to` are this one. */
export function countIn(from: usize, to: usize, byte: i32): i32 {
  const splat = i8x16.splat(<i8>byte);
  let found = 0;
  for (; from < to; from += 16) {
    let found16 = i8x16.bitmask(i8x16.eq(v128.load(from), splat));
    if (to - from < 16) found16 &= (1 << <i32>(to - from)) - 1;
    found += popcnt(found16);
  }
  return found;
}

@inline
function byteAt(place: i32): i32 {
  return load<u8>(<usize>(place - origin));
}

/** The first LF or CR in `[from, to)`, or `to`. */
@inline
function firstBreak(from: i32, to: i32): i32 {
  const lf = i8x16.splat(LF);
  const cr = i8x16.splat(CR);
  for (let at = from; at < to; at += 16) {
    const bytes = v128.load(<usize>(at - origin));
    const found = v128.or(i8x16.eq(bytes, lf), i8x16.eq(bytes, cr));
    if (v128.any_true(found)) return min(to, at + ctz(i8x16.bitmask(found)));
  }
  return to;
}

/** Line ends in `[from, to)`: LF, CRLF and CR count one each. */
function breaksIn(from: i32, to: i32): i32 {
  let breaks = 0;
  for (let at = from; at < to; at++) {
    const byte = byteAt(at);
    if (byte === LF || (byte === CR && (at + 1 >= to || byteAt(at + 1) !== LF))) breaks++;
  }
  return breaks;
}

function hasDigit(from: i32, to: i32): bool {
  for (let at = from; at < to; at++) if (<u32>(byteAt(at) - 48) < 10) return true;
  return false;
}

/** 1 if all bytes in `[from, to)`, which were marked last, are ASCII. */
export function isAscii(from: i32, to: i32): i32 {
  const end = <usize>(to - origin);
  let at = <usize>(from - origin);
  let all = i64x2.splat(0);
  for (; at + 16 <= end; at += 16) all = v128.or(all, v128.load(at));
  const rest = i8x16.bitmask(v128.load(at)) & ((1 << <i32>(end - at)) - 1);
  return <i32>((i8x16.bitmask(all) | rest) === 0);
}

@inline
function fact(index: usize, value: i32): void {
  store<i32>(FACTS + index * 4, value);
}

/**
 * Finds the cells of a plain row that begins at `from`, the first of whose marks is the one at index `next`. It must end before `to`,
 * where the marks end, with LF or CRLF.
 *
 * @param expected cells that it should have; 0 if that is not known
 * @param digits 1 if a first cell with a digit is no heading
 * @returns 0 if it is not plain, or not here whole; it is looked for again otherwise
 */
export function row(from: i32, next: i32, to: i32, delimiter: i32, expected: i32, digits: i32): i32 {
  if (byteAt(from) <= SPACE) return 0;
  let at: usize = PLACES + (<usize>next << 2);
  let pos = from;
  let count = 0;
  let filled = 0;
  let breaks = 0;
  let first = 0;
  let unit: i32;
  for (;;) {
    if (count === MOST) return 0;
    const cell = <usize>count << 2;
    let end = load<i32>(at);
    at += 4;
    if (end === to) return 0;
    unit = byteAt(end);
    if (unit === QUOTE) {
      // One inside a cell is not plain.
      if (end !== pos) return 0;
      const start = pos + 1;
      let form: u8 = 1;
      for (;;) {
        end = load<i32>(at);
        at += 4;
        // What stands behind the quote says whether it closes.
        if (end + 1 >= to) return 0;
        if (byteAt(end + 1) !== QUOTE) break;
        form = 2;
        at += 4;
      }
      const broken = firstBreak(start, end);
      if (broken < end) {
        if (broken === start) return 0;
        if (breaks === 0) first = broken;
        breaks += breaksIn(broken, end);
      }
      store<i32>(STARTS + cell, start);
      store<i32>(ENDS + cell, end);
      store<u8>(FORMS + <usize>count, form);
      filled += <i32>(end > start);
      pos = end + 1;
      at += 4;
      unit = byteAt(pos);
    } else {
      store<i32>(STARTS + cell, pos);
      store<i32>(ENDS + cell, end);
      store<u8>(FORMS + <usize>count, 0);
      filled += <i32>(end > pos);
      pos = end;
    }
    count++;
    if (unit !== delimiter) break;
    pos++;
  }
  let after = pos + 1;
  if (unit === CR) {
    if (after >= to || byteAt(after) !== LF) return 0;
    after++;
    at += 4;
  } else if (unit !== LF) return 0;
  // Lines with as many delimiters as a record has may be records themselves.
  if (breaks > 0 && expected > 0) {
    if (count !== expected) return 0;
    if (countIn(<usize>(first - origin), <usize>(pos - origin), delimiter) >= expected - 1) return 0;
  }
  fact(0, count);
  fact(1, pos);
  fact(2, after);
  fact(3, breaks);
  fact(4, unit);
  fact(6, <i32>((at - PLACES) >> 2));
  const start = load<i32>(STARTS);
  const end = load<i32>(ENDS);
  const head = byteAt(start);
  const isHeading = load<u8>(HEADINGS + <usize>head) !== 0 && (digits === 0 || !hasDigit(start, end));
  fact(5, <i32>(count === expected && filled > 4 && end > start && head !== APOSTROPHE && !isHeading));
  return 1;
}

/**
 * Goes over rows that are plain, sure and end as told (`ending`: LF, or CR of CRLF), until one is not or begins at `stop` or later.
 * The facts then say: rows, nothing, next row, line ends in quotes, nothing, nothing, next place.
 *
 * @returns how many rows
 */
export function rows(from: i32, next: i32, to: i32, delimiter: i32, expected: i32, digits: i32, ending: i32, stop: i32): i32 {
  let count = 0;
  let breaks = 0;
  while (from < stop && row(from, next, to, delimiter, expected, digits) !== 0) {
    if (load<i32>(FACTS + 20) === 0 || load<i32>(FACTS + 16) !== ending) break;
    count++;
    breaks += load<i32>(FACTS + 12);
    from = load<i32>(FACTS + 8);
    next = load<i32>(FACTS + 24);
  }
  fact(2, from);
  fact(3, breaks);
  fact(6, next);
  return count;
}
