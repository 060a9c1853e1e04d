import { gzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { damaged, HEADINGS, jsonArray, jsonLines, line, lineOf, loose, object, type Part, table, type Written } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const MARK = '\ufeff';
const HEADER = lineOf(HEADINGS);
const le = (text: string): Buffer => Buffer.from(text, 'utf16le');
const be = (text: string): Buffer => le(text).swap16();
const changed = (made: Written, change: (bytes: Buffer) => Uint8Array): Written => ({ ...made, bytes: change(Buffer.from(made.bytes)) });
const marked = (made: Written, before = MARK): Written => changed(made, (bytes) => Buffer.concat([Buffer.from(before), bytes]));
/** The file with others put behind it, byte for byte. */
const joined = (made: Written, ...others: readonly (Uint8Array | string)[]): Written =>
  changed(made, (bytes) => Buffer.concat([bytes, ...others.map((one) => (typeof one === 'string' ? Buffer.from(one) : one))]));
const inUtf16 = (made: Written, encode = le): Written => changed(made, (bytes) => encode(MARK + bytes.toString()));
const linesOf = (parts: readonly Part[]): Uint8Array => jsonLines(parts).bytes;
const rowsOf = (parts: readonly Part[]): Buffer => Buffer.from(table(parts).bytes).subarray(HEADER.length + 1);

const cases: readonly HostileCase[] = [
  {
    name: 'JSON Lines behind others, each with a byte order mark',
    file: 'batch.jsonl',
    made: () => marked(jsonLines([1, 2, 3, damaged(MARK + object(4)), 5, 6])),
    exit: 0,
    found: ['byte-order-mark-inside 4:4', 'late 4:4'],
  },
  {
    name: 'the same in UTF-16',
    file: 'batch.jsonl',
    made: () => inUtf16(jsonLines([1, 2, 3, damaged(MARK + object(4)), 5, 6])),
    exit: 0,
    found: ['byte-order-mark-inside 4:4', 'late 4:4'],
  },
  {
    name: 'JSON Lines with a byte order mark before every record',
    file: 'batch.jsonl',
    made: () => jsonLines([1, damaged(MARK + object(2)), damaged(`${MARK} ${MARK}${object(4)}`)]),
    exit: 0,
    found: ['byte-order-mark-inside 2:2', 'late 2:2', 'byte-order-mark-inside 3:3', 'late 3:3'],
  },
  {
    name: 'a byte order mark behind a record of JSON Lines',
    file: 'batch.jsonl',
    made: () => jsonLines([1, damaged(object(2) + MARK), 3]),
    exit: 0,
    found: ['byte-order-mark-inside 2:2', 'late 2:2'],
  },
  {
    name: 'JSON Lines whose byte order mark stands behind blank lines',
    file: 'batch.jsonl',
    made: () => jsonLines([loose('\n'), damaged(MARK + object(1)), 2, 3]),
    exit: 0,
    found: ['byte-order-mark-inside 1:3', 'late 1:3'],
  },
  {
    name: 'a mark behind blank lines, and a line of JSON that is cut',
    file: 'batch.jsonl',
    made: () => jsonLines([loose(''), loose(`${MARK}{"urn": "U-9",`), 2, 3]),
    exit: 1,
    found: ['invalid-json-line -:2'],
  },
  {
    name: 'an array whose byte order mark stands behind blank lines',
    file: 'batch.json',
    made: () => ({
      ...jsonArray([loose('')]),
      bytes: Buffer.concat([Buffer.from(`\n\n${MARK}`), jsonArray(ALL).bytes]),
      intact: new Map(),
    }),
    exit: 0,
    found: ['byte-order-mark-inside -:3', ...ALL.map((n) => `late ${n}:${n + 3}`)],
  },
  {
    name: 'an array behind another, each with a byte order mark: all elements are read',
    file: 'batch.json',
    made: () => joined(marked(jsonArray(ALL)), MARK, `[${object(5)}]\n`),
    exit: 1,
    found: ['byte-order-mark-inside -:9', 'invalid-json-line -:9', 'late 7:9', 'duplicate-urn 7:9'],
  },
  {
    name: 'a table whose byte order mark stands behind blank lines',
    made: () => table(ALL, { first: ['', '', MARK + HEADER] }),
    exit: 0,
    found: [],
  },
  {
    name: 'rows of UTF-8 behind a table of UTF-16: told where they begin, and that they were not read',
    made: () => joined(inUtf16(table([1, 2, 3, 4])), rowsOf([5, 6])),
    exit: 3,
    found: ['unreadable-bytes -:9'],
    says: /its encoding changes at byte \d+ \(line 9\)/,
  },
  {
    name: 'a table of UTF-8 with its mark behind one of UTF-16 that has no line end at its end, big-endian, in gzip',
    file: 'batch.csv.gz',
    made: () => changed(joined(inUtf16(table([1, 2, 3], { closed: false }), be), MARK, table([4, 5]).bytes), (bytes) => gzipSync(bytes)),
    exit: 3,
    found: ['unreadable-bytes -:4'],
    says: /its encoding changes at byte \d+ \(line 4\)/,
  },
  {
    name: 'one short line of UTF-8 behind a table of UTF-16',
    made: () => joined(inUtf16(table([1, 2, 3], { lineEnd: '\r\n' })), 'Total records: 3\r\n'),
    exit: 3,
    found: ['unreadable-bytes -:5'],
    says: /its encoding changes/,
  },
  {
    name: 'JSON Lines of UTF-8 behind others of UTF-16',
    file: 'batch.jsonl',
    made: () => joined(inUtf16(jsonLines([1, 2, 3])), linesOf([4, 5])),
    exit: 3,
    found: ['unreadable-bytes -:4'],
    says: /its encoding changes at byte \d+ \(line 4\)/,
  },
  {
    name: 'rows of UTF-16 behind others of the other byte order, without a mark',
    made: () => joined(inUtf16(table([1, 2, 3, 4])), Buffer.from(rowsOf([5, 6]).toString(), 'utf16le').swap16()),
    exit: 3,
    found: ['unreadable-bytes -:9'],
    says: /its encoding changes at byte \d+ \(line 9\)/,
  },
  {
    name: 'UTF-16 that lost a byte: what stands before it is read',
    made: () =>
      changed(inUtf16(table([1, 2, damaged(line(3)), loose(line(5)), loose(line(6))])), (bytes) => {
        const at = bytes.indexOf(le('U-2026-003')) + 31;
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
      }),
    exit: 3,
    found: ['unreadable-bytes -:4'],
    says: /its encoding changes at byte \d+ \(line 4\)/,
  },
  {
    name: 'Chinese in UTF-16, of whose characters many are two letters of ASCII, is no other encoding',
    made: () => inUtf16(table([1, damaged(line(2, { narrative: '中国公民在港口被发现他们说他们的护照被拿走了' })), 3])),
    exit: 0,
    found: ['late 2:3'],
  },
];

describe('files that were joined', () => examineAll(cases));
