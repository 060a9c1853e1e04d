import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvCursor, END, newCursor, nextRow, nothingFollows } from '../../src/read/csv-cursor.ts';
import { DONE, dialectOf, MORE } from '../../src/read/scan-row.ts';
import { append, closeWindow, openWindow, type Window } from '../../src/read/window.ts';
import { naiveRow } from './naive-row.ts';

function held(text: string): Window {
  const window = openWindow('utf-8', 0);
  append(window, Buffer.from(text));
  closeWindow(window);
  return window;
}

const cursorOf = (expected: number, sheet = false): CsvCursor => newCursor(dialectOf(44, 1), expected, 1, sheet);

/** All texts of up to `most` of these signs. */
function textsOf(signs: readonly string[], most: number): string[] {
  let longest = [''];
  const all: string[] = [];
  for (let length = 1; length <= most; length++) {
    longest = longest.flatMap((text) => signs.map((sign) => text + sign));
    all.push(...longest);
  }
  return all;
}

/** What stands in a cursor that has found a row, in the naive form. */
function found({ row, faults, cut, start }: CsvCursor) {
  const { starts, ends, forms, count, end, next, breaks } = row;
  return {
    cells: Array.from({ length: count }, (_, n) => [starts[n]! - start, ends[n]! - start, forms[n]!]),
    end: end - start,
    next: next - start,
    breaks,
    faults: faults.map(({ fault, cell, breaksBefore, swallowed, toEnd, inDoubt }) => [
      fault,
      cell,
      breaksBefore,
      swallowed,
      toEnd,
      inDoubt,
    ]),
    cut,
  };
}

/** Reads the first row of a file. */
function firstRow(text: string, expected: number): CsvCursor {
  const cursor = cursorOf(expected);
  expect(nextRow(cursor, held(text), true), text).toBe(DONE);
  return cursor;
}

const isBlank = (text: string): boolean => /^[ \t]*([\r\n]|$)/.test(text);

/** Holds what is found of a text against what a naive reading finds; only what differs is told. */
function differing(texts: readonly string[], expectations: readonly number[]): unknown[] {
  const differ: unknown[] = [];
  for (const text of texts)
    for (const expected of expectations) {
      if (isBlank(text)) continue;
      const [ours, naive] = [JSON.stringify(found(firstRow(text, expected))), JSON.stringify(naiveRow(text, expected))];
      if (ours !== naive) differ.push({ text, expected, ours, naive });
    }
  return differ.slice(0, 5);
}

describe('a row', () => {
  it.each([0, 2, 3])(
    'is what a naive reading finds, in every short text of quotes, commas and lines, where %i cells are expected',
    (expected) => {
      expect(differing(textsOf(['a', '"', ',', '\n'], 5), [expected])).toEqual([]);
      expect(differing(textsOf(['"', ',', '\r', '\n', ' '], 4), [expected])).toEqual([]);
    },
  );

  const ragged = fc.array(fc.constantFrom('a', '"', '"', '""', ',', ',', '",', ',"', '\n', '\r\n', '\r', ' ', '\t', '", ', 'x"y'), {
    maxLength: 16,
  });
  it('is so in longer ones too', () => {
    fc.assert(
      fc.property(fc.array(ragged, { minLength: 5, maxLength: 5 }), (texts) => {
        expect(
          differing(
            texts.map((pieces) => `a${pieces.join('')}`),
            [2, 3, 4],
          ),
        ).toEqual([]);
        expect(
          differing(
            texts.map((pieces) => `"${pieces.join('')}`),
            [0, 2, 3],
          ),
        ).toEqual([]);
      }),
      { seed: 17, numRuns: 200 },
    );
  });

  it.each([5, 9, 10, 11])('of %i cells is so, where quotes hold lines that are records, or prose', (expected) => {
    const record = (join: string) => Array.from({ length: expected }, (_, n) => n % 10).join(join);
    const [hard, soft, short] = [record(','), record(', '), record(',').slice(2)];
    const piece = fc.constantFrom(hard, soft, short, `${hard},9`, '"', '"', ',"', '",', '\n', '\n', '\r\n', ',', 'a', '""');
    fc.assert(
      fc.property(fc.array(fc.array(piece, { maxLength: 9 }), { minLength: 5, maxLength: 5 }), (texts) => {
        const starts = texts.map((pieces, n) => hard.slice(0, 2 * (expected - 1 - (n % 3))) + pieces.join(''));
        expect(differing([...starts, ...texts.map((pieces) => `"${pieces.join('')}`)], [expected])).toEqual([]);
      }),
      { seed: 18, numRuns: 100 },
    );
  });

  it('that is there is not taken back by what follows in the file', () => {
    const texts = textsOf(['a', '"', ',', '\n', '\r'], 4).filter((text) => !isBlank(text));
    for (const text of texts)
      for (let length = 1; length < text.length; length++) {
        const early = cursorOf(2);
        if (nextRow(early, held(text.slice(0, length)), false) !== DONE) continue;
        expect(found(early), text).toEqual(found(firstRow(text, 2)));
      }
  });

  it.each([
    ['a,b', 'line-end'],
    ['a,b\r', 'anything'],
    ['a,"b', 'quote'],
    ['a,"b"', 'anything'],
    ['a,"b"\r', 'anything'],
    ['a,x"b', 'line-end'],
    ['x"b,"c', 'quote'],
    ['x"b,"c"', 'anything'],
    ['x"b,"c\n"', 'anything'],
    [' ', 'anything'],
    ['\n\r', 'anything'],
    ['', 'anything'],
  ])('of which %j is held waits for more: %s', (text, wants) => {
    const cursor = cursorOf(2);
    cursor.row.wants = 'far-quote';
    expect(nextRow(cursor, held(text), false)).toBe(MORE);
    expect(cursor.row.wants).toBe(wants);
  });

  it.each(['a\n', 'a,b\n', '"a"\n', 'a\rb', '"a"\r\n', 'a\r\n', 'x"y\n', '"a"b\n', '\n a\n', '"\n",b\n'])(
    'is there as soon as %j is held',
    (text) => {
      expect(nextRow(cursorOf(2), held(text), false)).toBe(DONE);
    },
  );
});

describe('the rows of a stretch', () => {
  /** All rows, each with its line, its first unit, and the blank lines before it; what stands behind the last in the same way. */
  function all(text: string, expected: number) {
    const [window, cursor] = [held(text), cursorOf(expected)];
    const rows: (readonly [string, number, number, number])[] = [];
    for (;;) {
      const outcome = nextRow(cursor, window, true);
      expect(outcome).not.toBe(MORE);
      if (outcome === END) return { rows, line: cursor.line, pos: cursor.pos, blanks: cursor.blanks };
      const { start, startLine, row, blanks } = cursor;
      rows.push([text.slice(start, row.end), startLine, start, blanks]);
      expect(row.terminated).toBe(/^[\r\n]/.test(text.slice(row.end)));
      expect(cursor.pos).toBe(row.next);
      cursor.blanks = 0;
    }
  }

  it('have their lines, and tell the blank ones between them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '\r', ' ', '\t', '"b\nc"\n', 'x,y\n'), { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { rows, line, pos, blanks } = all(text, 0);
        let at = 0;
        for (const [row, startLine, start, before] of rows) {
          expect(text.slice(at, start), text).toMatch(/^[ \t\r\n]*$/);
          const passed = text.slice(0, start);
          expect(startLine, text).toBe(passed.split(/\r\n|\r|\n/).length);
          const between = text.slice(at, start).split(/\r\n|\r|\n/).length - 1;
          expect(before, text).toBe(Math.max(0, between - (at === 0 ? 0 : 1)));
          at = start + row.length;
        }
        const rest = text.slice(at).split(/\r\n|\r|\n/).length - 1;
        expect(text.slice(at), text).toMatch(/^[ \t\r\n]*$/);
        expect([line, pos], text).toEqual([text.split(/\r\n|\r|\n/).length, text.length]);
        expect(blanks, text).toBe(Math.max(0, rest - (at === 0 ? 0 : 1)));
      }),
      { seed: 19, numRuns: 200 },
    );
  });

  it('are not blank where the delimiter is a blank itself', () => {
    const cursor = newCursor(dialectOf(9, 1), 0, 1);
    expect(nextRow(cursor, held(' \t \n'), true)).toBe(DONE);
    expect([cursor.row.count, cursor.start]).toEqual([2, 0]);
    expect(nothingFollows({ ...cursor, pos: 0 }, held('\n \t'), true)).toBe(false);
  });

  it.each<[string, boolean, boolean | null]>([
    ['', true, true],
    ['', false, null],
    [' \t\r\n', true, true],
    [' \t\r\n', false, null],
    ['\n a', false, false],
    ['\n a', true, false],
    ['\n,', true, false],
    ['\x01', true, false],
    ['\0', true, false],
    ['\x0b', true, false],
  ])('%j behind them (the end: %s): nothing follows is %s', (text, last, expected) => {
    expect(nothingFollows(cursorOf(2), held(text), last)).toBe(expected);
    const behind = cursorOf(2);
    behind.pos = 1;
    expect(nothingFollows(behind, held(`x${text}`), last)).toBe(expected);
  });

  it('of a sheet are as wide as the sheet, one line each, and well written', () => {
    const cursor = cursorOf(100, true);
    const window = held('a,"\nb"\n"x\n');
    expect(nextRow(cursor, window, true)).toBe(DONE);
    expect([cursor.row.count, cursor.row.breaks, cursor.line, cursor.faults.length]).toEqual([100, 0, 2, 0]);
    const { starts, ends, forms, end } = cursor.row;
    for (let n = 2; n < 100; n++) expect([starts[n], ends[n], forms[n]]).toEqual([end, end, 0]);
    expect(window.units.slice(starts[1], ends[1])).toEqual(Uint8Array.from([10, 98]));
  });
});
