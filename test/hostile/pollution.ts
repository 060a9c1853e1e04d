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

/** How the table that is polluted is written. */
export interface Style {
  readonly delimiter: string;
  readonly quote: string;
  /** What stands before a quote inside quotes. */
  readonly before: string;
  /** False if only cells that need quotes have them. */
  readonly quoteAll: boolean;
  readonly lineEnd: string;
  readonly encode: (text: string) => Uint8Array;
}

/** As the benchmark has it: RFC 4180, every cell in quotes. */
export const RFC: Style = { delimiter: ',', quote: '"', before: '"', quoteAll: true, lineEnd: '\r\n', encode: (text) => Buffer.from(text) };

const quoted = (text: string, { quote, before }: Style): string => `${quote}${text.replaceAll(quote, before + quote)}${quote}`;
const cell = (text: string, style: Style): string =>
  style.quoteAll || text.includes(style.delimiter) || text.includes(style.quote) ? quoted(text, style) : text;
const written = (cells: readonly string[], style: Style): string => cells.map((text) => cell(text, style)).join(style.delimiter);

/** A row of a table in its style, one of whose texts is longer than all others and has quotes and delimiters in it. */
interface Row {
  readonly cells: readonly string[];
  readonly style: Style;
  /** Its longest text, in quotes. */
  readonly text: string;
  /** The row with something else in the place of its longest text. */
  readonly having: (text: string) => string;
  /** The row as it is, but for some of its style. */
  readonly as: (changes: Partial<Style>) => string;
}

/** Damage of one row: the text of the row, and what it is read as if that is not one record; null if the style has no room for it. */
type Damage = (row: Row) => string | { readonly text: string; readonly records?: number; readonly lineEnd?: string } | null;

const widest = (cells: readonly string[]): number => {
  const sizes = cells.map((text) => text.length);
  return sizes.indexOf(Math.max(...sizes));
};

function rowOf(cells: readonly string[], style: Style): Row {
  const at = widest(cells);
  return {
    cells,
    style,
    text: quoted(cells[at]!, style),
    having: (text) => cells.map((own, column) => (column === at ? text : cell(own, style))).join(style.delimiter),
    as: (changes) => written(cells, { ...style, ...changes }),
  };
}

/** The longest text without quotes and delimiters. */
const plain = ({ cells, style }: Row): string => cells[widest(cells)]!.replaceAll('"', ' ').replaceAll(style.delimiter, ' ');
const without = (text: string, at: number): string => text.slice(0, at) + text.slice(at + 1);

const middle = (cells: readonly string[]): number => Math.floor(cells.length / 2);
const isUtf8 = ({ encode }: Style): boolean => Buffer.from(encode('é')).equals(Buffer.from('é'));
const withQuote = ({ cells, style }: Row, part: number, before: boolean): string => {
  const at = Math.floor((cells.length - 1) * part);
  return cells
    .map((own, column) => (column === at ? `${before ? '"' : ''}${cell(own, style)}${before ? '' : '"'}` : cell(own, style)))
    .join(style.delimiter);
};

/** Damage by kind, done to one row or to two in a row. */
const ROW_DAMAGE: Readonly<Record<string, Damage>> = {
  'row of no fields': () => ({ text: '', records: 0 }),
  'row of one field': ({ cells, style }) => cell(cells[0]!, style),
  'row of five fields': ({ cells, style }) => written(cells.slice(0, 5), style),
  'row of one field less': ({ cells, style }) => written(cells.slice(0, -1), style),
  'row that lost its first field': ({ cells, style }) => written(cells.slice(1), style),
  'row of one field more': ({ cells, style }) => written([...cells, 'x'], style),
  'row of five empty fields more': ({ cells, style }) => written([...cells, '', '', '', '', ''], style),
  'row that ends by LF': (row) => ({ text: row.as({}), lineEnd: '\n' }),
  'row that ends by CRLF': (row) => ({ text: row.as({}), lineEnd: '\r\n' }),
  'row that ends by CR': (row) => ({ text: row.as({}), lineEnd: '\r' }),
  'row parted by commas': (row) => row.as({ delimiter: ',' }),
  'row parted by semicolons': (row) => row.as({ delimiter: ';' }),
  'row parted by tabs': (row) => row.as({ delimiter: '\t' }),
  'row parted by bars': (row) => row.as({ delimiter: '|' }),
  'row parted by delimiter and blank': (row) => row.as({ delimiter: `${row.style.delimiter} ` }),
  'row in apostrophes': ({ cells, style }) =>
    written(
      cells.map((text) => text.replaceAll('"', ' ').replaceAll(style.delimiter, ' ')),
      { ...style, quote: "'", before: "'", quoteAll: true },
    ),
  'row with blanks after its quotes': ({ cells, style }) => cells.map((own) => `${quoted(own, style)} `).join(style.delimiter),
  'row with backslashes for escapes': (row) => row.having(quoted(row.cells[widest(row.cells)]!, { ...row.style, before: '\\' })),
  'row with quotes that are not escaped': (row) => row.having(`"${row.cells[widest(row.cells)]!}"`),
  'row that lost an opening quote': (row) => row.having(row.text.slice(1)),
  'row that lost a closing quote': (row) => row.having(row.text.slice(0, -1)),
  'row that lost its first quote': (row) => without(row.as({}), row.as({}).indexOf('"')),
  'row that lost its last quote': (row) => without(row.as({}), row.as({}).lastIndexOf('"')),
  'row with a quote too many at its end': (row) => `${row.as({})}"`,
  'row with a quote before a text that has none': (row) => row.having(`"${plain(row)}`),
  'row with a quote after a text that has none': (row) => row.having(`${plain(row)}"`),
  'row with text after a quote': ({ cells, style }) =>
    cells.map((own, column) => (column === 0 ? `${quoted(own, style)}x` : cell(own, style))).join(style.delimiter),
  'row whose text has no quotes': (row) => row.having(row.cells[widest(row.cells)]!.replaceAll('"', '')),
  'row cut by a line end in a text': (row) => ({ text: row.having(plain(row).replace(' ', row.style.lineEnd)), records: 2 }),
  'row cut by a line end before a text': (row) => ({ text: row.having(row.style.lineEnd + plain(row)), records: 2 }),
  'row with a lost delimiter that another hides': ({ cells, style }) =>
    written([`${cells[0]!} ${cells[1]!}`, ...cells.slice(2), ''], style),
  'row with a date of another order': ({ cells, style }) =>
    written(
      cells.map((text) => text.replace(/^(\d{4})-(\d\d)-(\d\d).*$/, '$2.$3.$1').replace(/^(\d\d)\/(\d\d)\/(\d{4}).*$/, '$2.$1.$3')),
      style,
    ),
  'row with a NUL': (row) => row.having('"a\0b"'),
  'row with a bad byte': (row) => (isUtf8(row.style) ? row.having('"a\ud800b"') : null),
  'row with a byte order mark before it': (row) => (isUtf8(row.style) ? `\ufeff${row.as({})}` : null),
  'row that lost a middle field': ({ cells, style }) => written(cells.toSpliced(middle(cells), 1), style),
  'row of one field more in the middle': ({ cells, style }) => written(cells.toSpliced(middle(cells), 0, 'x'), style),
  'row that lost a delimiter in the middle': ({ cells, style }) =>
    written(cells.slice(0, middle(cells)), style) + written(cells.slice(middle(cells)), style),
  'row of one delimiter more in the middle': ({ cells, style }) =>
    `${written(cells.slice(0, middle(cells)), style)}${style.delimiter.repeat(2)}${written(cells.slice(middle(cells)), style)}`,
  ...Object.fromEntries(
    [0, 0.5, 1].flatMap((part): [string, Damage][] => [
      [`row with a quote too many before cell ${part}`, (row) => withQuote(row, part, true)],
      [`row with a quote too many after cell ${part}`, (row) => withQuote(row, part, false)],
    ]),
  ),
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

const base = (source: Source, style: Style): Omit<Polluted, 'kind' | 'where' | 'touched'> => ({
  first: [written(source.headings, style)],
  lines: source.records.map((cells, origin) => ({ text: written(cells, style), origin, records: 1 })),
  lineEnd: style.lineEnd,
  encode: style.encode,
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

function rowPollutions(source: Source, style: Style): Polluted[] {
  const clean = base(source, style);
  return Object.entries(ROW_DAMAGE).flatMap(([kind, damage]) =>
    places(source.records.length).flatMap(([where, rows]): Polluted[] => {
      const damaged = rows.map((row) => damage(rowOf(source.records[row]!, style)));
      const lines = clean.lines.map((line, origin): Line => {
        const made = damaged[rows.indexOf(origin)];
        return made == null ? line : { origin, records: 1, ...(typeof made === 'string' ? { text: made } : made) };
      });
      const isNone = damaged.some((made) => made === null) || JSON.stringify(lines) === JSON.stringify(clean.lines);
      return isNone ? [] : [{ ...clean, kind, where, lines, touched: new Set(rows) }];
    }),
  );
}

const extra = (text: string, records = 1): Line => ({ text, origin: null, records });

/** Pollutions of the whole file that change no record. */
function filePollutions(source: Source, own: Style): Polluted[] {
  const clean = base(source, own);
  const { headings } = source;
  const header = written(headings, own);
  const none = new Set<number>();
  const padded = (text: string): string =>
    written(
      headings.map((_, column) => (column === 0 ? text : '')),
      own,
    );
  const some = ['Export of intelligence', 'Prepared by unit 7', 'Not for onward transmission'];
  const made = (kind: string, changes: Partial<Polluted>): Polluted => ({ ...clean, kind, where: 'file', touched: none, ...changes });
  const inStyle = (kind: string, style: Partial<Style>): Polluted => ({
    ...base(source, { ...own, ...style }),
    kind,
    where: 'file',
    touched: 'all',
  });
  const tableOf = (columns: number, rows: number): Line[] =>
    Array.from({ length: rows + 1 }, (_, row) =>
      extra(
        written(
          Array.from({ length: columns }, (_, column) => (row === 0 ? `heading ${column}` : `${row}.${column}`)),
          own,
        ),
      ),
    );
  const renamed = (at: number, heading: string): string => written(headings.with(at, heading), own);
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
        extra(written(headings.toReversed(), own), 0),
        ...source.records.slice(0, 2).map((cells) => extra(written(cells.toReversed(), own))),
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
export const pollutionsOf = (source: Source, style: Style): readonly Polluted[] => [
  ...filePollutions(source, style),
  ...rowPollutions(source, style),
];
