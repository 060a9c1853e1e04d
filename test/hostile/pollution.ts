/**
 * Pollutions of tables, one at a time, after the idea of the Pollock benchmark (Vitagliano et al., "Pollock: A Data Loading Benchmark",
 * PVLDB 16(8), 2023): how real files differ from RFC 4180, at the level of the file, the table, the row and the column.
 * The kinds are ours as far as a linter needs more of them: lost quotes, lost delimiters, bad bytes.
 */

/** A clean table: headings and records as cells, none of which holds a line end. */
export interface Source {
  readonly headings: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** One line of a polluted file. */
export interface Line {
  readonly text: string;
  /** 0-based record of the source that it is, or was; null if it is none. */
  readonly origin: number | null;
  /** Records that it is read as. */
  readonly records: number;
  readonly lineEnd?: string;
}

export interface Polluted {
  readonly kind: string;
  readonly where: string;
  /** Lines before the first record, the header among them. */
  readonly first: readonly string[];
  readonly lines: readonly Line[];
  readonly lineEnd: string;
  readonly encode: (text: string) => Uint8Array;
  /** Records that the pollution changed (0-based); all of them if it is of the whole file. */
  readonly touched: ReadonlySet<number> | 'all';
  readonly closed: boolean;
}

interface Style {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote inside quotes. */
  readonly before: string;
}

const RFC: Style = { delimiter: ',', quote: '"', before: '"' };
const LINE_END = '\r\n';

/** Every cell in quotes, as in the benchmark. */
const quoted = (text: string, { quote, before }: Style = RFC): string => `${quote}${text.replaceAll(quote, before + quote)}${quote}`;
const written = (cells: readonly string[], style: Style = RFC): string => cells.map((text) => quoted(text, style)).join(style.delimiter);

/** Damage of one row: the text of the row, and what it is read as if that is not one record. */
type Damage = (
  cells: readonly string[],
  source: Source,
) => string | { readonly text: string; readonly records?: number; readonly lineEnd?: string };

const withCell = (cells: readonly string[], at: number, text: string): string =>
  cells.map((cell, index) => (index === at ? text : quoted(cell))).join(',');
/** The column with the longest texts. */
const widest = ({ records }: Source): number => {
  const sizes = records[0]!.map((_, column) => Math.max(...records.map((cells) => cells[column]!.length)));
  return sizes.indexOf(Math.max(...sizes));
};
const unquoted = (text: string): string => text.replace(/[",]/g, ' ');

/** Damage by kind, done to one row or to two in a row. */
export const ROW_DAMAGE: Readonly<Record<string, Damage>> = {
  'row of no fields': () => ({ text: '', records: 0 }),
  'row of one field': (cells) => quoted(cells[0]!),
  'row of five fields': (cells) => written(cells.slice(0, 5)),
  'row of one field less': (cells) => written(cells.slice(0, -1)),
  'row that lost its first field': (cells) => written(cells.slice(1)),
  'row of one field more': (cells) => written([...cells, 'x']),
  'row of five empty fields more': (cells) => written([...cells, '', '', '', '', '']),
  'row that ends by LF': (cells) => ({ text: written(cells), lineEnd: '\n' }),
  'row that ends by CR': (cells) => ({ text: written(cells), lineEnd: '\r' }),
  'row parted by semicolons': (cells) => written(cells, { ...RFC, delimiter: ';' }),
  'row parted by tabs': (cells) => written(cells, { ...RFC, delimiter: '\t' }),
  'row parted by bars': (cells) => written(cells, { ...RFC, delimiter: '|' }),
  'row parted by comma and blank': (cells) => written(cells, { ...RFC, delimiter: ', ' }),
  'row in apostrophes': (cells) => written(cells.map(unquoted), { ...RFC, quote: "'", before: "'" }),
  'row with blanks after its quotes': (cells) => cells.map((cell) => `${quoted(cell)} `).join(','),
  'row with backslashes for escapes': (cells, source) =>
    withCell(cells, widest(source), quoted(cells[widest(source)]!, { ...RFC, before: '\\' })),
  'row with quotes that are not escaped': (cells, source) => withCell(cells, widest(source), `"${cells[widest(source)]!}"`),
  'row that lost an opening quote': (cells, source) => withCell(cells, widest(source), quoted(cells[widest(source)]!).slice(1)),
  'row that lost a closing quote': (cells, source) => withCell(cells, widest(source), quoted(cells[widest(source)]!).slice(0, -1)),
  'row that lost its first quote': (cells) => written(cells).slice(1),
  'row that lost its last quote': (cells) => written(cells).slice(0, -1),
  'row with a quote too many at its end': (cells) => `${written(cells)}"`,
  'row with text after a quote': (cells) => withCell(cells, 0, `${quoted(cells[0]!)}x`),
  'row whose text has no quotes': (cells, source) => withCell(cells, widest(source), cells[widest(source)]!.replaceAll('"', '')),
  'row cut by a line end in a text': (cells, source) => ({
    text: withCell(cells, widest(source), unquoted(cells[widest(source)]!).replace(' ', LINE_END)),
    records: 2,
  }),
  'row with a lost delimiter that a comma hides': (cells) => `${written(cells).replace('","', ' ')},""`,
  'row with a date of another order': (cells) => written(cells.map((cell) => cell.replace(/^(\d{4})-(\d\d)-(\d\d).*$/, '$2.$3.$1'))),
  'row with a NUL': (cells, source) => withCell(cells, widest(source), '"a\0b"'),
  'row with a bad byte': (cells, source) => withCell(cells, widest(source), '"a\ud800b"'),
  'row with a byte order mark before it': (cells) => `\ufeff${written(cells)}`,
};

/** Rows at which damage is done: first, a middle one, last, two adjacent ones. */
const places = (count: number): readonly (readonly [string, readonly number[]])[] => {
  const middle = Math.floor(count / 2);
  return [
    ['first', [0]],
    ['middle', [middle]],
    ['last', [count - 1]],
    ['two adjacent', [middle, middle + 1]],
  ];
};

const base = (source: Source, style: Style = RFC): Omit<Polluted, 'kind' | 'where' | 'touched'> => ({
  first: [written(source.headings, style)],
  lines: source.records.map((cells, origin) => ({ text: written(cells, style), origin, records: 1 })),
  lineEnd: LINE_END,
  encode: (text) => Buffer.from(text),
  closed: true,
});

/** A lone surrogate stands for a byte that is no text. */
export function bytesOf({ first, lines, lineEnd, encode, closed }: Polluted): Uint8Array {
  const text = [
    ...first.map((line) => line + lineEnd),
    ...lines.map((line, index) => line.text + (index === lines.length - 1 && !closed ? '' : (line.lineEnd ?? lineEnd))),
  ].join('');
  const parts = text.split('\ud800');
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [encode(part)] : [Buffer.from([0xff]), encode(part)])));
}

function rowPollutions(source: Source): Polluted[] {
  return Object.entries(ROW_DAMAGE).flatMap(([kind, damage]) =>
    places(source.records.length).map(([where, rows]): Polluted => {
      const clean = base(source);
      const lines = clean.lines.map((line, index): Line => {
        if (!rows.includes(index)) return line;
        const made = damage(source.records[index]!, source);
        return { origin: index, records: 1, ...(typeof made === 'string' ? { text: made } : made) };
      });
      return { ...clean, kind, where, lines, touched: new Set(rows) };
    }),
  );
}

const extra = (text: string, records = 1): Line => ({ text, origin: null, records });

/** Pollutions of the whole file that change no record. */
function filePollutions(source: Source): Polluted[] {
  const clean = base(source);
  const { headings } = source;
  const header = written(headings);
  const none = new Set<number>();
  const padded = (text: string): string => written(headings.map((_, column) => (column === 0 ? text : '')));
  const some = ['Export of intelligence', 'Prepared by unit 7', 'Not for onward transmission'];
  const made = (kind: string, changes: Partial<Polluted>): Polluted => ({ ...clean, kind, where: 'file', touched: none, ...changes });
  const inStyle = (kind: string, style: Partial<Style>): Polluted => ({
    ...base(source, { ...RFC, ...style }),
    kind,
    where: 'file',
    touched: 'all',
  });
  const tableOf = (columns: number, rows: number): Line[] =>
    Array.from({ length: rows + 1 }, (_, row) =>
      extra(written(Array.from({ length: columns }, (_, column) => (row === 0 ? `heading ${column}` : `${row}.${column}`)))),
    );
  const renamed = (at: number, heading: string): string => written(headings.with(at, heading));
  const at = [0, Math.floor(headings.length / 2), headings.length - 1];
  return [
    made('nothing at all', {}),
    made('no line end at the end', { closed: false }),
    made('LF everywhere', { lineEnd: '\n' }),
    made('CR everywhere', { lineEnd: '\r' }),
    made('UTF-8 with a mark', { encode: (text) => Buffer.from(text), first: [`\ufeff${header}`] }),
    made('UTF-16', { encode: (text) => Buffer.from(text, 'utf16le'), first: [`\ufeff${header}`] }),
    made('preamble', { first: [...some, header] }),
    made('preamble and a blank line', { first: [...some, '', header] }),
    made('preamble with delimiters', { first: [...some.map(padded), header] }),
    made('preamble with delimiters and an empty row', { first: [...some.map(padded), padded(''), header] }),
    made('footnote of one line', { lines: [...clean.lines, extra('Total: 12 records', 0)] }),
    made('footnotes', { lines: [...clean.lines, extra(some[0]!), extra(some[2]!), extra('End of report', 0)] }),
    made('footnotes after a blank line', { lines: [...clean.lines, extra('', 0), extra(some[0]!), extra(some[2]!)] }),
    made('footnote with delimiters', { lines: [...clean.lines, extra(padded('Total: 12 records'), 0)] }),
    made('footnotes with delimiters after an empty row', {
      lines: [...clean.lines, extra(padded('')), extra(padded('Source: unit 7')), extra(padded('Not for onward transmission'))],
    }),
    made('header again', { lines: [...clean.lines.slice(0, 3), extra(header, 0), ...clean.lines.slice(3)] }),
    made('header in capitals again', { lines: [...clean.lines.slice(0, 3), extra(header.toUpperCase(), 0), ...clean.lines.slice(3)] }),
    made('second table of fewer columns', { lines: [...clean.lines, ...tableOf(6, 3)] }),
    made('second table of more columns', { lines: [...clean.lines, ...tableOf(headings.length + 2, 3)] }),
    made('second table of fewer columns after a blank line', { lines: [...clean.lines, extra('', 0), ...tableOf(6, 3)] }),
    made('second table of more columns after a blank line', { lines: [...clean.lines, extra('', 0), ...tableOf(headings.length + 2, 3)] }),
    made('second table of the same columns turned round', {
      lines: [
        ...clean.lines,
        extra(written(headings.toReversed()), 0),
        ...source.records.slice(0, 2).map((cells) => extra(written(cells.toReversed()))),
      ],
    }),
    made('page title between rows', { lines: [...clean.lines.slice(0, 4), extra('Page 2'), ...clean.lines.slice(4)] }),
    made('header on two rows', { lines: [extra(padded('(as in the manual)')), ...clean.lines] }),
    ...at.map((column) => made(`heading ${column} blank`, { first: [renamed(column, '')], touched: 'all' })),
    ...at.map((column) => made(`heading ${column} with signs`, { first: [renamed(column, `${headings[column]!}/%R`)], touched: 'all' })),
    ...at.map((column) => made(`heading ${column} very long`, { first: [renamed(column, 'HEADER'.repeat(20_000))], touched: 'all' })),
    made('heading twice', { first: [renamed(1, headings[0]!)], touched: 'all' }),
    made('no header', { first: [], touched: 'all' }),
    made('no records', { lines: [], touched: 'all' }),
    made('empty file', { first: [], lines: [], touched: 'all' }),
    inStyle('semicolons', { delimiter: ';' }),
    inStyle('bars', { delimiter: '|' }),
    inStyle('tabs', { delimiter: '\t' }),
    inStyle('two tabs', { delimiter: '\t\t' }),
    inStyle('blanks', { delimiter: ' ' }),
    inStyle('colons', { delimiter: ':' }),
    inStyle('comma and blank', { delimiter: ', ' }),
    inStyle('a backslash and a t', { delimiter: '\\t' }),
    inStyle('apostrophes', { quote: "'", before: "'" }),
    inStyle('backslashes for escapes', { before: '\\' }),
  ];
}

/** The source as it is, and then polluted in every way. */
export const pollutionsOf = (source: Source): readonly Polluted[] => [...filePollutions(source), ...rowPollutions(source)];
