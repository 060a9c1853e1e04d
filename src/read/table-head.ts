import type { Fault, FaultName, Row } from '../model/row.ts';
import type { Encoding } from '../model/source.ts';
import { standInApostrophes } from './apostrophes.ts';
import { type CsvCursor, newCursor, nextRow } from './csv-cursor.ts';
import { cellTexts, characterFaults, offsetOf, quoteFaults } from './csv-view.ts';
import { DONE, dialectOf } from './scan-row.ts';
import { append, closeWindow, openWindow, type Window } from './window.ts';
import type { SheetWidths } from './workbook/sheet-table.ts';

/** Rows that the header is looked for in. */
const ROWS_LOOKED_AT = 50;

/** The index of the header among the first rows, or -1. */
export type FindHeader = (rows: readonly (readonly string[])[]) => number;

/** What stands before the first record of a table. */
export interface TableHead {
  /** Null if the table has no header or no row at all. */
  readonly header: Row | null;
  /** Cells that every row should have; 0 if the table has no row. */
  readonly expected: number;
  /** Where the data begins: 0-based offset, 1-based line. */
  readonly body: { readonly start: number; readonly line: number };
  readonly faults: readonly Fault[];
}

interface HeadRow extends Row {
  readonly cells: readonly string[];
  readonly after: { readonly start: number; readonly line: number };
  readonly faults: readonly Fault[];
}

const headFault = (fault: FaultName, line: number, detail: Fault['detail'], column?: number): Fault => ({
  kind: 'fault',
  fault,
  record: null,
  line,
  ...(column === undefined ? {} : { column }),
  detail,
});

function takeRow(cursor: CsvCursor, window: Window): HeadRow {
  const faults = quoteFaults(cursor, null);
  characterFaults(cursor, window, null, (fault) => faults.push(fault), true);
  if (!cursor.sheet && standInApostrophes(cursor, window)) faults.push(headFault('apostrophe-quotes', cursor.startLine, {}));
  return {
    kind: 'row',
    cells: cellTexts(cursor, window),
    record: 0,
    line: cursor.startLine,
    start: offsetOf(window, cursor.start),
    end: offsetOf(window, cursor.row.end),
    after: { start: offsetOf(window, cursor.pos), line: cursor.line },
    faults,
  };
}

/** The number of cells that most rows have; of two that are as common, the larger. */
function commonCount(rows: readonly HeadRow[]): number {
  const tally = new Map<number, number>();
  for (const { cells } of rows) tally.set(cells.length, (tally.get(cells.length) ?? 0) + 1);
  return [...tally].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] > best[0]) ? one : best))[0];
}

/** Faults of the headings: blank ones, and those that stand twice (outer blanks aside). */
function headingFaults({ cells, line }: HeadRow): Fault[] {
  const places = new Map<string, number[]>();
  cells.forEach((cell, index) => {
    const heading = cell.trim();
    places.set(heading, [...(places.get(heading) ?? []), index + 1]);
  });
  const blank = places.get('');
  places.delete('');
  const faults = blank === undefined ? [] : [headFault('blank-column-name', line, { columns: blank }, blank[0])];
  for (const [heading, columns] of places)
    if (columns.length > 1) faults.push(headFault('duplicate-column', line, { heading, columns }, columns[1]));
  return faults;
}

/**
 * Reads the header and what stands before it. `head` are the bytes from offset `start` and 1-based `line` on; `last` says that they are all.
 * Returns null if they hold no whole row and more could follow. `widths` says that the table was written from a sheet, whose rows are all as
 * wide as the widest from the header on.
 */
export function readTableHead(
  head: Uint8Array,
  at: { readonly start: number; readonly line: number },
  last: boolean,
  encoding: Encoding,
  delimiter: string,
  findHeader: FindHeader = () => 0,
  widths?: SheetWidths,
): TableHead | null {
  const window = openWindow(encoding, at.start);
  append(window, head);
  if (last) closeWindow(window);
  const cursor = newCursor(dialectOf(delimiter.charCodeAt(0), window.width), 0, at.line, widths !== undefined);
  const rows: HeadRow[] = [];
  while (rows.length < ROWS_LOOKED_AT && nextRow(cursor, window, last) === DONE) rows.push(takeRow(cursor, window));
  const [first] = rows;
  if (first === undefined) return last ? { header: null, expected: 0, body: at, faults: [] } : null;
  const index = findHeader(rows.map((row) => row.cells));
  const found = rows[index];
  const width = widths === undefined ? 0 : Math.max(widths.rest, ...widths.first.slice(Math.max(0, index)));
  if (found === undefined) {
    return { header: null, expected: width || commonCount(rows), body: at, faults: [headFault('no-header', first.line, {})] };
  }
  const header = { ...found, cells: [...found.cells, ...new Array<string>(Math.max(0, width - found.cells.length)).fill('')] };
  const before = rows.slice(0, index);
  const faults = before.flatMap((row) => row.faults);
  if (index > 0)
    faults.unshift(headFault('lines-before-header', first.line, { from: first.line, to: rows[index - 1]!.after.line - 1, rows: index }));
  return { header, expected: header.cells.length, body: header.after, faults: [...faults, ...header.faults, ...headingFaults(header)] };
}
