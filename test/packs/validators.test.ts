import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { compiledSchemas } from '../../src/compiled-schemas.ts';
import { KEYWORDS } from '../../src/packs/keywords.ts';
import { optionValidatorOf, type SchemaName, validatorOf } from '../../src/packs/validators.ts';
import { goodFiles } from './pack-files.ts';

const module = { exports: {} as Record<string, ValidateFunction> };
new Function('require', 'module', 'exports', compiledSchemas())(createRequire(import.meta.url), module, module.exports);
const kept = module.exports;

/** A value, and others that differ from it in one place each: another kind of value there, nothing, or a key more. */
function* spoiled(value: unknown): Generator<unknown> {
  yield* [value, null, 3, -1.5, '', 'x', '2026-02-30', true, [], ['x', 'x'], {}, { x: 1 }];
  if (Array.isArray(value))
    for (const [n, item] of value.entries()) {
      yield value.toSpliced(n, 1);
      for (const other of spoiled(item)) yield value.with(n, other);
    }
  else if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) {
      const { [key]: item, ...rest } = value as Record<string, unknown>;
      yield rest;
      yield { ...value, [`${key}s`]: item };
      for (const other of spoiled(item)) yield { ...value, [key]: other };
    }
}

const read = (file: string): unknown => JSON.parse(readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8'));
const rules = ['oic', 'intelligence-report'].flatMap((pack) =>
  readdirSync(new URL(`../../rules/${pack}`, import.meta.url)).flatMap((name) =>
    /^(?!pack\.|fields\.).*\.json$/.test(name) ? [read(`rules/${pack}/${name}`)] : [],
  ),
);
const byName = (pattern: RegExp): readonly unknown[] =>
  Object.entries(goodFiles()).flatMap(([name, content]) =>
    pattern.test(name) ? [typeof content === 'string' ? JSON.parse(content) : content] : [],
  );
const FILES: readonly (readonly [SchemaName, readonly unknown[]])[] = [
  ['pack', byName(/(^|\/)pack\.json$/)],
  ['fields', byName(/(^|\/)fields\.json$/)],
  ['rule', rules.slice(0, 40)],
  ['map', [{ columns: { 'Source grade': 'source_evaluation' } }]],
  ['config', [{ packs: ['oic'], jobs: 2 }]],
  ['waivers', [read('samples/two-agencies/waivers.json')]],
];

describe('the code that the build keeps of a schema', () => {
  it.each(FILES)('says of a %s what ajv says', (name, values) => {
    const byAjv = validatorOf(name);
    const own = kept[name]!;
    let [good, bad] = [0, 0];
    for (const value of values)
      for (const one of spoiled(value)) {
        if (byAjv(one)) good++;
        else bad++;
        if (own(one) !== byAjv(one) || JSON.stringify(own.errors) !== JSON.stringify(byAjv.errors))
          expect(own.errors).toEqual(byAjv.errors);
      }
    expect(bad).toBeGreaterThan(20);
    expect(good).toBeGreaterThan(0);
  });

  it('is there of each option that a keyword may have', () => {
    let options = 0;
    for (const [keyword, { option }] of Object.entries(KEYWORDS)) {
      if (typeof option === 'string') continue;
      options++;
      const byAjv = optionValidatorOf(keyword, option);
      const own = kept[`option_${keyword}`]!;
      for (const one of spoiled({ list: 'codes', days: 3, of: ['x', 2], state: 'known' })) {
        expect([keyword, own(one)]).toEqual([keyword, byAjv(one)]);
        expect(JSON.stringify(own.errors)).toBe(JSON.stringify(byAjv.errors));
      }
    }
    expect(options).toBeGreaterThan(10);
  });
});
