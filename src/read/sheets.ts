import { InputError } from '../model/errors.ts';
import { inputError } from './bytes.ts';
import { BrokenWorkbook } from './workbook/broken.ts';

/** A sheet of a workbook: its rows as a person sees them, cell by cell as text; empty where nothing stands. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const unread = (name: string, why: string): InputError =>
  new InputError(`${name} can't be read as an Excel workbook (${why}): save it again as XLSX or CSV`);

/**
 * Reads all sheets of a small XLSX file, such as a fix list that came back; every row is in memory. Throws InputError if it is none.
 *
 * @param name as messages name it
 * @param work an existing private folder for working files
 */
export async function readSheets(path: string, name: string, work: string): Promise<readonly Sheet[]> {
  try {
    const { openWorkbook } = await import('./workbook/index.ts');
    const workbook = await openWorkbook(path, `${work}/texts`);
    if ('foreign' in workbook) throw unread(name, `by its content it is a ${workbook.foreign}`);
    try {
      const sheets: Sheet[] = [];
      for (const sheet of workbook.sheets) {
        const rows: string[][] = [];
        await workbook.rows(sheet, (row, cells) => {
          while (rows.length < row - 1) rows.push([]);
          rows.push([...cells]);
        });
        sheets.push({ name: sheet.name, rows });
      }
      return sheets;
    } finally {
      workbook.close();
    }
  } catch (error) {
    if (error instanceof BrokenWorkbook) throw unread(name, error.message);
    throw inputError(name, error);
  }
}
