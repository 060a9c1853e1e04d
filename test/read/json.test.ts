import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/model/row.ts';
import { type Event, readAll, readEvents, readFileOf } from './reading.ts';

const CHUNKS = [1, 2, 3, 7, 4096];

const cases: readonly {
  readonly name: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly events: readonly Event[];
}[] = [
  {
    name: 'columns are the union of the keys in order of first sight, cells are aligned to them',
    text: '{"a":"x","b":"y"}\n{"c":"z","a":"w"}\n',
    columns: ['a', 'b', 'c'],
    events: [
      [1, 1, 'x', 'y', null],
      [2, 2, 'w', null, 'z'],
    ],
  },
  {
    name: 'numbers keep their source text, words theirs, null is absent',
    text: '{"a":9007199254740993,"b":1.50,"c":true,"d":false,"e":null,"f":-1E+5}\n',
    columns: ['a', 'b', 'c', 'd', 'e', 'f'],
    events: [[1, 1, '9007199254740993', '1.50', 'true', 'false', null, '-1E+5'], 'imprecise-number 1:1:1'],
  },
  {
    name: 'an array of scalars is a list',
    text: '{"a":["x", 1.0 ,true,null,"\\u0041,\\n"],"b":[]}\n',
    columns: ['a', 'b'],
    events: [[1, 1, ['x', '1.0', 'true', 'A,\n'], []]],
  },
  {
    name: 'an object or a nested array is told and its source text stands',
    text: '{"a":{"b": 1},"c":[[1]],"d":[{}],"e":"x"}\n',
    columns: ['a', 'c', 'd', 'e'],
    events: [[1, 1, '{"b": 1}', '[[1]]', '[{}]', 'x'], 'nested-value 1:1:1', 'nested-value 1:1:2', 'nested-value 1:1:3'],
  },
  {
    name: 'of a key that stands twice the last counts',
    text: '{"a":"x","b":"y","a":"z"}\n',
    columns: ['a', 'b'],
    events: [[1, 1, 'z', 'y'], 'duplicate-json-key 1:1:1'],
  },
  {
    name: '__proto__ is a key as any other, and so is one with escapes',
    text: '{"__proto__":"x","constructor":"y"}\n{"\\u005f_proto__":"z","constructor":"w"}\n',
    columns: ['__proto__', 'constructor'],
    events: [
      [1, 1, 'x', 'y'],
      [2, 2, 'z', 'w'],
    ],
  },
  {
    name: 'a bad line costs no other',
    text: '{"a":"x"}\n{"a":"y",}\n\n{"a":NaN}\n{"a":"z"} // why\n[1]\n{"a":"q"}\r\n{"a":"t\tab"}\n{"a":"w"}\r',
    columns: ['a'],
    events: [
      [1, 1, 'x'],
      'invalid-json-line -:2',
      'invalid-json-line -:4',
      'invalid-json-line -:5',
      'invalid-json-line -:6',
      [2, 7, 'q'],
      'invalid-json-line -:8',
      [3, 9, 'w'],
    ],
  },
  {
    name: 'a line that is cut takes nothing from the next',
    text: '{"a":"x"}\n{"a":"y\n{"a":\n{"a":"z"}\n',
    columns: ['a'],
    events: [[1, 1, 'x'], 'invalid-json-line -:2', 'invalid-json-line -:3', [2, 4, 'z']],
  },
  {
    name: 'an array may be written over lines in any way',
    text: '[\n  {"a": "x",\n   "b": 1}\n,\r\n\r\n{"b":2,"a":"y"}, {"a":"z"}\n]\n',
    columns: ['a', 'b'],
    events: [
      [1, 2, 'x', '1'],
      [2, 6, 'y', '2'],
      [3, 6, 'z', null],
    ],
  },
  { name: 'a single object is a record', text: '{\n  "a": "x"\n}\n', columns: ['a'], events: [[1, 1, 'x']] },
  {
    name: 'elements that are no objects, or not JSON, cost no other element',
    text: '[{"a":"x"},\n7, "s", [1,{"a":2}],\n{"a":NaN},\n{"a":"y" /* why */},\n{"a":"z"},]\n',
    columns: ['a'],
    events: [
      [1, 1, 'x'],
      'invalid-json-line -:2',
      'invalid-json-line -:2',
      'invalid-json-line -:2',
      'invalid-json-line -:3',
      'invalid-json-line -:4',
      [2, 5, 'z'],
      'invalid-json-line -:5',
    ],
  },
  {
    name: 'an unclosed string in an element costs no other line',
    text: '[\n  {"a":"x},\n  {"a":"y"},\n  {"a":"z"}\n]\n',
    columns: ['a'],
    events: ['invalid-json-line -:2', [1, 3, 'y'], [2, 4, 'z']],
  },
  {
    name: 'a missing comma is told and costs nothing',
    text: '[{"a":"x"} {"a":"y"}]',
    columns: ['a'],
    events: [[1, 1, 'x'], 'invalid-json-line -:1', [2, 1, 'y']],
  },
  {
    name: 'what stands after the end is told, and its objects are read',
    text: '[{"a":"x"}]\n[{"a":"y"}]\n',
    columns: ['a'],
    events: [[1, 1, 'x'], 'invalid-json-line -:2', [2, 2, 'y']],
  },
];

describe('the reader of JSON', () => {
  test.each(cases)('$name', async ({ text, columns, events }) => {
    const { survey, events: read } = await readFileOf(text);
    expect(survey.columns).toEqual(columns);
    expect(read).toEqual(events);
    expect(survey.complete).toBe(true);
  });

  test.each(cases)('gives the same in portions and segments of any size: $name', async ({ text, events }) => {
    for (const chunkSize of CHUNKS) expect((await readFileOf(text, { chunkSize, segmentBytes: 1 }, { chunkSize })).events).toEqual(events);
  });

  test('readRows fills in the columns as they are met', async () => {
    const columns: string[] = [];
    expect(await readEvents('{"a":1}\n{"b":2}\n', { columns })).toEqual([
      [1, 1, '1'],
      [2, 2, null, '2'],
    ]);
    expect(columns).toEqual(['a', 'b']);
  });

  test('a row spans its braces', async () => {
    const text = '[ {"a":"é"} ,\n {"b":1} ]';
    const rows = (await readAll(text)).filter((item) => item.kind === 'row');
    expect(rows.map(({ start, end }) => Buffer.from(text).subarray(start, end).toString())).toEqual(['{"a":"é"}', '{"b":1}']);
  });

  test('a bad line tells column and offset', async () => {
    const { items } = await readFileOf('{"a":1}\n{"a":x}\n');
    expect(items[1]).toMatchObject({ fault: 'invalid-json-line', detail: { column: 6, offset: 13 } });
  });

  test.each([
    ['[{"a":"x"},{"a":"y"', 2],
    ['[{"a":"x"},', 2],
    ['[{"a":"x"}', 2],
    ['[{"a":"x"},{"a":tr', 2],
    ['{"a":"x"}\n{"a":"y', 2],
    ['{"a":"x"}\n{"a"', 2],
    ['[{"a":"x"},\n{"a":{"b":[', 2],
  ])('what ends inside is incomplete, and what stands before is read: %j', async (text, count) => {
    const { survey, events } = await readFileOf(text);
    expect(survey).toMatchObject({ complete: false, why: 'its JSON ends inside' });
    expect(events.filter((event) => typeof event === 'string')).toHaveLength(1);
    expect(events[0]).toContain('truncated-file');
    expect(events[1]).toEqual([1, 1, 'x']);
    expect(events).toHaveLength(count);
    expect((await readEvents(text, { chunkSize: 1 })).filter((event) => typeof event === 'string')).toHaveLength(1);
  });

  test('an empty array has no records', async () => {
    expect((await readFileOf('[ ]')).events).toEqual(['no-records -:0']);
  });

  test.each([
    ['an array of arrays', `[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}},{"a":"x"}]`, ['nested-value 1:1:1']],
    ['an object of objects', `{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}\n{"a":"x"}\n`, ['nested-value 1:1:1']],
    ['brackets without end', `[${'['.repeat(100_000)}`, ['no-records -:0', 'invalid-json-line -:1', 'truncated-file -:1']],
  ])('100,000 levels are walked without a stack: %s', async (_, text, faults) => {
    const { events } = await readFileOf(text);
    expect(events.filter((event) => typeof event === 'string').sort()).toEqual([...faults].sort());
  });

  test('keys in UTF-16, Windows-1252 and with broken bytes are read', async () => {
    const text = '{"naïve":"Zoë"}\n';
    expect((await readFileOf(Buffer.from(text, 'utf16le'))).survey).toMatchObject({
      encoding: 'utf-16le',
      kind: 'jsonl',
      columns: ['naïve'],
    });
    expect((await readFileOf(Buffer.from(text, 'latin1'))).events).toEqual([[1, 1, 'Zoë']]);
    const broken = Buffer.concat([Buffer.from('{"a":"é","b":"x'), Buffer.from([0xff]), Buffer.from('"}\n')]);
    const { events, items } = await readFileOf(broken);
    expect(events).toEqual([[1, 1, 'é', 'x\ufffd'], 'unreadable-bytes 1:1:2']);
    expect(items[1]).toMatchObject({ detail: { offset: 16, bytes: 'ff', column: 2 } });
  });
});

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) });
const key = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', ''), fc.string());
const record = fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => new Map(entries));

const itemText = (item: unknown): string => (typeof item === 'string' ? item : JSON.stringify(item));

function cellOf(item: unknown): Cell {
  if (item === undefined || item === null) return null;
  return Array.isArray(item) ? item.filter((one) => one !== null).map(itemText) : itemText(item);
}

test('random records are read as JSON.parse reads them, as lines and as an array', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.constantFrom(...CHUNKS),
      async (records, lines, chunkSize) => {
        const texts = records.map(
          (one) => `{${[...one].map(([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`).join(',')}}`,
        );
        const columns: string[] = [];
        const items = await readAll(lines ? texts.join('\n') : `[${texts.join(', ')}]`, { chunkSize, columns });
        expect(items.filter((item) => item.kind === 'fault' && item.fault !== 'imprecise-number')).toEqual([]);
        const read = items
          .filter((item) => item.kind === 'row')
          .map(({ cells }) => new Map(columns.map((name, index) => [name, cells[index] ?? null])));
        const seen = [...new Set(records.flatMap((one) => [...one.keys()]))];
        expect(columns).toEqual(seen);
        const known = texts.map((one) => new Map(Object.entries(JSON.parse(one) as object)));
        const expected = known.map((one) => new Map(seen.map((name) => [name, cellOf(one.get(name))])));
        expect(read).toEqual(expected);
      },
    ),
    { numRuns: 1500, seed: 20260703 },
  );
});

test('random damage to JSON Lines is told on its line, and JSON.parse agrees on every other', async () => {
  const line = fc.oneof(
    record.map((one) => `{${[...one].map(([name, item]) => `${JSON.stringify(name)}:${JSON.stringify(item)}`).join(',')}}`),
    fc
      .string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', 'a', '1', '-', '.', 'e', '\\', 'u', 'n', ' ', 't') })
      .map((text) => `{${text}`),
  );
  const isObject = (text: string): boolean => {
    try {
      return typeof JSON.parse(text) === 'object';
    } catch {
      return false;
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async (lines) => {
      const items = await readAll(`${['{"first":1}', '{"second":2}', ...lines].join('\n')}\n`);
      const good = items.filter((item) => item.kind === 'row').map((item) => item.line);
      const bad = items.filter((item) => item.kind === 'fault' && item.fault === 'invalid-json-line').map((item) => item.line);
      const numbered = lines.map((text, index) => ({ text, line: index + 3 }));
      expect(good).toEqual([1, 2, ...numbered.filter(({ text }) => isObject(text)).map((one) => one.line)]);
      expect(bad).toEqual(numbered.filter(({ text }) => !isObject(text)).map((one) => one.line));
    }),
    { numRuns: 3000, seed: 20260704 },
  );
});
