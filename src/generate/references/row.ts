import { AGENCIES } from '../agencies.ts';
import { britishDate } from '../calendar.ts';
import { csvCell } from '../plain.ts';
import type { Style } from '../style.ts';

/** Rows of a reference file in one style. */
export interface RowWriter {
  readonly head: string;
  /** A row with its line end. Agencies are given by id, dates in ISO; blank is absent. */
  row(cells: readonly string[]): string;
}

const NAMES = new Map(AGENCIES.map((agency, index) => [agency.id, index % 3 === 0 && agency.forceCode ? agency.forceCode : agency.name]));

/**
 * @param columns names of the columns
 * @param headings how a records system heads them
 */
export function rowWriter(style: Style, columns: readonly string[], headings: readonly string[]): RowWriter {
  if (style === 'jsonl')
    return {
      head: '',
      row: (cells) => `${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, cells[at] === '' ? null : cells[at]])))}\n`,
    };
  if (style === 'plain')
    return { head: `${columns.join(',')}\n`, row: (cells) => `${cells.map((cell) => csvCell(cell, /[",\n\r]/)).join(',')}\n` };
  const written = (cell: string, at: number): string => (columns[at] === 'agency' ? (NAMES.get(cell) ?? cell) : britishDate(cell));
  return {
    head: `${headings.join(';')}\r\n`,
    row: (cells) => `${cells.map((cell, at) => csvCell(written(cell, at), /[";\n\r]/)).join(';')}\r\n`,
  };
}
