import { CR, LF, QUOTE, SPACE, type Units } from './window.ts';

/** More of the file is needed to tell. */
export const UNKNOWN = -2;
/** No quote closes it before the end of the file. */
export const NEVER = -1;
/** A quote may close it, but so far off, over lines that look like records, that it can't be meant. */
export const TOO_FAR = -3;

/** Beyond this distance, in units, an open quote is judged by the look of the lines after it. */
export const QUOTE_REACH = 128 << 20;

/** Hard limit, in units, of what is held for one open quote. */
export const QUOTE_LIMIT = 256 << 20;
const LINES_LOOKED_AT = 100;
const REACHES = { near: QUOTE_REACH, far: QUOTE_LIMIT };

/** Physical lines that end in `[from, to)`: LF, CRLF and CR count one each. */
export function countBreaks(units: Units, from: number, to: number): number {
  let breaks = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at];
    if (unit === LF || (unit === CR && (at + 1 >= to || units[at + 1] !== LF))) breaks++;
  }
  return breaks;
}

/** Cells of the physical line from `from` on, all quotes taken as text; `end` is where the line ends. */
export function literalCells(units: Units, from: number, length: number, delimiter: number): { cells: number; end: number } {
  let cells = 1;
  let at = from;
  for (; at < length; at++) {
    const unit = units[at];
    if (unit === LF || unit === CR) break;
    if (unit === delimiter) cells++;
  }
  return { cells, end: at };
}

/** Of the lines that begin in `[from, to)`, at most `most` of them, how many are not empty and how many have `expected` cells. */
export function linesLike(
  units: Units,
  from: number,
  to: number,
  delimiter: number,
  expected: number,
  most: number,
): { lines: number; alike: number } {
  let lines = 0;
  let alike = 0;
  for (let at = from; at < to && lines < most; ) {
    const line = literalCells(units, at, to, delimiter);
    if (line.end > at) {
      lines++;
      if (line.cells === expected) alike++;
    }
    at = line.end + 1;
  }
  return { lines, alike };
}

/** Units at the start of a line without one delimiter that no blank follows: the line is prose, not a record. */
const PROSE = 80;

/**
 * True if a line that begins in `[from, to)` reads like a record, all quotes taken as text: it has `expected` cells or more,
 * and half of its delimiters at least are not followed by a blank, as they are in prose.
 */
export function hasRecordLine(units: Units, from: number, to: number, delimiter: number, expected: number): boolean {
  for (let at = from; at < to; at++) {
    let cells = 1;
    let hard = 0;
    for (const start = at; at < to && units[at] !== LF && units[at] !== CR; at++) {
      if (hard === 0 && at - start > PROSE) {
        cells = 0;
        while (at + 1 < to && units[at + 1] !== LF && units[at + 1] !== CR) at++;
      } else if (units[at] === delimiter) {
        cells++;
        if (units[at + 1] !== SPACE) hard++;
      }
    }
    if (cells >= expected && hard * 2 >= expected - 1) return true;
  }
  return false;
}

/** One past the end of the first line end in `[from, to)`, or `to`. */
export function afterLine(units: Units, from: number, to: number): number {
  let at = from;
  while (at < to && units[at] !== LF && units[at] !== CR) at++;
  return at < to && units[at] === CR && units[at + 1] === LF ? Math.min(to, at + 2) : Math.min(to, at + 1);
}

function firstOddRun(units: Units, from: number, to: number, length: number, last: boolean): number {
  for (let at = from; ; ) {
    while (at < to && units[at] !== QUOTE) at++;
    if (at >= to) return NEVER;
    const run = at;
    while (units[at] === QUOTE) at++;
    if (at >= length && !last) return UNKNOWN;
    if ((at - run) % 2 === 1) return at - 1;
  }
}

/**
 * The quote that closes the one at `open`: the last of the first odd run of quotes after it.
 * Each odd run is looked for once and then either closes or opens, so a file of quotes is read in linear time.
 *
 * @param reaches how far, in units, a quote is looked for whatever stands between, and at all
 */
export function findClose(
  units: Units,
  open: number,
  length: number,
  last: boolean,
  delimiter: number,
  expected: number,
  { near: nearby, far: farthest } = REACHES,
): number {
  const reach = open + 1 + nearby;
  const near = firstOddRun(units, open + 1, Math.min(length, reach), length, last);
  if (near !== NEVER) return near;
  if (length < reach) return last ? NEVER : UNKNOWN;
  const first = literalCells(units, open, reach, delimiter).end + 1;
  const { lines, alike } = linesLike(units, first, reach, delimiter, expected, LINES_LOOKED_AT);
  if (expected > 1 && alike * 2 > lines) return TOO_FAR;
  const far = firstOddRun(units, reach, Math.min(length, open + farthest), length, last);
  if (far !== NEVER) return far;
  if (length >= open + farthest) return TOO_FAR;
  return last ? NEVER : UNKNOWN;
}

/** One past the last unit that a naive reader would have swallowed. */
export function swallowEnd(open: number, close: number, length: number): number {
  if (close >= 0) return close;
  return close === TOO_FAR ? Math.min(length, open + 1 + QUOTE_REACH) : length;
}
