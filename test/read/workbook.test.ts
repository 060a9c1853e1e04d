import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import type { Fault, RowView } from '../../src/model/row.ts';
import type { Survey } from '../../src/model/source.ts';
import { readSegment, readWanted, survey } from '../../src/read/index.ts';
import { type Made, partsOf, textRows, workbook } from './xlsx.ts';

const folder = mkdtempSync(join(tmpdir(), 'workbooks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

async function surveyed(bytes: Uint8Array, options: { sheet?: string; segmentBytes?: number } = {}): Promise<Survey> {
  const path = join(folder, `${count++}.xlsx`);
  writeFileSync(path, bytes);
  const { sheet, ...rest } = options;
  return survey(path, 'batch.xlsx', { ...rest, workbook: { sheet, table: `${path}-table` } });
}

/** All rows and faults of a workbook. */
async function read(made: Made | Uint8Array, options: { sheet?: string; segmentBytes?: number } = {}) {
  const found = await surveyed(made instanceof Uint8Array ? made : workbook(made), options);
  const rows: { line: number; record: number; ragged: boolean; cells: unknown[]; start: number; end: number }[] = [];
  const faults: Fault[] = [...found.faults];
  const row = ({ line, record, ragged, length, cell, start, end }: RowView) =>
    void rows.push({ line, record, ragged, cells: Array.from({ length }, (_, index) => cell(index)), start, end });
  for (const segment of found.segments) await readSegment(found, segment, { row, fault: (fault) => void faults.push(fault) });
  return { survey: found, rows, faults: faults.map(({ fault }) => fault), all: faults };
}

/** What is shown of one cell, whose XML is given, in a column `value`. */
async function shown(cell: string, made: Partial<Made> = {}): Promise<unknown> {
  const sheets = { S: `${textRows([['id', 'value']])}<row r="2"><c r="A2" t="inlineStr"><is><t>1</t></is></c>${cell}</row>` };
  const { rows } = await read({ ...made, sheets });
  return rows[0]!.cells[1];
}

describe('cells are read as they are shown', () => {
  const number = (value: string | number, style = 0) => `<c r="B2" s="${style}"><v>${value}</v></c>`;

  it.each([
    ['46085', 'yyyy-mm-dd', '2026-03-04'],
    ['46085', 'dd/mm/yyyy', '2026-03-04'],
    ['46085', 'm/d/yy', '2026-03-04'],
    ['46085', 14, '2026-03-04'],
    ['46085.385416666664', 22, '2026-03-04T09:15'],
    ['46085.385763888888', '[$-809]dd mmmm yyyy hh:mm:ss', '2026-03-04T09:15:30'],
    ['46085.999999', 'dd/mm/yyyy', '2026-03-04'],
    ['46085', 'mmm yyyy', 'Mar 2026'],
    ['0.385416666666667', 'hh:mm', '09:15'],
    ['-1', 'dd/mm/yyyy', '########'],
    ['447700900123', 0, '4.47701E+11'],
    ['447700900123', '0', '447700900123'],
    ['12345678901', 0, '12345678901'],
    ['45723', 0, '45723'],
    ['0.1', 0, '0.1'],
    ['7', '0000', '0007'],
    ['0.25', 9, '25%'],
    ['1234.5', '#,##0.00', '1,234.50'],
    ['123456789012', 11, '1.23E+11'],
    ['5', 'this is no format [[', '5'],
  ] as const)('%s in the format %s as %s', async (value, format, expected) => {
    expect(await shown(number(value, 1), { formats: [format] })).toBe(expected);
  });

  it('days of a workbook that counts from 1904', async () => {
    expect(await shown(number(44623, 1), { formats: [14], countsFrom1904: true })).toBe('2026-03-04');
  });

  it('text of every kind, yes and no, errors, and formulas by their result', async () => {
    const strings = ['<t>plain</t>', '<r><t>two </t></r><r><rPr><b/></rPr><t>parts</t></r><rPh sb="0" eb="1"><t>said so</t></rPh>'];
    expect(await shown('<c r="B2" t="s"><v>0</v></c>', { strings })).toBe('plain');
    expect(await shown('<c r="B2" t="s"><v>1</v></c>', { strings })).toBe('two parts');
    expect(await shown('<c r="B2" t="inlineStr"><is><t>a_x000D_&#10;b &lt; "c", d</t></is></c>')).toBe('a\r\nb < "c", d');
    expect(await shown('<c r="B2" t="str"><f>A1&amp;A2</f><v>made</v></c>')).toBe('made');
    expect(await shown('<c r="B2"><f>A1+A2</f></c>')).toBe('#CALC!');
    expect(await shown('<c r="B2" t="b"><v>1</v></c>')).toBe('TRUE');
    expect(await shown('<c r="B2" t="e"><v>#N/A</v></c>')).toBe('#N/A');
    expect(await shown('<c r="B2" t="d"><v>2026-03-04</v></c>')).toBe('2026-03-04');
    expect(await shown('<c r="B2" s="0"/>')).toBe('');
  });
});

describe('rows of a sheet', () => {
  it('have the line of their row, whatever line ends their cells hold', async () => {
    const sheets = { S: textRows([['id', 'text'], ['1', '\nurn,agency\n2,3\r\n"'], ['2', "'x'"], [], ['4', '']]) };
    const { rows, faults, all } = await read({ sheets });
    expect(rows.map(({ line, record, ragged, cells }) => [line, record, ragged, cells[0]])).toEqual([
      [2, 1, false, '1'],
      [3, 2, false, '2'],
      [5, 3, false, '4'],
    ]);
    expect(rows[0]!.cells).toEqual(['1', '\nurn,agency\n2,3\n"']);
    expect(rows[2]!.cells).toEqual(['4', '']);
    expect(faults).toEqual(['blank-lines']);
    expect(all[0]!.detail).toMatchObject({ from: 4, to: 4 });
  });

  it('may leave out their numbers and those of cells, have prefixes, and stand far down', async () => {
    const row = (...cells: string[]) => `<x:row>${cells.map((cell) => `<x:c t="str"><x:v>${cell}</x:v></x:c>`).join('')}</x:row>`;
    const bare = await read({ sheets: { S: row('id', 'name') + row('1', 'a') } });
    expect(bare.rows).toMatchObject([{ line: 2, cells: ['1', 'a'] }]);
    const far = await read({ sheets: { S: `${textRows([['id', 'name']])}<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>` } });
    expect(far.rows).toMatchObject([{ line: 1_048_576 }]);
    expect(far.survey.columns).toHaveLength(16_384);
  });

  it('are as wide as the widest after the heading: a value without a heading is said once', async () => {
    const sheets = { S: textRows([['A long title', '', '', '', 'of a sheet'], ['id', 'name'], ['1', 'a'], ['2', 'b', 'a note'], ['3']]) };
    const path = join(folder, 'wide.xlsx');
    writeFileSync(path, workbook({ sheets }));
    const found = await survey(path, 'wide.xlsx', { findHeader: () => 1, workbook: { table: `${path}-table` } });
    expect(found.columns).toEqual(['id', 'name', '']);
    expect(found.faults.map(({ fault }) => fault)).toEqual(['lines-before-header', 'blank-column-name']);
    expect(found).toMatchObject({ kind: 'xlsx', headerLine: 2, delimiter: null });
  });

  it('are the same in any segments, and when single ones are read again', async () => {
    const body = Array.from({ length: 300 }, (_, row) => [String(row), row % 7 === 0 ? `line\nline ${row}` : 'x'.repeat(row)]);
    const made = { sheets: { S: textRows([['id', 'text'], ...body]) } };
    const whole = await read(made);
    const cut = await read(made, { segmentBytes: 2000 });
    expect(cut.survey.segments.length).toBeGreaterThan(5);
    expect(cut.rows).toEqual(whole.rows);
    const again: unknown[] = [];
    const wanted = cut.rows.filter((_, index) => index % 50 === 0);
    await readWanted(cut.survey, wanted, { row: (view) => void again.push([view.line, view.cell(0), view.cell(1)]), fault() {} });
    expect(again).toEqual(wanted.map(({ line, cells }) => [line, ...cells]));
  });
});

describe('which sheet is read', () => {
  const sheets = {
    Notes: textRows([
      ['a', 'b'],
      ['hidden', 'x'],
    ]),
    First: textRows([
      ['a', 'b'],
      ['first', 'x'],
    ]),
    'Two & "3"': textRows([
      ['a', 'b'],
      ['two', 'x'],
    ]),
  };
  const made = { sheets, hidden: ['Notes'] };

  it('is the first that is not hidden, or the one named', async () => {
    const first = await read(made);
    expect(first.rows[0]!.cells[0]).toBe('first');
    expect(first.survey.workbook).toMatchObject({ sheet: 'First', sheets: 3 });
    expect((await read(made, { sheet: 'Two & "3"' })).rows[0]!.cells[0]).toBe('two');
    expect((await read(made, { sheet: 'notes' })).rows[0]!.cells[0]).toBe('hidden');
    await expect(read(made, { sheet: 'Third' })).rejects.toThrow('batch.xlsx has no sheet "Third": it has "Notes", "First", "Two & "3""');
  });

  it('may be empty, or there may be none', async () => {
    expect((await read({ sheets: { S: '' } })).faults).toEqual(['empty-file']);
    expect((await read({ sheets: { S: '<row r="5"><c r="C5" s="1"/></row>' } })).faults).toEqual(['empty-file']);
    expect((await read({ sheets: { S: textRows([['a', 'b']]) } })).faults).toEqual(['no-records']);
    const none = await read({ sheets: {} });
    expect(none).toMatchObject({ faults: ['truncated-file'], survey: { complete: false, why: 'it has no sheet of cells', kind: 'xlsx' } });
  });
});

describe('what is no workbook, or a bad one', () => {
  const sheets = { S: textRows([['id', 'name'], ...Array.from({ length: 500 }, (_, row) => [String(row), `name ${row}`])]) };

  it.each([
    [
      'an XLSB',
      {
        'xl/workbook.bin': 'x',
        '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      },
      'Excel binary workbook (XLSB)',
    ],
    [
      'a Word document',
      { '_rels/.rels': '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>' },
      'Word document (DOCX)',
    ],
    [
      'an ODS',
      { '_rels/.rels': null, mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' },
      'OpenDocument file (ODS)',
    ],
    ['another archive', { '_rels/.rels': null }, 'ZIP archive'],
  ])('%s is told by its kind', async (_, parts, kind) => {
    const { survey: found, all } = await read({ sheets, parts });
    expect(all.map(({ fault, detail }) => [fault, detail.looksLike])).toEqual([['wrong-kind-of-file', kind]]);
    expect(found).toMatchObject({ complete: false, segments: [] });
  });

  it('one that is cut, or damaged in a part, is not read to its end and says why', async () => {
    const bytes = workbook({ sheets });
    const cut = await read(bytes.subarray(0, bytes.length - 40));
    expect(cut).toMatchObject({ faults: ['truncated-file'], survey: { kind: 'xlsx', complete: false } });
    expect(cut.survey.why).toBe('it is a ZIP archive that is cut or damaged');
    const stored = zipSync(partsOf({ sheets }), { level: 0 });
    stored[Buffer.from(stored).indexOf('name 250') + 2] = 65;
    const damaged = await read(stored);
    expect(damaged.survey.why).toMatch(/sheet1\.xml is damaged/);
    expect(damaged.rows).toHaveLength(500);
    const badXml = await read({ sheets: { S: `${sheets.S.slice(0, sheets.S.indexOf('name 300'))}</v></row>` } });
    expect(badXml.survey.why).toMatch(/sheet1\.xml is not well-formed/);
    expect(badXml.rows).toHaveLength(300);
    expect(badXml.faults).toEqual(['truncated-file']);
  });

  it.each([
    [
      'a document type with entities',
      { sheets, parts: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>' } },
      /document type/,
    ],
    ['a text that no cell has', { sheets: { S: '<row r="1"><c r="A1" t="s"><v>99</v></c></row>' } }, /names a text/],
    ['rows out of order', { sheets: { S: '<row r="9"/><row r="3"/>' } }, /after row 9/],
    ['a row beyond the last', { sheets: { S: '<row r="1048577"/>' } }, /after row 0/],
    ['a column beyond the last', { sheets: { S: '<row r="1"><c r="XFE1"><v>1</v></c></row>' } }, /in no column/],
    ['elements nested without end', { sheets: { S: '<a>'.repeat(200) } }, /nested too deep/],
    ['no part for its sheet', { sheets, parts: { 'xl/worksheets/sheet1.xml': null } }, /sheet1\.xml is not there/],
    ['bytes that are no text', { sheets: { S: '\uFFFD' } }, null],
  ])('%s ends the reading', async (_, made: Made, why) => {
    const { survey: found, faults } = await read(made);
    if (why === null) return void expect(found.complete).toBe(true);
    expect(found.why).toMatch(why);
    expect(faults.at(-1)).toBe('truncated-file');
  });

  it('a bomb is not unpacked, and texts that are shared a million times do not fill the disk', async () => {
    const bytes = zipSync(partsOf({ sheets }));
    const entry = Buffer.from(bytes).lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(entry + 24, 3e9, true);
    expect((await read(bytes)).survey.why).toMatch(/would unpack to 3000000000 bytes/);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(entry + 24, 1000, true);
    expect((await read(bytes)).survey.why).toMatch(/can't be unpacked/);
    const row = (_: unknown, index: number) => `<row r="${index + 1}">${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`;
    const blown = await read({ strings: [`<t>${'x'.repeat(32_000)}</t>`], sheets: { S: Array.from({ length: 80 }, row).join('') } });
    expect(blown.survey.why).toMatch(/far smaller/);
  });

  it('leaves no working files but the table, and none is readable by others', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.texts'))).toEqual([]);
  });
});
