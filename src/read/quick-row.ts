import { marksAt, moduleOf } from './marks.ts';
import { BREAKS, COUNT, END, type MarksModule, NEXT_PLACE, NEXT_ROW, SURE } from './marks-module.ts';
import type { Dialect, RowCells } from './scan-row.ts';
import { CR, LF, type Window } from './window.ts';

/** The module with what it must know of a table. */
function forTable(module: MarksModule, dialect: Dialect): MarksModule {
  if (module.table === dialect) return module;
  module.headings.set(dialect.headings);
  module.table = dialect;
  return module;
}

/**
 * Finds the cells of the row at unit `from` in one call, if it is plain and stands whole among the marks made so far: then they are those
 * that `scanRow` finds. False if that has to be asked.
 */
export function quickRow(window: Window, from: number, dialect: Dialect, expected: number, row: RowCells): boolean {
  const marks = marksAt(window, from);
  const marked = moduleOf(marks);
  if (marked === null) return false;
  const module = forTable(marked, dialect);
  if (module.row(from, marks.next, marks.to, dialect.delimiter, expected, dialect.digits) === 0) return false;
  const { facts } = module;
  row.starts = module.starts;
  row.ends = module.ends;
  row.forms = module.forms;
  row.count = facts[COUNT]!;
  row.end = facts[END]!;
  row.next = marks.row = facts[NEXT_ROW]!;
  row.breaks = facts[BREAKS]!;
  row.terminated = true;
  row.sure = facts[SURE] !== 0;
  row.from = from;
  row.module = module;
  marks.next = facts[NEXT_PLACE]!;
  return true;
}

/** True if it is known that all units of the row that was found last are ASCII. */
export function isAsciiRow(row: RowCells): boolean {
  if (row.module !== null) {
    row.ascii = row.module.isAscii(row.from, row.end) !== 0;
    row.module = null;
  }
  return row.ascii;
}

/** Rows that were gone over: how many, where the next begins, and their line ends in quotes. */
export interface PassedRows {
  count: number;
  next: number;
  breaks: number;
}

/**
 * Goes over rows from unit `from` on as long as `quickRow` finds them, they are sure and end as told, to the first that begins at `stop` or
 * later. False if there is none.
 */
export function quickRows(
  window: Window,
  from: number,
  stop: number,
  dialect: Dialect,
  expected: number,
  ending: 'lf' | 'crlf',
  passed: PassedRows,
): boolean {
  const marks = marksAt(window, from);
  const marked = moduleOf(marks);
  if (marked === null) return false;
  const module = forTable(marked, dialect);
  const { delimiter, digits } = dialect;
  passed.count = module.rows(from, marks.next, marks.to, delimiter, expected, digits, ending === 'lf' ? LF : CR, stop);
  if (passed.count === 0) return false;
  passed.next = marks.row = module.facts[NEXT_ROW]!;
  passed.breaks = module.facts[BREAKS]!;
  marks.next = module.facts[NEXT_PLACE]!;
  return true;
}
