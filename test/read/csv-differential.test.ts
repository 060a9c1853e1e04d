import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll, readFileOf } from './reading.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const CHUNKS = [1, 2, 3, 7, 4096, 65535, 65536, 1 << 24];

const piece = fc.constantFrom('a', 'b', ' ', '"', '""', ',', ';', '\t', '|', '\n', '\r\n', '\r', 'é', '€', '😀', '0', '');
const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }));

function write(rows: readonly (readonly string[])[], delimiter: string, lineEnd: string, quoteAll: boolean, closed: boolean): string {
  const written = rows.map((row) =>
    row.map((text) => (quoteAll || /["\r\n,;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(delimiter),
  );
  return written.join(lineEnd) + (closed ? lineEnd : '');
}

const arrangement = fc.record({
  rows: table,
  delimiter: fc.constantFrom(...DELIMITERS),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  closed: fc.boolean(),
  chunkSize: fc.constantFrom(...CHUNKS),
});

/** What is said of tables that are read as they stand. */
const WARNINGS: ReadonlySet<string> = new Set(['blank-lines', 'records-in-quotes', 'apostrophe-quotes', 'unusual-line-ends']);

/** Rows of blanks only are no rows to us. */
const isBlank = (row: readonly string[]): boolean => row.length === 1 && (row[0] ?? '').trim() === '';

test('random plain tables are read as csv-parse reads them, whatever the chunk size', async () => {
  await fc.assert(
    fc.asyncProperty(arrangement, async ({ rows, delimiter, lineEnd, quoteAll, closed, chunkSize }) => {
      const text = write(rows, delimiter, lineEnd, quoteAll, closed);
      const options = { delimiter, record_delimiter: [lineEnd], relax_column_count: true, skip_empty_lines: true, bom: true };
      const oracle = (parse(text, options) as string[][]).filter((row) => !isBlank(row));
      const items = await readAll(text, { delimiter, header: false, chunkSize });
      expect(items.filter((item) => item.kind === 'row').map((row) => row.cells)).toEqual(oracle);
      expect(items.filter((item) => item.kind === 'fault' && !WARNINGS.has(item.fault))).toEqual([]);
    }),
    { numRuns: 4000, seed: 20260630 },
  );
});

test('records, lines and byte ranges are those that the written table has', async () => {
  await fc.assert(
    fc.asyncProperty(arrangement, async ({ rows, delimiter, lineEnd, quoteAll, chunkSize }) => {
      const lines = rows.map((row) => write([row], delimiter, lineEnd, quoteAll, false));
      const items = await readAll(lines.join(lineEnd) + lineEnd, { delimiter, header: false, chunkSize });
      let line = 1;
      let start = 0;
      const expected = lines.map((text, index) => {
        const place = { record: index + 1, line, start, end: start + Buffer.byteLength(text) };
        line += 1 + (text.match(/\r\n|\n|\r/g)?.length ?? 0);
        start = place.end + lineEnd.length;
        return place;
      });
      expect(
        items
          .filter((item) => item.kind === 'row' || !WARNINGS.has(item.fault))
          .map((item) => item.kind === 'row' && { record: item.record, line: item.line, start: item.start, end: item.end }),
      ).toEqual(expected);
    }),
    { numRuns: 2000, seed: 20260701 },
  );
});

test('a surveyed file gives the same rows as the stream, in any encoding and with segments of any size', async () => {
  const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252' as const);
  await fc.assert(
    fc.asyncProperty(arrangement, encodings, fc.constantFrom(1, 10, 100, 1 << 23), async (made, encoding, segmentBytes) => {
      const { delimiter, lineEnd, quoteAll, closed, chunkSize } = made;
      const rows = made.rows.map((row) => row.map((text) => (encoding === 'windows-1252' ? text.replaceAll('😀', 'ü') : text)));
      const text = write([rows[0]!.map((_, index) => `column ${index}`), ...rows], delimiter, lineEnd, quoteAll, closed);
      const reading = await readFileOf(encode(text, encoding), { encoding, delimiter, segmentBytes, chunkSize }, { chunkSize });
      const [header, ...expected] = (await readAll(text, { delimiter })).filter((item) => item.kind === 'row');
      expect(reading.survey.columns).toEqual(header!.cells);
      const read = reading.items.filter((item) => item.kind === 'row');
      expect(read.map(({ cells, record, line }) => ({ cells, record, line }))).toEqual(
        expected.map(({ cells, record, line }) => ({ cells, record, line })),
      );
    }),
    { numRuns: 300, seed: 20260702 },
  );
});

function encode(text: string, encoding: string): Buffer {
  if (encoding === 'windows-1252') return Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
