import { Buffer } from 'node:buffer';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { SheetPart } from './book.ts';
import { BrokenWorkbook } from './broken.ts';
import type { Workbook } from './workbook.ts';

/** How wide the rows of a sheet are: cells up to the last that holds something. */
export interface SheetWidths {
  /** Of the first rows that hold anything, at most 50. */
  readonly first: readonly number[];
  /** The most of any other row. */
  readonly rest: number;
}

const FIRST_ROWS = 50;
const PORTION = 1 << 20;
/** Bytes that may be written whatever the workbook; beyond, so many for each of its own: texts that cells share are written out for each. */
const HARMLESS = 64 << 20;
const MOST_GROWN = 16;

const written = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Writes a sheet as a table to a new file that only its owner may read: UTF-8, commas, a line end after each row. Row n of the sheet is the
 * n-th line, line ends inside cells aside; blank cells at the end of a row are left out.
 *
 * @returns `broken` says why not all rows could be read, if so
 * @throws the file system's errors; the signal's reason
 */
export async function writeSheetTable(
  workbook: Workbook,
  sheet: SheetPart,
  path: string,
  signal?: AbortSignal,
): Promise<{ readonly widths: SheetWidths; readonly broken: string | undefined }> {
  const most = Math.max(HARMLESS, workbook.bytes(sheet) * MOST_GROWN);
  const file = openSync(path, 'wx', 0o600);
  const first: number[] = [];
  let rest = 0;
  let line = 1;
  let text = '';
  let size = 0;
  const flush = (): void => {
    const bytes = Buffer.from(text);
    text = '';
    size += bytes.length;
    if (size > most) throw new BrokenWorkbook(`its cells would make ${size} bytes and more of a file that is far smaller`);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  };
  try {
    await workbook.rows(
      sheet,
      (row, cells) => {
        if (cells.length === 0) return;
        if (first.length < FIRST_ROWS) first.push(cells.length);
        else rest = Math.max(rest, cells.length);
        text += '\n'.repeat(row - line);
        text += `${cells.map(written).join(',')}\n`;
        line = row + 1;
        if (text.length > PORTION) flush();
      },
      signal,
    );
    flush();
    return { widths: { first, rest }, broken: undefined };
  } catch (error) {
    if (!(error instanceof BrokenWorkbook)) throw error;
    if (size + Buffer.byteLength(text) <= most) flush();
    return { widths: { first, rest }, broken: error.message };
  } finally {
    closeSync(file);
  }
}
