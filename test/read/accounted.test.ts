import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fault, Row } from '../../src/model/row.ts';
import { eventOf, readAll, readFileOf, unaccounted } from './reading.ts';

const csvPiece = fc.constantFrom(
  'a',
  'b',
  '1',
  ' ',
  '"',
  '""',
  ',',
  ',',
  '\n',
  '\n',
  '\r\n',
  '\r',
  'a,b\n',
  'Total: 2\n',
  '\n\n',
  '\0',
  'x,"y",z\n',
);
const jsonPiece = fc.constantFrom('{"a":1}', '{"b":"x"}', ',', '\n', ' ', '{', '}', '[', ']', '"', 'x', '1', '\r\n', '{"a":1,}', '\\');
const written = (piece: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const chunkSize = fc.constantFrom(1, 2, 3, 7, 4096);

test('rows, header, blank lines and faults account for every byte of a table, and rows are numbered without a gap', async () => {
  await fc.assert(
    fc.asyncProperty(written(csvPiece), chunkSize, async (text, size) => {
      const file = `a,b\n${text}`;
      const items = await readAll(file, { chunkSize: size, delimiter: ',' });
      expect(unaccounted(file, items)).toMatch(/^[\s]*$/);
      const rows = items.filter((item) => item.kind === 'row');
      expect(rows.map(({ record }) => record)).toEqual(rows.map((_, index) => index));
      rows.slice(1).forEach((row, index) => {
        expect(row.start).toBeGreaterThanOrEqual(rows[index]!.end);
      });
    }),
    { numRuns: 5000, seed: 20260705 },
  );
});

test('objects, blank lines, punctuation and faults account for every byte of JSON', async () => {
  await fc.assert(
    fc.asyncProperty(written(jsonPiece), fc.constantFrom('[', '{"a":0}\n'), chunkSize, async (text, start, size) => {
      const file = start + text;
      const items = await readAll(file, { chunkSize: size });
      const faulty = items.some((item) => item.kind === 'fault');
      const rest = unaccounted(file, items);
      if (start !== '[') expect(rest).toMatch(/^\s*$/);
      else if (!faulty) expect(rest).toMatch(/^[\s,[\]]*$/);
    }),
    { numRuns: 5000, seed: 20260706 },
  );
});

test('dirty tables give the same rows and faults in portions of any size, from streams and from files in segments of any size', async () => {
  await fc.assert(
    fc.asyncProperty(written(csvPiece), chunkSize, fc.constantFrom(1, 8, 40), async (text, size, segmentBytes) => {
      const file = `a,b\n${text}`;
      const whole = (await readAll(file, { delimiter: ',' })).slice(1);
      expect((await readAll(file, { delimiter: ',', chunkSize: size })).slice(1)).toEqual(whole);
      const { items } = await readFileOf(file, { delimiter: ',', segmentBytes, chunkSize: size }, { chunkSize: size });
      const aboutAll = (item: Row | Fault): boolean => item.kind === 'fault' && item.fault === 'unusual-line-ends';
      expect(items.filter((item) => eventOf(item) !== 'no-records -:0' && !aboutAll(item))).toEqual(
        whole.filter((item) => !aboutAll(item)),
      );
      expect(items.filter(aboutAll)).toEqual(whole.filter(aboutAll));
    }),
    { numRuns: 1500, seed: 20260707 },
  );
});

test('dirty JSON gives the same in portions of any size', async () => {
  await fc.assert(
    fc.asyncProperty(written(jsonPiece), fc.constantFrom('[', '[\n', '{"a":0}\n'), chunkSize, async (text, start, size) => {
      const whole = await readAll(start + text);
      expect(await readAll(start + text, { chunkSize: size })).toEqual(whole);
    }),
    { numRuns: 3000, seed: 20260708 },
  );
});

test('no change to one row of a table changes the content of another', async () => {
  const piece = fc.constantFrom('x', '"', '""', ',', ' ', '"x', 'x"', '",', ',"');
  const dirt = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  const clean = Array.from({ length: 10 }, (_, i) => [`u${i}`, i % 3 === 0 ? `"q ""${i}"", r"` : `t${i}`, `v${i}`]);
  const write = (rows: readonly (readonly string[])[]): string => `urn,b,c\n${rows.map((cells) => cells.join(',')).join('\n')}\n`;
  const rowsOf = async (text: string) =>
    (await readAll(text, { delimiter: ',' })).flatMap((item) => (item.kind === 'row' ? [item.cells] : []));
  const expected = await rowsOf(write(clean));
  await fc.assert(
    fc.asyncProperty(dirt, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 }), async (cell, row, column) => {
      const dirty = clean.map((cells) => [...cells]);
      dirty[row]![column] = cell;
      const read = await rowsOf(write(dirty));
      expect(read.length).toBe(expected.length);
      read.forEach((cells, index) => {
        if (index !== row + 1) expect(cells).toEqual(expected[index]);
      });
    }),
    { numRuns: 3000, seed: 20260709 },
  );
});
