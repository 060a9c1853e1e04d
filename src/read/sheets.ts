import readXlsxFile from 'read-excel-file/node';
import { InputError } from '../model/errors.ts';

/** A sheet of a workbook: its rows as a person sees them, cell by cell as text; empty where nothing stands. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** The text that a cell shows: dates as ISO, yes-no as `TRUE` and `FALSE`. */
function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace(/T00:00:00\.000Z$/, '')
      .slice(0, 19);
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell);
}

/** Reads all sheets of an XLSX file. Throws InputError if it is none. @param name as messages name it */
export async function readSheets(path: string, name: string): Promise<readonly Sheet[]> {
  try {
    const sheets = await readXlsxFile(path);
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(shown)) }));
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : 'it is not one';
    throw new InputError(`${name} can't be read as an Excel workbook (${said}): save it again as XLSX or CSV`);
  }
}
