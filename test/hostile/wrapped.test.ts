import { gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { CLEAN, cells, damaged, foreign, HEADINGS, jsonLines, line, lineOf, loose, object, table, type Written } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const HEADER = lineOf(HEADINGS);
const changed = (made: Written, change: (bytes: Buffer) => Uint8Array): Written => ({ ...made, bytes: change(Buffer.from(made.bytes)) });
const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
/** A table in which CRLF inside quotes stands `before` bytes before the 64th KiB ends, where portions end that are read beyond a segment. */
function breakAtBorder(before: number): Written {
  const made = table([1, damaged(line(5, { narrative: '@' })), 2, 3], { lineEnd: '\r\n' });
  return changed(made, (bytes) => {
    const text = bytes.toString();
    const fill = 65_536 - before - Buffer.byteLength(text.slice(0, text.indexOf('@'))) - 1;
    return Buffer.from(text.replace('@', () => `"${'x'.repeat(fill)}\r\nmore, text"`));
  });
}
/** As `breakAtBorder` is read: the damaged record takes a line more. */
const movedDown = (made: Written): Written => ({
  ...made,
  intact: new Map([...made.intact].map(([n, { record, line: at }]) => [n, { record, line: record > 2 ? at + 1 : at }])),
});

/** Files that went through other hands: mail, terminals, mainframes, editors. */
const cases: readonly HostileCase[] = [
  {
    name: 'an unclosed quote in UTF-16 in gzip',
    file: 'batch.csv.gz',
    made: () =>
      changed(table([1, damaged(line(2).replace('Unit 2', '"Unit 2')), 3, 4, 5, 6], { encode: wide }), (bytes) => gzipSync(bytes)),
    exit: 1,
    found: ['unclosed-quote 2:3'],
  },
  {
    name: 'a byte order mark, a sep= line and the header twice',
    made: () =>
      table([1, 2, loose(HEADINGS.join(';')), 3, 4, 5, 6], { delimiter: ';', lineEnd: '\r\n', first: ['\ufeffsep=;', HEADINGS.join(';')] }),
    exit: 0,
    found: ['lines-before-header -:1', 'repeated-header -:5'],
  },
  ...[-1, 0, 1, 2].map((before) => ({
    name: `CRLF inside quotes ${before} bytes before a border of 64 KiB`,
    made: () => movedDown(breakAtBorder(before)),
    exit: 0 as const,
    found: ['late 2:3'],
  })),
  {
    name: 'decimal commas in a table of semicolons',
    made: () =>
      table([1, damaged(lineOf(cells(2, { narrative: '52,1234 and 1,5; 2,25', unit: '1,50' }), { delimiter: ';' })), 3, 5], {
        delimiter: ';',
      }),
    exit: 0,
    found: ['late 2:3'],
  },
  {
    name: 'more commas than tabs in a table of tabs',
    made: () =>
      table([1, damaged(lineOf(cells(2, { narrative: 'one, two, three, '.repeat(20) }), { delimiter: '\t' })), 3, 4], { delimiter: '\t' }),
    exit: 0,
    found: ['late 2:3'],
  },
  {
    name: 'lines of delimiters alone inside quotes',
    made: () => table([1, damaged(line(2, { narrative: `${';'.repeat(13)}\n,,,,\n||||` })), 3, 4]),
    exit: 0,
    found: ['late 2:3'],
  },
  {
    name: 'a file that ends within a character',
    made: () => changed(table([1, 3, damaged(line(2))]), (bytes) => bytes.subarray(0, bytes.indexOf('€') + 1)),
    exit: 1,
    found: ['truncated-file 3:4', 'unreadable-bytes 3:4'],
  },
  {
    name: 'gzip of three members, the second of which is damaged',
    file: 'batch.csv.gz',
    made: () => {
      const broken = gzipSync(`${line(5)}\n`);
      broken[20]! ^= 0xff;
      return changed(table([1, 2, 3]), (bytes) => Buffer.concat([gzipSync(bytes), broken, gzipSync(`${line(6)}\n`)]));
    },
    exit: 3,
    found: ['truncated-file -:0', 'ragged-row 4:5'],
    says: /gzip stream is broken/,
  },
  {
    name: 'JSON Lines with a comma behind each',
    file: 'batch.jsonl',
    made: () => foreign(ALL.map((n) => `${object(n)},\n`).join('')),
    exit: 1,
    found: ['no-records -:0', ...ALL.map((n) => `invalid-json-line -:${n}`)],
  },
  {
    name: 'comments in an array',
    file: 'batch.json',
    made: () => ({
      bytes: Buffer.from(`[\n// exported\n${object(1)},\n${object(2)},\n/* more */\n${object(3)}\n]\n`),
      intact: new Map([1, 2, 3].map((n) => [n, { record: n, line: n === 3 ? 6 : n + 2 }])),
    }),
    exit: 1,
    found: ['invalid-json-line -:2', 'invalid-json-line -:5'],
  },
  {
    name: 'keys without quotes on one line',
    file: 'batch.jsonl',
    made: () => jsonLines([1, loose(object(2).replace(/"(\w+)":/g, '$1:')), 3]),
    exit: 1,
    found: ['invalid-json-line -:2'],
  },
  {
    name: 'JSON Lines that end with CR alone',
    file: 'batch.jsonl',
    made: () => changed(jsonLines(ALL), (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r'))),
    exit: 0,
    found: [],
  },
  {
    name: 'objects over several lines, one behind another',
    file: 'batch.json',
    made: () => foreign([1, 2].map((n) => `${JSON.stringify(JSON.parse(object(n)), null, 2)}\n`).join('')),
    exit: 1,
    found: ['invalid-json-line -:17', 'late 1:1', 'late 2:17'],
  },
  {
    name: 'half a surrogate pair written as an escape',
    file: 'batch.jsonl',
    made: () => jsonLines([1, damaged(object(2).replace('Unit 2', 'Unit \\ud83d 2')), 3]),
    exit: 0,
    found: ['late 2:2'],
  },
  {
    name: 'JSON Lines behind a table: each a record with stray quotes or too many cells',
    made: () => table([1, 2, 3, damaged('{"urn":"U-9"}'), damaged('{"urn":"U-10","agency":"kent"}')]),
    exit: 1,
    found: ['ragged-row 4:5', 'stray-quote 4:5', 'ragged-row 5:6', 'stray-quote 5:6', 'stray-quote 5:6'],
  },
  {
    name: 'a table behind JSON Lines',
    file: 'batch.jsonl',
    made: () => jsonLines([1, 2, 3, loose(HEADER), loose(line(5))]),
    exit: 1,
    found: ['invalid-json-line -:4', 'invalid-json-line -:5'],
  },
  {
    name: 'every record in quotes as a whole',
    made: () => foreign([HEADER, ...[1, 2, 3].map((n) => `"${line(n).replaceAll('"', '""')}"`), ''].join('\n')),
    exit: 1,
    found: ['ragged-row 1:2', 'ragged-row 2:3', 'ragged-row 3:4'],
  },
  {
    name: 'every cell in quotes, and the last quote of each record lost',
    made: () => foreign([HEADER, ...[1, 2, 5].map((n) => lineOf(CLEAN[n - 1]!, { quoteAll: true }).slice(0, -1)), ''].join('\n')),
    exit: 1,
    found: [1, 2, 3].map((n) => `unclosed-quote ${n}:${n + 1}`),
  },
  {
    name: 'full-width commas in one record',
    made: () => table([1, damaged(line(2).replaceAll(',', '，')), 3]),
    exit: 1,
    found: ['ragged-row 2:3'],
  },
  {
    name: 'letters of Windows-1252 below a header with the mark of UTF-8',
    made: () =>
      changed(table([1, damaged(line(5, { surname: 'Zoë' })), 3]), (bytes) =>
        Buffer.concat([Buffer.from('\ufeff'), Buffer.from(bytes.toString(), 'latin1')]),
      ),
    exit: 1,
    found: ['late 2:3', 'unreadable-bytes 2:3'],
  },
  {
    name: 'blanks that do not break around the headings',
    made: () => table(ALL, { first: [HEADINGS.map((heading) => `\u00a0${heading}\u00a0`).join(',')] }),
    exit: 0,
    found: [],
  },
  {
    name: 'a table as a terminal prints it, with bars and a count of rows',
    made: () =>
      foreign(
        [
          ` ${HEADINGS.join(' | ')}`,
          HEADINGS.map(() => '---').join('+'),
          ...[1, 3].map((n) => ` ${CLEAN[n - 1]!.join(' | ')}`),
          '(2 rows)',
          '',
        ].join('\n'),
      ),
    exit: 1,
    found: ['trailer-line -:5', 'ragged-row 1:2', 'late 2:3', 'late 3:4'],
  },
  {
    name: 'units and records parted by the separators of ASCII',
    made: () => foreign([HEADINGS, CLEAN[0]!, CLEAN[4]!].map((row) => row.join('\u001f')).join('\u001e')),
    exit: 3,
    found: ['wrong-kind-of-file -:0'],
    says: /binary file/,
  },
  {
    name: 'the table of a mail in base64',
    made: () =>
      foreign(
        Buffer.from(table(ALL).bytes)
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n'),
      ),
    exit: 1,
    found: ['no-header -:1'],
  },
];

describe('files that went through other hands', () => examineAll(cases));
