import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../src/packs/json.ts';
import { noProblems } from '../../src/packs/problems.ts';

const RUNS = { seed: 20260401, numRuns: 500 };

/** What is read, or undefined if the text is refused. */
function read(text: string): unknown {
  const problems = noProblems();
  const value = readJson(text, 'a.json', problems);
  expect(problems.count() === 0).toBe(value !== undefined);
  return value;
}

/** What `JSON.parse` reads, or undefined if it refuses. */
function oracle(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

describe('reading JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const value: unknown = JSON.parse(text);
        expect(JSON.stringify(read(JSON.stringify(value, null, indent)))).toBe(JSON.stringify(value));
      }),
      RUNS,
    );
  });

  it('refuses what JSON.parse refuses, with one character put in, taken out or changed', () => {
    const spoilt = fc.tuple(
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      fc.constantFrom('', ',', '"', '\\', '}', ']', ':', '0', '-', '.', 'e', '\n', ' ', 'x'),
      fc.boolean(),
    );
    fc.assert(
      fc.property(spoilt, ([text, place, character, keep]) => {
        const at = place % text.length;
        const changed = text.slice(0, at) + character + text.slice(keep ? at : at + 1);
        const expected = oracle(changed);
        const found = read(changed);
        // A change may make two keys the same, which JSON.parse takes.
        if (found !== undefined || expected === undefined) expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
      }),
      RUNS,
    );
  });

  it.each([
    '1.',
    '.5',
    '01',
    '+1',
    '1e',
    'NaN',
    "'a'",
    '"a\nb"',
    '"\\x"',
    '"\\u12"',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    '// a\n1',
    '[1 2]',
    '{"a" 1}',
    '',
    ' ',
    '1 2',
    'tru',
    '\u00a01',
  ])('refuses %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('skips a byte order mark', () => {
    expect(read('\ufeff{"a":1}')).toEqual({ a: 1 });
  });

  it('keeps a key __proto__ as data', () => {
    const value = read('{"__proto__": {"a": 1}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('says where each key stands that is given twice', () => {
    const problems = noProblems();
    readJson('{"a": {"b c": 1, "b c": 2}, "d": [0, {"e": 1, "e": 1}], "a": 0}', 'a.json', problems);
    expect(() => problems.refuse()).toThrow('a.json: $.a["b c"]: this key is given twice; keep one of the two\na.json: $.d[1].e: ');
    expect(problems.count()).toBe(3);
  });
});
