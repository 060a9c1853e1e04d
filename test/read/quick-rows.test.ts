import { Buffer, isAscii } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standInApostrophes } from '../../src/read/apostrophes.ts';
import { newCursor } from '../../src/read/csv-cursor.ts';
import { isAsciiRow, quickRow, quickRows } from '../../src/read/quick-row.ts';
import { headerTest, headingSigns } from '../../src/read/repeated-header.ts';
import { CAREFUL, type Dialect, DONE, dialectOf, newRow, type RowCells, scanRow } from '../../src/read/scan-row.ts';
import { mayBeTrailer } from '../../src/read/trailer.ts';
import { append, openWindow, type Window } from '../../src/read/window.ts';

const cellOf = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom('ab', '7', 'x-1', 'é', '"q"', '"q"', '"a, b"', '"a ""b"" c"') },
  { weight: 3, arbitrary: fc.constantFrom('"two\nlines"', '"a\r\n\rb"') },
  { weight: 1, arbitrary: fc.constantFrom('', '""', '"\nx"', '"1,2,3,4,5,6,7,8,9\n0"', 'x"y', '"a"b', "'ab'", 'urn', 'URN', ' ', '\t') },
);

/** Headings, with and without digits, the first or all blank. */
const HEADINGS = [
  ['urn', 'agency', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
  ['u1', 'urn', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
  ['', 'agency', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
  ['', '', '', '', '', '', '', '', '', ''],
];

/** Tables of a width, some of whose rows are no records or are written otherwise, and the cells that rows should have. */
const tables = fc.record({ width: fc.constantFrom(2, 6, 10), headings: fc.constantFrom(...HEADINGS) }).chain(({ width, headings }) => {
  const columns = headings.slice(0, width);
  const unlike = fc.constantFrom(
    columns,
    columns.map((name) => ` ${name.toUpperCase()}`),
    columns.map((_, index) => (index < 4 ? 'Total' : '')),
    columns.map((_, index) => (index === 1 ? 'Total 4' : '""')),
    columns.map(() => "'a b'"),
  );
  const cells = fc.oneof(
    { weight: 30, arbitrary: fc.array(cellOf, { minLength: width, maxLength: width }) },
    { weight: 1, arbitrary: fc.array(cellOf, { minLength: 1, maxLength: width + 1 }) },
    { weight: 3, arbitrary: unlike },
  );
  const end = fc.oneof({ weight: 30, arbitrary: fc.constant('\n') }, { weight: 1, arbitrary: fc.constantFrom('\r\n', '\r', '\n\n') });
  return fc.record({
    columns: fc.constant(columns),
    expected: fc.constantFrom(width, width, width, 0),
    rows: fc.array(fc.record({ cells, end }), { minLength: 1, maxLength: 12 }),
  });
});

const holding = (text: string): Window => {
  const window = openWindow('utf-8', 0);
  append(window, Buffer.from(text));
  return window;
};

const placesOf = ({ starts, ends, forms, count, end, next, breaks, terminated }: RowCells) => ({
  ...{ starts: [...starts.subarray(0, count)], ends: [...ends.subarray(0, count)], forms: [...forms.subarray(0, count)] },
  ...{ end, next, breaks, terminated },
});

interface Quick {
  readonly from: number;
  readonly sure: boolean;
  readonly ascii: boolean;
  readonly places: ReturnType<typeof placesOf>;
}

/** Goes from row to row as far as they are plain, and gives those that were found in one call. */
function quickIn(text: string, dialect: Dialect, expected: number): Quick[] {
  const window = holding(text);
  const [row, quick]: [RowCells, Quick[]] = [newRow(), []];
  for (let from = 0; from < window.length; from = row.next) {
    if (quickRow(window, from, dialect, expected, row)) quick.push({ from, sure: row.sure, ascii: isAsciiRow(row), places: placesOf(row) });
    else if (scanRow(window, from, false, dialect, expected, row) !== DONE) break;
  }
  return quick;
}

/** True if there is nothing about the row that most rows have not. */
function isLikeMost(window: Window, dialect: Dialect, columns: readonly string[], expected: number, row: RowCells): boolean {
  const cursor = { ...newCursor(dialect, expected, 1), row };
  const isHeading = headerTest(columns, cursor, window)() !== 'none';
  return row.count === expected && !isHeading && !mayBeTrailer(row) && !standInApostrophes(cursor, window);
}

const textOf = (rows: readonly { readonly cells: readonly string[]; readonly end: string }[]): string =>
  `1,2\n${rows.map(({ cells, end }) => cells.join(',') + end).join('')}`;

describe('a row found in one call', () => {
  it('is the one that is found step by step, and is sure only where nothing is to be told', () => {
    let [found, sure] = [0, 0];
    fc.assert(
      fc.property(tables, ({ rows, expected, columns }) => {
        const text = textOf(rows);
        const { headings, digits } = headingSigns(columns);
        const dialect = dialectOf(44, 1, headings, digits);
        for (const one of quickIn(text, dialect, expected)) {
          const [window, row] = [holding(text), newRow()];
          expect(scanRow(window, one.from, false, dialect, expected, row), text).toBe(DONE);
          expect(one.places, text).toEqual(placesOf(row));
          expect(one.ascii, text).toBe(isAscii(window.bytes.subarray(one.from, row.end)));
          expect(window.units[one.from]).toBeGreaterThan(32);
          if (one.sure) expect(isLikeMost(window, dialect, columns, expected, row), text).toBe(true);
          found++;
          if (one.sure) sure++;
        }
      }),
      { seed: 31, numRuns: 1500 },
    );
    expect(found).toBeGreaterThan(3000);
    expect(sure).toBeGreaterThan(600);
  });

  it('may have as many cells as there is room for, and is looked for step by step beyond', () => {
    for (const [cells, isQuick] of [
      [2048, true],
      [2049, false],
    ] as const) {
      const text = `1,2\n${'x,'.repeat(cells - 1)}x\n`;
      expect(quickIn(text, dialectOf(44, 1), 0).map(({ places }) => places.starts.length)).toEqual(isQuick ? [cells] : []);
      expect(scanRow(holding(text), 4, false, dialectOf(44, 1), 0, newRow())).toBe(DONE);
    }
  });

  it('is none in UTF-16, nor where quotes are not plain', () => {
    const wide = openWindow('utf-16le', 0);
    append(wide, Buffer.from('a,b\nc,d\n', 'utf16le'));
    expect(scanRow(wide, 0, false, dialectOf(44, 2), 2, newRow())).toBe(DONE);
    expect(quickRow(wide, 4, dialectOf(44, 2), 2, newRow())).toBe(false);
    expect(quickIn('a,b\nx"y,d\n', dialectOf(44, 1), 2)).toEqual([]);
    expect(scanRow(holding('x"y,d\n'), 0, false, dialectOf(44, 1), 2, newRow())).toBe(CAREFUL);
  });
});

describe('rows passed in one call', () => {
  it('are those that are found one by one, as far as they are sure and end alike, up to the place asked for', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(4, 30, 100, 1000),
        fc.constantFrom('lf', 'lf', 'crlf' as const),
        ({ rows, expected, columns }, stop, ending) => {
          const text = textOf(rows);
          const { headings, digits } = headingSigns(columns);
          const dialect = dialectOf(44, 1, headings, digits);
          const units = Buffer.from(text);
          const wanted = { count: 0, next: 4, breaks: 0 };
          for (const { from, sure, places } of quickIn(text, dialect, expected)) {
            if (from !== wanted.next || from >= stop || !sure || (units[places.end] === 10) !== (ending === 'lf')) break;
            wanted.count++;
            wanted.next = places.next;
            wanted.breaks += places.breaks;
          }
          const [window, all] = [holding(text), { count: 0, next: 4, breaks: 0 }];
          scanRow(window, 0, false, dialect, expected, newRow());
          expect(quickRows(window, 4, stop, dialect, expected, ending, all), text).toBe(wanted.count > 0);
          expect(all, text).toEqual(wanted);
          passed += all.count;
        },
      ),
      { seed: 32, numRuns: 1500 },
    );
    expect(passed).toBeGreaterThan(400);
  });
});
