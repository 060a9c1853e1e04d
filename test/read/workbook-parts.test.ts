import { Buffer } from 'node:buffer';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { survey } from '../../src/read/index.ts';
import { readBook } from '../../src/read/workbook/book.ts';
import { BrokenWorkbook } from '../../src/read/workbook/broken.ts';
import { builtInFormat, numberFormat } from '../../src/read/workbook/number-format.ts';
import { readSharedStrings } from '../../src/read/workbook/shared-strings.ts';
import { readSheetRows } from '../../src/read/workbook/sheet-rows.ts';
import { writeSheetTable } from '../../src/read/workbook/sheet-table.ts';
import { openWorkbook, type Workbook } from '../../src/read/workbook/workbook.ts';
import { readXml } from '../../src/read/workbook/xml.ts';
import { openZip, type Zip } from '../../src/read/workbook/zip.ts';
import { partsOf, textRows, workbook } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;
const newPath = () => join(folder, String(count++));

/** An archive of these parts that lies in no file. */
function archive(parts: Readonly<Record<string, string>>): Zip {
  return {
    names: new Set(Object.keys(parts)),
    size: (name) => parts[name]?.length ?? 0,
    async *bytes(name) {
      yield Buffer.from(parts[name]!);
    },
    close() {},
  };
}
const relation = (Id: string, type: string, Target: string, more = '') =>
  `<Relationship Id="${Id}" Type="http://x/${type}" Target="${Target}"${more}/>`;
const relations = (...all: string[]) => `<Relationships>${all.join('')}</Relationships>`;

describe('what a workbook says of itself', () => {
  /** A book with these sheets, relations of the book, and other parts. */
  const book = (sheets: string, related: string, parts: Readonly<Record<string, string>> = {}) =>
    readBook(
      archive({
        '_rels/.rels': relations(relation('a', 'thumbnail', 'x.png'), relation('b', 'officeDocument', 'xl/book.xml')),
        'xl/book.xml': `<workbook>${sheets}</workbook>`,
        'xl/_rels/book.xml.rels': relations(related),
        'xl/s/1.xml': '',
        ...parts,
      }),
    );
  const one = relation('r1', 'worksheet', 's/1.xml');

  it('are its sheets of cells in order, with names and parts, and which are hidden', async () => {
    const related = one + relation('r2', 'chartsheet', 's/1.xml') + relation('r3', 'worksheet', '/xl/s/1.xml');
    const found = await book(
      '<sheets><sheet name="B" id="r3"/><sheet name="Chart" id="r2"/><sheet name="A" id="r1" state="hidden"/><sheet id="r1"/>' +
        '<sheet name="Gone" id="r9"/><sheet name="None"/><other name="X" id="r1"/><sheet name="C" id="r1" state="veryHidden"/>' +
        '<sheet name="D" id="r1" state="visible"/></sheets>',
      related,
    );
    expect(found).toEqual({
      sheets: [
        { name: 'B', part: 'xl/s/1.xml', isHidden: false },
        { name: 'A', part: 'xl/s/1.xml', isHidden: true },
        { name: 'C', part: 'xl/s/1.xml', isHidden: true },
        { name: 'D', part: 'xl/s/1.xml', isHidden: false },
      ],
      stringsPart: undefined,
      formats: [],
    });
  });

  it.each([
    ['s/1.xml', 'xl/s/1.xml'],
    ['./s/./1.xml', 'xl/s/1.xml'],
    ['../xl/s//1.xml', 'xl/s/1.xml'],
    ['/xl/s/1.xml', 'xl/s/1.xml'],
    ['/other/../xl/s/1.xml', 'xl/s/1.xml'],
    ['../../../xl/s/1.xml', 'xl/s/1.xml'],
  ])('leads by %s to %s', async (target, part) => {
    expect(await book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', target))).toMatchObject({ sheets: [{ part }] });
  });

  it('leads nowhere out of the file, and not by halves', async () => {
    for (const related of [
      relation('r1', 'worksheet', 's/1.xml', ' TargetMode="External"'),
      '<Relationship Type="x/worksheet" Target="s/1.xml"/>',
      '<Relationship Id="r1" Type="x/worksheet"/>',
      '<Relationship Id="r1" Target="s/1.xml"/>',
      '<Relation Id="r1" Type="x/worksheet" Target="s/1.xml"/>',
    ])
      expect(await book('<sheet name="A" id="r1"/>', related), related).toMatchObject({ sheets: [] });
    expect(await book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', 's/1.xml', ' TargetMode="Internal"'))).toMatchObject({
      sheets: [{ name: 'A' }],
    });
    await expect(book('<sheet name="A" id="r1"/>', relation('r1', 'worksheet', 's/2.xml'))).rejects.toThrow(
      'its part xl/s/2.xml is not there',
    );
  });

  it('are the formats of its styles, and the part of its texts', async () => {
    const related = one + relation('r2', 'styles', 'styles.xml') + relation('r3', 'sharedStrings', 'texts.xml');
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.00"/><numFmt numFmtId="171"/><other numFmtId="9" formatCode="0"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="10"/></cellStyleXfs><cellXfs><xf numFmtId="170"/><xf/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs>' +
      '<dxfs><xf numFmtId="10"/></dxfs></styleSheet>';
    const shown = async (sheets: string, parts: Readonly<Record<string, string>>) => {
      const found = await book(sheets, related, parts);
      if ('foreign' in found) return found;
      return [found.stringsPart, ...found.formats.map((format) => format(0.5))];
    };
    expect(await shown('', { 'xl/styles.xml': styles })).toEqual(['xl/texts.xml', '0.50', '0.5', '50%', '0.50', '1900-01-00']);
    expect(await shown('', {})).toEqual(['xl/texts.xml']);
    for (const [date1904, day] of [
      ['1', '1904-01-01'],
      ['true', '1904-01-01'],
      ['0', '1900-01-00'],
    ])
      expect((await shown(`<workbookPr date1904="${date1904}"/>`, { 'xl/styles.xml': styles })) as string[]).toContain(day);
    expect(await shown('<x date1904="1"/><workbookPr/>', { 'xl/styles.xml': styles })).toContain('1900-01-00');
    const found = await book('', related, { 'xl/styles.xml': styles });
    if ('foreign' in found) throw new Error('it is a workbook');
    expect(found.formats[0]).toBe(found.formats[3]);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'a workbook in its binary form',
      { '_rels/.rels': relations(relation('a', 'officeDocument', 'xl/workbook.bin')) },
      'Excel binary workbook (XLSB)',
    ],
    ['a Word document', { '_rels/.rels': relations(relation('a', 'officeDocument', 'word/document.xml')) }, 'Word document (DOCX)'],
    [
      'a presentation',
      { '_rels/.rels': relations(relation('a', 'officeDocument', 'ppt/presentation.xml')) },
      'PowerPoint presentation (PPTX)',
    ],
    ['another document', { '_rels/.rels': relations(relation('a', 'officeDocument', 'pixl/book.xml')) }, 'ZIP archive'],
    ['an open document', { mimetype: 'x', 'content.xml': '' }, 'OpenDocument file (ODS)'],
    ['half an open document', { mimetype: 'x' }, 'ZIP archive'],
    ['the other half', { 'content.xml': '' }, 'ZIP archive'],
    ['anything else', { '_rels/.rels': relations(relation('a', 'thumbnail', 'xl/book.xml')) }, 'ZIP archive'],
  ])('shows %s by its kind', async (_, parts, foreign) => {
    expect(await readBook(archive(parts))).toEqual({ foreign });
  });

  it('may lie in any folder of that name', async () => {
    const found = await readBook(
      archive({
        '_rels/.rels': relations(relation('b', 'officeDocument', 'a/xl/b.xml')),
        'a/xl/b.xml': '<x><sheet name="A" id="r"/></x>',
        'a/xl/_rels/b.xml.rels': relations(relation('r', 'worksheet', '1.xml')),
        'a/xl/1.xml': '',
      }),
    );
    expect(found).toMatchObject({ sheets: [{ part: 'a/xl/1.xml' }] });
    expect(
      await readBook(
        archive({ '_rels/.rels': relations(relation('b', 'officeDocument', 'xl/b.xml')), 'xl/b.xml': '<x><sheet name="A" id="r"/></x>' }),
      ),
    ).toEqual({
      ...{ sheets: [], stringsPart: undefined, formats: [] },
    });
  });
});

describe('the XML of a part', () => {
  async function told(bytes: Uint8Array | string, size = 1 << 20): Promise<string[]> {
    const whole = Buffer.from(bytes as string);
    async function* portions() {
      for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
    }
    const events: string[] = [];
    await readXml('p.xml', portions(), {
      open: (name, attributes) => void events.push(`<${name} ${JSON.stringify(attributes)}`),
      close: (name) => void events.push(`>${name}`),
      text: (text) => void events.push(text),
    });
    return events;
  }

  it('is told as it comes, names without their prefixes', async () => {
    expect(await told('<x:a x:b="1" c="2">t&lt;é<![CDATA[<d>]]><e/></x:a>')).toEqual([
      '<a {"b":"1","c":"2"}',
      't<é',
      '<d>',
      '<e {}',
      '>e',
      '>a',
    ]);
    expect(await told('<a b="x:y"/>')).toEqual(['<a {"b":"x:y"}', '>a']);
  });

  it('is the same in UTF-8 and UTF-16, in portions of any size', async () => {
    const xml = '<a>é語😀</a>';
    const wide = Buffer.from(`\ufeff${xml}`, 'utf16le');
    const big = Buffer.from(wide).swap16();
    for (const bytes of [Buffer.from(xml), Buffer.from(`\ufeff${xml}`), wide, big])
      for (const size of [2, 3, 7, 100]) {
        const events = await told(bytes, size);
        expect([events[0], events.slice(1, -1).join(''), events.at(-1)]).toEqual(['<a {}', 'é語😀', '>a']);
      }
  });

  it.each<[string, Uint8Array | string, string]>([
    ['ends inside', '<a><b></b>', 'the XML of its part p.xml is not well-formed'],
    ['closes what is not open', '<a></b></a>', 'the XML of its part p.xml is not well-formed'],
    ['declares a type', '<!DOCTYPE a><a/>', 'its part p.xml declares a document type, which no workbook does'],
    ['is nested deep', '<a>'.repeat(101), 'the XML of its part p.xml is nested too deep'],
    ['is no text', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xff]), 'its part p.xml holds bytes that are no text'],
    ['ends inside a letter', Buffer.from('<a>é</a>').subarray(0, 4), 'its part p.xml holds bytes that are no text'],
  ])('that %s is broken', async (_, bytes, words) => {
    await expect(told(bytes)).rejects.toThrow(new BrokenWorkbook(words));
  });

  it('may be nested a hundred deep, again and again', async () => {
    const deep = `${'<a>'.repeat(99)}${'</a>'.repeat(99)}`;
    expect((await told(`<r>${deep}${deep}</r>`)).length).toBe(398);
  });

  it('may not go on for very long without a tag', async () => {
    const long = Buffer.alloc((20 << 20) + 1, 'x');
    await expect(told(Buffer.concat([Buffer.from('<a>'), long]), 4 << 20)).rejects.toThrow(
      'its part p.xml holds a text of more than 16777216 bytes',
    );
    const half = long.subarray(0, 9 << 20);
    const tag = Buffer.from('<b></b>');
    expect(
      (await told(Buffer.concat([Buffer.from('<a>'), half, tag, half, Buffer.from('</a>')]), 1 << 20)).filter((event) => event === '<b {}')
        .length,
    ).toBe(1);
  });
});

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
