import { carefulRow, cutInQuotes, type QuoteFault } from './careful-row.ts';
import { quickRow } from './quick-row.ts';
import { CAREFUL, type Dialect, DONE, growRow, MORE, more, newRow, PLAIN, type RowCells, scanRow } from './scan-row.ts';
import { CR, LF, SPACE, TAB, type Window } from './window.ts';

/** Goes through the rows of a window, and from window to window. */
export interface CsvCursor {
  /** Unit of the window where the next row is looked for. */
  pos: number;
  /** 1-based physical line of `pos`. */
  line: number;
  readonly dialect: Dialect;
  /** True if the rows were written from a sheet: a line end inside a cell is none of the table's, and blank cells at a row's end are left out. */
  readonly sheet: boolean;
  /** Cells that every row should have; 0 if not known. */
  expected: number;
  /** The row found: its cells, its first unit, its line, its quote faults. */
  readonly row: RowCells;
  start: number;
  startLine: number;
  readonly faults: QuoteFault[];
  /** True if the file ends inside a quoted cell of this row, and this is where it is cut. */
  cut: boolean;
  /** Blank lines directly before the row, or before the end; whoever takes the row sets it back to 0. */
  blanks: number;
}

/** No row is left. */
export const END = 3;

/** A cursor at the start of a window, on the given 1-based line. */
export function newCursor(dialect: Dialect, expected: number, line: number, sheet = false): CsvCursor {
  return { pos: 0, line, dialect, sheet, expected, row: newRow(), start: 0, startLine: line, faults: [], cut: false, blanks: 0 };
}

/** Steps over lines that are empty or hold blanks only. False if more of the file is needed to tell. */
function skipBlankLines(cursor: CsvCursor, window: Window, last: boolean): boolean {
  const { units, length } = window;
  for (;;) {
    let pos = cursor.pos;
    while ((units[pos] === SPACE || units[pos] === TAB) && units[pos] !== cursor.dialect.delimiter) pos++;
    if (pos >= length) {
      if (last) cursor.pos = length;
      return last;
    }
    const unit = units[pos];
    if (unit !== LF && unit !== CR) return true;
    if (unit === CR && pos + 1 >= length && !last) return false;
    cursor.pos = unit === CR && pos + 1 < length && units[pos + 1] === LF ? pos + 2 : pos + 1;
    cursor.line++;
    cursor.blanks++;
  }
}

/** Makes a row of a sheet what it is there: one row, and as wide as the sheet. */
function fillRow(row: RowCells, width: number): void {
  row.breaks = 0;
  while (row.count < width) {
    if (row.count === row.starts.length) growRow(row);
    row.starts[row.count] = row.end;
    row.ends[row.count] = row.end;
    row.forms[row.count++] = PLAIN;
  }
}

/**
 * Finds the next row that is no blank line. DONE: it stands in the cursor, which has moved past it.
 * MORE: it can't be told without what follows in the file. END: there is none.
 */
export function nextRow(cursor: CsvCursor, window: Window, last: boolean): typeof DONE | typeof MORE | typeof END {
  if (window.units[cursor.pos]! <= SPACE && !skipBlankLines(cursor, window, last)) return more(cursor.row, 'anything');
  const { units, length } = window;
  const { pos, dialect, row, faults, sheet } = cursor;
  // Rows of a sheet are well written, whatever their cells look like.
  const expected = sheet ? 0 : cursor.expected;
  if (pos >= length) return last ? END : more(row, 'anything');
  if (faults.length > 0) faults.length = 0;
  cursor.cut = false;
  row.sure = false;
  row.module = null;
  row.ascii = false;
  let outcome: number = quickRow(window, pos, dialect, expected, row) ? DONE : scanRow(window, pos, last, dialect, expected, row);
  if (outcome === CAREFUL) {
    const ground = { units, from: pos, length, last, dialect, expected, row };
    outcome = carefulRow(ground, faults);
    if (expected > 0 && faults.some((fault) => fault.toEnd)) cursor.cut = cutInQuotes(ground);
  }
  if (outcome === MORE) return MORE;
  if (sheet) fillRow(row, cursor.expected);
  cursor.start = pos;
  cursor.startLine = cursor.line;
  cursor.pos = row.next;
  cursor.line += row.breaks + (row.terminated ? 1 : 0);
  return DONE;
}

/** True if nothing but blank lines follows; null if more of the file is needed to tell. */
export function nothingFollows(cursor: CsvCursor, window: Window, last: boolean): boolean | null {
  const { units, length } = window;
  let pos = cursor.pos;
  while (pos < length) {
    const unit = units[pos]!;
    if (unit === cursor.dialect.delimiter || (unit !== SPACE && unit !== TAB && unit !== LF && unit !== CR)) return false;
    pos++;
  }
  return last ? true : null;
}
