import { InputError, PackError } from './model/errors.ts';
import { ANSWERS, type Answer, CHOICES, type ListRow, type ReturnedList } from './model/recheck.ts';
import { readCells, readSheets } from './read/index.ts';
import { FIX_SHEETS, TOTAL_LABEL } from './report/index.ts';

const NEEDED = ['rule', 'fingerprint', 'status'] as const;

interface Table {
  readonly rows: readonly (readonly string[])[];
  readonly made: number | null;
}

async function readWorkbook(path: string, name: string, work: string): Promise<Table> {
  const sheets = await readSheets(path, name, work);
  const found = sheets.find((sheet) => sheet.name === FIX_SHEETS.findings);
  if (found === undefined)
    throw new InputError(`${name} has no sheet "${FIX_SHEETS.findings}": give the fix list that pnd-lint wrote, with the answers in it`);
  const about = sheets.find((sheet) => sheet.name === FIX_SHEETS.about)?.rows.find(([label]) => label === TOTAL_LABEL);
  const made = Number(about?.[1] ?? Number.NaN);
  return { rows: found.rows, made: Number.isInteger(made) ? made : null };
}

/** A cell as it was before it was defused for spreadsheets. */
const plain = (cell: string | undefined): string => (cell ?? '').replace(/^'(?=[\s"']*[=+\-@＝＋－＠])/u, '').trim();

/**
 * Reads a fix list that people have worked through, XLSX or CSV, its columns in any order.
 *
 * @param name as messages name it
 * @param work an existing private folder for working files, if it is a workbook; undefined if it is a CSV
 * @throws InputError if it can't be read; PackError (exit 2) if it is no fix list
 */
export async function readReturnedList(path: string, name: string, work: string | undefined): Promise<ReturnedList> {
  const { rows, made } = work === undefined ? { rows: await readCells(path), made: null } : await readWorkbook(path, name, work);
  const [head = [], ...body] = rows;
  const columns = new Map(head.map((cell, index) => [plain(cell.replace('\uFEFF', '')).toLowerCase(), index]));
  const missing = NEEDED.filter((column) => !columns.has(column));
  if (missing.length > 0) {
    const expected = `expected the columns of a fix list, and found none called ${missing.map((one) => `"${one}"`).join(', ')}`;
    throw new PackError([{ file: name, path: 'row 1', message: `${expected}; put them back, or give another list` }]);
  }
  const problems: string[] = [];
  const taken: ListRow[] = [];
  for (const [index, cells] of body.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    const row = index + 2;
    const of = (column: string): string => plain(cells[columns.get(column) ?? -1]);
    const fingerprint = of('fingerprint').toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(fingerprint)) {
      problems.push(`${name}: row ${row}: the fingerprint is not what pnd-lint wrote (32 digits and letters a to f): the row is left out`);
      continue;
    }
    const written = of('status').toLowerCase().replace('’', "'");
    const answer = ANSWERS.find((one) => one === written) ?? (written === '' ? 'open' : undefined);
    if (answer === undefined) problems.push(`${name}: row ${row}: the status is none of ${CHOICES.join(', ')}: the row counts as open`);
    taken.push({
      ...{ row, fingerprint, rule: of('rule'), agency: of('agency'), urn: of('urn'), field: of('field'), record: of('record') },
      ...{ answer: (answer ?? 'open') as Answer, reason: of('reason') },
    });
  }
  if (made !== null && made > taken.length)
    problems.push(`${name}: ${made - taken.length} of its ${made} rows are not there or not readable: their findings count as new`);
  return { rows: taken, problems, made };
}
