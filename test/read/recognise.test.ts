import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { readFileOf } from './reading.ts';

const noise = (length: number): Buffer => {
  let state = 7;
  const next = (): number => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state >> 16;
  };
  return Buffer.from(Array.from({ length }, next));
};

describe('what a file is', () => {
  test.each([
    ['a ZIP archive', Buffer.concat([Buffer.from('PK\x03\x04'), noise(200)]), 'ZIP archive'],
    ['an Excel workbook', Buffer.concat([Buffer.from('PK\x03\x04....xl/workbook.xml'), noise(200)]), 'Excel workbook (XLSX)'],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'), 'old Excel or Word document'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'PDF document'],
    ['a web page', Buffer.from('\n <!DOCTYPE html>\n<html><body>Log in</body></html>'), 'HTML page'],
    ['a table of HTML named as a workbook', Buffer.from('<table border="1"><tr><td>a</td></tr></table>'), 'HTML page'],
    ['XML', Buffer.from('\ufeff<?xml version="1.0"?><a/>'), 'XML document'],
    ['noise', noise(5000), 'binary file'],
    ['deflated bytes', deflateRawSync(noise(20_000)), 'binary file'],
    ['gzip inside gzip', gzipSync(gzipSync('a,b\n1,2\n')), 'gzip inside gzip'],
    ['a ZIP inside gzip', gzipSync(Buffer.concat([Buffer.from('PK\x03\x04'), noise(200)])), 'ZIP archive'],
    ['UTF-32', Buffer.from('fffe000061000000', 'hex'), 'UTF-32 text'],
  ])('%s is one fault that says so', async (_, file, looksLike) => {
    const { survey } = await readFileOf(file);
    expect(survey).toMatchObject({ complete: false, segments: [], columns: [] });
    expect(survey.faults).toEqual([{ kind: 'fault', fault: 'wrong-kind-of-file', record: null, line: 0, detail: { looksLike } }]);
    expect(survey.why).toContain(looksLike);
  });

  test.each([
    ['comma', 'a,b,c\n1,2,3\n', ','],
    ['semicolon, with commas in numbers', 'a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n', ';'],
    ['tab', 'a\tb\n1,2\t3\n', '\t'],
    ['bar', 'a|b|c\n1;2|3|4\n', '|'],
    ['semicolons in quotes', 'a,b\n"1;2;3",4\n"1;2;3",4\n', ','],
    ['lists of semicolons', 'urn,codes\n1,A;B;C\n2,A\n3,A;B\n', ','],
    ['one column', 'urn\n1\n2\n', ','],
    ['some ragged rows', 'a;b;c\n1;2;3\n1,2;x\n1;2;3\n1,1;2;3\n', ';'],
  ])('the delimiter is recognised: %s', async (_, text, delimiter) => {
    expect((await readFileOf(text)).survey.delimiter).toBe(delimiter);
  });

  test('a told delimiter wins', async () => {
    const { survey, events } = await readFileOf('a;b,c\n1;2,3\n', { delimiter: ',' });
    expect(survey.columns).toEqual(['a;b', 'c']);
    expect(events).toEqual([[1, 2, '1;2', '3']]);
  });

  test('an impossible delimiter is refused', async () => {
    await expect(readFileOf('a\n', { delimiter: '"' })).rejects.toThrow(UsageError);
    await expect(readFileOf('a\n', { delimiter: 'ab' })).rejects.toThrow(/give one character/);
  });

  test.each([
    ['sep=;\r\na;b\r\n1;2\r\n', ';'],
    ['"sep=|"\na|b\n1|2\n', '|'],
    ['SEP=\t\na\tb\n1\t2\n', '\t'],
  ])('a first line %j names the delimiter', async (text, delimiter) => {
    const { survey, events } = await readFileOf(text);
    expect(survey).toMatchObject({ delimiter, columns: ['a', 'b'], headerLine: 2 });
    expect(events).toEqual(['lines-before-header -:1', [1, 3, '1', '2']]);
  });

  test.each([
    ['an array', '[{"a":1}]', 'json'],
    ['an empty array', ' [ ]', 'json'],
    ['an object over several lines', '{\n "a": 1\n}\n', 'json'],
    ['an object a line', '{"a":1}\n{"a":2}\n', 'jsonl'],
    ['one object on one line', '{"a":1}', 'jsonl'],
    ['an object a line after a broken line', 'oops\n{"a":2}\n{"a":3}\n', 'jsonl'],
    ['an object a line after an object that is cut', '{"a":\n{"a":2}\n', 'jsonl'],
    ['headings in square brackets', '[urn],[name]\n1,2\n', 'csv'],
    ['ids in braces', '{8f3a-11},x\n{8f3a-12},y\n', 'csv'],
  ])('the kind is recognised: %s', async (_, text, kind) => {
    expect((await readFileOf(text)).survey.kind).toBe(kind);
  });
});
