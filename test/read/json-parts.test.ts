import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell, Fault, RowView } from '../../src/model/row.ts';
import type { FileKind } from '../../src/model/source.ts';
import { readerFor } from '../../src/read/file-survey.ts';
import { jsonColumns } from '../../src/read/json-columns.ts';
import { readAll } from './reading.ts';

interface Seen {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly cells: readonly Cell[];
  readonly places: readonly (readonly [form: string, source: string] | null)[];
  readonly spans: readonly (readonly [form: number, text: string])[];
}

/** What a reader of JSON hands out of bytes that come in portions. */
function read(kind: FileKind, text: string | Uint8Array, size = 1 << 20, known: readonly string[] = []) {
  const bytes = Buffer.from(text as string);
  const columns = jsonColumns(known);
  const rows: Seen[] = [];
  const faults: Fault[] = [];
  const row = (view: RowView): void => {
    const { record, line, start, end, spans } = view;
    const indices = Array.from({ length: view.length }, (_, index) => index);
    for (const none of [-1, view.length, view.length + 70, 0.5]) expect([view.cell(none), view.place!(none)]).toEqual([null, null]);
    rows.push({
      ...{ record, line, start, end },
      cells: indices.map((index) => view.cell(index)),
      places: indices.map((index) => {
        const place = view.place!(index);
        return place && [place.form, bytes.subarray(place.start, place.end).toString()];
      }),
      spans: indices.map((index) => [
        spans.forms[index]!,
        Buffer.from(spans.units.slice(spans.starts[index], spans.ends[index])).toString(),
      ]),
    });
  };
  const plan = {
    file: 'batch',
    kind,
    encoding: 'utf-8',
    badBytes: true,
    start: 0,
    stop: Number.POSITIVE_INFINITY,
    line: 1,
    record: 1,
  } as const;
  const rest = { secondTable: 0, cut: false, delimiter: null, expected: 0, columns: known, trailers: true };
  const reader = readerFor({ ...plan, ...rest }, { row, fault: (fault) => void faults.push(fault) }, columns);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  reader.finish();
  return { rows, faults, columns: columns.names };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const lineAt = (text: string, offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
/** Where a line of a text begins. */
const startOf = (text: string, line: number): number =>
  text
    .split(/(?<=\r\n|\r(?!\n)|\n)/)
    .slice(0, line - 1)
    .join('').length;

/** Holds rows against JSON.parse, and places against the text. */
function prove(text: string, { rows, faults }: ReturnType<typeof read>): void {
  rows.forEach((row, index) => {
    expect(isObject(parsed(text.slice(row.start, row.end))), text).toBe(true);
    expect([row.record, row.line], text).toEqual([index + 1, lineAt(text, row.start)]);
  });
  for (const { fault, line, detail, record } of faults)
    if (fault === 'invalid-json-line' || fault === 'truncated-file') {
      const offset = Number(detail.offset);
      expect([record, startOf(text, line) + Number(detail.column) - 1], `${fault} in ${JSON.stringify(text)}`).toEqual([null, offset]);
      expect(line).toBeLessThanOrEqual(lineAt(text, offset));
    }
}

describe('a document', () => {
  const piece = fc.constantFrom(
    '{"a":1}',
    '{"b":[]}',
    ',',
    ',',
    ']',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '{',
    '}',
    '[',
    '"',
    'x',
    '7',
    '{"a":1,}',
    '{"a":"x\n',
    '\\',
  );
  const texts = fc
    .tuple(fc.constantFrom('[', '[\n', '[\r\n  ', '{"a":1}', ''), fc.array(piece, { maxLength: 9 }))
    .map(([start, all]) => start + all.join(''));

  it('has no fault if JSON.parse reads it as objects, and else has one, and its rows are objects in their places', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 5, maxLength: 5 }), (all) => {
        for (const text of all) {
          const found = read('json', text);
          prove(text, found);
          const value = parsed(text);
          const elements = Array.isArray(value) ? value : [value];
          const isGood = elements.every(isObject);
          expect(found.faults.length === 0, JSON.stringify(text)).toBe(isGood);
          if (isGood) expect(found.rows.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(elements);
        }
      }),
      { seed: 61, numRuns: 150 },
    );
  });

  it('is the same in portions of any size', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 3, maxLength: 3 }), fc.integer({ min: 1, max: 4 }), (all, size) => {
        for (const text of all) expect(read('json', text, size), JSON.stringify(text)).toEqual(read('json', text));
      }),
      { seed: 62, numRuns: 100 },
    );
  });

  it.each([
    ['[\n\t{"a":"x},\n\t{"a":"y"}\n]', 1, 1],
    ['[\n \t {"a":"x},\n \t {"a":"y"}\n]', 1, 1],
    ['[{"a":"w"},\n x{"a":"x},\n  {"a":"y"}\n]', 2, 1],
    ['[\n{"a":"x},\n{"a":"y"}\n]', 1, 1],
    ['[{"a":1}, {"a":[}, {"a":2}, {"a":3}]', 3, 1],
    ['[{"a":1}, 7 {"a":2}]', 1, 1],
    ['[{"a":1}, 7, {"a":2}]', 2, 1],
    ['[{"a":1} 7 , {"a":2}]', 2, 1],
    ['[{"a":1} {"a":2}]', 2, 1],
    ['[{"a":1}, , {"a":2}]', 2, 1],
    ['[,{"a":2}]', 1, 1],
    ['[{"a":1},]', 1, 1],
    ['[]{"a":1}', 1, 1],
    ['[]x{"a":1}', 0, 1],
    ['{"a":1} {"a":2} {"a":3}', 3, 1],
    ['{"a":1},{"a":2}', 2, 1],
    ['[, {"a":2}]', 1, 1],
    ['[{"a":1},,]', 1, 2],
    ['{"a":1}]', 1, 1],
    ['[{"a":1}, {"a":2', 1, 1],
    ['[{"a":1}, {"a":[2, {"a":3}, {"a":4}', 3, 2],
    ['[{"a":1}, {"a":"\\', 1, 1],
    ['[{"a":1}', 1, 1],
    ['[{"a":1},', 1, 1],
    ['[', 0, 1],
    ['', 0, 1],
    ['{"a":1}', 1, 0],
    ['{"a":1', 0, 1],
  ])('%j has %i rows and %i faults', (text, rows, faults) => {
    const found = read('json', text);
    prove(text, found);
    expect([found.rows.length, found.faults.length], JSON.stringify(found)).toEqual([rows, faults]);
  });

  it('tells byte order marks that stand inside', () => {
    const text = '[{"a":1}, \ufeff{"a":2},\n\ufeff\ufeff{"a":3}]';
    for (const size of [1, 2, 3, 100]) {
      const { rows, faults } = read('json', text, size);
      expect(rows.map(({ cells, line }) => [cells[0], line])).toEqual([
        ['1', 1],
        ['2', 1],
        ['3', 2],
      ]);
      expect(faults.map(({ fault, record, line, detail }) => [fault, record, line, detail])).toEqual([
        ['byte-order-mark-inside', null, 1, {}],
        ['byte-order-mark-inside', null, 2, {}],
        ['byte-order-mark-inside', null, 2, {}],
      ]);
    }
    expect(read('json', '[{"a":1},\ufeff').faults.map(({ fault }) => fault)).toEqual(['byte-order-mark-inside', 'truncated-file']);
    expect(read('json', Buffer.from([0x5b, 0xef, 0xbb]), 1).faults.map(({ fault }) => fault)).toEqual([
      'invalid-json-line',
      'truncated-file',
    ]);
  });

  it('says once that it is cut, and not where that is known', async () => {
    expect(read('json', '[{"a":1}').faults).toMatchObject([{ fault: 'truncated-file', line: 1, detail: { column: 9, offset: 8 } }]);
    expect(read('json', '[{"a":1},\n {"a":').faults).toMatchObject([
      { fault: 'truncated-file', line: 2, detail: { column: 2, offset: 11 } },
    ]);
    expect(read('json', '[{"a":1}]\n \n').faults).toEqual([]);
  });
});

describe('lines of JSON', () => {
  it.each([
    ['{"a" 1}', 6],
    ['{"a"x:1}', 5],
    ['{a:1}', 2],
    ['{"a":1 "b":2}', 8],
    ['{"a":1,}', 8],
    ['{"a":1,,"b":2}', 8],
    ['{,}', 2],
    ['{"a":1]', 7],
    ['{"a":}', 6],
    ['{"a":1}}', 8],
    ['{"a":[1,]}', 9],
    ['{"a":nul}', 9],
    ['{"a":"\\q"}', 8],
    ['{"a\\q":1}', 5],
    ['{"a":{"b":1,}}', 13],
    ['[1]', 1],
    ['7', 1],
    ['  {"a":x}', 8],
  ])('%j goes wrong at column %i', (line, column) => {
    const { rows, faults } = read('jsonl', `{"z":1}\n${line}\n{"z":2}\n`);
    expect(rows.map((row) => row.line)).toEqual([1, 3]);
    expect(faults).toEqual([{ kind: 'fault', fault: 'invalid-json-line', record: null, line: 2, detail: { column, offset: 7 + column } }]);
  });

  const piece = fc.constantFrom('{"a":1}', '{"b":[]}', ',', '\n', '\n', '\r\n', '\r', ' ', '{', '}', '"', 'x', '{"a":1,}', '{"a":"x\n');

  it('are faulty where JSON.parse reads no object, each in its place, in portions of any size', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { maxLength: 8 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (all, size) => {
          for (const pieces of all) {
            const text = pieces.join('');
            const found = read('jsonl', text);
            prove(text, found);
            const lines = text.split(/\r\n|\r|\n/);
            const said = [...found.rows.map(({ line }) => line), ...found.faults.map(({ line }) => line)].sort((a, b) => a - b);
            expect(said, JSON.stringify(text)).toEqual(lines.flatMap((line, n) => (line.trim() === '' ? [] : [n + 1])));
            expect(found.rows.map(({ line }) => line)).toEqual(lines.flatMap((line, n) => (isObject(parsed(line)) ? [n + 1] : [])));
            expect(read('jsonl', text, size)).toEqual(found);
          }
        },
      ),
      { seed: 63, numRuns: 100 },
    );
  });
});

describe('cells of JSON', () => {
  const keys = Array.from({ length: 150 }, (_, n) => `k${n}`);
  const value = fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom<unknown>(null, 7, true, 'é', ['x', 1, null], { b: 1 }, []));

  it('stand in the column of their key, however many there are, in any order', () => {
    const objects = fc.array(fc.tuple(fc.shuffledSubarray(keys), fc.array(value, { minLength: 150, maxLength: 150 })), {
      minLength: 2,
      maxLength: 3,
    });
    fc.assert(
      fc.property(objects, fc.constantFrom(0, 64, 65, 150), (all, known) => {
        const lines = all.map(
          ([names, values]) => `{${names.map((name, n) => `${JSON.stringify(name)}:${JSON.stringify(values[n])}`).join(',')}}`,
        );
        const { rows, columns } = read('jsonl', lines.join('\n'), 1 << 20, keys.slice(0, known));
        expect(rows.length).toBe(all.length);
        for (const [index, { cells, places, spans }] of rows.entries()) {
          const object = JSON.parse(lines[index]!) as Record<string, unknown>;
          columns.slice(0, cells.length).forEach((name, column) => {
            const own = object[name];
            const source = own === undefined ? null : JSON.stringify(own);
            const cell = Array.isArray(own) ? own.filter((one) => one !== null).map(String) : typeof own === 'string' ? own : source;
            expect([name, cells[column]]).toEqual([name, own === null ? null : cell]);
            const isText = typeof own === 'string';
            expect(places[column]?.[1] ?? null).toBe(source);
            const [form, text] = spans[column]!;
            if (own === undefined || own === null) expect(text).toBe('');
            else expect(text).toBe(isText ? source!.slice(1, -1) : source);
            if (isText && form === 1) expect(text).toBe(own);
          });
        }
      }),
      { seed: 64, numRuns: 20 },
    );
  });

  it('are told once where a key stands twice, and the last counts', () => {
    const { rows, faults } = read('jsonl', '{"a":1,"b":{"c":1},"a":"x","b":2}\n{"a":[[1]],"a":3}\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['x', '2'],
      ['3', null],
    ]);
    expect(faults.map(({ fault, record, line, column, detail }) => [fault, record, line, column, detail])).toEqual([
      ['duplicate-json-key', 1, 1, 1, { heading: 'a', column: 1 }],
      ['duplicate-json-key', 1, 1, 2, { heading: 'b', column: 2 }],
      ['duplicate-json-key', 2, 2, 1, { heading: 'a', column: 1 }],
    ]);
  });

  it('that hold objects or too long numbers are told, each in its own row', () => {
    const { faults } = read(
      'jsonl',
      '{"a":1,"b":{"c":1},"c":[{}]}\n{"a":"x"}\n{"b":1.5,"c":12345678901234567890,"d":1e400,"e":"12345678901234567890"}\n{"b":2}\n',
    );
    expect(faults.map(({ fault, record, column, detail }) => [fault, record, column, detail])).toEqual([
      ['nested-value', 1, 2, { heading: 'b' }],
      ['nested-value', 1, 3, { heading: 'c' }],
      ['imprecise-number', 3, 3, { heading: 'c', digits: 20 }],
      ['imprecise-number', 3, 4, { heading: 'd', digits: 5 }],
    ]);
  });

  it('with bytes that can not be read are told by their column, and those of keys by none', () => {
    const bytes = Buffer.from('{"a":"x\xffy","b\xff":1,"c":[1,"\xff\xff"],"d":\xff1}\n{"a":"\xe9","b":"z"}\n', 'latin1');
    const { faults } = read('jsonl', bytes);
    const places = faults.map(({ fault, record, line, column, detail }) => [fault, record, line, column ?? null, detail]);
    expect(places).toEqual([
      ['invalid-json-line', null, 1, null, { column: 36, offset: 35 }],
      ['unreadable-bytes', 1, 2, 1, { offset: 45, bytes: 'e9', column: 1 }],
    ]);
    const good = read('jsonl', Buffer.from('{"a":"x\xffy","b\xff":1,"c":[1,"\xff\xff"]}', 'latin1'));
    expect(good.faults).toEqual([
      { kind: 'fault', fault: 'unreadable-bytes', record: 1, line: 1, column: 1, detail: { offset: 7, bytes: 'ff', column: 1 } },
      { kind: 'fault', fault: 'unreadable-bytes', record: 1, line: 1, detail: { offset: 13, bytes: 'ff' } },
      { kind: 'fault', fault: 'unreadable-bytes', record: 1, line: 1, column: 3, detail: { offset: 26, bytes: 'ff', column: 3 } },
      { kind: 'fault', fault: 'unreadable-bytes', record: 1, line: 1, column: 3, detail: { offset: 27, bytes: 'ff', column: 3 } },
    ]);
  });

  it('are found by keys that are written in another way, or as long as others', () => {
    expect(
      read('jsonl', '{"ab":1,"cd":2}\n{"cd":3,"ab":4}\n{"\\u0061b":5,"abc":6,"a":7}\n{"ab":8,"abd":9}\n').rows.map(({ cells }) => cells),
    ).toEqual([
      ['1', '2'],
      ['4', '3'],
      ['5', null, '6', '7'],
      ['8', null, null, null, '9'],
    ]);
  });

  it('of lists are their items, whatever blanks stand between', async () => {
    const { rows } = read(
      'jsonl',
      '{"a":[ "x" ,\t1.50,null , true,"\\u00e9, " , -2e3 ],"b":[],"c":[ ],"d":[null],"e":["nine","null"],"f":[nu\n{"a":[false]}',
    );
    expect(rows.map(({ cells }) => cells[0])).toEqual([['false']]);
    const [row] = read('json', '{"a":[ "x" ,\t1.50,null , true,"\\u00e9, " , -2e3 ],"b":[],"c":[ ],"d":[null],"e":["nine","null"]}').rows;
    expect(row!.cells).toEqual([['x', '1.50', 'true', 'é, ', '-2e3'], [], [], [], ['nine', 'null']]);
    expect(row!.places.map((place) => place![0])).toEqual(['list', 'list', 'list', 'list', 'list']);
  });

  it('are the same when all is read at once', async () => {
    const items = await readAll('[{"a":"x"},{"b":[1]}]');
    expect(items.map((item) => item.kind === 'row' && item.cells)).toEqual([['x'], [null, ['1']]]);
  });
});
