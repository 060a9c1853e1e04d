import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../src/model/source.ts';
import { findDelimiter } from '../../src/read/delimiter.ts';
import { isBlank, layoutOf, narrowEncoding, type Told } from '../../src/read/head.ts';
import { jsonKind } from '../../src/read/json-kind.ts';
import { readTableHead } from '../../src/read/table-head.ts';
import { faultText, readEvents } from './reading.ts';

const layout = (text: string | Uint8Array, last = true, told: Told = {}) =>
  layoutOf(typeof text === 'string' ? Buffer.from(text) : text, last, told);

describe('a row that is a header', () => {
  /** What becomes of a row behind two records of a table with these headings. */
  const sign = async (headings: string, row: string) => {
    const events = await readEvents(`${headings}\n${headings.replaceAll(/[^,]+/g, '1')}\n${row}\n`);
    return events.find((event) => typeof event === 'string' && /repeated-header|second-table/.test(event)) ?? 'record';
  };
  const three = 'Ref No,Colour,Sold_on';

  it.each([
    [three, three, 'repeated-header -:3'],
    [three, 'REF-NO,colour,sold on', 'repeated-header -:3'],
    [three, ' ref_no , Colour,Sold_on', 'repeated-header -:3'],
    [three, '"Ref No",Colour,Sold_on', 'repeated-header -:3'],
    [three, '\ufeffRef No,Colour,Sold_on', 'repeated-header -:3'],
    [three, 'Ref No,Colour,Price', 'record'],
    [three, 'Colour,Ref No,Sold_on', 'second-table -:3'],
    [three, 'Colour,Ref No,Sold on,Price,Depot,Finish', 'second-table -:3'],
    [three, 'Colour,Ref No,Sold on,Price,Depot,Finish,Size', 'record'],
    [three, 'Colour,Ref No,Sold on,Price,Depot,Finish,,', 'second-table -:3'],
    [three, 'Colour,Colour,Sold on', 'record'],
    [three, 'Ref No 1,Colour,Sold_on', 'record'],
    [three, 'Other,Colour,Sold_on', 'record'],
    ['A,B', 'A,B', 'repeated-header -:3'],
    ['A,B', 'a,B', 'record'],
    ['A,B', '\ufeffA,B', 'repeated-header -:3'],
    ['A,B', 'A,B,C', 'record'],
    ['Ref1,Ref2,Ref3', 'ref1,ref2,ref3', 'repeated-header -:3'],
    ['Ref1,Ref2,Ref3', 'ref2,ref1,ref3', 'second-table -:3'],
    ['Größe,Farbe,Maß', 'größe,FARBE,maß', 'repeated-header -:3'],
    ['Größe,Farbe,Öl', 'öl,FARBE,größe', 'second-table -:3'],
  ])('of %s: %s is a %s', async (headings, row, expected) => {
    expect(await sign(headings, row)).toBe(expected);
  });
});

describe('the delimiter', () => {
  const found = (text: string, named?: string, last = true) => findDelimiter(Buffer.from(text), 'utf-8', last, named);

  it('is the one that gives most rows as many cells, and of these the most cells', () => {
    expect(found('a;b;c\n1;2;3\n')).toBe(';');
    expect(found('a|b\n1|2\n')).toBe('|');
    expect(found('a\tb,c\n1\t2,3\n4\t5,6\n')).toBe(',');
    expect(found('a;b;c,d\n1;2;3,4\n')).toBe(';');
    expect(found('a;b,c\n1;2\n3;4\n')).toBe(';');
    expect(found('"a,b";c\n"1,2";3\n')).toBe(';');
    expect(found('a\nb\n')).toBe(',');
    expect(found('')).toBe(',');
    expect(found('a;b;c')).toBe(';');
    expect(found('a;b;c', undefined, false)).toBe(';');
  });

  it('is the one that the file names, if it parts any row', () => {
    expect(found('a;b;c|d\n1;2;3|4\n', '|')).toBe('|');
    expect(found('a;b;c\n1;2;3\n', '|')).toBe(';');
    expect(found('a\nb\n', '|')).toBe('|');
  });
});

describe('JSON', () => {
  it.each([
    ['[{"a":1}]', 'json'],
    [' [\n  {', 'json'],
    ['[]', 'json'],
    ['[', 'json'],
    ['[1,2]', null],
    ['[x],b\n', null],
    ['{"a":1}\n{"a":2}\n', 'jsonl'],
    ['{"a":1}', 'jsonl'],
    ['{\n"a":1\n}\n', 'json'],
    ['\ufeff{"a":1}\n', 'jsonl'],
    ['{a:1}\n{"a":2}\n', 'jsonl'],
    ['{"a":1\n{"a":2}\n', 'jsonl'],
    ['{"a":1,\n"b":', 'json'],
    ['{"a":', 'jsonl'],
    ['broken\n{"a":1}\n', 'jsonl'],
    ['broken\nbroken\nbroken\n{"a":1}\n', null],
    ['{x},b\n1,2\n', null],
    ['a,b\n1,2\n', null],
    ['', null],
  ])('%j: %s', (text, kind) => {
    expect(jsonKind(Buffer.from(text), 'utf-8')).toBe(kind);
  });
});

describe('the head of a table', () => {
  const head = (text: string, find?: (rows: readonly (readonly string[])[]) => number, last = true) => {
    const found = readTableHead(Buffer.from(text), { start: 10, line: 3 }, last, 'utf-8', ',', find);
    return (
      found && {
        cells: found.header?.cells ?? null,
        expected: found.expected,
        body: found.body,
        faults: found.faults.map((fault) => [faultText(fault), fault.detail]),
      }
    );
  };

  it('is the first row that is not blank, or the one that is found', () => {
    expect(head('a,b\n1,2\n')).toEqual({ cells: ['a', 'b'], expected: 2, body: { start: 14, line: 4 }, faults: [] });
    expect(head('title\nx\na,b\n1,2\n', () => 2)).toEqual({
      ...{ cells: ['a', 'b'], expected: 2, body: { start: 22, line: 6 } },
      faults: [['lines-before-header -:3', { from: 3, to: 4, rows: 2 }]],
    });
  });

  it('is none where none is found, or nothing stands', () => {
    expect(head('a,b\n1,2\n3\n', () => -1)).toEqual({
      cells: null,
      expected: 2,
      body: { start: 10, line: 3 },
      faults: [['no-header -:3', {}]],
    });
    expect(head('a,b\n1\n', () => -1)?.expected).toBe(2);
    expect(head('a\n1,2\n', () => -1)?.expected).toBe(2);
    expect(head('a,b\n1,2\n3,4,5\n', () => -1)?.expected).toBe(2);
    expect(head('a,b,c\n1,2\n3,4\n', () => -1)?.expected).toBe(2);
    const torn = Buffer.concat([Buffer.from('\ufeffa,b', 'utf16le'), Buffer.from('x')]);
    expect(layout(torn)).toMatchObject({
      columns: ['a', 'b\ufffd'],
      body: { start: 9 },
      faults: [{ fault: 'unreadable-bytes', detail: { offset: 8, bytes: '78' } }],
    });
    expect(head('')).toEqual({ cells: null, expected: 0, body: { start: 10, line: 3 }, faults: [] });
    expect(head('a,b', undefined, false)).toBeNull();
  });

  it('has faults where headings lack or stand twice', () => {
    expect(head('a,, a,b,a, \n')?.faults).toEqual([
      ['blank-column-name -:3:2', { columns: [2, 6] }],
      ['duplicate-column -:3:3', { heading: 'a', columns: [1, 3, 5] }],
    ]);
    expect(head("'a','b'\n")?.faults).toEqual([['apostrophe-quotes -:3', {}]]);
    for (const plain of ["'a',b\n", "'a'\n", "a,'b'\n", "','x'\n"]) expect(head(plain)?.faults, plain).toEqual([]);
    expect(head("'a',,'b'\n")?.faults.map(([text]) => text)).toEqual(['apostrophe-quotes -:3', 'blank-column-name -:3:2']);
  });
});

describe('the layout of a file', () => {
  it('is that of a table, with its encoding and delimiter', () => {
    expect(layout('a;b\n1;2\n')).toMatchObject({
      kind: 'csv',
      encoding: 'utf-8',
      certain: false,
      bom: 0,
      delimiter: ';',
      columns: ['a', 'b'],
      expected: 2,
      body: { start: 4, line: 2 },
      empty: false,
      foreign: null,
      faults: [],
    });
    expect(layout('\ufeffa,b\n')).toMatchObject({ certain: true, bom: 3, body: { start: 7, line: 2 } });
    expect(layout(Buffer.from('caf\xe9,b\n', 'latin1'))).toMatchObject({ encoding: 'windows-1252', columns: ['café', 'b'] });
    expect(layout(Buffer.from('\ufeffa\tb\n', 'utf16le'))).toMatchObject({
      encoding: 'utf-16le',
      certain: true,
      bom: 2,
      delimiter: '\t',
      columns: ['a', 'b'],
      body: { start: 10 },
    });
    expect(layout('a;b\n', true, { delimiter: ',', encoding: 'windows-1252' })).toMatchObject({
      delimiter: ',',
      encoding: 'windows-1252',
      certain: true,
      columns: ['a;b'],
    });
    expect(() => layout('a,b\n', true, { delimiter: ',,' })).toThrow(/give one character/);
    expect(layout('a,b', false)).toBeNull();
  });

  it('begins behind a line that names the delimiter', () => {
    expect(layout('sep=|\na|b\n1|2\n')).toMatchObject({
      ...{ delimiter: '|', columns: ['a', 'b'], body: { start: 10, line: 3 } },
      faults: [{ fault: 'lines-before-header', line: 1, detail: { from: 1, to: 1, rows: 1 } }],
    });
    const found = layout('sep=|\ntitle\na|b\n', true, { findHeader: () => 1 });
    expect(found?.faults).toMatchObject([{ fault: 'lines-before-header', line: 1, detail: { from: 1, to: 2, rows: 2 } }]);
  });

  it('is nothing where nothing stands, or where the file is of another kind', () => {
    for (const text of ['', '\ufeff', ' \n\t\r\n'])
      expect(layout(text), text).toMatchObject({ kind: 'csv', delimiter: ',', empty: true, faults: [{ fault: 'empty-file', line: 0 }] });
    expect(layout('\n\n', true, { delimiter: ';' })).toMatchObject({ empty: true, delimiter: ';', faults: [{ fault: 'empty-file' }] });
    expect(layout('<html>')).toMatchObject({
      foreign: 'HTML page',
      faults: [{ fault: 'wrong-kind-of-file', detail: { looksLike: 'HTML page' } }],
    });
    expect(layout('[{"a":1}]')).toMatchObject({ kind: 'json', delimiter: null, columns: [], expected: 0, body: { start: 0, line: 1 } });
    expect([
      isBlank(Buffer.from(' \t\r\n\v\f\0')),
      isBlank(Buffer.from('\x08')),
      isBlank(Buffer.from('\x0e')),
      isBlank(Buffer.from('x')),
    ]).toEqual([true, false, false, false]);
    const of = (good: boolean, bad: boolean) => narrowEncoding({ good, bad });
    expect([of(true, true), of(false, true), of(true, false), of(false, false)]).toEqual(['utf-8', 'windows-1252', 'utf-8', 'utf-8']);
  });
});

describe('a header that stands again', () => {
  const sign = async (headings: string, row: string, encoding?: Encoding) => {
    const text = `${headings}\n${headings.replaceAll(/[^,]+/g, '1')}\n${row}\n`;
    const events = await readEvents(encoding === 'utf-16le' ? Buffer.from(`\ufeff${text}`, 'utf16le') : text);
    return events.find((event) => typeof event === 'string' && /repeated-header|second-table/.test(event)) ?? 'record';
  };
  const three = 'Ref No,Colour,Sold_on';
  const spaced = (length: number) => `Ref${' '.repeat(length - 5)}No`;

  it.each([
    [three, `${spaced(36)},Colour,Sold_on`, 'repeated-header -:3'],
    [three, `${spaced(37)},Colour,Sold_on`, 'record'],
    [',Ref,Colour,Sold', ',Ref,Colour,Sold', 'repeated-header -:3'],
    ['Ref1,Colour,Sold', 'ref1,colour,sold', 'repeated-header -:3'],
    ['Ref,Colour2,Sold', 'ref,colour2,sold', 'repeated-header -:3'],
    [three, '_Ref No,Colour,Sold_on', 'repeated-header -:3'],
    [three, '-Ref No,Colour,Sold_on', 'repeated-header -:3'],
    [three, '\tRef No,Colour,Sold_on', 'repeated-header -:3'],
    ['ref no,colour,sold', 'REF NO,COLOUR,SOLD', 'repeated-header -:3'],
    ['Écart,Colour,Sold', 'écart,colour,sold', 'repeated-header -:3'],
    ['Ref,Colour', 'Ref,Colour', 'repeated-header -:3'],
    ['Ref,Colour', 'REF,Colour', 'record'],
    ['Ref,Colour', 'Ref,Colour,More,And', 'record'],
    [',,', ',,', 'record'],
  ])('under %j is known: %j is a %s', async (headings, row, expected) => {
    expect(await sign(headings, row)).toBe(expected);
    expect(await sign(headings, row, 'utf-16le')).toBe(expected);
  });
});
