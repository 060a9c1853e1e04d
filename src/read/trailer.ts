import type { RowCells } from './scan-row.ts';

const WORDS =
  /\b(grand total|sub-?total|totals?|end|eof|rows?|records?|count|sum|generated|exported|extracted|produced|printed|report(ed)? (on|by|at)|footer|trailer|checksum)\b/i;

/**
 * True if the cells look like the closing line of an export ("Total: 500", "End of report", "500 rows") and not like a cut record:
 * one or two cells with text, and one of the words that such lines use.
 */
export function looksLikeTrailer(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length >= 1 && filled.length <= 2 && filled.some((cell) => cell.length <= 200 && WORDS.test(cell));
}

/** False if so many cells hold something that the row is no closing line, whatever it says. */
export function mayBeTrailer(row: RowCells): boolean {
  let filled = 0;
  for (let cell = 0; cell < row.count && filled <= 4; cell++) if (row.ends[cell]! > row.starts[cell]!) filled++;
  return filled <= 4;
}
