import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/check/context.ts';
import { directTest } from '../../src/check/direct.ts';
import { addReads, comparedFields, isItemSchema, keywordsWithin, resolveAt, schemasWithin, splitReadable } from '../../src/check/schema.ts';
import type { Conditions } from '../../src/model/pack.ts';
import { codelist, field, pack } from '../small-pack.ts';

const of = pack(
  [field('a'), field('b', { codelist: 'dated' }), field('day', { type: 'date', role: 'date' }), field('c', { list: true })],
  [],
  [codelist('dated', [{ code: 'A', valid_to: '2026-01-31' }]), codelist('undated', [{ code: 'A' }])],
);

describe('schemas within a schema', () => {
  const within = (schema: unknown) => [...schemasWithin(schema)];

  it('are all that stand in it, itself first, but no options of own keywords and no constants', () => {
    const inner = { pattern: 'x' };
    const schema = { anyOf: [inner, { not: inner }], inCodelist: { list: 'dated' }, minLength: 1 };
    expect(within(schema)).toEqual([schema, inner, { not: inner }, inner]);
    expect(within({ const: { pattern: 'x' }, enum: [{ pattern: 'y' }] })).toHaveLength(1);
    expect(within({ mentions: [{ words: ['x'] }], contains: { sameAs: { field: 'a' } } })).toHaveLength(2);
    expect(['x', true, null, undefined, 3, []].map(within)).toEqual([[], [], [], [], [], []]);
  });

  it('tell the own keywords that are used, with their options', () => {
    const uses = (schema: unknown) => keywordsWithin(schema).map(({ keyword, options }) => [keyword.name, options]);
    const schema = { inCodelist: 'dated', not: { allOf: [{ sameAs: { field: 'a' } }, { pattern: 'x' }] } };
    expect(uses(schema)).toEqual([
      ['inCodelist', 'dated'],
      ['sameAs', { field: 'a' }],
    ]);
    expect(keywordsWithin(schema)).toBe(keywordsWithin(schema));
    expect(uses({ const: { sameAs: { field: 'a' } } })).toEqual([]);
    expect([true, false, null, 'inCodelist', undefined].map(uses)).toEqual([[], [], [], [], []]);
  });
});

describe('a schema', () => {
  it.each<[unknown, boolean]>([
    [{ pattern: 'x' }, true],
    [{}, true],
    [{ contains: { pattern: 'x' } }, false],
    [{ minItems: 1 }, false],
    [{ maxItems: 1 }, false],
    [{ uniqueItems: true }, false],
    [{ not: { contains: true } }, false],
    [{ not: { pattern: 'x' } }, true],
    [{ allOf: [{ pattern: 'x' }, { maxItems: 1 }] }, false],
    [{ allOf: [{ pattern: 'x' }] }, true],
    [{ anyOf: [{ not: { uniqueItems: true } }, { pattern: 'x' }] }, false],
    [{ anyOf: [{ pattern: 'x' }, { const: 'y' }], not: { const: 'z' } }, true],
    [true, false],
    [null, false],
    [[{ pattern: 'x' }], false],
  ])('%j is about each item of a list: %s', (schema, expected) => {
    expect(isItemSchema(schema)).toBe(expected);
  });

  it('is parted from what it asks of reading', () => {
    expect(splitReadable({ readable: true, const: 'x' })).toEqual({ readable: true, rest: { const: 'x' } });
    expect(splitReadable({ readable: false })).toEqual({ readable: false, rest: {} });
    expect(splitReadable({ pattern: 'x' })).toEqual({ readable: undefined, rest: { pattern: 'x' } });
    expect(splitReadable({ readable: 'x' })).toEqual({ readable: undefined, rest: {} });
  });
});

describe('conditions', () => {
  it('name the field that a check stands at where they say @, however deep', () => {
    const given = { '@': true, b: false, anyOf: [{ '@': { const: 'x' } }, { not: { '@': true } }], not: { '@': false, day: true } };
    expect(resolveAt(given as Conditions, 'a')).toEqual({
      a: true,
      b: false,
      anyOf: [{ a: { const: 'x' } }, { not: { a: true } }],
      not: { a: false, day: true },
    });
  });

  const reads = (conditions: object, dateField = 2) => {
    const into = { any: new Set<number>(), direct: new Set<number>() };
    addReads(into, conditions as Conditions, of, dateField);
    return [[...into.any].sort(), [...into.direct].sort()];
  };
  it('read fields, those of keywords too, and the date where a code list has days', () => {
    expect(reads({ a: true })).toEqual([[0], [0]]);
    expect(reads({ a: { sameAs: { field: 'c' } } })).toEqual([
      [0, 3],
      [0, 3],
    ]);
    expect(reads({ b: { inCodelist: 'dated' } })).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(reads({ b: { inCodelist: 'dated' } }, -1)).toEqual([[1], [1]]);
    expect(reads({ b: { inCodelist: 'undated' } })).toEqual([[1], [1]]);
    expect(reads({ b: { inCodelist: { list: 'dated', state: 'known' } } })).toEqual([[1], [1]]);
    expect(reads({ b: { not: { inCodelist: { list: 'undated', where: { x: { sameAsField: 'a' } } } } } })).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('can do without what stands in one of several alternatives', () => {
    expect(reads({ a: true, anyOf: [{ b: true }, { c: true }] })).toEqual([[0, 1, 3], [0]]);
    expect(reads({ anyOf: [{ b: true }] })).toEqual([[1], [1]]);
    expect(reads({ not: { b: true, anyOf: [{ a: true }, { not: { c: true } }] } })).toEqual([[0, 1, 3], [1]]);
  });

  it('compare the values of fields that must then be understood', () => {
    const compared = (conditions: object) => [...comparedFields(conditions as Conditions, of)].sort();
    expect(compared({ a: true, b: false })).toEqual([]);
    expect(compared({ a: { const: 'x' }, c: { contains: { sameAs: { field: 'b' } } } })).toEqual([0, 1, 3]);
    expect(compared({ day: { readable: false }, a: { readable: true, const: 'x' } })).toEqual([]);
    expect(compared({ anyOf: [{ a: { const: 'x' } }] })).toEqual([]);
    expect(compared({ not: { a: { const: 'x' }, anyOf: [{ b: { const: 'x' } }] } })).toEqual([0]);
    expect(compared({ not: { not: { day: { pattern: 'x' } } } })).toEqual([2]);
  });
});

describe('schemas as plain functions', () => {
  const values = [
    '',
    'a',
    'b',
    'ab',
    'ba',
    'aa',
    'abc',
    '1',
    'é',
    'xc',
    'bca',
    true,
    false,
    [],
    ['a'],
    ['a', 'a'],
    ['a', 'b'],
    ['b', 'ab', 'b'],
  ];
  const SCHEMAS = [
    { anyOf: [{ pattern: '^a', minLength: 2 }, { pattern: 'é' }] },
    { anyOf: [{ pattern: '^a' }, { const: 'b' }] },
    { anyOf: [{ pattern: '(a)\\1' }, { pattern: '^b' }] },
    { anyOf: [{ pattern: '^b' }, { pattern: '(?<x>a)\\k<x>' }] },
    { anyOf: [{ pattern: '^a$|b$' }, { pattern: '^1' }] },
    { anyOf: [{ pattern: '^(?:a|b)$' }, { pattern: '^é' }] },
    { anyOf: [{ pattern: '^(?:a|b)|c' }, { pattern: '^1' }] },
    { anyOf: [{ pattern: '^1' }, { pattern: '^(?:(?:a)(?:b))|c$' }] },
    { anyOf: [{ pattern: '(^a|b)c' }, { pattern: '^1' }] },
    { anyOf: [{ pattern: '^a' }, { pattern: 'b$' }] },
    { anyOf: [{ pattern: '^[|]' }, { pattern: '^\\|' }, { pattern: '^ba' }] },
    { anyOf: [{ pattern: '^(a)(b)?$' }, { pattern: '^(1)' }] },
    { anyOf: [true, { pattern: 'a' }] },
    { anyOf: [false, { pattern: 'a' }] },
    { anyOf: [{ minItems: 2 }, { minLength: 2 }, { const: false }] },
    { allOf: [] as object[], minLength: 1 },
    { allOf: [{ pattern: 'a' }] },
    { allOf: [{ pattern: 'a' }, { pattern: 'b' }] },
    { allOf: [{ pattern: 'a' }, { pattern: 'b' }, { minLength: 3 }] },
    { minLength: 1, maxLength: 2, pattern: 'a', not: { const: 'aa' } },
    { minItems: 1, maxItems: 2 },
    { uniqueItems: true },
    { uniqueItems: false },
    { items: { pattern: 'a' } },
    { contains: { pattern: 'b' } },
    { contains: true },
    { items: false },
    { not: { items: { const: 'a' } } },
    { const: true },
    { enum: ['a', true] },
    { not: {} },
    {},
  ];

  it.each(SCHEMAS)('hold of what ajv says they hold of: %j', (schema) => {
    const ajv = new Ajv2020({ strict: false, unicode: false, unicodeRegExp: true, logger: false, validateSchema: false });
    const isEmpty = 'allOf' in schema && schema.allOf.length === 0;
    const byAjv = isEmpty ? (v: unknown) => typeof v !== 'string' || v.length >= 1 : ajv.compile(schema);
    const direct = directTest(schema, () => undefined)!;
    for (const value of values) expect(direct(value, {} as Context), JSON.stringify(value)).toBe(byAjv(value));
  });

  it.each<[unknown]>([
    [{ allOf: { pattern: 'a' } }],
    [{ anyOf: { pattern: 'a' } }],
    [{ anyOf: [{ pattern: 'a' }, 'b'] }],
    [{ anyOf: [{ pattern: 3 }, { type: 'string' }] }],
    [{ allOf: [{ pattern: 'a' }, { type: 'string' }] }],
    [{ items: { type: 'string' } }],
    [{ contains: { type: 'string' } }],
    [{ not: { type: 'string' } }],
    [{ enum: 'a' }],
    [{ enum: ['a', 1] }],
    [{ const: 1 }],
    [{ const: null }],
    [{ pattern: 'a', toString: 1 }],
    ['a'],
    [null],
    [[{}]],
  ])('are none for what is left to ajv: %j', (schema) => {
    expect(directTest(schema, () => undefined)).toBeUndefined();
  });

  it('are told of keywords of our own by name and options, and hand the record on', () => {
    const asked: unknown[] = [];
    const context = { asOf: 'x' } as Context;
    const own = directTest({ contains: { ours: 7 } }, (name, options) => {
      asked.push([name, options]);
      return (value, given) => value === 'b' && given === context;
    })!;
    expect(asked).toEqual([['ours', 7]]);
    expect([own(['a', 'b'], context), own(['a'], context), own('b', context), own(['b'], {} as Context)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const not = directTest({ not: { ours: 7 }, minLength: 1 }, () => (_, given) => given === context)!;
    expect([not('a', context), not('a', {} as Context), not('', {} as Context)]).toEqual([false, true, false]);
  });
});
