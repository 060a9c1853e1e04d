import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RowView } from '../../src/model/row.ts';
import { contentOf, readSegment, survey } from '../../src/read/index.ts';

const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

const TABLE = 'urn,name,note\r\n1,"a ""b"" é",\r\n2,"",plain é\r\n';
const LINES = '{"urn": 1, "name": "a\\u00e9", "note": null, "codes": ["x", 2]}\n{"urn":"2","note":{"a":1}}\n';
const CASES: readonly (readonly [string, Buffer, Buffer, BufferEncoding, readonly (readonly (string | null)[])[]])[] = (
  [
    [
      'a table',
      TABLE,
      [
        ['plain 1', 'quoted "a ""b"" é"', 'plain '],
        ['plain 2', 'quoted ""', 'plain plain é'],
      ],
    ],
    [
      'JSON Lines',
      LINES,
      [
        ['word 1', 'string "a\\u00e9"', 'null null', 'list ["x", 2]'],
        ['string "2"', null, 'nested {"a":1}', null],
      ],
    ],
  ] as const
).flatMap(([name, text, places]) => [
  [`${name} in UTF-8`, Buffer.from(text), Buffer.from(text), 'utf8', places],
  [`${name} in UTF-16BE`, wide(text), wide(text), 'utf16le', places],
  [`${name} in gzip`, gzipSync(text), Buffer.from(text), 'utf8', places],
]);

test.each(CASES)('cells of %s have places, and the bytes there are the file’s own', async (_name, file, content, encoding, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  try {
    const path = join(folder, 'file');
    writeFileSync(path, file);
    const found = await survey(path, 'file');
    const text = (bytes: Uint8Array): string =>
      (encoding === 'utf16le' ? Buffer.from(bytes).swap16() : Buffer.from(bytes)).toString(encoding);
    const rows: (string | null)[][] = [];
    const row = (view: RowView): void => {
      expect(Buffer.from(view.raw!(view.start, view.end))).toEqual(content.subarray(view.start, view.end));
      const places = Array.from({ length: view.length }, (_, index) => view.place!(index));
      rows.push(places.map((place) => place && `${place.form} ${text(view.raw!(place.start, place.end))}`));
    };
    for (const segment of found.segments) await readSegment(found, segment, { row, fault: () => {} });
    expect(rows).toEqual(expected);
    const parts: Buffer[] = [];
    for await (const bytes of contentOf(found)) parts.push(Buffer.from(bytes));
    expect(Buffer.concat(parts)).toEqual(content);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
