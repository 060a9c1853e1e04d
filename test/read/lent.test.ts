import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, RowView } from '../../src/model/row.ts';
import { contentOf, readCells, readSegment, readWanted, survey, type WantedRow } from '../../src/read/index.ts';
import { fileOf, readAll } from './reading.ts';

const cellOf = fc.constantFrom('a', 'bc', '', '"q"', '"a ""b"" c"', '"x, y"', '"two\nlines"', 'é', ' z ', 'x"y');
const tables = fc
  .array(fc.array(cellOf, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((rows) => ['h1,h2,h3,h4', ...rows.map((cells) => cells.join(','))].join('\n'));
const values = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', '\\', 'é', '\n', '/'), maxLength: 4 }),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.array(fc.constantFrom('x', 1, null), { maxLength: 2 }),
  fc.constant({ deep: 1 }),
);
const documents = fc
  .array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), values, { minKeys: 1, maxKeys: 4 }), { minLength: 1, maxLength: 6 })
  .map((rows) => rows.map((row) => JSON.stringify(row)).join('\n'));

/** What a row shows while it is lent, its own places and bytes with it. */
function look(view: RowView, bytes: Buffer, told: string[]): { cells: Cell[]; record: number; line: number; start: number; end: number } {
  const { spans, record, line, start, end } = view;
  const cells = Array.from({ length: view.length }, (_, index) => view.cell(index));
  for (const [index, cell] of cells.entries()) {
    const units = [...spans.units.slice(spans.starts[index], spans.ends[index])];
    const text = String.fromCharCode(...units);
    if (typeof cell === 'string' && ((spans.verbatim >> spans.forms[index]!) & 1) === 1 && /^[\x20-\x7e]*$/.test(text) && cell !== text)
      told.push(`${text} is not ${cell}`);
    if ((cell === null || cell === '') && units.length > 0 && text !== '') told.push(`${text} stands where nothing is`);
    const place = view.place!(index);
    if (place === null) {
      if (cell !== null) told.push('has no place');
      continue;
    }
    const source = bytes.subarray(place.start, place.end).toString();
    if (Buffer.from(view.raw!(place.start, place.end)).toString() !== source) told.push(`raw of ${source}`);
    const said: Record<string, () => unknown> = {
      plain: () => source,
      quoted: () => source.slice(1, -1).replaceAll('""', '"'),
      string: () => JSON.parse(source),
      word: () => source,
      null: () => (source === 'null' ? null : 'x'),
      list: () => (JSON.parse(source) as unknown[]).filter((item) => item !== null).map(String),
      nested: () => source,
    };
    if (JSON.stringify(said[place.form]!()) !== JSON.stringify(cell)) told.push(`${place.form} ${source} is not ${JSON.stringify(cell)}`);
  }
  return { cells, record, line, start, end };
}

async function rowsOf(text: string, segmentBytes: number, gzip: boolean) {
  const bytes = Buffer.from(text);
  const path = fileOf(gzip ? gzipSync(bytes) : bytes, 'batch.csv');
  const found = await survey(path, 'batch', { segmentBytes });
  const told: string[] = [];
  const rows: ReturnType<typeof look>[] = [];
  for (const segment of found.segments)
    await readSegment(found, segment, { row: (view) => void rows.push(look(view, bytes, told)), fault() {} });
  return { found, told, rows, bytes };
}

describe('rows that are lent', () => {
  it.each([
    ['a table', tables],
    ['JSON Lines', documents],
  ])('of %s stand where they say, in units and bytes, and are the same when they are asked for again', async (_, texts) => {
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(20, 1 << 20), fc.boolean(), fc.nat(7), async (text, segmentBytes, gzip, leave) => {
        const { found, told, rows, bytes } = await rowsOf(text, segmentBytes, gzip);
        expect(told).toEqual([]);
        const wanted = rows.filter((_row, n) => n % 3 !== leave % 3);
        const again: ReturnType<typeof look>[] = [];
        await readWanted(found, wanted as WantedRow[], { row: (view) => void again.push(look(view, bytes, told)), fault() {} });
        expect(again.map(({ cells, record, line, start }) => [cells, record, line, start])).toEqual(
          wanted.map(({ cells, record, line, start }) => [cells, record, line, start]),
        );
        expect(told).toEqual([]);
        const all: Uint8Array[] = [];
        for await (const part of contentOf(found)) all.push(Uint8Array.from(part));
        expect(Buffer.concat(all)).toEqual(bytes);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('far apart in a file are found again, plain or packed', async () => {
    const text = `a,b\n${Array.from({ length: 9000 }, (_, n) => `${n},${'x'.repeat(n % 40)}`).join('\n')}\n`;
    for (const gzip of [false, true]) {
      const { found, rows, bytes } = await rowsOf(text, 1 << 16, gzip);
      const wanted = [0, 1, 2, 4000, 4001, 8999].map((n) => rows[n]!);
      const again: Cell[][] = [];
      await readWanted(found, wanted as WantedRow[], { row: (view) => void again.push(look(view, bytes, []).cells), fault() {} });
      expect(again).toEqual(wanted.map(({ cells }) => cells));
    }
  });

  it('behind one another are all found again, wherever a packed file is parted', async () => {
    const text = `a,b\n${Array.from({ length: 200 }, (_, n) => `${n},${'x'.repeat(900 + n)}`).join('\n')}\n`;
    for (const gzip of [false, true]) {
      const { found, rows, bytes } = await rowsOf(text, 1 << 20, gzip);
      const again: Cell[][] = [];
      await readWanted(found, rows as WantedRow[], { row: (view) => void again.push(look(view, bytes, []).cells), fault() {} });
      expect(again).toEqual(rows.map(({ cells }) => cells));
    }
  });

  it('longer than what is read at a time are found again', async () => {
    const text = `a,b\n1,${'x'.repeat(300_000)}\n2,y\n3,${'z'.repeat(400_000)}\n4,w\n`;
    const found = await survey(fileOf(text), 'batch');
    const wanted: WantedRow[] = [];
    const row = ({ record, line, start, end }: RowView) => void wanted.push({ record, line, start, end });
    await readSegment(found, found.segments[0]!, { row, fault() {} });
    const again: Cell[][] = [];
    await readWanted(found, wanted, { row: (view) => void again.push([view.cell(0), view.cell(1)]), fault() {} });
    expect(again.map(([id, cell]) => [id, String(cell).length])).toEqual([
      ['1', 300_000],
      ['2', 1],
      ['3', 400_000],
      ['4', 1],
    ]);
  });

  it('that are no longer there are said', async () => {
    const { found } = await rowsOf('{"a":1}\n{"a":2}\n', 1 << 20, false);
    await expect(readWanted(found, [{ record: 2, line: 2, start: 9, end: 15 }], { row() {}, fault() {} })).rejects.toThrow(
      'batch: record 2 is not where it was; run again',
    );
  });

  it('of many cells are whole, also where quotes stand wrong', async () => {
    const many = (join: string, count = 300, sign = 'v') => Array.from({ length: count }, (_, n) => `${sign}${n}`).join(join);
    const items = await readAll(`${many(',', 300, 'c')}\nx"y,${many(',', 299)}\n"${many('","', 299)}",z"z\n`);
    const rows = items.flatMap((item) => (item.kind === 'row' ? [item.cells] : []));
    expect(rows.map((cells) => cells.length)).toEqual([300, 300, 300]);
    expect(rows[1]).toEqual(['x"y', ...many(',', 299).split(',')]);
    expect(rows[2]).toEqual([...many(',', 299).split(','), 'z"z']);
  });
});

describe('all cells of a small table', () => {
  it('are texts, the heading among them', async () => {
    expect(await readCells(fileOf('a,b\n1,"2"\n3\n'))).toEqual([['a', 'b'], ['1', '2'], ['3']]);
    expect(await readCells(fileOf('{"a":"x","b":["y"],"c":null}\n', 'list.jsonl'))).toEqual([['x', '', '']]);
  });
});
