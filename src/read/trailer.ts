import type { RowCells } from './scan-row.ts';

const WORDS =
  /\b(grand total|sub-?total|totals?|end|eof|rows?|records?|count|sum|generated|exported|extracted|produced|printed|report(ed)? (on|by|at)|footer|trailer|checksum)\b/i;

/** Columns from which on a row of the right number of cells with one or two filled may be a closing line. */
const MANY_COLUMNS = 5;

/**
 * True if the cells look like the closing line of an export ("Total: 500", "End of report", "500 rows") and not like a cut record:
 * one or two cells with text, and one of the words that such lines use. If the number of cells is the header's (`whole`), the first cell
 * must say so.
 */
export function looksLikeTrailer(cells: readonly string[], whole: boolean): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.length > 2) return false;
  const says = (cell: string): boolean => cell.length <= 200 && WORDS.test(cell);
  return whole ? cells.length >= MANY_COLUMNS && says(cells[0]!) : filled.some(says);
}

/** False if no cell or so many hold something that the row is no closing line, whatever it says. */
export function mayBeTrailer(row: RowCells): boolean {
  let filled = 0;
  for (let cell = 0; cell < row.count && filled <= 4; cell++) if (row.ends[cell]! > row.starts[cell]!) filled++;
  return filled >= 1 && filled <= 4;
}
