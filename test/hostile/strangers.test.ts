import { gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import {
  CLEAN,
  cells,
  damaged,
  foreign,
  HEADINGS,
  jsonArray,
  jsonLines,
  line,
  lineOf,
  loose,
  object,
  table,
  type Written,
} from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const HEADER = HEADINGS.join(',');
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const wide = (text: string): Buffer => le(`\ufeff${text}`);
const changed = (made: Written, change: (bytes: Buffer) => Uint8Array): Written => ({ ...made, bytes: change(Buffer.from(made.bytes)) });
const gzipped = (made: Written): Written => changed(made, (bytes) => gzipSync(bytes));
const behind = (made: Written, more: Uint8Array): Written => changed(made, (bytes) => Buffer.concat([bytes, more]));
/** Every clean record with a text before it and after it, under a header of its own. */
const around = (header: string, before: string, after: string): Written => ({
  ...table(ALL),
  bytes: Buffer.from(`${header}\n${ALL.map((n) => `${before}${line(n)}${after}\n`).join('')}`),
});
const tabs = { delimiter: '\t' };
const semicolons = { delimiter: ';' };
const withLate = (own: readonly string[], at: string): readonly string[] => [`late ${at}`, ...own];

/** Faults that come together, as strangers send them. */
const cases: readonly HostileCase[] = [
  {
    name: 'UTF-16 in gzip with the header twice',
    file: 'batch.csv.gz',
    made: () => gzipped(table([1, 2, 3, loose(HEADER), 4, 5, 6], { encode: wide, lineEnd: '\r\n' })),
    exit: 0,
    found: ['repeated-header -:5'],
  },
  { name: 'a table of tabs named .csv, every cell in quotes', made: () => table(ALL, { ...tabs, quoteAll: true }), exit: 0, found: [] },
  {
    name: 'tabs as delimiters, and tabs, quotes and line ends in a quoted cell',
    made: () => table([1, damaged(lineOf(cells(2, { narrative: 'a\tb "q"\n\tc' }), tabs)), 3, 4, 5, 6], tabs),
    exit: 0,
    found: withLate([], '2:3'),
  },
  {
    name: 'a JSON array in gzip with CRLF and a comma before the bracket at the end',
    made: () => gzipped(changed(jsonArray(ALL, ',]\r\n'), (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n')))),
    exit: 1,
    found: ['invalid-json-line -:8'],
  },
  {
    name: '5,000 columns, half of them of one name',
    made: () => {
      const more = Array.from({ length: 4986 }, (_, index) => (index % 2 === 0 ? 'x' : `c${index}`));
      const rows = ALL.map((n) => lineOf([...CLEAN[n - 1]!, ...more.map(() => '')]));
      return { ...table(ALL), bytes: Buffer.from([[...HEADINGS, ...more].join(','), ...rows, ''].join('\n')) };
    },
    exit: 1,
    found: ['unknown-column -:1', 'duplicate-column -:1'],
  },
  {
    name: 'a sep= line behind a byte order mark, with CRLF',
    made: () => table(ALL, { ...semicolons, lineEnd: '\r\n', first: ['\ufeffsep=;', lineOf(HEADINGS, semicolons)] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'a sep= line of a tab in UTF-16',
    made: () => table(ALL, { ...tabs, lineEnd: '\r\n', first: ['sep=\t', lineOf(HEADINGS, tabs)], encode: wide }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'a sep= line in quotes',
    made: () => table(ALL, { ...semicolons, first: ['"sep=;"', lineOf(HEADINGS, semicolons)] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'the next-line character of UTF-8, which ends no line',
    made: () => table([1, damaged(line(2, { unit: 'North\u0085South' })), 3, 4, 5, 6]),
    exit: 0,
    found: withLate(['invisible-character 2:3'], '2:3'),
  },
  {
    name: 'the byte 85 of Windows-1252, which is an ellipsis and ends no line',
    made: () => changed(table([1, damaged(line(3, { unit: 'North\u0085 South' })), 5]), (bytes) => Buffer.from(bytes.toString(), 'latin1')),
    exit: 0,
    found: withLate([], '2:3'),
  },
  {
    name: 'a record of empty quotes',
    made: () => table([1, damaged(HEADINGS.map(() => '""').join(',')), 2, 3, 4, 5, 6]),
    exit: 1,
    found: ['missing-agency 2:3', 'missing-narrative 2:3', 'missing-urn 2:3'],
  },
  { name: 'a row of two quotes', made: () => table([1, damaged('""'), 2, 3, 4, 5, 6]), exit: 1, found: ['ragged-row 2:3'] },
  {
    name: 'a row of three quotes',
    made: () => table([1, damaged('"""'), 2, 3, 4, 5, 6]),
    exit: 1,
    found: ['ragged-row 2:3', 'unclosed-quote 2:3'],
  },
  { name: 'a row of four quotes', made: () => table([1, damaged('""""'), 2, 3, 4, 5, 6]), exit: 1, found: ['ragged-row 2:3'] },
  {
    name: 'a last line of one quote',
    made: () => table([...ALL, damaged('"')], { closed: false }),
    exit: 1,
    found: ['truncated-file 7:11', 'unclosed-quote 7:11'],
  },
  {
    name: 'CRLF in a cell without quotes, in a file of CRLF',
    made: () => table([1, damaged(line(5).replace('Seen again.', 'Seen\r\nagain.'), 2), 2, 3, 4, 6], { lineEnd: '\r\n' }),
    exit: 1,
    found: ['ragged-row 2:3', 'ragged-row 3:4'],
  },
  {
    name: 'LF in a cell without quotes, in a file of CRLF',
    made: () => table([1, damaged(line(5).replace('Seen again.', 'Seen\nagain.'), 2), 2, 3, 4, 6], { lineEnd: '\r\n' }),
    exit: 1,
    found: ['unusual-line-ends -:3', 'ragged-row 2:3', 'ragged-row 3:4'],
  },
  {
    name: 'CR as line end, and CRLF in a quoted cell',
    made: () => table([1, damaged(line(2, { narrative: 'a\r\nb' })), 3, 5, 6], { lineEnd: '\r' }),
    exit: 0,
    found: ['unusual-line-ends -:2', 'late 2:3'],
  },
  {
    name: 'lines that end in turn with CRLF, LF and CR',
    made: () => ({
      ...table(ALL),
      bytes: Buffer.from(`${HEADER}\n${ALL.map((n) => line(n) + ['\r\n', '\n', '\r'][(n - 1) % 3]).join('')}`),
    }),
    exit: 0,
    found: ['unusual-line-ends -:4'],
  },
  {
    name: 'two byte order marks',
    made: () => changed(table(ALL), (bytes) => Buffer.concat([Buffer.from('\ufeff\ufeff'), bytes])),
    exit: 0,
    found: [],
  },
  {
    name: 'a line of Python among JSON Lines',
    file: 'batch.jsonl',
    made: () => jsonLines([1, 2, damaged("{'urn': 'U-9', 'agency': None}", 0), 3, 4, 5, 6]),
    exit: 1,
    found: ['invalid-json-line -:3'],
  },
  {
    name: 'a byte order mark alone on a line of JSON Lines',
    file: 'batch.jsonl',
    made: () => jsonLines([1, 2, loose('\ufeff'), 3, 4, 5, 6]),
    exit: 0,
    found: ['byte-order-mark-inside -:3'],
  },
  {
    name: 'an object in the place of a text',
    file: 'batch.jsonl',
    made: () => jsonLines([1, damaged(object(2, { unit: { a: [1, 2] } })), 3, 4, 5, 6]),
    exit: 1,
    found: ['late 2:2', 'nested-value 2:2'],
  },
  ...['first', 'middle', 'last'].flatMap((where, n) => {
    const heading = `"${HEADINGS[[0, 6, 13][n]!]}"`;
    const quoted = `"${HEADINGS.join('","')}"`;
    const lost = (name: string, to: string, told = 'stray-quote'): HostileCase => ({
      name: `every cell in quotes, and the ${name} quote of the ${where} heading lost`,
      made: () => table(ALL, { first: [quoted.replace(heading, to)], quoteAll: true }),
      exit: 1,
      found: [`${told} -:1`],
    });
    const last = where === 'last' ? 'unclosed-quote' : undefined;
    return [lost('opening', heading.slice(1)), lost('closing', heading.slice(0, -1), last)];
  }),
  {
    name: 'a hole in the middle of the file, which reads as zeros',
    made: () => table([1, damaged('\0'.repeat(4096) + line(2)), 3, 4, 5, 6]),
    exit: 1,
    found: ['late 2:3', 'nul-character 2:3'],
  },
  {
    name: 'zeros behind an array',
    file: 'batch.json',
    made: () => jsonArray(ALL, `]\n${'\0'.repeat(512)}`),
    exit: 1,
    found: ['invalid-json-line -:9'],
  },
  {
    name: 'a comment before the header',
    made: () => table(ALL, { first: ['# exported, by hand', HEADER] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'delimiters alone before the header',
    made: () => table(ALL, { first: [','.repeat(13), HEADER] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'a comment in the middle',
    made: () => table([1, damaged('# exported by hand'), 2, 3, 4, 5, 6]),
    exit: 1,
    found: ['ragged-row 2:3'],
  },
  {
    name: 'marks of a merge that was not finished',
    made: () => table([1, damaged('<<<<<<< HEAD'), 2, damaged('======='), 3, damaged('>>>>>>> x'), 4, 5, 6]),
    exit: 1,
    found: ['ragged-row 2:3', 'ragged-row 4:5', 'ragged-row 6:7'],
  },
  {
    name: 'a formula that keeps the zeros of a number, without quotes around the cell',
    made: () => table([1, damaged(spoiltOfficer()), 3, 4, 5, 6]),
    exit: 1,
    found: ['stray-quote 2:3', 'late 2:3'],
  },
  {
    name: 'one field under two headings of the same name, with other values',
    made: () => around(`${HEADER},agency`, '', ',essex'),
    exit: 1,
    found: ['duplicate-column -:1'],
  },
  {
    name: 'a header of semicolons above rows of commas',
    made: () => foreign(`${HEADINGS.join(';')}\n${[1, 2].map((n) => line(n)).join('\n')}\n`),
    exit: 1,
    found: ['unrecognised-layout -:1', 'ragged-row 1:2', 'ragged-row 2:3'],
  },
  {
    name: 'a mail that holds a table',
    made: () => table(ALL, { first: ['From: a@example.org', 'Subject: batch', 'Content-Type: text/csv', '', HEADER] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'a line of UTF-16 that a shell put behind a table of UTF-8',
    made: () => behind(table(ALL), le(`${line(1, { urn: 'U-2026-007' })}\n`)),
    exit: 1,
    found: [
      ...['area', 'boat', 'born-on', 'codes', 'reported-on', 'submitted-on'].map(
        (field) => `${['area', 'codes'].includes(field) ? 'unknown' : 'unreadable'}-${field} 7:11`,
      ),
      'nul-character 7:11',
      'truncated-file 8:12',
      'nul-character 8:12',
    ],
  },
];

/** The line of record 2, its officer as a spreadsheet writes it. */
function spoiltOfficer(): string {
  return line(2).replace('4102', '="0042"');
}

describe('faults that come together', () => examineAll(cases));
