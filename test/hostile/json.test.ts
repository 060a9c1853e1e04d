import { describe, expect, test } from 'vitest';
import { checkFile, examineAll, type HostileCase } from './examine.ts';
import { damaged, foreign, jsonArray, jsonLines, line, loose, object, type Part, type Stand, type Written } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const lines = (parts: readonly Part[]) => jsonLines(parts);
/** Clean record `n` as JSON text with one part of it replaced. */
const spoilt = (n: number, from: string, to: string): string => {
  const text = object(n);
  if (!text.includes(from)) throw new Error(`${from} does not stand in record ${n}`);
  return text.replace(from, () => to);
};
/** A JSON array of these parts on one line, as programs write it. */
function oneLine(parts: readonly Part[]): Written {
  const intact = new Map<number, Stand>();
  const texts = parts.map((part) => {
    if (typeof part !== 'number') return part.text;
    intact.set(part, { record: intact.size + 1, line: 1 });
    return object(part);
  });
  return { bytes: Buffer.from(`[${texts.join(',')}]`), intact };
}
/** The same with a line end before all clean records but the first. */
const afterBreak = ({ bytes, intact }: Written): Written => ({
  bytes,
  intact: new Map([...intact].map(([n, { record }]) => [n, { record, line: record === 1 ? 1 : 2 }])),
});
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const both = (
  name: string,
  parts: readonly Part[],
  exit: 0 | 1,
  found: (line: (n: number) => number) => readonly string[],
): HostileCase[] => [
  { name: `${name}, in JSON Lines`, file: 'batch.jsonl', made: () => lines(parts), exit, found: found((n) => n) },
  { name: `${name}, in an array`, file: 'batch.json', made: () => jsonArray(parts), exit, found: found((n) => n + 1) },
];

const cases: readonly HostileCase[] = [
  ...both('clean records', ALL, 0, () => []),
  ...both('a key that stands twice', [1, damaged(spoilt(2, '"unit":', '"unit":"first","unit":')), 3, 4], 1, (line) => [
    `late 2:${line(2)}`,
    `duplicate-json-key 2:${line(2)}`,
  ]),
  ...both('a nested object in place of a value', [1, damaged(object(2, { unit: { name: 'x' } })), 3], 1, (line) => [
    `late 2:${line(2)}`,
    `nested-value 2:${line(2)}`,
  ]),
  ...both('a list of lists', [1, damaged(object(2, { codes: [['P-ONE']] })), 3], 1, (line) => [
    `nested-value 2:${line(2)}`,
    `late 2:${line(2)}`,
  ]),
  ...both('a date that is an object', [1, damaged(object(2, { born_on: { year: 1972 } })), 3], 1, (line) => [
    `nested-value 2:${line(2)}`,
    `unreadable-born-on 2:${line(2)}`,
    `late 2:${line(2)}`,
  ]),
  ...both('a value nested 100,000 deep', [1, damaged(spoilt(2, '"Unit 2"', deep(100_000))), 3], 1, (line) => [
    `late 2:${line(2)}`,
    `nested-value 2:${line(2)}`,
  ]),
  ...both('a number over 2^53', [1, damaged(spoilt(2, '"4102"', '9007199254740993')), 3], 0, (line) => [
    `imprecise-number 2:${line(2)}`,
    `late 2:${line(2)}`,
  ]),
  ...both('a number that no program holds', [1, damaged(spoilt(2, '"4102"', '1e999')), 3], 0, (line) => [
    `imprecise-number 2:${line(2)}`,
    `late 2:${line(2)}`,
  ]),
  ...both('NaN', [1, loose(spoilt(2, '"Unit 2"', 'NaN')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('Infinity', [1, loose(spoilt(2, '"Unit 2"', '-Infinity')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a comment', [1, loose(spoilt(2, ',"unit"', ',/* BCU */"unit"')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a comma after the last property', [1, loose(spoilt(2, '"approved"}', '"approved",}')), 3], 1, (line) => [
    `invalid-json-line -:${line(2)}`,
  ]),
  ...both('apostrophes for quotes', [1, loose(object(2).replaceAll('"', "'")), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a key without quotes', [1, loose(spoilt(2, '"unit"', 'unit')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a raw tab in a string', [1, loose(spoilt(2, 'Unit 2', 'Unit\t2')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a wrong escape', [1, loose(spoilt(2, 'Unit 2', 'Unit \\x32')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a number with a leading zero', [1, loose(spoilt(2, '"4102"', '04102')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a missing colon', [1, loose(spoilt(2, '"unit":', '"unit" ')), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a bare text for a record', [1, loose('"U-2026-002"'), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('a list for a record', [1, loose('["U-2026-002","kent"]'), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('null for a record', [1, loose('null'), 3], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('an empty object', [1, damaged('{}'), 3], 1, (line) => [
    `missing-agency 2:${line(2)}`,
    `missing-narrative 2:${line(2)}`,
    `missing-urn 2:${line(2)}`,
  ]),
  ...both('a lone surrogate by escape', [1, damaged(spoilt(2, 'Unit 2', 'Unit \\ud83d')), 3], 0, (line) => [`late 2:${line(2)}`]),
  ...both(
    'keys named __proto__ and constructor',
    [1, damaged(spoilt(2, '{"urn"', '{"__proto__":{"urn":"x"},"constructor":"y","urn"')), 3],
    1,
    (line) => ['unknown-column -:0', `nested-value 2:${line(2)}`, `late 2:${line(2)}`],
  ),
  ...both('an unclosed string', [1, loose(spoilt(2, '"approved"}', '"approved}')), 3, 4], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...both('an unclosed object', [1, loose(object(2).slice(0, -1)), 3, 4], 1, (line) => [`invalid-json-line -:${line(2)}`]),
  ...(
    [
      ['a lost quote at the start of a text', spoilt(2, '"Unit 2"', 'Unit 2"')],
      ['a lost quote at the end of a text', spoilt(2, '"Unit 2"', '"Unit 2')],
      ['a lost quote at the end of the last text', spoilt(2, '"approved"}', '"approved}')],
      ['a bracket that never closes', spoilt(2, '"Unit 2"', '["Unit 2"')],
      ['an object that never closes', object(2).slice(0, -1)],
      ['an element that is cut in a text', object(2).slice(0, 90)],
      ['a raw line end in a text', spoilt(2, 'Unit 2', 'Unit\n2')],
      ['NaN for a value', spoilt(2, '"Unit 2"', 'NaN')],
      ['NaN, and objects in it that begin as the elements do', spoilt(2, '"Unit 2"', 'NaN,"with":[{"urn":"a"},{"urn":"b"}]')],
      ['nothing between two commas', ''],
    ] as const
  ).map(([name, text]) => ({
    name: `an array on one line with ${name}: the elements after it are read`,
    file: 'batch.json',
    made: () => (text.includes('\n') ? afterBreak(oneLine([1, loose(text), 3, 4])) : oneLine([1, loose(text), 3, 4])),
    exit: 1 as const,
    found: ['invalid-json-line -:1'],
  })),
  {
    name: 'one bad line first',
    file: 'batch.jsonl',
    made: () => lines([loose('oops'), 1, 2, 3]),
    exit: 1,
    found: ['invalid-json-line -:1'],
  },
  {
    name: 'one bad line last',
    file: 'batch.jsonl',
    made: () => lines([1, 2, 3, loose('oops')]),
    exit: 1,
    found: ['invalid-json-line -:4'],
  },
  {
    name: 'blank lines among JSON Lines are no fault',
    file: 'batch.jsonl',
    made: () => lines([1, loose(''), loose('  '), 2]),
    exit: 0,
    found: [],
  },
  {
    name: 'two objects on one line',
    file: 'batch.jsonl',
    made: () => lines([1, loose(`${object(2)} ${object(3)}`), 4]),
    exit: 1,
    found: ['invalid-json-line -:2'],
  },
  {
    name: 'JSON Lines cut in its last line',
    file: 'batch.jsonl',
    made: () => jsonLines([1, 2, loose(object(3).slice(0, 60))], false),
    exit: 3,
    found: ['truncated-file -:3'],
    says: /JSON ends inside/,
  },
  {
    name: 'an array cut inside an object',
    file: 'batch.json',
    made: () => jsonArray([1, 2, loose(object(3).slice(0, 60))], ''),
    exit: 3,
    found: ['truncated-file -:4'],
    says: /JSON ends inside/,
  },
  {
    name: 'an array cut after a comma',
    file: 'batch.json',
    made: () => jsonArray([1, 2, loose('')], ''),
    exit: 3,
    found: ['truncated-file -:5'],
    says: /JSON ends inside/,
  },
  {
    name: 'an array without its bracket at the end',
    file: 'batch.json',
    made: () => jsonArray([1, 2, 3], ''),
    exit: 3,
    found: ['truncated-file -:5'],
    says: /JSON ends inside/,
  },
  {
    name: 'a comma before the bracket at the end',
    file: 'batch.json',
    made: () => jsonArray([1, 2], ',]\n'),
    exit: 1,
    found: ['invalid-json-line -:4'],
  },
  {
    name: 'text after the end of the array',
    file: 'batch.json',
    made: () => jsonArray([1, 2], ']\nDone.\n'),
    exit: 1,
    found: ['invalid-json-line -:5'],
  },
  {
    name: 'a table behind an array, and then an array again: what is no JSON is told once',
    file: 'batch.json',
    made: () => ({
      bytes: Buffer.from(`[${object(1)}]\n${line(2)}\n${line(3)}\n[${object(2)}]\nDone, and done.\n`),
      intact: new Map([
        [1, { record: 1, line: 1 }],
        [2, { record: 2, line: 4 }],
      ]),
    }),
    exit: 1,
    found: ['invalid-json-line -:2', 'invalid-json-line -:5'],
  },
  {
    name: 'words between two arrays, on one line',
    file: 'batch.json',
    made: () => ({
      bytes: Buffer.from(`[${object(1)}] and [${object(2)}]`),
      intact: new Map([1, 2].map((n) => [n, { record: n, line: 1 }])),
    }),
    exit: 1,
    found: ['invalid-json-line -:1'],
  },
  {
    name: 'an array that was closed too early: told once for each record behind it, which is read',
    file: 'batch.json',
    made: () => ({
      bytes: Buffer.from(`[${object(1)}],\n${object(2)},\n${object(3)}]\n`),
      intact: new Map([1, 2, 3].map((n) => [n, { record: n, line: n }])),
    }),
    exit: 1,
    found: ['invalid-json-line -:1', 'invalid-json-line -:2', 'invalid-json-line -:3'],
  },
  {
    name: 'two arrays in one file',
    file: 'batch.json',
    made: () => ({
      bytes: Buffer.from(`[${object(1)}]\n[${object(2)}]\n`),
      intact: new Map([
        [1, { record: 1, line: 1 }],
        [2, { record: 2, line: 2 }],
      ]),
    }),
    exit: 1,
    found: ['invalid-json-line -:2'],
  },
  { name: 'a JSON array named .jsonl', file: 'batch.jsonl', made: () => jsonArray(ALL), exit: 0, found: [] },
  { name: 'JSON Lines named .json', file: 'batch.json', made: () => lines(ALL), exit: 0, found: [] },
  { name: 'JSON Lines named .csv', made: () => lines(ALL), exit: 0, found: [] },
  {
    name: 'JSON Lines with a byte order mark and CRLF',
    file: 'batch.jsonl',
    made: () => {
      const { bytes, intact } = lines(ALL);
      return { bytes: Buffer.from(`\ufeff${Buffer.from(bytes).toString().replaceAll('\n', '\r\n')}`), intact };
    },
    exit: 0,
    found: [],
  },
  {
    name: 'an array in UTF-16',
    file: 'batch.json',
    made: () => {
      const { bytes, intact } = jsonArray(ALL);
      return { bytes: Buffer.from(`\ufeff${Buffer.from(bytes).toString()}`, 'utf16le'), intact };
    },
    exit: 0,
    found: [],
  },
  { name: 'an empty array', file: 'batch.json', made: () => foreign('[]'), exit: 1, found: ['no-records -:0'] },
  { name: 'an array of numbers', file: 'batch.json', made: () => foreign('[1,2,3]'), exit: 1, found: ['no-header -:1'] },
  {
    name: 'an object that holds the array',
    file: 'batch.json',
    made: () => foreign(`{"records":[${object(1)}]}`),
    exit: 1,
    found: ['unrecognised-layout -:0', 'nested-value 1:1'],
  },
  {
    name: 'brackets that never close, 100,000 deep',
    file: 'batch.json',
    made: () => foreign('['.repeat(100_000)),
    exit: 3,
    found: ['no-records -:0', 'truncated-file -:1', 'invalid-json-line -:1'],
    says: /JSON ends inside/,
  },
];

describe('JSON', () => {
  examineAll(cases);

  test('numbers over 2^53 keep their digits', async () => {
    const { findings } = await checkFile(lines([1, damaged(spoilt(2, '"4102"', '9007199254740993'))]).bytes, 'batch.jsonl');
    expect(findings.find(({ rule, at }) => at.record === 2 && !rule.startsWith('file/'))?.officer).toBe('9007199254740993');
  });
});
