import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { mayHoldRecords } from '../../src/read/held-records.ts';
import { readSheets, viewOfCells } from '../../src/read/index.ts';
import { builtInFormat, numberFormat } from '../../src/read/workbook/number-format.ts';
import { plainText } from '../../src/read/workbook/plain-text.ts';
import { readSharedStrings } from '../../src/read/workbook/shared-strings.ts';
import { readSheetRows } from '../../src/read/workbook/sheet-rows.ts';
import { openZip } from '../../src/read/workbook/zip.ts';
import { textRows, workbook } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-sheets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newPath = () => join(folder, String(count++));

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('texts that cells share', () => {
  const strings = (xml: string) => readSharedStrings('texts', bytesOf(`<sst>${xml}</sst>`), newPath());

  it('are read by number, however many and long, in any order', async () => {
    const long = 'é'.repeat(70_000);
    const texts = Array.from({ length: 5000 }, (_, n) => (n === 7 ? long : n === 9 ? '' : `text ${n}`));
    const shared = await strings(texts.map((text) => `<si><t>${text}</t></si>`).join(''));
    for (const n of [0, 9, 7, 4999, 8, 4103, 7, 0, 1023, 1024, 2048]) expect(shared.text(n)).toBe(texts[n]);
    for (const none of [5000, -1, 1.5, Number.NaN]) expect(() => shared.text(none)).toThrow('a cell names a text that it does not have');
    shared.close();
  });

  it('are joined of their parts, without what says how they sound', async () => {
    const shared = await strings(
      '<si><r><t>two </t></r><r><t>parts</t></r><rPh><t>sound</t></rPh><r><t>!</t></r></si><si><x>no</x><t>a_x0041_</t><x>no</x></si>',
    );
    expect([shared.text(0), shared.text(1)]).toEqual(['two parts!', 'aA']);
    shared.close();
  });

  it('lie in a file that goes with them', async () => {
    const path = newPath();
    const none = await readSharedStrings('texts', undefined, path);
    expect(existsSync(path)).toBe(true);
    none.close();
    expect(existsSync(path)).toBe(false);
    await expect(readSharedStrings('texts', bytesOf('<sst><si>'), path)).rejects.toThrow();
    expect(existsSync(path)).toBe(false);
  });

  it('name characters that XML can not hold by their code', () => {
    expect([plainText('a_x000D_b'), plainText('_x00e9__x00E9_'), plainText('_x00_'), plainText('_x000G_'), plainText('x')]).toEqual([
      'a\rb',
      'éé',
      '_x00_',
      '_x000G_',
      'x',
    ]);
  });
});

describe('rows of a sheet', () => {
  const shared = { text: (index: number) => `shared ${index}`, close() {} };
  async function rows(xml: string): Promise<[number, string[]][]> {
    const found: [number, string[]][] = [];
    await readSheetRows(
      'sheet',
      bytesOf(`<s>${xml}</s>`),
      shared,
      [(value) => `#${value}`],
      (row, cells) => void found.push([row, [...cells]]),
    );
    return found;
  }
  const cell = async (xml: string) => (await rows(`<row r="1">${xml}</row>`))[0]![1][0] ?? null;

  it.each([
    ['<c t="b"><v>1</v></c>', 'TRUE'],
    ['<c t="b"><v>true</v></c>', 'TRUE'],
    ['<c t="b"><v>0</v></c>', 'FALSE'],
    ['<c t="s"><v>3</v></c>', 'shared 3'],
    ['<c t="s"><v></v></c>', null],
    ['<c t="str"><v>a_x0041_</v></c>', 'aA'],
    ['<c t="e"><v>#REF!</v></c>', '#REF!'],
    ['<c><v>7</v></c>', '#7'],
    ['<c s="0"><v>7</v></c>', '#7'],
    ['<c s="1"><v>7.50</v></c>', '7.5'],
    ['<c><v>seven</v></c>', 'seven'],
    ['<c><v></v></c>', null],
    ['<c><f>1+1</f></c>', '#CALC!'],
    ['<c><f>1+1</f><v>2</v></c>', '#2'],
    ['<c/>', null],
    ['<c t="inlineStr"><is><t>in</t><rPh><t>no</t></rPh><r><t> line</t></r></is></c>', 'in line'],
    ['<c t="inlineStr"><is><t>a_x0041_</t></is></c>', 'aA'],
  ])('%s shows %j', async (xml, text) => {
    expect(await cell(xml)).toBe(text);
  });

  it('stand where they say, or behind the one before', async () => {
    const v = (at: string, text: string) => `<c${at === '' ? '' : ` r="${at}"`} t="str"><v>${text}</v></c>`;
    expect(await rows(`<row r="2">${v('B2', 'b')}${v('', 'c')}${v('AB2', 'z')}</row><row>${v('', 'a')}</row><row r="9"/>`)).toEqual([
      [2, ['', 'b', 'c', ...Array(24).fill(''), 'z']],
      [3, ['a']],
      [9, []],
    ]);
  });

  it.each([
    ['<row r="2"/><row r="2"/>', 'after row 2 stands a row'],
    ['<row r="1048577"/>', 'after row 0 stands a row'],
    ['<row r="0"/>', 'after row 0'],
    ['<row r="x"/>', 'after row 0'],
    ['<row r="1"><c r="XFE1"/></row>', 'row 1 has a cell in no column'],
    ['<row r="1"><c r="1"/></row>', 'row 1 has a cell in no column'],
  ])('%s stand nowhere', async (xml, words) => {
    await expect(rows(xml)).rejects.toThrow(words);
  });

  it('end with the last row and column that there is', async () => {
    expect((await rows('<row r="1048576"><c r="XFD1" t="str"><v>x</v></c></row>'))[0]![1].length).toBe(16_384);
  });
});

describe('numbers as a cell shows them', () => {
  it.each([
    ['', 99_999_999_999, '99999999999'],
    ['General', 100_000_000_000, '1E+11'],
    ['general', -5, '-5'],
    ['@', 5, '5'],
    ['dd/mm/yyyy', 0, '1900-01-00'],
    ['dd/mm/yyyy', 2_958_465, '9999-12-31'],
    ['dd/mm/yyyy', 2_958_466, '########'],
    ['dd/mm/yyyy', -1, '########'],
    ['dd/mm/yyyy hh:mm', 46_085.5, '2026-03-04T12:00'],
    ['dd/mm/yyyy hh:mm:ss', 46_085.5, '2026-03-04T12:00:00'],
    [' 0 ', 5, '5'],
  ])('%s: %d as %s', (code, value, shown) => {
    expect(numberFormat(code, false)(value)).toBe(shown);
  });

  it('count days from 1904 where the workbook does, and only days', () => {
    expect([
      numberFormat('dd/mm/yyyy', true)(44_623),
      numberFormat('mmm yyyy', true)(44_623),
      numberFormat('0', true)(5),
      numberFormat('yyyy', true)(44_623),
      numberFormat('d', true)(44_623),
    ]).toEqual(['2026-03-04', 'Mar 2026', '5', '2026', '4']);
  });

  it('have formats that need not be spelt out', () => {
    expect([9, 14, 26, 27, 36, 37, 49, 50, 58, 59, -1].map((id) => builtInFormat(id))).toEqual([
      '0%',
      builtInFormat(14),
      'General',
      ...['yyyy-mm-dd', 'yyyy-mm-dd'],
      builtInFormat(37),
      '@',
      ...['yyyy-mm-dd', 'yyyy-mm-dd', 'General', 'General'],
    ]);
    expect(builtInFormat(14)).not.toBe('General');
  });
});

describe('an archive', () => {
  const zipped = (parts: Record<string, string>): string => {
    const path = newPath();
    writeFileSync(path, zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
    return path;
  };
  const all = async (bytes: AsyncGenerator<Uint8Array>) => {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  it('has parts by name, with their sizes', async () => {
    const zip = await openZip(zipped({ a: 'text', 'b/c': 'x'.repeat(1000) }));
    expect([
      [...zip.names].sort(),
      zip.size('a'),
      zip.size('b/c'),
      zip.size('none'),
      await all(zip.bytes('a')),
      (await all(zip.bytes('b/c'))).length,
    ]).toEqual([['a', 'b/c'], 4, 1000, 0, 'text', 1000]);
    await expect(all(zip.bytes('none'))).rejects.toThrow('it has no part none');
    zip.close();
  });

  it('that is cut is said, and so are parts of another content', async () => {
    const path = zipped({ a: 'text' });
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 10));
    await expect(openZip(path)).rejects.toThrow('it is a ZIP archive that is cut or damaged');
    const stored = zipSync({ a: [strToU8('text'), { level: 0 }] });
    const at = Buffer.from(stored).indexOf('text');
    stored[at] = 0x54;
    writeFileSync(path, stored);
    const zip = await openZip(path);
    await expect(all(zip.bytes('a'))).rejects.toThrow('its part a is damaged (its checksum is another)');
    zip.close();
    await expect(openZip(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});

describe('all sheets of a workbook', () => {
  it('are read as they are shown, blank rows too', async () => {
    const path = newPath();
    writeFileSync(
      path,
      workbook({ sheets: { One: textRows([['a', 'b'], [], ['1', '', '3']]), Two: '<row r="3"><c r="B3" t="str"><v>x</v></c></row>' } }),
    );
    const sheets = await readSheets(path, 'list.xlsx', mkdtempSync(join(folder, 'w')));
    expect(sheets).toEqual([
      { name: 'One', rows: [['a', 'b'], [], ['1', '', '3']] },
      { name: 'Two', rows: [[], [], ['', 'x']] },
    ]);
  });

  it('that can not be read are named, with what to do', async () => {
    const path = newPath();
    writeFileSync(path, zipSync({ a: strToU8('x') }));
    const read = () => readSheets(path, 'list.xlsx', mkdtempSync(join(folder, 'w')));
    await expect(read()).rejects.toThrow(
      /^list\.xlsx can't be read as an Excel workbook \(by its content it is a ZIP archive\): save it again as XLSX or CSV$/,
    );
    writeFileSync(path, workbook({ sheets: { One: '<row r="2"/><row r="1"/>' } }));
    await expect(read()).rejects.toThrow(/list\.xlsx can't be read as an Excel workbook \(after row 2/);
    rmSync(path);
    await expect(read()).rejects.toThrow(/^list\.xlsx: /);
  });
});

describe('a row of cells that stand in no file', () => {
  it('has them as they are, with their text in one piece', () => {
    const cells = fc.array(
      fc.oneof(fc.string({ maxLength: 4 }), fc.constant(null), fc.array(fc.string({ maxLength: 2 }), { maxLength: 2 })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(cells, fc.nat(9), (all, record) => {
        const view = viewOfCells(all, record);
        const { spans } = view;
        expect(all.map((_, index) => view.cell(index))).toEqual(all);
        expect([view.cell(all.length), view.length, view.record, view.line, view.start, view.end, view.ragged]).toEqual([
          null,
          all.length,
          record,
          record,
          record,
          record,
          false,
        ]);
        for (const [index, cell] of all.entries()) {
          const text = String.fromCharCode(...spans!.units.slice(spans!.starts[index], spans!.ends[index]));
          expect([text, spans!.forms[index]]).toEqual(
            cell === null ? ['', 1] : typeof cell === 'string' ? [cell, 0] : [JSON.stringify(cell), 1],
          );
        }
      }),
      { seed: 2, numRuns: 100 },
    );
    expect(viewOfCells(['x']).record).toBe(1);
  });
});

describe('a row that may hold records', () => {
  const may = (text: string, expected: number) => {
    const units = Uint8Array.from(Buffer.from(`${text}\n`));
    return mayHoldRecords(units, 0, text.length, 44, expected);
  };

  it('has other lines that read like records, or each line the cells of one', () => {
    expect(may('a,b\nc,d', 2)).toBe(false);
    expect([may('a,b,c\n1,2,3\n4,5,6', 3), may('a,b,c\n1,2,3', 3), may('a,b,c\n1,2\n4,5,6', 3)]).toEqual([true, false, false]);
    expect([may('x\n1,2,3,4,5', 5), may('a,b,c,d,e\nf,g,h,i,j', 5), may('x\n1, 2, 3, 4, 5', 5)]).toEqual([true, true, false]);
    expect(may('a, b, c, d, e\nf, g, h, i, j', 5)).toBe(true);
    const ten = (join: string) => Array.from({ length: 10 }, (_, n) => n).join(join);
    expect([may(`x\n${ten(',')}`, 10), may(`${ten(', ')}\n${ten(', ')}`, 10)]).toEqual([true, false]);
  });
});
