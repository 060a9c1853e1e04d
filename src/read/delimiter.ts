import { Buffer } from 'node:buffer';
import { UsageError } from '../model/errors.ts';
import type { Encoding } from '../model/source.ts';
import { newCursor, nextRow } from './csv-cursor.ts';
import { DONE, dialectOf } from './scan-row.ts';
import { append, openWindow } from './window.ts';

const CANDIDATES = [',', ';', '\t', '|'];
const ROWS_LOOKED_AT = 50;

/** Checks a delimiter that was told. Throws UsageError if it is not one ASCII character, or one that quotes or ends lines. */
export function provenDelimiter(delimiter: string): string {
  if (/^[\t -~]$/.test(delimiter) && delimiter !== '"') return delimiter;
  throw new UsageError(`delimiter ${JSON.stringify(delimiter)}: give one character, such as , ; | or a tab`);
}

/** Cells of each of the first rows if `delimiter` parts them; 0 for a row whose quotes stand wrong then. */
function countCells(head: Uint8Array, encoding: Encoding, last: boolean, delimiter: string): number[] {
  const window = openWindow(encoding, 0);
  append(window, head);
  const cursor = newCursor(dialectOf(delimiter.charCodeAt(0), window.width), 0, 1);
  const counts: number[] = [];
  while (counts.length < ROWS_LOOKED_AT && nextRow(cursor, window, last) === DONE)
    counts.push(cursor.faults.length > 0 ? 0 : cursor.row.count);
  return counts;
}

/** How well a delimiter fits: the share of rows with the commonest number of cells above one, and more for more cells. */
function fitness(counts: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1);
  let best = 0;
  for (const [cells, rows] of tally) best = Math.max(best, (rows / counts.length) * Math.log2(cells));
  return best;
}

/**
 * The delimiter among comma, semicolon, tab and bar that gives most of the first rows the same number of cells; a comma if none does.
 * `named` is the one that the file itself names: it is taken if it parts any row.
 */
export function findDelimiter(head: Uint8Array, encoding: Encoding, last: boolean, named: string | undefined): string {
  let best = named ?? ',';
  let most = 0;
  for (const delimiter of named === undefined ? CANDIDATES : [named, ...CANDIDATES]) {
    let counts = countCells(head, encoding, last, delimiter);
    if (counts.length === 0) counts = countCells(head, encoding, true, delimiter);
    const score = fitness(counts);
    if (delimiter === named && score > 0) return named;
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

/** The delimiter that a first line `sep=;` names, and the bytes of that line with its line end; null without one. */
export function separatorLine(head: Uint8Array, encoding: Encoding): { delimiter: string; bytes: number } | null {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const start = Buffer.from(head.subarray(0, 32));
  if (encoding === 'utf-16be') start.subarray(0, start.length & ~1).swap16();
  const found = /^"?sep=([\t -~])"?(\r\n|\n|\r|$)/i.exec(start.toString(wide ? 'utf16le' : 'latin1'));
  if (found === null || found[1] === '"') return null;
  return { delimiter: found[1]!, bytes: found[0].length * (wide ? 2 : 1) };
}
