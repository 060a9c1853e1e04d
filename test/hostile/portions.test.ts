import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault, Row } from '../../src/model/row.ts';
import { readAll, readFileOf, unaccounted } from '../read/reading.ts';

/** Bytes by which the layout is found, in one go: portions matter after them. */
const HEAD = 1 << 20;
const SIZES = [1, 2, 3, 7, 4096, 65_535, 65_536] as const;
const RUNS = { numRuns: 3, seed: 20260709, endOnFailure: true };

const CSV_DIRT = [
  ...['a,b,c\n', '1,2,3\n', '"x","y ""z""",3\n', '"two\nlines",2,3\r\n', '1,"é€😀",3\n', '\n', '\r\n', '\r', ' \n', ',,\n'],
  ...[
    '"',
    '""',
    ',',
    '\n',
    'x',
    '"x"y,',
    '1,2\n',
    '1,2,3,4\n',
    '1;2;3\n',
    '\0',
    '\u0080\n',
    '\ufeff1,2,3\n',
    "'1','2','3'\n",
    'Total: 2\n',
  ],
];
const JSON_DIRT = [
  ...['{"a":"1","b":"2"}\n', '{"a":"é€😀","c":[1,"x"]}\n', '{"a":{"b":[]}}\n', '{"a":1,"a":2}\n', '{"a":12345678901234567890}\n', '\n'],
  ...['{"a":NaN}\n', '{"a":"x}\n', '{"a":1}{"b":2}\n', '}', '"', '{', '\\', '// no\n', '{"a":1,}\n', '"text"\n', '[1]\n', '\ufeff', '\0'],
];
const BETWEEN_ARRAYS = [']\n[\n', ']\n1,"x\n,2\n[\n', '{"a":"1"}] and [ {"a":"2"},\n'];
const ARRAY_DIRT = [...JSON_DIRT.map((piece) => piece.replace(/\}\n$/, '},\n')), ...BETWEEN_ARRAYS];

const CLEAN_ROW = `first,"second, ${'x'.repeat(2000)}",third\n`;
const CLEAN_OBJECT = `{"a":"first","b":"second ${'x'.repeat(2000)}"}\n`;

/** A file whose dirt begins within its last clean row before the end of the head. */
const behind = (first: string, clean: string, dirt: string, width: number): string =>
  first + clean.repeat(Math.floor((HEAD / width - first.length) / clean.length)) + dirt + clean;

interface Kind {
  readonly dirt: readonly string[];
  readonly first: string;
  readonly clean: string;
  readonly encoding: 'utf8' | 'utf16le';
  readonly told: { readonly delimiter?: string; readonly encoding?: 'utf-8' | 'utf-16le' };
}

const TABLE = { dirt: CSV_DIRT, first: 'a,b,c\n', clean: CLEAN_ROW, encoding: 'utf8', told: {} } as const;
const KINDS: Readonly<Record<string, Kind>> = {
  'a table whose dialect is found': TABLE,
  'a table whose dialect is told': { ...TABLE, told: { delimiter: ',', encoding: 'utf-8' } },
  'a table in UTF-16': { ...TABLE, first: '\ufeffa,b,c\n', encoding: 'utf16le' },
  'a table with CRLF': { ...TABLE, dirt: CSV_DIRT.map((piece) => piece.replace(/\r?\n/g, '\r\n')), clean: CLEAN_ROW.replace('\n', '\r\n') },
  'JSON Lines': { ...TABLE, dirt: JSON_DIRT, first: CLEAN_OBJECT, clean: CLEAN_OBJECT },
  'a JSON array': { ...TABLE, dirt: ARRAY_DIRT, first: '[\n', clean: CLEAN_OBJECT.replace('\n', ',\n') },
};

async function* portions(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, HEAD);
  for (let at = HEAD; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All that was read, short where it is clean. */
const short = (items: readonly (Row | Fault)[]): string[] =>
  items.map((item) =>
    item.kind === 'row' && String(item.cells[1]).length > 2000
      ? `clean ${item.record} ${item.line} ${item.start} ${item.end}`
      : JSON.stringify(item),
  );

describe.each(Object.entries(KINDS))('%s', (_, { dirt, first, clean, encoding, told }) => {
  const written = fc
    .array(fc.constantFrom(...dirt), { minLength: 80, maxLength: 140 })
    .map((pieces) => Buffer.from(behind(first, clean, pieces.join(''), encoding === 'utf8' ? 1 : 2), encoding));

  test('gives the same in portions of 1, 2, 3, 7, 4096, 65535 and 65536 bytes and whole, and accounts for every byte', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (bytes) => {
        const whole = await readAll(bytes, told);
        const expected = short(whole);
        expect(expected.length).toBeGreaterThan(50);
        for (const size of SIZES) expect(short(await readAll(portions(bytes, size), told)), `${size}`).toEqual(expected);
        for (const chunkSize of SIZES.slice(4))
          expect(short(await readAll(bytes, { ...told, chunkSize })), `${chunkSize}`).toEqual(expected);
        if (encoding === 'utf8' && first !== '[\n') expect(unaccounted(bytes.toString('latin1'), whole)).toMatch(/^\s*$/);
      }),
      RUNS,
    );
  });

  test('gives the same as a file in segments, read in such portions', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (bytes) => {
        // Of a file all columns of JSON are known beforehand, of a stream those met so far.
        const rows = (items: readonly (Row | Fault)[]): string[] =>
          short(items.filter((item) => item.kind === 'row' && item.record > 0)).map((text) => text.replace(/(,null)+\]/, ']'));
        const whole = rows(await readAll(bytes, told));
        for (const chunkSize of [65_535, 65_536])
          expect(rows((await readFileOf(bytes, { ...told, segmentBytes: 100_000, chunkSize }, { chunkSize })).items)).toEqual(whole);
      }),
      { ...RUNS, numRuns: 2 },
    );
  });
});
