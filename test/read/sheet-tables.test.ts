import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { survey } from '../../src/read/index.ts';
import { BrokenWorkbook } from '../../src/read/workbook/broken.ts';
import { writeSheetTable } from '../../src/read/workbook/sheet-table.ts';
import { openWorkbook, type Workbook } from '../../src/read/workbook/workbook.ts';
import { openZip } from '../../src/read/workbook/zip.ts';
import { partsOf, textRows, workbook } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newPath = () => join(folder, String(count++));

describe('a sheet written as a table', () => {
  const sheet = { name: 'S', part: 's.xml', isHidden: false };
  const book = (rows: Workbook['rows'], bytes = 100): Workbook => ({ sheets: [sheet], rows, bytes: () => bytes, close() {} });
  const written = async (all: readonly (readonly [number, readonly string[]])[], error?: Error) => {
    const path = newPath();
    const rows: Workbook['rows'] = async (_, take) => {
      for (const [row, cells] of all) take(row, cells);
      if (error !== undefined) throw error;
    };
    const found = await writeSheetTable(book(rows), sheet, path);
    return { ...found, text: readFileSync(path, 'utf8'), mode: statSync(path).mode & 0o777 };
  };

  it('has each row on its line, cells in quotes where they need them', async () => {
    expect(
      await written([
        [2, ['a', 'b, c', '"d"', 'e\rf', 'g\nh', ' i ']],
        [3, []],
        [6, ['', 'é']],
      ]),
    ).toEqual({
      widths: { first: [6, 2], rest: 0 },
      broken: undefined,
      text: '\na,"b, c","""d""","e\rf","g\nh", i \n\n\n\n,é\n',
      mode: 0o600,
    });
  });

  it('has widths of its first fifty rows, and the widest of the rest', async () => {
    const all = Array.from({ length: 60 }, (_, n) => [n + 1, Array.from({ length: n === 55 ? 9 : 1 + (n % 4) }, () => 'x')] as const);
    const { widths } = await written(all);
    expect(widths).toEqual({ first: all.slice(0, 50).map(([, cells]) => cells.length), rest: 9 });
    expect((await written(all.slice(0, 50))).widths.rest).toBe(0);
  });

  it('holds what could be read where the workbook is broken', async () => {
    const found = await written([[1, ['a']]], new BrokenWorkbook('its end is lost'));
    expect(found).toMatchObject({ broken: 'its end is lost', text: 'a\n', widths: { first: [1] } });
    await expect(written([[1, ['a']]], new Error('other'))).rejects.toThrow('other');
  });

  it('is written in portions', async () => {
    const cell = 'x'.repeat(700_000);
    const { text } = await written([
      [1, [cell]],
      [2, [cell, 'é']],
      [4, ['y']],
    ]);
    expect(text === `${cell}\n${cell},é\n\ny\n`).toBe(true);
  });

  it('grows to no more than is harmless, or sixteen times its own size', async () => {
    const cell = 'x'.repeat(1 << 20);
    const rows: Workbook['rows'] = async (_, take) => {
      for (let row = 1; row <= 66; row++) take(row, [cell]);
    };
    const [small, large] = [newPath(), newPath()];
    const found = await writeSheetTable(book(rows), sheet, small);
    expect(found.broken).toMatch(/^its cells would make 671\d+ bytes and more of a file that is far smaller$/);
    expect(statSync(small).size).toBeLessThanOrEqual(64 << 20);
    expect((await writeSheetTable(book(rows, 5 << 20), sheet, large)).broken).toBeUndefined();
    expect(statSync(large).size).toBe(66 * ((1 << 20) + 1));
    rmSync(small);
    rmSync(large);
  });

  it('stops where it is told to', async () => {
    const path = newPath();
    writeFileSync(path, workbook({ sheets: { S: textRows([['a']]) }, strings: ['<t>a</t>'] }));
    const opened = await openWorkbook(path, newPath());
    if ('foreign' in opened) throw new Error('it is a workbook');
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(writeSheetTable(opened, opened.sheets[0]!, newPath(), signal)).rejects.toThrow('stop');
    opened.close();
  });

  it('counts the texts that cells share to the size of the workbook', async () => {
    const path = newPath();
    const texts = newPath();
    const parts = partsOf({ sheets: { S: textRows([['a']]) }, strings: ['<t>shared</t>'] });
    const size = (name: string) => parts[name]!.length;
    writeFileSync(path, zipSync(parts));
    const opened = await openWorkbook(path, texts);
    if ('foreign' in opened) throw new Error('it is a workbook');
    expect(opened.bytes(opened.sheets[0]!)).toBe(size('xl/worksheets/sheet1.xml') + size('xl/sharedStrings.xml'));
    const seen: unknown[] = [];
    await opened.rows(opened.sheets[0]!, (row, cells) => void seen.push([row, [...cells], existsSync(texts)]));
    expect(seen).toEqual([[1, ['a'], true]]);
    expect(existsSync(texts)).toBe(false);
    opened.close();
    const { 'xl/sharedStrings.xml': _, ...without } = parts;
    writeFileSync(path, zipSync(without));
    const bare = await openWorkbook(path, texts);
    if ('foreign' in bare) throw new Error('it is a workbook');
    expect(bare.bytes(bare.sheets[0]!)).toBe(size('xl/worksheets/sheet1.xml'));
    bare.close();
  });
});

describe('the sizes that an archive gives', () => {
  /** An archive whose directory says that its part has these sizes, packed and unpacked. */
  function claiming(packed: number, size: number): string {
    const bytes = zipSync({ a: strToU8('text '.repeat(100)) });
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const entry = Buffer.from(bytes).lastIndexOf('PK\x01\x02', undefined, 'latin1');
    view.setUint32(entry + 20, packed, true);
    view.setUint32(entry + 24, size, true);
    const path = newPath();
    writeFileSync(path, bytes);
    return path;
  }
  const why = async (packed: number, size: number) => {
    const zip = await openZip(claiming(packed, size));
    try {
      for await (const _ of zip.bytes('a'));
      return 'read';
    } catch (error) {
      return (error as Error).message;
    } finally {
      zip.close();
    }
  };

  it('are believed up to what a workbook may have', async () => {
    const large = 256 << 20;
    const refused = (size: number) => `its part a would unpack to ${size} bytes, which no workbook has; it was not unpacked`;
    expect(await why(10, large + 1)).toBe(refused(large + 1));
    expect(await why(10, large)).toBe("its part a can't be unpacked");
    expect(await why(700_000, 280_000_000)).toBe("its part a can't be unpacked");
    expect(await why(700_000, 280_000_001)).toBe(refused(280_000_001));
    expect(await why(5_000_000, 1_999_999_999)).toBe("its part a can't be unpacked");
  });
});

describe('a workbook that is surveyed', () => {
  const surveyed = (bytes: Uint8Array, more: Readonly<Record<string, unknown>> = {}, put: Readonly<Record<string, string>> = {}) => {
    const path = newPath();
    writeFileSync(path, bytes);
    for (const [end, text] of Object.entries(put)) writeFileSync(`${path}${end}`, text);
    return survey(path, 'batch.xlsx', { workbook: { table: `${path}-table`, ...more } });
  };
  const good = workbook({
    sheets: {
      One: textRows([
        ['a', 'b'],
        ['1', '2'],
      ]),
    },
  });

  it('says of working files that can not be written what the system says', async () => {
    await expect(surveyed(good, {}, { '-table': 'kept' })).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(surveyed(good, {}, { '-table.texts': 'kept' })).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(surveyed(good, { table: '/nowhere/table' })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('names the sheets that it has where one is wanted that it has not', async () => {
    await expect(surveyed(good, { sheet: 'Two' })).rejects.toThrow('batch.xlsx has no sheet "Two": it has "One"');
    await expect(surveyed(workbook({ sheets: {} }), { sheet: 'Two' })).rejects.toThrow('batch.xlsx has no sheet "Two": it has none at all');
    expect(
      (await surveyed(workbook({ sheets: { one: textRows([['low']]), ONE: textRows([['high']]) } }), { sheet: 'ONE' })).columns,
    ).toEqual(['high']);
    expect((await surveyed(workbook({ sheets: { A: textRows([['a']]), B: textRows([['b']]) }, hidden: ['A', 'B'] }))).columns).toEqual([
      'a',
    ]);
  });

  it('says all of itself where it could not be read', async () => {
    const cut = good.subarray(0, good.length - 30);
    const found = await surveyed(cut);
    expect(found).toMatchObject({
      ...{
        file: 'batch.xlsx',
        bytes: cut.length,
        kind: 'xlsx',
        gzip: false,
        encoding: 'utf-8',
        bom: 0,
        badBytes: false,
        delimiter: null,
        columns: [],
      },
      ...{ headerLine: null, segments: [], complete: false, why: 'it is a ZIP archive that is cut or damaged' },
      faults: [
        { kind: 'fault', fault: 'truncated-file', record: null, line: 0, detail: { why: 'it is a ZIP archive that is cut or damaged' } },
      ],
    });
    expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
    const other = zipSync({ a: strToU8('x') });
    const archive = await surveyed(other.subarray(0, other.length - 5));
    expect(archive).toMatchObject({ kind: 'csv', complete: false, why: 'it is of another kind by its content: ZIP archive' });
    expect(archive.faults).toMatchObject([{ fault: 'wrong-kind-of-file', record: null, line: 0, detail: { looksLike: 'ZIP archive' } }]);
    const none = await surveyed(workbook({ sheets: { One: '<row r="2"/><row r="1"/>' } }));
    expect(none).toMatchObject({ complete: false, faults: [{ fault: 'truncated-file' }] });
  });

  it('is read as it is told, and may be stopped', async () => {
    let read = 0;
    const path = newPath();
    writeFileSync(path, good);
    const found = await survey(path, 'x', { onBytes: (bytes) => (read += bytes), chunkSize: 100, workbook: { table: `${path}-table` } });
    expect([found.complete, read, found.workbook]).toEqual([
      true,
      good.length,
      { bytes: good.length, sha256: expect.any(String), sheet: 'One', sheets: 1 },
    ]);
    await expect(surveyed(good, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
    await expect(survey(path, 'x').then(({ why }) => why)).resolves.toBe('it is of another kind by its content: Excel workbook (XLSX)');
  });
});
