import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { conditionDefs } from '../../src/packs/condition-defs.ts';
import { SHIPPED_RULES, shippedPacks } from '../../src/packs/index.ts';
import { goodFiles } from './pack-files.ts';

type Json = { readonly [key: string]: unknown };
const NAMES = ['pack', 'rule', 'fields', 'map', 'config'] as const;
const schemaOf = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8')) as Json;

function strictAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateSchema: true });
  formats.default(ajv, ['date']);
  return ajv;
}

/** JSON paths of properties without a description, except where they only refuse or compare. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'allOf' || key === 'oneOf') return [];
    if (key !== 'properties') return undescribed(value, `${path}.${key}`);
    return Object.entries(value as Json).flatMap(([name, property]) => [
      ...(['description', '$ref'].some((word) => word in (property as Json)) ? [] : [`${path}.${name}`]),
      ...undescribed(property, `${path}.${name}`),
    ]);
  });
}

describe.each(NAMES)('the schema of %s', (name) => {
  const schema = schemaOf(name);

  it('is a strict schema of 2020-12 with an id, a title and a description', () => {
    expect(() => strictAjv().compile(schema)).not.toThrow();
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `https://pnd-lint.example/schemas/${name}.schema.json`,
      title: expect.stringMatching(/./),
      description: expect.stringMatching(/./),
    });
  });

  it('describes every property', () => {
    expect(undescribed(schema, '$')).toEqual([]);
  });
});

describe('the schemas of rules and packs', () => {
  it.each(['rule', 'pack'])('offer an editor of %s the keywords that the loader takes', (name) => {
    const { conditions, value } = schemaOf(name).$defs as Json;
    expect({ conditions, value }).toEqual(conditionDefs());
  });

  it('take the good files whole, conditions too', () => {
    const ajv = strictAjv();
    const validators = { rule: ajv.compile(schemaOf('rule')), pack: ajv.compile(schemaOf('pack')) };
    for (const [file, content] of Object.entries(goodFiles())) {
      if (!/^\w+\/[\w-]+\.json$/.test(file) || file.endsWith('fields.json')) continue;
      const validate = validators[file.endsWith('/pack.json') ? 'pack' : 'rule'];
      expect({ file, valid: validate(content), errors: validate.errors }).toEqual({ file, valid: true, errors: null });
    }
  });

  it('take every shipped file whole, so that an editor shows no fault in what the loader takes', () => {
    const ajv = strictAjv();
    const validators = new Map(NAMES.map((name) => [name, ajv.compile(schemaOf(name))]));
    const faults: string[] = [];
    for (const id of shippedPacks(SHIPPED_RULES))
      for (const name of readdirSync(join(SHIPPED_RULES, id)).filter((file) => file.endsWith('.json'))) {
        const kind = name === 'pack.json' ? 'pack' : name === 'fields.json' ? 'fields' : 'rule';
        const validate = validators.get(kind)!;
        if (!validate(JSON.parse(readFileSync(join(SHIPPED_RULES, id, name), 'utf8'))))
          faults.push(`${id}/${name}: ${ajv.errorsText(validate.errors)}`);
      }
    expect(faults).toEqual([]);
  });

  it('refuse a keyword that the loader refuses', () => {
    const rule = structuredClone(goodFiles()['parcel/unknown-colour.json']) as { when: object };
    rule.when = { colour: { properties: {} } };
    expect(strictAjv().compile(schemaOf('rule'))(rule)).toBe(false);
  });
});
