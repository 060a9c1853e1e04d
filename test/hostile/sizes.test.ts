import { describe, expect, test } from 'vitest';
import { checkFile, examineAll, type HostileCase } from './examine.ts';
import { cells, damaged, HEADINGS, line, lineOf, object, table } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `column ${index}`);

/** Files that are large or dense in one way. All must be read in time that grows with their size alone. */
const cases: readonly HostileCase[] = [
  {
    name: 'a quoted cell of 70 MB with line ends',
    made: () => table([1, damaged(line(5, { narrative: 'a line of text, and more of it\n'.repeat(2_260_000) })), 2]),
    exit: 0,
    found: [`late 2:3`],
  },
  {
    name: 'a cell of 20 MB without quotes',
    made: () => table([1, damaged(line(5, { narrative: 'x'.repeat(20 << 20) })), 2]),
    exit: 0,
    found: ['late 2:3'],
  },
  {
    name: '5,000 columns',
    made: () => {
      const lines = ALL.map((n) => lineOf([...cells(n), ...many(5000).map(() => '1')]));
      const { intact } = table(ALL);
      return { bytes: Buffer.from(`${lineOf([...HEADINGS, ...many(5000)])}\n${lines.join('\n')}\n`), intact };
    },
    exit: 0,
    found: ['unknown-column -:1'],
  },
  {
    name: 'a million quotes in one cell',
    made: () => table([1, damaged(line(5).replace('Seen', '"'.repeat(1_000_001))), 2]),
    exit: 1,
    found: ['unclosed-quote 2:3'],
  },
  {
    name: 'two hundred thousand cells with text after their quotes',
    made: () => table([1, damaged('"x"y,'.repeat(200_000)), 2]),
    exit: 1,
    found: ['ragged-row 2:3', ...Array<string>(15).fill('stray-quote 2:3')],
  },
  {
    name: 'a quote at the end of each of 20,000 rows',
    made: () => table([1, damaged(Array<string>(20_000).fill('U,kent,,,,,,,,,,,,"').join('\n'), 20_000), 2]),
    exit: 1,
    found: many(20_000).map((_, n) => `unclosed-quote ${n + 2}:${n + 3}`),
  },
  { name: 'a line of 5 MB of delimiters', made: () => table([1, damaged(','.repeat(5 << 20)), 2]), exit: 1, found: ['ragged-row 2:3'] },
];

describe('sizes', () => {
  examineAll(cases);

  test('JSON Lines in which each record has a key of its own', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => object(1, { urn: `U-${n}`, [`key ${n}`]: n }));
    const { code, findings } = await checkFile(Buffer.from(lines.join('\n')), 'batch.jsonl');
    const [unknown] = findings.filter(({ rule }) => rule === 'file/unknown-column');
    expect([code, unknown?.params.count, (unknown?.params.headings as unknown[] | undefined)?.length]).toEqual([0, 20_000, 100]);
  });

  test('a record of 50,000 nested values', async () => {
    const nested = Object.fromEntries(many(50_000).map((_, n) => [`c${n.toString(36)}`, {}]));
    const { code, findings } = await checkFile(Buffer.from(object(1, nested)), 'batch.jsonl');
    expect([code, findings.filter(({ rule }) => rule === 'file/nested-value').length]).toEqual([1, 50_000]);
  });

  test('a cell of a hundred thousand lines with a bad byte in each', async () => {
    const text = line(5, { narrative: 'x\n'.repeat(100_000), surname: 'Zoë' })
      .split('x\n')
      .join('\u0001\n');
    const bytes = Buffer.from(
      table([1, damaged(text), 2])
        .bytes.toString()
        .replaceAll('\u0001', '\u0001'),
    ).map((byte) => (byte === 1 ? 0xff : byte));
    const { code, findings } = await checkFile(bytes);
    const [bad] = findings.filter(({ rule }) => rule === 'file/unreadable-bytes');
    expect([code, bad?.at.line, bad?.params.more]).toEqual([1, 3, 100_000 - 20]);
  });
});
