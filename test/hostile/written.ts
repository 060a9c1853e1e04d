/** Clean records, and files made of them and of dirt, so that it is known where each clean record stands. */

export const HEADINGS = [
  'urn',
  'agency',
  'source_system',
  'unit',
  'officer',
  'reported_on',
  'submitted_on',
  'area',
  'boat',
  'codes',
  'surname',
  'born_on',
  'narrative',
  'status',
] as const;

const record = (n: number, area: string, surname: string, narrative: string): readonly string[] => [
  `U-2026-00${n}`,
  n % 2 === 0 ? 'essex' : 'kent',
  'ATLAS',
  `Unit ${n}`,
  `410${n}`,
  `2026-03-0${n}`,
  `2026-03-1${n}`,
  area,
  n % 2 === 0 ? 'yes' : 'no',
  n === 6 ? 'P-ONE;P-TWO' : 'P-ONE',
  surname,
  `197${n}-05-06`,
  narrative,
  'approved',
];

/** Six records without an error, each with one warning. Commas, quotes, line ends and letters beyond ASCII stand in them. */
export const CLEAN: readonly (readonly string[])[] = [
  record(1, 'DOCUMENTS', 'Underhill', 'A van was seen near the slipway.'),
  record(2, 'FACILITATION', 'Zoë Müller', 'He paid € 500 and left.'),
  record(3, 'DOCUMENTS', "O'Example", 'Two men, one woman, and a child were met at the station, then driven off.'),
  record(4, '', 'Lindqvist', 'She said "no".\nThen she left, by the back door.\n\nNothing more is known.'),
  record(5, 'FACILITATION', '', 'Seen again.'),
  record(6, 'DOCUMENTS', 'Gjoka', 'Sold for £900 “as new”; see log 12.'),
];

/** A part of a file between the header and its end. A number is that clean record, 1-based. */
export type Part = number | { readonly text: string; readonly records: number; readonly bare?: boolean };

/** Text that is read as one damaged record (or as `records` of them). A line end is added. */
export const damaged = (text: string, records = 1): Part => ({ text, records });
/** Text that is no record: a blank line, a header. A line end is added. */
export const loose = (text: string): Part => ({ text, records: 0 });
/** Text without a line end added. */
export const bare = (text: string, records: number): Part => ({ text, records, bare: true });

/** Where a clean record stands: 1-based record and physical line. */
export interface Stand {
  readonly record: number;
  readonly line: number;
}

export interface Written {
  readonly bytes: Uint8Array;
  /** By 1-based number of the clean record. */
  readonly intact: ReadonlyMap<number, Stand>;
}

export interface Dialect {
  readonly delimiter: string;
  readonly lineEnd: string;
  /** First lines, of which the last is the header by default. */
  readonly first: readonly string[];
  readonly quoteAll: boolean;
  /** False if nothing follows the last part. */
  readonly closed: boolean;
  readonly encode: (text: string) => Uint8Array;
}

const PLAIN: Omit<Dialect, 'first'> = { delimiter: ',', lineEnd: '\n', quoteAll: false, closed: true, encode: (text) => Buffer.from(text) };

const cell = (text: string, { delimiter, quoteAll }: Pick<Dialect, 'delimiter' | 'quoteAll'>): string =>
  quoteAll || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Cells as one line of a table, without its line end. */
export const lineOf = (cells: readonly string[], dialect: Partial<Dialect> = {}): string =>
  cells.map((text) => cell(text, { ...PLAIN, ...dialect })).join(dialect.delimiter ?? ',');

/** Clean record `n` (1-based) with some cells changed, as cells. */
export function cells(n: number, changes: Partial<Record<(typeof HEADINGS)[number], string>> = {}): string[] {
  return CLEAN[n - 1]!.map((text, column) => changes[HEADINGS[column]!] ?? text);
}

/** Clean record `n` (1-based) with some cells changed, as a line. */
export const line = (n: number, changes: Partial<Record<(typeof HEADINGS)[number], string>> = {}): string => lineOf(cells(n, changes));

const [LF, CR] = [0x0a, 0x0d];

/** Line ends of a text, however many; CR with LF is one. */
function breaks(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
}

/** Writes parts one after another, `own` giving the text of a clean record, and notes where the clean ones stand. */
function assemble(head: string, parts: readonly Part[], lineEnd: string, closed: boolean, own: (n: number) => string) {
  const intact = new Map<number, Stand>();
  let text = head;
  let records = 0;
  parts.forEach((part, index) => {
    const end = index === parts.length - 1 && !closed ? '' : lineEnd;
    if (typeof part === 'number') {
      intact.set(part, { record: ++records, line: 1 + breaks(text) });
      text += own(part) + end;
    } else {
      records += part.records;
      text += part.text + (part.bare ? '' : end);
    }
  });
  return { text, intact };
}

/** A table of these parts. */
export function table(parts: readonly Part[], changes: Partial<Dialect> = {}): Written {
  const dialect = { ...PLAIN, first: [lineOf(HEADINGS, changes)], ...changes };
  const head = dialect.first.map((text) => text + dialect.lineEnd).join('');
  const { text, intact } = assemble(head, parts, dialect.lineEnd, dialect.closed, (n) => lineOf(CLEAN[n - 1]!, dialect));
  return { bytes: dialect.encode(text), intact };
}

/** Clean record `n` (1-based) as a JSON object, with some properties changed; undefined takes one away. */
export function object(n: number, changes: Readonly<Record<string, unknown>> = {}): string {
  const own = Object.fromEntries(HEADINGS.map((heading, column) => [heading, CLEAN[n - 1]![column]]));
  return JSON.stringify({ ...own, ...changes });
}

/** JSON Lines of these parts. */
export function jsonLines(parts: readonly Part[], closed = true): Written {
  const { text, intact } = assemble('', parts, '\n', closed, object);
  return { bytes: Buffer.from(text), intact };
}

/** A JSON array of these parts, an element a line; a comma is put after every part but the last. */
export function jsonArray(parts: readonly Part[], end = ']\n'): Written {
  const { text, intact } = assemble('[\n', parts, ',\n', false, object);
  return { bytes: Buffer.from(`${text}\n${end}`), intact };
}

/** Bytes that are no file of ours: nothing is intact in them. */
export const foreign = (bytes: Uint8Array | string): Written => ({
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  intact: new Map(),
});

/** The line of clean record `n` with one part of it, which must stand in it, replaced. */
export function spoilt(n: number, from: string, to: string): string {
  const text = line(n);
  if (!text.includes(from)) throw new Error(`${from} does not stand in record ${n}`);
  return text.replace(from, () => to);
}
