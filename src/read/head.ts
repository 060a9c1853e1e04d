import type { Fault, Row } from '../model/row.ts';
import type { Encoding, FileKind } from '../model/source.ts';
import { findDelimiter, provenDelimiter, separatorLine } from './delimiter.ts';
import { jsonKind } from './json-kind.ts';
import { foreignKind, recogniseEncoding } from './recognise.ts';
import { type FindHeader, readTableHead } from './table-head.ts';
import { watchUtf8 } from './utf8.ts';
import type { SheetWidths } from './workbook/sheet-table.ts';

/** Bytes that the layout is recognised from, whatever size they come in. */
export const HEAD_SIZE = 1 << 20;

/** What is told of a file, and wins over what is found. */
export interface Told {
  readonly encoding?: Encoding | undefined;
  /** One ASCII character. */
  readonly delimiter?: string | undefined;
  /** Finds the header among the first rows, at most 50; default: the first that is not blank. -1: there is none. */
  readonly findHeader?: FindHeader | undefined;
  /** Given if the bytes are a table that was written from a sheet: then it is known how. */
  readonly widths?: SheetWidths | undefined;
}

/** How a file is laid out, as its first bytes show. */
export interface Layout {
  readonly kind: FileKind;
  readonly encoding: Encoding;
  /** True if the encoding is certain; false if bytes to come may change UTF-8 to Windows-1252 or back. */
  readonly certain: boolean;
  readonly bom: number;
  readonly delimiter: string | null;
  readonly header: Row | null;
  readonly columns: readonly string[];
  /** Cells that every row should have; 0 in JSON and without rows. */
  readonly expected: number;
  /** Where the records begin: 0-based offset, 1-based line. */
  readonly body: { readonly start: number; readonly line: number };
  readonly faults: readonly Fault[];
  /** What the file is if none of the kinds read here. */
  readonly foreign: string | null;
  /** True if nothing stands in the file but a byte order mark and blank lines. */
  readonly empty: boolean;
}

const wholeFile = (fault: 'empty-file' | 'wrong-kind-of-file', detail: Fault['detail']): Fault => ({
  kind: 'fault',
  fault,
  record: null,
  line: 0,
  detail,
});

/** True if nothing stands there but blanks and line ends; in UTF-16 each has a zero beside it. */
export const isBlank = (text: Uint8Array): boolean => text.every((byte) => byte === 32 || (byte >= 9 && byte <= 13) || byte === 0);

/** The line that names the delimiter stands before the header too. */
function withFirstLine(faults: readonly Fault[]): Fault[] {
  const before = faults.find(({ fault }) => fault === 'lines-before-header')?.detail;
  const detail = { from: 1, to: Number(before?.to ?? 1), rows: Number(before?.rows ?? 0) + 1 };
  const rest = faults.filter(({ fault }) => fault !== 'lines-before-header');
  return [{ kind: 'fault', fault: 'lines-before-header', record: null, line: 1, detail }, ...rest];
}

/** UTF-8, or Windows-1252 if bytes above 127 stand there and none of them is UTF-8. */
export const narrowEncoding = (watch: { good: boolean; bad: boolean }): Encoding => (watch.bad && !watch.good ? 'windows-1252' : 'utf-8');

/** The layout of a table that was written from a sheet. */
function sheetLayout(head: Uint8Array, last: boolean, widths: SheetWidths, findHeader: FindHeader | undefined): Layout | null {
  const encoding = 'utf-8' as const;
  const table = readTableHead(head, { start: 0, line: 1 }, last, encoding, ',', findHeader, widths);
  if (table === null) return null;
  const { header, expected, body } = table;
  const empty = expected === 0;
  const faults = empty ? [wholeFile('empty-file', {})] : table.faults;
  const columns = header === null ? [] : header.cells.map(String);
  const bare = { kind: 'xlsx', encoding, certain: true, bom: 0, delimiter: null, foreign: null } as const;
  return { ...bare, header, columns, expected, body, faults, empty };
}

/**
 * Recognises the layout from the first bytes of a file; `last` says that they are all of it.
 * Returns null if not one row is whole in them. Throws UsageError for an impossible delimiter.
 */
export function layoutOf(head: Uint8Array, last: boolean, told: Told): Layout | null {
  if (told.widths !== undefined) return sheetLayout(head, last, told.widths, told.findHeader);
  const found = recogniseEncoding(head, told.encoding);
  const watch = watchUtf8();
  watch.add(head);
  if (last) watch.finish();
  const encoding = found.encoding ?? narrowEncoding(watch);
  const { bom } = found;
  const common = {
    encoding,
    certain: found.encoding !== null,
    bom,
    delimiter: null,
    header: null,
    columns: [],
    expected: 0,
    foreign: null,
  };
  const bare = { ...common, body: { start: bom, line: 1 }, faults: [], empty: false };
  const foreign = foreignKind(head, encoding);
  if (foreign !== null) return { ...bare, kind: 'csv', foreign, faults: [wholeFile('wrong-kind-of-file', { looksLike: foreign })] };
  const text = head.subarray(bom);
  if (last && told.delimiter === undefined && isBlank(text))
    return { ...bare, kind: 'csv', delimiter: ',', faults: [wholeFile('empty-file', {})], empty: true };
  const json = jsonKind(text, encoding);
  if (json !== null) return { ...bare, kind: json };
  const separator = separatorLine(text, encoding);
  const start = separator?.bytes ?? 0;
  const rest = text.subarray(start);
  const delimiter =
    told.delimiter === undefined ? findDelimiter(rest, encoding, last, separator?.delimiter) : provenDelimiter(told.delimiter);
  const table = readTableHead(rest, { start: bom + start, line: separator ? 2 : 1 }, last, encoding, delimiter, told.findHeader);
  if (table === null) return null;
  const columns = table.header === null ? [] : table.header.cells.map(String);
  const empty = table.expected === 0;
  const faults = empty ? [wholeFile('empty-file', {})] : separator === null ? table.faults : withFirstLine(table.faults);
  return { ...common, kind: 'csv', delimiter, header: table.header, columns, expected: table.expected, body: table.body, faults, empty };
}
