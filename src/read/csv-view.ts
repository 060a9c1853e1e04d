import type { CellPlace, CellSpans, Fault, RowView } from '../model/row.ts';
import type { CsvCursor } from './csv-cursor.ts';
import { isAsciiRow } from './quick-row.ts';
import { countBreaks } from './quotes.ts';
import { DOUBLED, PLAIN, QUOTED } from './scan-row.ts';
import { eachUnreadable, hexOf, rawOf, textOf } from './text.ts';
import type { Window } from './window.ts';

/** A row view whose facts the reader sets before it lends it. */
export type OpenView = { -readonly [key in keyof RowView]: RowView[key] };

/** The text of cell `index` (0-based) of the cursor's row; null past the end. */
export function cellText(cursor: CsvCursor, window: Window, index: number): string | null {
  const { row } = cursor;
  if (!(index >= 0 && index < row.count)) return null;
  const text = textOf(window, row.starts[index]!, row.ends[index]!, window.ascii || isAsciiRow(row));
  return row.forms[index] === DOUBLED ? text.replaceAll('""', '"') : text;
}

function cellPlace({ row }: CsvCursor, window: Window, index: number): CellPlace | null {
  if (!(index >= 0 && index < row.count)) return null;
  const quote = row.forms[index] === PLAIN ? 0 : 1;
  const [start, end] = [row.starts[index]! - quote, row.ends[index]! + quote];
  return { start: offsetOf(window, start), end: offsetOf(window, end), form: quote === 0 ? 'plain' : 'quoted' };
}

/** All cells of the cursor's row as text. */
export function cellTexts(cursor: CsvCursor, window: Window): string[] {
  return Array.from({ length: cursor.row.count }, (_, index) => cellText(cursor, window, index)!);
}

/** A view on the cursor's row; `showRow` sets its facts. */
export function csvView(cursor: CsvCursor, window: Window): OpenView {
  const { starts, ends, forms } = cursor.row;
  return {
    spans: { units: window.units, starts, ends, forms, verbatim: (1 << PLAIN) | (1 << QUOTED), doubled: 1 << DOUBLED },
    ...{ record: 0, line: 0, start: 0, end: 0, length: 0, ragged: false },
    cell: (index) => cellText(cursor, window, index),
    place: (index) => cellPlace(cursor, window, index),
    raw: (from, to) => rawOf(window, from, to),
  };
}

/** Sets the view to the cursor's row. */
export function showRow(view: OpenView, cursor: CsvCursor, window: Window, record: number, line: number, expected: number): void {
  const { spans } = view as { spans: CellSpans };
  spans.units = window.units;
  spans.starts = cursor.row.starts;
  spans.ends = cursor.row.ends;
  spans.forms = cursor.row.forms;
  view.record = record;
  view.line = line;
  view.start = offsetOf(window, cursor.start);
  view.end = offsetOf(window, cursor.row.end);
  view.length = cursor.row.count;
  view.ragged =
    expected > 0 && (cursor.row.count !== expected || (cursor.faults.length > 0 && cursor.faults.some(({ inDoubt }) => inDoubt)));
}

/** 0-based byte offset in the file of a unit of the window. */
export const offsetOf = (window: Window, unit: number): number =>
  window.offset + unit * window.width - (window.torn && unit === window.length ? 1 : 0);

/** Finds line and cell of the cursor's row for units that come in ascending order. */
function placer(
  { row, start, startLine }: CsvCursor,
  { units }: Window,
): (unit: number) => { readonly line: number; readonly column: number } {
  let cell = 0;
  let line = startLine;
  let counted = start;
  return (unit) => {
    while (cell + 1 < row.count && row.starts[cell + 1]! <= unit) cell++;
    if (row.breaks > 0) line += countBreaks(units, counted, unit);
    counted = unit;
    return { line, column: cell + 1 };
  };
}

/** Faults of the row's quotes. */
export function quoteFaults({ faults, startLine }: CsvCursor, record: number | null): Fault[] {
  return faults.map(({ fault, cell, breaksBefore, swallowed }) => {
    const line = startLine + breaksBefore;
    const column = cell + 1;
    const lines =
      fault === 'unclosed-quote' ? { swallowedFrom: line, swallowedTo: line + swallowed } : { from: line, to: line + swallowed };
    const detail = fault === 'stray-quote' ? { column } : { column, ...lines };
    return { kind: 'fault', fault, record, line, column, detail };
  });
}

/** Faults of the row's characters: sequences that can't be read in the file's encoding, and NULs. */
export function characterFaults(
  cursor: CsvCursor,
  window: Window,
  record: number | null,
  emit: (fault: Fault) => void,
  badBytes: boolean,
): void {
  const { start, row } = cursor;
  if (badBytes) {
    const place = placer(cursor, window);
    eachUnreadable(window, start, row.end, (from, to) => {
      const { line, column } = place(from);
      const detail = { offset: offsetOf(window, from), bytes: hexOf(window, from, to), column };
      emit({ kind: 'fault', fault: 'unreadable-bytes', record, line, column, detail });
    });
  }
  const held = window.units.subarray(start, row.end);
  const first = held.indexOf(0);
  if (first < 0) return;
  let count = 0;
  for (const unit of held) if (unit === 0) count++;
  const detail = { offset: offsetOf(window, start + first), count };
  emit({ kind: 'fault', fault: 'nul-character', record, ...placer(cursor, window)(start + first), detail });
}
