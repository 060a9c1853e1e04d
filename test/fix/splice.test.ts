import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, type Splice, spliceOf } from '../../src/fix/index.ts';
import type { Cell } from '../../src/model/row.ts';
import type { Encoding } from '../../src/model/source.ts';
import { contentOf, readSegment, survey } from '../../src/read/index.ts';

/** Rows of a file, and what can be spliced in them. */
async function rowsOf(path: string, encoding?: Encoding) {
  const found = await survey(path, 'file', encoding === undefined ? {} : { encoding });
  const rows: { cells: Cell[]; raws: string[]; splice(column: number, next: string | readonly string[]): Splice | null }[] = [];
  const row = (view: Parameters<Parameters<typeof readSegment>[2]['row']>[0]): void => {
    const columns = Array.from({ length: view.length }, (_, column) => column);
    const cells = columns.map((column) => view.cell(column));
    const places = columns.map((column) => view.place!(column));
    const raws = places.map((place) => (place ? Buffer.from(view.raw!(place.start, place.end)) : Buffer.alloc(0)));
    rows.push({
      cells,
      raws: raws.map((raw) => raw.toString('hex')),
      splice: (column, next) => spliceOf(places[column]!, raws[column]!, cells[column]!, next, found),
    });
  };
  for (const segment of found.segments) await readSegment(found, segment, { row, fault: () => {} });
  return { found, rows };
}

/** Puts another text into a cell of a file and reads it again. */
async function replaced(file: Uint8Array, record: number, column: number, next: string | readonly string[], encoding?: Encoding) {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  try {
    const path = join(folder, 'a');
    writeFileSync(path, file);
    const before = await rowsOf(path, encoding);
    const splice = before.rows[record]!.splice(column, next);
    if (splice === null) return null;
    const parts: Uint8Array[] = [];
    for await (const part of applied(contentOf(before.found), [splice])) parts.push(Uint8Array.from(part));
    const made = Buffer.concat(parts);
    writeFileSync(join(folder, 'b'), made);
    return { before: before.rows, after: (await rowsOf(join(folder, 'b'), before.found.encoding)).rows, made, splice };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ENCODERS: Readonly<Record<Encoding, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': (text) => Buffer.from(text, 'latin1'),
};

const character = (encoding: Encoding) =>
  fc.constantFrom(...(encoding === 'windows-1252' ? 'ab ,;"é\n\r' : 'ab ,;"é€😀\n\r\u00ad'), 'x', 'y', '1');
const text = (encoding: Encoding) => fc.string({ unit: character(encoding), maxLength: 8 }).map((inner) => `z${inner}z`);

describe('a cell that is written anew', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const)
    for (const kind of ['table', 'json'] as const)
      it(`reads as it should in ${kind} of ${encoding}, and no other byte is another`, async () => {
        const rowTexts = fc.tuple(text(encoding), text(encoding), text(encoding));
        await fc.assert(
          fc.asyncProperty(
            fc.array(rowTexts, { minLength: 2, maxLength: 4 }),
            text(encoding),
            fc.nat(2),
            fc.boolean(),
            async (rows, next, column, always) => {
              const quote = (cell: string) => (always || /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
              const lines = rows.map((row) =>
                kind === 'table'
                  ? row.map(quote).join(',')
                  : JSON.stringify({ urn: row[0], name: row[1], é: row[2] }).replaceAll('€', '\\u20AC'),
              );
              const file = ENCODERS[encoding](`${[...(kind === 'table' ? ['urn,name,é'] : []), ...lines].join('\r\n')}\r\n`);
              const result = await replaced(file, 1, column, next, encoding);
              if (result === null) {
                // Only a plain cell that would need quotes, and holds what needs them already, can't be written.
                expect(kind).toBe('table');
                return;
              }
              const { before, after, splice, made } = result;
              for (const [at, row] of before.entries()) {
                const cells = [...row.cells];
                if (at === 1) cells[column] = next;
                expect(after[at]!.cells).toEqual(cells);
                for (const [place, raw] of row.raws.entries()) if (at !== 1 || place !== column) expect(after[at]!.raws[place]).toBe(raw);
              }
              expect(made.subarray(0, splice.start)).toEqual(file.subarray(0, splice.start));
              expect(made.subarray(splice.start + splice.bytes.length)).toEqual(file.subarray(splice.end));
            },
          ),
          { seed: 11, numRuns: 40 },
        );
      });

  const said = async (file: string | Uint8Array, column: number, next: string | readonly string[]) =>
    (await replaced(typeof file === 'string' ? Buffer.from(file) : file, 0, column, next))?.made.toString('latin1') ?? null;

  it('gets quotes where it needs them and keeps those it has', async () => {
    expect(await said('urn,name\n1,ab\n', 1, 'a,b')).toBe('urn,name\n1,"a,b"\n');
    expect(await said('urn,name\n1,"ab"\n', 1, 'a"b')).toBe('urn,name\n1,"a""b"\n');
    expect(await said('urn;name\n1;\n', 1, 'a;b')).toBe('urn;name\n1;"a;b"\n');
  });

  it('keeps JSON escapes of characters that stay, and escapes what the encoding lacks', async () => {
    expect(await said('{"urn":"1","name":"\\u0041b\\/c d"}\n', 1, 'Ab/c e')).toBe('{"urn":"1","name":"\\u0041b\\/c e"}\n');
    const narrow = Buffer.concat([Buffer.from('{"urn":"'), Buffer.from([0xe9, 0xe8]), Buffer.from('","name":"a"}\n')]);
    expect(await said(narrow, 1, 'ŷ"')).toBe('{"urn":"éè","name":"\\u0177\\""}\n');
  });

  it('is a number where one stood, and else a string', async () => {
    expect(await said('{"urn":1,"age":34.0,"x":null}\n', 1, '34')).toBe('{"urn":1,"age":34,"x":null}\n');
    expect(await said('{"urn":1,"age":34,"x":null}\n', 1, '034')).toBe('{"urn":1,"age":"034","x":null}\n');
    expect(await said('{"urn":1,"age":34,"x":null}\n', 2, 'kent')).toBe('{"urn":1,"age":34,"x":"kent"}\n');
  });

  it('has only those items of a list changed that change', async () => {
    expect(await said('{"urn":1,"codes":[ "a" ,  "\\u0062", 3 ]}\n', 1, ['A', 'b', '4'])).toBe(
      '{"urn":1,"codes":[ "A" ,  "\\u0062", 4 ]}\n',
    );
    expect(await said('{"urn":1,"codes":["a", "b","a"]}\n', 1, ['a', 'b'])).toBe('{"urn":1,"codes":["a", "b"]}\n');
    expect(await said('{"urn":1,"codes":["a","b"]}\n', 1, ['c'])).toBeNull();
  });

  it('is left alone where a byte that can not be read would go, or the encoding has no such character', async () => {
    const broken = Buffer.concat([Buffer.from('urn,name\né,a'), Buffer.from([0xc3]), Buffer.from('b\n')]);
    expect(await said(broken, 1, 'ab')).toBeNull();
    const kept = await said(broken, 1, 'a\ufffdc');
    expect(kept).toBe(Buffer.concat([broken.subarray(0, -2), Buffer.from('c\n')]).toString('latin1'));
    expect(await said(Buffer.from('urn,name\nZo\xeb,a\n', 'latin1'), 1, 'ŷ')).toBeNull();
    expect(await said('{"urn":1,"x":{"a":1}}\n', 1, 'b')).toBeNull();
  });
});

it('splices are put in whatever size the portions have', async () => {
  const content = Buffer.from('0123456789');
  const splices = [
    { start: 0, end: 0, bytes: Buffer.from('<') },
    { start: 1, end: 4, bytes: Buffer.from('abc') },
    { start: 4, end: 4, bytes: Buffer.from('+') },
    { start: 6, end: 9, bytes: Buffer.from('') },
    { start: 10, end: 10, bytes: Buffer.from('>') },
  ];
  for (let size = 1; size <= 11; size++) {
    async function* portions(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
    }
    let made = '';
    for await (const part of applied(portions(), splices)) made += Buffer.from(part).toString();
    expect(made, `portions of ${size}`).toBe('<0abc+459>');
  }
});
