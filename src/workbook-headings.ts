import { InputError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import { headerFinder } from './normalise/index.ts';
import { survey } from './read/index.ts';

/**
 * The headings of the first sheet of a workbook that is not hidden.
 *
 * @param file as messages name it
 * @param table path of a file to be made, in an existing private folder
 * @throws InputError if it is no workbook that can be read
 */
export async function workbookHeadings(path: string, file: string, pack: Pack, table: string): Promise<readonly string[]> {
  const { columns, complete, why } = await survey(path, file, { findHeader: headerFinder(pack.fields, undefined), workbook: { table } });
  if (!complete) throw new InputError(`${file}: ${why ?? 'it can not be read to its end'}`);
  return columns;
}
