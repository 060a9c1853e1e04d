import { MANY_COLUMNS, mayHoldRecords } from './held-records.ts';
import { countOf, markOn, marksAt } from './marks.ts';
import type { MarksModule } from './marks-module.ts';
import { countBreaks, QUOTE_REACH } from './quotes.ts';
import { CR, LF, nextUnit, QUOTE, type Units, type Window } from './window.ts';

/** Where the cells of one row stand, in units of the window. Lent: the next row overwrites it. */
export interface RowCells {
  starts: Int32Array;
  ends: Int32Array;
  /** How each cell is written: as it stands, in quotes, or in quotes with doubled quotes inside. */
  forms: Uint8Array;
  count: number;
  /** One past the row's last unit, its line end not included. */
  end: number;
  /** The first unit after the line end. */
  next: number;
  /** Line ends inside quoted cells. */
  breaks: number;
  /** True if a line end follows; false at the end of the file without one. */
  terminated: boolean;
  /** What must come before a row that needs more of the file can end; a far quote is one beyond `QUOTE_REACH`, which was looked at. */
  wants: 'quote' | 'far-quote' | 'line-end' | 'anything';
  /** True if it is known to be a record like most: neither a header nor a closing line, of as many cells as expected, with nothing to tell. */
  sure: boolean;
  /** What found it in one call, and from which unit on; null if it was found step by step. It is asked but once whether all of the row is ASCII. */
  module: MarksModule | null;
  from: number;
  ascii: boolean;
}

export const PLAIN = 0;
export const QUOTED = 1;
export const DOUBLED = 2;

/** The row is there; more of the file is needed to tell; the row is not plain and needs the careful way. */
export const DONE = 0;
export const MORE = 1;
export const CAREFUL = 2;
export type Outcome = typeof DONE | typeof MORE | typeof CAREFUL;

/** A delimiter, and for every unit whether an unquoted cell ends or needs care there. */
export interface Dialect {
  readonly delimiter: number;
  readonly stops: Uint8Array;
  /** By unit below 256, 1 if a first cell that begins so may be a heading, and whether it is none if it has a digit (1, else 0). */
  readonly headings: Uint8Array;
  readonly digits: number;
}

const EVERY = new Uint8Array(256).fill(1);

/** The dialect of a delimiter, given as its unit, for windows with units of `width` bytes. */
export function dialectOf(delimiter: number, width: 1 | 2, headings: Uint8Array = EVERY, digits = 0): Dialect {
  const stops = new Uint8Array(256 ** width);
  for (const unit of [delimiter, QUOTE, LF, CR]) stops[unit] = 1;
  return { delimiter, stops, headings, digits };
}

/** Room for the cells of a row; it grows with need. */
export function newRow(): RowCells {
  const size = 64;
  return {
    starts: new Int32Array(size),
    ends: new Int32Array(size),
    forms: new Uint8Array(size),
    count: 0,
    end: 0,
    next: 0,
    breaks: 0,
    terminated: true,
    wants: 'anything',
    sure: false,
    module: null,
    from: 0,
    ascii: false,
  };
}

/** Doubles the room. */
export function growRow(row: RowCells): void {
  const { starts, ends, forms } = row;
  row.starts = new Int32Array(starts.length * 2);
  row.ends = new Int32Array(starts.length * 2);
  row.forms = new Uint8Array(starts.length * 2);
  row.starts.set(starts);
  row.ends.set(ends);
  row.forms.set(forms);
}

/**
 * Finds the cells of a plain RFC 4180 row that begins at unit `from`. Line ends are LF, CRLF or CR.
 * `last` says that the file ends with the window. Left to the careful way too are a row that spans lines and has not `expected` cells
 * (0 is any number) or whose lines may be records themselves, and a quoted cell that begins with a line end.
 */
export function scanRow(window: Window, from: number, last: boolean, dialect: Dialect, expected: number, row: RowCells): Outcome {
  const { units, length } = window;
  const { delimiter } = dialect;
  const marks = marksAt(window, from);
  // A mark of `to` stands for those that follow. Written out each time: a call for each cell would take longer than all else.
  let { places, next, to } = marks;
  let { starts, ends, forms } = row;
  let count = 0;
  let breaks = 0;
  let firstBreak = 0;
  let pos = from;
  marks.row = -1;
  for (;;) {
    if (count === starts.length) {
      growRow(row);
      ({ starts, ends, forms } = row);
    }
    let end = places[next++]!;
    if (end === to) {
      end = markOn(window, delimiter);
      ({ places, next, to } = marks);
    }
    if (end === pos && units[pos] === QUOTE) {
      let form = QUOTED;
      for (;;) {
        end = places[next++]!;
        if (end === to) {
          end = markOn(window, delimiter);
          ({ places, next, to } = marks);
        }
        if (end >= length) return last || end - from > QUOTE_REACH ? CAREFUL : more(row, 'quote');
        if (units[end + 1] !== QUOTE) break;
        form = DOUBLED;
        if (places[next++] === to) {
          markOn(window, delimiter);
          ({ places, next, to } = marks);
        }
      }
      if (end + 1 >= length && !last) return more(row, 'anything');
      const lf = nextUnit(window, window.lf, pos);
      const cr = nextUnit(window, window.cr, pos);
      if (lf < end || cr < end) {
        if (breaks === 0) firstBreak = Math.min(lf, cr);
        breaks += countBreaks(units, Math.min(lf, cr), end);
        const first = units[pos + 1];
        if (first === LF || first === CR) return CAREFUL;
      }
      starts[count] = pos + 1;
      forms[count] = form;
      ends[count++] = end;
      pos = end + 1;
      end = places[next++]!;
      if (end === to) {
        end = markOn(window, delimiter);
        ({ places, next, to } = marks);
      }
      if (end !== pos) return CAREFUL;
    } else {
      starts[count] = pos;
      forms[count] = PLAIN;
      ends[count++] = end;
      pos = end;
    }
    const unit = units[pos];
    if (unit !== delimiter) {
      if (unit === QUOTE) return CAREFUL;
      break;
    }
    pos++;
  }
  if (breaks > 0 && expected > 0) {
    if (count !== expected) return CAREFUL;
    // Most text has too few delimiters for a line of it to be a record of many cells.
    const may = expected < MANY_COLUMNS || countOf(window, firstBreak, pos, delimiter) >= expected - 1;
    if (may && mayHoldRecords(units, from, pos, delimiter, expected)) return CAREFUL;
  }
  row.count = count;
  row.breaks = breaks;
  const outcome = endRow(units, pos, length, last, row);
  if (outcome !== DONE) return outcome;
  if (row.next - row.end === 2 && places[next++] === to) {
    markOn(window, delimiter);
    ({ next } = marks);
  }
  marks.next = next;
  marks.row = row.next;
  return DONE;
}

/** Notes what a row wants that needs more of the file. */
export function more(row: RowCells, wants: RowCells['wants']): typeof MORE {
  row.wants = wants;
  return MORE;
}

/** Notes where the row that ends at `pos` ends and where the next begins. */
export function endRow(units: Units, pos: number, length: number, last: boolean, row: RowCells): typeof DONE | typeof MORE {
  row.end = pos;
  row.terminated = pos < length;
  if (pos >= length) {
    row.next = pos;
    return last ? DONE : more(row, 'line-end');
  }
  if (units[pos] === CR) {
    if (pos + 1 >= length && !last) return more(row, 'anything');
    row.next = pos + 1 < length && units[pos + 1] === LF ? pos + 2 : pos + 1;
  } else row.next = pos + 1;
  return DONE;
}
