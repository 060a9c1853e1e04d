import { type BatchRecord, COLUMNS } from './columns.ts';
import type { Writer } from './style.ts';

const encoder = new TextEncoder();
/** What makes a cell of the plain style need quotes. */
export const SPECIAL = /[",\n\r]/;

/** Quotes a cell where the delimiter, a quote or a line end makes it needful. */
export function csvCell(text: string, special: RegExp): string {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The cells of a record, in the order of the columns. */
export const plainCells = (record: BatchRecord): string[] =>
  COLUMNS.map((column) => {
    const value = record[column];
    return typeof value === 'string' ? value : value.join(';');
  });

/** A row with its line end. */
export const plainLine = (cells: readonly string[]): string => `${cells.map((cell) => csvCell(cell, SPECIAL)).join(',')}\n`;

/** CSV as RFC 4180 has it but with LF: UTF-8, commas, field names as headings, ISO dates, `yes` and `no`, lists parted by `;`. */
export const plain: Writer = {
  head: `${COLUMNS.join(',')}\n`,
  line(record: BatchRecord): string {
    let line = '';
    for (const column of COLUMNS) {
      const value = record[column];
      line += typeof value === 'string' ? csvCell(value, SPECIAL) : csvCell(value.join(';'), SPECIAL);
      line += ',';
    }
    return `${line.slice(0, -1)}\n`;
  },
  encode: (text) => encoder.encode(text),
};
