import { createRequire } from 'node:module';
import type { Problems } from './problems.ts';

/** A code list as a table: cells trimmed of outer blanks, rows without any text left out. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly {
    /** 1-based physical line of the row's first byte. */
    readonly line: number;
    readonly cells: readonly string[];
  }[];
}

interface Parsed {
  readonly record: readonly string[];
  /** The row as it stands, with its line end. */
  readonly raw: string;
}

/** Characters that the name of a column may have: longer ones are no names, and what is like them takes for ever to find. */
const LONGEST_NAME = 200;

/**
 * Reads CSV text with commas and a header.
 *
 * @returns undefined if it can't be read as such; why is then in `problems`
 */
export function readTable(text: string, file: string, problems: Problems): Table | undefined {
  let parsed: readonly Parsed[];
  try {
    parsed = parsedOf(text.replaceAll(/\r\n?/g, '\n'));
  } catch (error) {
    const { lines, message } = error as { readonly lines?: number; readonly message: string };
    // What follows quotes the cell.
    problems.add(file, `line ${lines ?? 1}`, `this is no CSV: ${message.split(', value is ')[0]}`);
    return undefined;
  }
  const [header, ...body] = placed(parsed);
  if (header === undefined) {
    problems.add(file, 'line 1', 'the file is empty; expected a line of column names and a line for each code');
    return undefined;
  }
  const columns = header.cells;
  columns.forEach((column, index) => {
    if (column.length > LONGEST_NAME)
      problems.add(file, `line ${header.line}`, `the name of column ${index + 1} is ${column.length} characters long`);
    else if (column === '') problems.add(file, `line ${header.line}`, `column ${index + 1} has no name`);
    else if (columns.indexOf(column) < index)
      problems.add(file, `line ${header.line}, column ${column}`, 'this column stands there twice; keep one');
  });
  for (const { line, cells } of body)
    if (cells.length !== columns.length)
      problems.add(file, `line ${line}`, `found ${cells.length} cells; expected ${columns.length}, as in the line of column names`);
  return columns.some((column) => column.length > LONGEST_NAME) ? undefined : { columns, rows: body };
}

// Loaded when a list with a quote has to be read: most have none.
const load = createRequire(import.meta.url);

function parseAll(text: string): readonly Parsed[] {
  const { parse } = load('csv-parse/sync') as typeof import('csv-parse/sync');
  return parse(text, { relax_column_count: true, raw: true }) as unknown as readonly Parsed[];
}

/** Lines without a quote are cut at their commas, which takes a tenth of the time; the others, few in most lists, are parsed one by one. */
function parsedOf(text: string): readonly Parsed[] {
  const lines = text.split('\n');
  if (lines.some((line) => line.includes('"') && line.split('"').length % 2 === 0)) return parseAll(text);
  if (lines.at(-1) === '') lines.pop();
  try {
    return lines.flatMap((line) => (line.includes('"') ? parseAll(`${line}\n`) : [{ record: line.split(','), raw: `${line}\n` }]));
  } catch {
    // Of the whole text, so that the message has the right line.
    return parseAll(text);
  }
}

/** Gives each row its line; csv-parse's own count is of the last line and counts a CRLF inside quotes twice. */
function placed(parsed: readonly Parsed[]): Table['rows'] {
  let next = 1;
  return parsed.flatMap(({ record, raw }) => {
    const line = next;
    next += raw.split('\n').length - 1;
    const cells = record.map((cell) => cell.trim());
    return cells.some((cell) => cell !== '') ? [{ line, cells }] : [];
  });
}
