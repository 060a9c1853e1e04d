import { describe, expect, test } from 'vitest';
import { checkFile, examineAll, type HostileCase } from './examine.ts';
import { bare, damaged, line, table, type Written } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const wide = (text: string, order: 'le' | 'be', mark = ''): Buffer => {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return order === 'be' ? bytes.swap16() : bytes;
};
const windows = (text: string): Buffer =>
  Buffer.from(
    text.replace(/[€“”]/g, (char) => ({ '€': '\x80', '“': '\x93', '”': '\x94' })[char] ?? char),
    'latin1',
  );

/** A file in which each `⟨hex⟩` stands for those bytes. */
function withBytes({ bytes, intact }: Written): Written {
  const parts = Buffer.from(bytes)
    .toString()
    .split(/⟨([0-9a-f]+)⟩/);
  return { bytes: Buffer.concat(parts.map((part, index) => Buffer.from(part, index % 2 === 1 ? 'hex' : 'utf8'))), intact };
}
/** Every clean record but one, in whose narrative these bytes stand. */
const holding = (n: number, hex: string): Written =>
  withBytes(table(ALL.map((k) => (k === n ? damaged(line(n, { narrative: `some ⟨${hex}⟩ text`, surname: 'Zoë' })) : k))));

const cases: readonly HostileCase[] = [
  {
    name: 'UTF-8 with a byte order mark is no fault',
    made: () => table(ALL, { encode: (text) => Buffer.from(`\ufeff${text}`) }),
    exit: 0,
    found: [],
  },
  {
    name: 'UTF-16 little-endian with a mark',
    made: () => table(ALL, { encode: (text) => wide(text, 'le', '\ufeff') }),
    exit: 0,
    found: [],
  },
  { name: 'UTF-16 big-endian with a mark', made: () => table(ALL, { encode: (text) => wide(text, 'be', '\ufeff') }), exit: 0, found: [] },
  { name: 'UTF-16 little-endian without a mark', made: () => table(ALL, { encode: (text) => wide(text, 'le') }), exit: 0, found: [] },
  { name: 'UTF-16 big-endian without a mark', made: () => table(ALL, { encode: (text) => wide(text, 'be') }), exit: 0, found: [] },
  { name: 'Windows-1252', made: () => table(ALL, { encode: windows }), exit: 0, found: [] },
  { name: 'bad UTF-8 in the first record', made: () => holding(1, 'ff'), exit: 1, found: ['unreadable-bytes 1:2', 'late 1:2'] },
  { name: 'bad UTF-8 in a middle record', made: () => holding(3, 'c3'), exit: 1, found: ['unreadable-bytes 3:4', 'late 3:4'] },
  { name: 'bad UTF-8 in the last record', made: () => holding(6, '80'), exit: 1, found: ['unreadable-bytes 6:10', 'late 6:10'] },
  { name: 'a letter of Windows-1252 among UTF-8', made: () => holding(5, 'e9'), exit: 1, found: ['unreadable-bytes 5:9', 'late 5:9'] },
  { name: 'an overlong form of a slash', made: () => holding(2, 'c0af'), exit: 1, found: ['unreadable-bytes 2:3', 'late 2:3'] },
  {
    name: 'an overlong form of a quote and a comma',
    made: () => holding(2, 'c0a2c0ac'),
    exit: 1,
    found: ['unreadable-bytes 2:3', 'late 2:3'],
  },
  { name: 'a surrogate in UTF-8', made: () => holding(2, 'eda080'), exit: 1, found: ['unreadable-bytes 2:3', 'late 2:3'] },
  { name: 'a character beyond Unicode', made: () => holding(2, 'f4908080'), exit: 1, found: ['unreadable-bytes 2:3', 'late 2:3'] },
  {
    name: 'a cut sequence before a line end',
    made: () => withBytes(table([1, 2, bare(line(5, { status: 'x⟨e282⟩' }), 1), bare('\n', 0), 3])),
    exit: 1,
    found: ['unreadable-bytes 3:4', 'late 3:4'],
  },
  {
    name: 'a byte that Windows-1252 does not have',
    made: () => {
      const { bytes, intact } = table([1, 2, damaged(line(5, { status: 'x⟨81⟩' })), 3], { encode: windows });
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(/\?81\?|[^\0-\xff]81[^\0-\xff]|.81./, (found) => (found.includes('81') ? '\x81' : found));
      return { bytes: Buffer.from(text, 'latin1'), intact };
    },
    exit: 1,
    found: ['unreadable-bytes 3:4', 'late 3:4'],
  },
  {
    name: 'a byte order mark inside, before a record',
    made: () => table([1, 2, damaged(`\ufeff${line(5)}`), 3]),
    exit: 0,
    found: ['late 3:4', 'invisible-character 3:4'],
  },
  {
    name: 'a byte order mark inside a cell',
    made: () => table([1, 2, damaged(line(5, { unit: 'Unit\ufeff 5' })), 3]),
    exit: 0,
    found: ['late 3:4', 'invisible-character 3:4'],
  },
  {
    name: 'a NUL in a cell',
    made: () => table([1, 2, damaged(line(5, { unit: 'Unit\0 5' })), 3]),
    exit: 1,
    found: ['late 3:4', 'nul-character 3:4'],
  },
  {
    name: 'NULs in place of a record',
    made: () => table([1, 2, damaged('\0'.repeat(50)), 3]),
    exit: 1,
    found: ['ragged-row 3:4', 'nul-character 3:4'],
  },
  {
    name: 'a zero-width space',
    made: () => table([1, damaged(line(5, { unit: 'Un\u200bit 5' })), 3]),
    exit: 0,
    found: ['late 2:3', 'invisible-character 2:3'],
  },
  {
    name: 'marks that turn the direction of writing',
    made: () => table([1, damaged(line(5, { narrative: 'paid \u202e005 \u202c then' })), 3]),
    exit: 0,
    found: ['invisible-character 2:3', 'late 2:3'],
  },
  {
    name: 'isolates of direction',
    made: () => table([1, damaged(line(5, { narrative: 'paid \u2066005\u2069 then' })), 3]),
    exit: 0,
    found: ['invisible-character 2:3', 'late 2:3'],
  },
  {
    name: 'a soft hyphen',
    made: () => table([1, damaged(line(5, { surname: 'Ex\u00adample' })), 3]),
    exit: 0,
    found: ['late 2:3', 'invisible-character 2:3'],
  },
  {
    name: 'text that was encoded twice',
    made: () => table([1, damaged(line(5, { narrative: 'MÃ¼ller paid â‚¬5' })), 3]),
    exit: 0,
    found: ['double-encoded-text 2:3', 'late 2:3'],
  },
  {
    name: 'half a character at the end of UTF-16',
    made: () => {
      const { bytes, intact } = table([1, 2, bare(line(5), 1)], { encode: (text) => wide(text, 'le', '\ufeff') });
      return { bytes: Buffer.concat([bytes, Buffer.from([0x41])]), intact };
    },
    exit: 1,
    found: ['unreadable-bytes 3:4', 'late 3:4'],
  },
  {
    name: 'half a surrogate pair in UTF-16',
    made: () => table([1, damaged(line(5, { unit: 'Unit \ud83d' })), 2], { encode: (text) => wide(text, 'le', '\ufeff') }),
    exit: 1,
    found: ['late 2:3', 'unreadable-bytes 2:3'],
  },
  {
    name: 'an encoding that was told and is wrong',
    made: () => ({ bytes: table(ALL).bytes, intact: new Map() }),
    words: ['--encoding', 'windows-1252'],
    exit: 1,
    found: [
      'declared-encoding-wrong -:0',
      'late 1:2',
      'double-encoded-text 2:3',
      'late 2:3',
      'double-encoded-text 2:3',
      'late 3:4',
      'late 4:5',
      'late 5:9',
      'double-encoded-text 6:10',
      'unreadable-bytes 6:10',
      'late 6:10',
    ],
  },
  {
    name: 'UTF-16 told of a file that is UTF-8',
    made: () => ({ bytes: table(ALL).bytes, intact: new Map() }),
    words: ['--encoding', 'utf-16le'],
    exit: 1,
    found: ['declared-encoding-wrong -:0', 'no-records -:0', 'unrecognised-layout -:1', 'unreadable-bytes -:1'],
  },
];

describe('encodings', () => {
  examineAll(cases);

  test('bytes that are no text are told with their offset and value', async () => {
    const { bytes } = holding(3, 'ffc0af');
    const { findings } = await checkFile(bytes);
    const found = findings.find(({ rule }) => rule === 'file/unreadable-bytes');
    const offset = Buffer.from(bytes).indexOf(0xff);
    expect(found).toMatchObject({ at: { record: 3, line: 4, field: 'narrative' }, params: { offset, bytes: 'ff', column: 13 } });
    expect(found?.params.items).toMatchObject([{ offset }, { offset: offset + 1, bytes: 'c0' }, { offset: offset + 2, bytes: 'af' }]);
  });

  test('a million bad bytes in one cell are one finding that says how many', async () => {
    const { findings, code } = await checkFile(holding(3, 'ff'.repeat(1_000_000)).bytes);
    const found = findings.filter(({ rule }) => rule === 'file/unreadable-bytes');
    const items = found.flatMap(({ params }) => params.items as readonly unknown[]);
    expect([code, found.length, items.length, found[0]?.params.more]).toEqual([1, 1, 20, 1_000_000 - 20]);
  });
});
