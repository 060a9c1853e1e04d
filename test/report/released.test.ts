import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Schema = { readonly [key: string]: unknown };
interface Field {
  readonly type: unknown;
  readonly meaning: string;
  readonly required: boolean;
}

const RECORD = 'test/report/released-fields.json';
const NAMES = ['run', 'scorecards', 'agency-scorecard', 'finding'];

/** Every field of a schema: where it stands → what it is. */
function fieldsOf(schema: Schema, path: string, found: Record<string, Field> = {}): Record<string, Field> {
  const {
    properties = {},
    items,
    $defs = {},
    required = [],
  } = schema as {
    properties?: Record<string, Schema>;
    items?: Schema | false;
    $defs?: Record<string, Schema>;
    required?: string[];
  };
  for (const [name, inner] of Object.entries(properties)) {
    const { type, enum: values, const: one, $ref, pattern, items: of } = inner as Record<string, unknown>;
    const ref = $ref ?? (of as Schema | undefined)?.$ref;
    found[`${path}.${name}`] = {
      type: {
        ...(type ? { type } : {}),
        ...(values ? { values } : {}),
        ...(one === undefined ? {} : { one }),
        ...(ref ? { ref } : {}),
        ...(pattern ? { pattern } : {}),
      },
      meaning: String(inner.description),
      required: required.includes(name),
    };
    fieldsOf(inner, `${path}.${name}`, found);
  }
  if (items) fieldsOf(items, `${path}[]`, found);
  for (const [name, inner] of Object.entries($defs)) fieldsOf(inner, `${path}/${name}`, found);
  return found;
}

const now = Object.assign(
  {},
  ...NAMES.map((name) => fieldsOf(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')), name)),
) as Record<string, Field>;

describe('a released field of the outputs', () => {
  const released = JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, Field>;

  it('does not go, nor change its type or meaning: readers rely on it until schemaVersion rises', () => {
    const changed = Object.entries(released).filter(([path, field]) => JSON.stringify(now[path]) !== JSON.stringify(field));
    expect(changed.map(([path]) => `${path}: ${now[path] === undefined ? 'is gone' : 'is not what was released'}`)).toEqual([]);
  });

  it('is on record from the day it is added', () => {
    // New fields: WRITE_RELEASED=1 npx vitest run test/report/released.test.ts adds them. What is on record is never rewritten by it.
    if (process.env.WRITE_RELEASED === '1') {
      const all = Object.entries({ ...now, ...released }).sort(([a], [b]) => (a < b ? -1 : 1));
      writeFileSync(RECORD, `{\n${all.map(([path, field]) => `${JSON.stringify(path)}: ${JSON.stringify(field)}`).join(',\n')}\n}\n`);
      return;
    }
    expect(
      Object.keys(now).filter((path) => released[path] === undefined),
      'add them with WRITE_RELEASED=1',
    ).toEqual([]);
  });

  it('is told from a changed one by this test', () => {
    const schema = { properties: { n: { type: 'integer', description: 'Records.' } }, required: ['n'] };
    const of = (change: object) =>
      JSON.stringify(fieldsOf({ ...schema, properties: { n: { ...schema.properties.n, ...change } } }, 'x')['x.n']);
    expect(of({})).toBe(JSON.stringify(fieldsOf(schema, 'x')['x.n']));
    expect(of({ type: 'number' })).not.toBe(of({}));
    expect(of({ description: 'Findings.' })).not.toBe(of({}));
    expect(fieldsOf({}, 'x')['x.n']).toBeUndefined();
  });
});
