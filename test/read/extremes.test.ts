import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readSegment, survey } from '../../src/read/index.ts';
import { fileOf, readFileOf } from './reading.ts';

/** Counts rows and faults without keeping them, with the length of one cell of each row. */
async function count(bytes: string | Uint8Array, cell = 0): Promise<{ rows: number; faults: Map<string, number>; longest: number }> {
  const found = await survey(fileOf(bytes), 'batch.csv');
  const faults = new Map<string, number>();
  let rows = 0;
  let longest = 0;
  for (const segment of found.segments) {
    await readSegment(found, segment, {
      row(view) {
        rows++;
        longest = Math.max(longest, String(view.cell(cell) ?? '').length);
      },
      fault({ fault }) {
        faults.set(fault, (faults.get(fault) ?? 0) + 1);
      },
    });
  }
  return { rows, faults, longest };
}

describe('extremes', () => {
  test('5,000 columns', async () => {
    const header = Array.from({ length: 5000 }, (_, i) => `column ${i}`);
    const row = header.map((_, i) => (i % 7 === 0 ? `"x, ${i}"` : String(i)));
    const { survey: found, items } = await readFileOf(`${header.join(',')}\n${row.join(',')}\n${row.join(',')}\n`);
    expect(found.columns).toEqual(header);
    expect(items[1]).toMatchObject({ record: 2, line: 3, cells: header.map((_, i) => (i % 7 === 0 ? `x, ${i}` : String(i))) });
  });

  test('an honest quoted cell of 100 MB', async () => {
    const cell = 'a line of text, and more of it\n'.repeat((100 << 20) / 31);
    expect(await count(`urn,note\n1,"${cell}"\n2,x\n`, 1)).toEqual({ rows: 2, faults: new Map(), longest: cell.length });
  });

  test('a JSON string of 30 MB', async () => {
    const cell = 'text '.repeat(6 << 20);
    expect(await count(`{"a":"${cell}"}\n{"a":"x"}\n`)).toEqual({ rows: 2, faults: new Map(), longest: cell.length });
  });

  test('an open quote that nothing closes for more than 128 MiB of records swallows none of them', async () => {
    // Of some length, as the bytes count here: most of the time would go into telling millions of rows apart.
    const row = `an id,${'some text '.repeat(30)},more\n`;
    const many = Math.ceil((135 << 20) / row.length);
    const { rows: read, faults } = await count(`a,b,c\n1,"open,2\n${row.repeat(many)}`);
    expect(read).toBe(1 + many);
    expect(faults).toEqual(new Map([['unclosed-quote', 1]]));
  });

  test.each([
    ['in one cell', '"'.repeat(1_000_001)],
    ['apart in one cell', '"x'.repeat(1_000_000)],
    ['one in each cell', `"x,`.repeat(1_000_000)],
    ['two in each cell, with text after them', `"x"y,`.repeat(500_000)],
    ['one on each line', `1,"x\n`.repeat(400_000)],
    ['one at the end of each third line', `1,2\n3,4\n5,"\n`.repeat(300_000)],
  ])('hundreds of thousands of quotes %s are read in linear time', async (_, text) => {
    const { rows } = await count(`a,b\n${text}\n`);
    expect(rows).toBeGreaterThan(0);
  });

  test('a gzip bomb is read in portions', async () => {
    const many = 1 << 18;
    const { rows } = await count(gzipSync(`a,b\n${`1,${'2'.repeat(80)}\n`.repeat(many)}`));
    expect(rows).toBe(many);
  });
});
