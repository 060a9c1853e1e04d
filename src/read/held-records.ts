import { afterLine, hasRecordLine, linesLike } from './quotes.ts';
import type { Units } from './window.ts';

/** Columns of a table whose lines are known as records by their delimiters, be it in quotes: prose never has so many. */
export const MANY_COLUMNS = 10;

/** Columns that a table needs for its lines to be known as records by their number of cells alone. */
export const LONE_QUOTE_COLUMNS = 5;

/** Columns below which nothing is said: lines with one delimiter are too common in text. */
const FEWEST_COLUMNS = 3;

/**
 * True if the lines of the row `[from, end)`, which spans several and has `expected` cells, may be records that quotes hold together:
 * one after the first reads like a record, or each of them has exactly the cells of one.
 */
export function mayHoldRecords(units: Units, from: number, end: number, delimiter: number, expected: number): boolean {
  if (expected < FEWEST_COLUMNS) return false;
  const second = afterLine(units, from, end);
  if (expected >= LONE_QUOTE_COLUMNS && hasRecordLine(units, second, end, delimiter, expected)) return true;
  if (expected >= MANY_COLUMNS) return false;
  const { lines, alike } = linesLike(units, from, end, delimiter, expected, Number.POSITIVE_INFINITY);
  return lines === alike && (expected >= LONE_QUOTE_COLUMNS || lines > 2);
}
