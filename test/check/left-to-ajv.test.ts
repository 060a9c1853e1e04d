import { describe, expect, it } from 'vitest';
import { makeSchemaCompiler } from '../../src/check/compile.ts';
import { makeContext } from '../../src/check/context.ts';
import type { Value } from '../../src/model/record.ts';
import { codelist, field, pack, recordOf } from '../small-pack.ts';
import { judging } from './judging.ts';

const colours = codelist('colours', [
  { code: 'RED', kind: 'warm' },
  { code: 'BLUE', kind: 'cold' },
]);
const fields = [field('a'), field('list', { list: true }), field('other'), field('day', { type: 'date' })];
const of = pack(fields, [], [colours]);

/** What a schema of a field says of some values, each asked twice. */
function says(name: string, schema: Record<string, unknown>, values: readonly Value[], cells: Readonly<Record<string, string>> = {}) {
  const context = makeContext(-1, '2026-06-30');
  const compile = makeSchemaCompiler(of, context);
  const late = compile(
    fields.findIndex((one) => one.name === name),
    schema,
  );
  context.record = recordOf(of, { a: '', ...cells });
  const holds = (value: Value): boolean => late()(value, context);
  const once = values.map(holds);
  expect(values.map(holds)).toEqual(once);
  return once;
}

/** Keywords of JSON Schema that only ajv knows are `if`, `then`, `else` and `type`. */
describe('a schema that is left to ajv', () => {
  it('asks one thing of some values and another of the rest', () => {
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    const schema = { if: { pattern: '^A' }, then: { minLength: 3 }, else: { const: 'B' } };
    expect(says('a', schema, ['ABC', 'AB', 'B', 'C', 'A\u{1f600}'])).toEqual([true, false, true, false, true]);
    expect(says('a', { type: 'string' }, ['x', true, ['x']])).toEqual([true, false, false]);
    expect(says('a', { type: 'boolean' }, ['x', true, false])).toEqual([false, true, true]);
    expect(says('a', { not: { type: 'boolean' } }, ['x', true])).toEqual([true, false]);
  });

  it('understands expressions as those that are not left to it are', () => {
    expect(says('a', { type: 'string', pattern: '^\\p{Lu}.$' }, ['É\u{1f600}', 'é1'])).toEqual([true, false]);
    expect(says('a', { type: 'string', minLength: 2 }, ['\u{1f600}', 'x'])).toEqual([true, false]);
    expect(says('a', { type: 'string', maxLength: 1 }, ['\u{1f600}', 'x'])).toEqual([false, true]);
  });

  it('is about each item of a list, unless it says otherwise', () => {
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    const each = { if: { pattern: '^A' }, then: { minLength: 3 } };
    expect(says('list', each, [['ABC', 'B'], ['AB', 'B'], []])).toEqual([true, false, true]);
    expect(says('list', { type: 'array', minItems: 2 }, [['A', 'B'], ['A']])).toEqual([true, false]);
    expect(says('list', { contains: { type: 'string', const: 'A' } }, [['B', 'A'], ['B']])).toEqual([true, false]);
  });

  it('may use keywords that JSON Schema lacks, several of them, each with its own options', () => {
    const warm = { inCodelist: { list: 'colours', where: { kind: 'warm' } } };
    const cold = { inCodelist: { list: 'colours', where: { kind: 'cold' } } };
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    expect(says('a', { if: { pattern: '^R' }, then: warm, else: cold }, ['RED', 'BLUE', 'ROSE', 'GREY'])).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(says('a', { type: 'string', anyOf: [warm, { sameAs: { field: 'other' } }] }, ['RED', 'BLUE', 'x'], { other: 'x' })).toEqual([
      true,
      false,
      true,
    ]);
    expect(says('list', { type: 'string', ...warm }, [['RED'], ['RED', 'BLUE']])).toEqual([true, false]);
  });

  it('is told of the field that it stands at', () => {
    const readable = { type: 'string', fieldType: 'date' };
    expect([says('a', readable, ['2026-03-04']), says('day', readable, ['2026-03-04'])]).toEqual([[false], [true]]);
  });

  it('judges records as any other does', () => {
    const { outcome } = judging(fields, [colours]);
    // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
    const expected = { a: { if: { inCodelist: 'colours' }, then: { const: 'RED' } } };
    expect(outcome('a', {}, expected, { a: 'RED' })).toBe('passes');
    expect(outcome('a', {}, expected, { a: 'BLUE' })).toBe('fails');
    expect(outcome('a', { list: { type: 'array', maxItems: 1 } }, expected, { a: 'BLUE', list: 'x;y' })).toBe('not applicable');
  });
});

describe('schemas that were compiled', () => {
  it('are compiled once for all fields of which what they look at is the same', () => {
    const compile = makeSchemaCompiler(of, makeContext(-1, '2026-06-30'));
    expect(compile(0, { const: 'x' })).toBe(compile(2, { const: 'x' }));
    expect(compile(0, { const: 'x' })).not.toBe(compile(1, { const: 'x' }));
    expect(compile(0, { const: 'x' })).not.toBe(compile(0, { const: 'y' }));
    expect(compile(0, { fieldType: 'date' })).toBe(compile(2, { fieldType: 'date' }));
    expect(compile(0, { fieldType: 'date' })).not.toBe(compile(3, { fieldType: 'date' }));
  });
});
