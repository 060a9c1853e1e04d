import { Buffer } from 'node:buffer';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BrokenWorkbook } from '../../src/read/workbook/broken.ts';
import { builtInFormat, numberFormat } from '../../src/read/workbook/number-format.ts';
import { readSharedStrings } from '../../src/read/workbook/shared-strings.ts';
import { readSheetRows } from '../../src/read/workbook/sheet-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newPath = () => join(folder, String(count++));

describe('rows of a sheet, told as they are read', () => {
  const rows = async (xml: string) => {
    const found: [number, string[]][] = [];
    async function* bytes() {
      yield Buffer.from(`<s>${xml}</s>`);
    }
    const strings = { text: (index: number) => `t${index}`, close() {} };
    await readSheetRows('p', bytes(), strings, [], (row, cells) => void found.push([row, [...cells]]));
    return found;
  };

  it('take texts from their own elements alone', async () => {
    expect(await rows('<row><c t="str"><x>no</x><v>a</v>no<x>no</x></c><c t="inlineStr"><t>b</t>no<x>no</x><v>no</v></c></row>')).toEqual([
      [1, ['a', 'b']],
    ]);
    expect(
      await rows('<row><c t="inlineStr"><rPh><t>no</t></rPh><t>a</t></c><c t="inlineStr"><t>b</t><rPh><t>no</t></rPh></c></row>'),
    ).toEqual([[1, ['a', 'b']]]);
    expect(await rows('<row><c t="str"><v>a</v><v>b</v></c><c t="str"><v>c</v></c><c/><c><f/></c><c/></row>')).toEqual([
      [1, ['b', 'c', '', '#CALC!']],
    ]);
  });

  it('forget the cells, styles and kinds of the one before', async () => {
    expect(
      await rows('<row><c t="s"><v>1</v></c><c><v>2</v></c><c s="4"><v>3</v></c></row><row><c r="B2"><v>4</v></c></row><row/>'),
    ).toEqual([
      [1, ['t1', '2', '3']],
      [2, ['', '4']],
      [3, []],
    ]);
  });

  it.each([
    ['A1', 0],
    ['Z9', 25],
    ['AA1', 26],
    ['az3', 51],
    ['BA', 52],
    ['ZZ1', 701],
    ['AAA1', 702],
    ['XFD1', 16_383],
  ])('%s is column %i', async (reference, column) => {
    expect((await rows(`<row><c r="${reference}" t="str"><v>x</v></c></row>`))[0]![1].indexOf('x')).toBe(column);
  });

  it.each(['', '[1', '@1', '`1', '{1', '1A'])('%j is no column', async (reference) => {
    await expect(rows(`<row><c r="${reference}"/></row>`)).rejects.toThrow('row 1 has a cell in no column that a sheet has');
  });

  it.each([
    ['<row r="1.5"/>', 0],
    ['<row/><row/><row r="2"/>', 2],
    ['<row r="1048576"/><row/>', 1_048_576],
  ])('%s can not stand there', async (xml, row) => {
    await expect(rows(xml)).rejects.toThrow(new BrokenWorkbook(`after row ${row} stands a row that can't stand there`));
  });

  it.each([
    ['1e5', '100000'],
    ['Infinity', 'Infinity'],
    ['1e999', '1e999'],
    ['', null],
    ['0', '0'],
  ])('show a number %j without a format as %j', async (value, shown) => {
    expect((await rows(`<row><c s="7"><v>${value}</v></c></row>`))[0]![1][0] ?? null).toBe(shown);
  });
});

describe('formats of numbers', () => {
  it.each([
    ['dd mmm', '04 Mar'],
    ['yyyy dd', '2026 04'],
    ['mmm yyyy hh:mm', 'Mar 2026 12:00'],
    ['hh:mm', '12:00'],
    ['[h]:mm', '1106052:00'],
    ['yyyy-mm-dd ss', '2026-03-04'],
    ['dd/mm/yyyy h AM/PM', '2026-03-04T12:00'],
    ['GENERAL', '46085.5'],
    ['xgeneral', 'x46085.5'],
    ['generalx', '46085.5x'],
    ['0 "General"', '46086 General'],
  ])('%s shows a day at noon as %s', (code, shown) => {
    expect(numberFormat(code, false)(46_085.5)).toBe(shown);
  });

  it('show whole numbers with all their digits up to eleven, others as spreadsheets do', () => {
    const general = numberFormat('General', false);
    expect([99_999_999_999, -99_999_999_999, 1e11, -1e11, 0.1 + 0.2, -7].map(general)).toEqual([
      '99999999999',
      '-99999999999',
      '1E+11',
      '-1E+11',
      '0.3',
      '-7',
    ]);
  });

  it('know days up to the last', () => {
    const day = numberFormat('yyyy-mm-dd', true);
    expect([day(-1462), day(-1462.5), day(2_958_465 - 1462), day(2_958_466 - 1462), numberFormat('yyyy-mm-dd', false)(Number.NaN)]).toEqual(
      ['1900-01-00', '########', '9999-12-31', '########', '########'],
    );
    expect(builtInFormat(Number.NaN)).toBe('General');
  });
});

describe('texts that cells share', () => {
  it('are those of their number, in any order, however they are spread over the file', async () => {
    const long = 'x'.repeat(65_530);
    const texts = ['', long, 'é', '', `${long}${long}`, ...Array.from({ length: 1030 }, (_, n) => `${n}`), long, 'end'];
    async function* bytes() {
      yield Buffer.from(`<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`);
    }
    const path = newPath();
    const shared = await readSharedStrings('p', bytes(), path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).size).toBe(Buffer.byteLength(texts.join('')));
    fc.assert(
      fc.property(fc.nat(texts.length - 1), (index) => {
        expect(shared.text(index) === texts[index]).toBe(true);
      }),
      { seed: 51, numRuns: 150 },
    );
    for (let index = 0; index < texts.length; index++) expect(shared.text(index) === texts[index]).toBe(true);
    expect(() => shared.text(texts.length)).toThrow(BrokenWorkbook);
    shared.close();
  });

  it('are written over nothing that is there', async () => {
    const path = newPath();
    writeFileSync(path, 'kept');
    await expect(readSharedStrings('p', undefined, path)).rejects.toThrow('EEXIST');
    expect(readFileSync(path, 'utf8')).toBe('kept');
  });
});
