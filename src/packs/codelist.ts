import { createHash } from 'node:crypto';
import type { Codelist, CodelistEntry } from '../model/pack.ts';
import { editDistance } from '../model/spelling.ts';
import { readTable, type Table } from './csv.ts';
import { textOf } from './files.ts';
import { provePattern } from './pattern.ts';
import { didYouMean, type Problems, quote } from './problems.ts';
import { spellingsOf } from './spelling.ts';

/** What a code list is, apart from its rows. */
export type CodelistFacts = Pick<Codelist, 'name' | 'version' | 'status' | 'complete' | 'file'>;

/** A code list and the names of its columns, which an empty list has too; undefined if it could not be read. */
export interface ReadCodelist {
  readonly list: Codelist;
  readonly columns: readonly string[] | undefined;
}

/** List → columns whose cells are regular expressions. */
export type PatternColumns = Map<string, ReadonlySet<string>>;

/** Columns that mean something to the linter itself; others mean what rules make of them. */
const KNOWN_COLUMNS = ['code', 'label', 'valid_from', 'valid_to', 'replaced_by', 'replacement', 'aliases'];
/** In the column `replacement`: the successor has to be reviewed, record by record. */
const REVIEWED = 'review';

/**
 * Reads and proves a code list: each code once, real dates in order, successors that are in the list.
 *
 * @param needed column → who needs it, besides code and label
 * @param identifying columns whose cells are spellings of the code
 * @param file name for messages
 */
export function makeCodelist(
  facts: CodelistFacts,
  bytes: Uint8Array,
  needed: ReadonlyMap<string, string>,
  identifying: readonly string[],
  file: string,
  problems: Problems,
): ReadCodelist {
  const text = textOf(bytes, file, problems);
  const table = text === undefined ? undefined : readTable(text, file, problems);
  const rows = table === undefined ? [] : entriesOf(table, file, problems);
  if (table) proveColumns(table.columns, needed, file, problems);
  const entries = new Map<string, CodelistEntry>();
  for (const { entry, line } of rows) {
    if (entry.code === '') problems.add(file, `line ${line}, column code`, 'the code is empty');
    else if (entries.has(entry.code))
      problems.add(file, `line ${line}, column code`, `the code ${quote(entry.code)} is in the list twice; keep one`);
    else entries.set(entry.code, entry);
  }
  for (const { entry, line } of rows) {
    const { replacedBy } = entry;
    if (replacedBy === undefined) continue;
    const path = `line ${line}, column replaced_by`;
    if (replacedBy === entry.code) problems.add(file, path, `the code ${quote(replacedBy)} is replaced by itself`);
    else if (!entries.has(replacedBy))
      problems.add(file, path, `found ${quote(replacedBy)}; expected a code of this list${didYouMean(replacedBy, entries.keys())}`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    list: { ...facts, sha256, entries, spellings: spellingsOf(entries.values(), identifying) },
    columns: table?.columns,
  };
}

/** Proves the cells of columns that hold regular expressions. */
export function provePatternColumns(list: Codelist, columns: ReadonlySet<string>, problems: Problems): void {
  for (const column of columns)
    for (const entry of list.entries.values())
      for (const pattern of entry.columns.get(column) ?? [])
        provePattern(pattern, list.file, `code ${entry.code}, column ${column}`, problems);
}

function proveColumns(columns: readonly string[], needed: ReadonlyMap<string, string>, file: string, problems: Problems): void {
  const wanted = new Map([['code', 'every code list'], ['label', 'every code list'], ...needed]);
  const lacking = [...new Set([...KNOWN_COLUMNS, ...wanted.keys()])].filter((column) => !columns.includes(column));
  const slips = new Set<string>();
  for (const column of columns) {
    const meant = column.length < 5 ? undefined : lacking.find((known) => editDistance(column.toLowerCase(), known, 2) <= 2);
    if (meant === undefined) continue;
    slips.add(meant);
    problems.add(file, `line 1, column ${column}`, `this column is not known; did you mean ${quote(meant)}?`);
  }
  for (const column of lacking)
    if (wanted.has(column) && !slips.has(column))
      problems.add(file, 'line 1', `the column ${quote(column)} is missing; ${wanted.get(column)!} needs it, and its cells may be empty`);
}

function entriesOf(table: Table, file: string, problems: Problems): readonly { entry: CodelistEntry; line: number }[] {
  return table.rows.map(({ line, cells }) => {
    const cell = (column: string): string => cells[table.columns.indexOf(column)] ?? '';
    const date = (column: string): string | undefined => {
      const found = cell(column);
      if (found === '') return undefined;
      if (isDay(found)) return found;
      problems.add(
        file,
        `line ${line}, column ${column}`,
        `found ${quote(found)}; expected a date as YYYY-MM-DD, or nothing (spreadsheets like to change dates)`,
      );
      return undefined;
    };
    const from = date('valid_from');
    const to = date('valid_to');
    if (from !== undefined && to !== undefined && from > to)
      problems.add(file, `line ${line}, column valid_to`, `found ${quote(to)}; expected a day that is not before valid_from, ${from}`);
    const successor = cell('replaced_by');
    const how = cell('replacement');
    if (how !== '' && how !== REVIEWED)
      problems.add(file, `line ${line}, column replacement`, `found ${quote(how)}; expected ${quote(REVIEWED)}, or nothing`);
    const entry: CodelistEntry = {
      code: cell('code'),
      label: cell('label') || cell('code'),
      columns: new Map(table.columns.map((column, index) => [column, items(cells[index] ?? '')])),
      ...(from === undefined ? {} : { validFrom: from }),
      ...(to === undefined ? {} : { validTo: to }),
      ...(successor === '' ? {} : { replacedBy: successor }),
      ...(how === REVIEWED ? { reviewed: true as const } : {}),
    };
    return { entry, line };
  });
}

const items = (cell: string): readonly string[] =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Whether text is a real day as YYYY-MM-DD. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
