import { UsageError } from '../model/errors.ts';
import type { Fault } from '../model/row.ts';
import { bytesOf, CHUNK_SIZE, inputError, type OpenFile, openFile } from './bytes.ts';
import type { FileSurvey } from './file-survey.ts';
import { foreignKind, ZIP } from './recognise.ts';
import { openBytes } from './survey-bytes.ts';
import type { SurveyOptions, WorkbookOptions } from './survey-options.ts';
import type { SheetPart } from './workbook/book.ts';
import { BrokenWorkbook } from './workbook/broken.ts';
import type { SheetWidths } from './workbook/sheet-table.ts';

/** Surveys a table that was written from a sheet. */
type SurveyTable = (opened: OpenFile, path: string, widths: SheetWidths) => Promise<FileSurvey>;

const fault = (name: 'truncated-file' | 'wrong-kind-of-file', detail: Fault['detail']): Fault => ({
  kind: 'fault',
  fault: name,
  record: null,
  line: 0,
  detail,
});

/** Bytes in which the parts of a workbook begin to be named. */
const HEAD = 64 << 10;

/** True if the file begins as a ZIP archive does, which a workbook is. */
export async function isZip(opened: OpenFile): Promise<boolean> {
  for await (const head of bytesOf(opened, 0, Math.min(4, opened.stats.size))) return foreignKind(head, 'utf-8') === ZIP;
  return false;
}

/** True if the head of a ZIP archive names parts of a workbook. */
async function looksLikeWorkbook(opened: OpenFile): Promise<boolean> {
  for await (const head of bytesOf(opened, 0, Math.min(HEAD, opened.stats.size), HEAD)) return foreignKind(head, 'utf-8') !== ZIP;
  return false;
}

/** True if the system refused a file that is being written here, and not the workbook. */
function isOfWorkingFile(error: unknown, table: string): boolean {
  const { syscall, path } = error as NodeJS.ErrnoException;
  return syscall === 'write' || path?.startsWith(table) === true;
}

/** The sheet that is wanted. Throws UsageError if there is none of that name. */
function chosen(sheets: readonly SheetPart[], wanted: string | undefined, file: string): SheetPart | undefined {
  if (wanted === undefined) return sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  const found = sheets.find(({ name }) => name === wanted) ?? sheets.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  throw new UsageError(`${file} has no sheet "${wanted}": ${names === '' ? 'it has none at all' : `it has ${names}`}`);
}

/**
 * Surveys an XLSX file: writes one of its sheets as a table into the work folder, which is surveyed and read from then on as a CSV would be;
 * size and hash are those of the workbook. A line is a row of the sheet.
 * Throws UsageError if it has no sheet of that name, InputError if it can't be read, and the file system's errors if the table can't be written.
 */
export async function surveyWorkbook(
  opened: OpenFile,
  path: string,
  options: SurveyOptions & { readonly workbook: WorkbookOptions },
  surveyTable: SurveyTable,
): Promise<FileSurvey> {
  const { file, stats } = opened;
  const { table, sheet: wanted, signal } = options.workbook;
  const { bytes, sha256 } = await openBytes(opened, options.chunkSize ?? CHUNK_SIZE, options.onBytes);
  for await (const _ of bytes) signal?.throwIfAborted();
  const own = { bytes: stats.size, sha256: sha256() };
  const bare = (name: Parameters<typeof fault>[0], why: string, detail: Fault['detail']): FileSurvey => ({
    ...{ file, path, ...own, kind: name === 'truncated-file' ? 'xlsx' : 'csv', gzip: false, encoding: 'utf-8', bom: 0, badBytes: false },
    ...{ delimiter: null, columns: [], headerLine: null, segments: [], complete: false, why, expected: 0 },
    faults: [fault(name, detail)],
    state: { size: stats.size, mtimeMs: stats.mtimeMs, dev: stats.dev, ino: stats.ino },
  });
  const another = (kind: string) => bare('wrong-kind-of-file', `it is of another kind by its content: ${kind}`, { looksLike: kind });
  try {
    // What workbooks are read with takes longer to load than a small CSV to check.
    const { openWorkbook, writeSheetTable } = await import('./workbook/index.ts');
    const workbook = await openWorkbook(path, `${table}.texts`);
    if ('foreign' in workbook) return another(workbook.foreign);
    try {
      const sheet = chosen(workbook.sheets, wanted, file);
      if (sheet === undefined) throw new BrokenWorkbook('it has no sheet of cells');
      const { widths, broken } = await writeSheetTable(workbook, sheet, table, signal);
      const written = await openFile(table, file);
      try {
        const survey = await surveyTable(written, table, widths);
        const found = { ...survey, workbook: { ...own, sheet: sheet.name, sheets: workbook.sheets.length } };
        if (broken === undefined) return found;
        // A sheet of which nothing could be read is not empty.
        const faults = [...found.faults.filter((one) => one.fault !== 'empty-file'), fault('truncated-file', { why: broken })];
        return { ...found, complete: false, why: broken, faults };
      } finally {
        await written.handle.close();
      }
    } finally {
      workbook.close();
    }
  } catch (error) {
    if (error instanceof BrokenWorkbook && !(await looksLikeWorkbook(opened))) return another(ZIP);
    if (error instanceof BrokenWorkbook) return bare('truncated-file', error.message, { why: error.message });
    throw isOfWorkingFile(error, table) ? error : inputError(file, error);
  }
}
