import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import type { Schema } from './keyword.ts';
import { KEYWORDS } from './keywords.ts';
import { reading } from './reading.ts';

/** The files that people write, each with its schema in `schemas/`. */
const NAMES = ['pack', 'rule', 'fields', 'map', 'config', 'waivers'] as const;
export type SchemaName = (typeof NAMES)[number];

const ROOT = new URL('../../schemas/', import.meta.url);
/** Code of all validators, written by the build beside the program; there is none where it runs from its sources, or in one file. */
const KEPT = new URL('../validators.cjs', import.meta.url);

// What makes validators is loaded only where none are kept: that takes longer than linting a small batch.
const load = createRequire(import.meta.url);
const made = new Map<string, ValidateFunction>();
let kept: Readonly<Record<string, ValidateFunction | undefined>> | undefined;
let shared: Ajv2020 | undefined;

/** An ajv as this stage needs it. Schemas are not held against the meta-schema here, which takes longer than all the rest: a test does that. */
function openAjv(isForCode: boolean): Ajv2020 {
  const { Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  const { default: formats } = load('ajv-formats') as typeof import('ajv-formats');
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    code: { source: isForCode },
  });
  formats.default(ajv, ['date']);
  return ajv;
}

function schemaOf(name: SchemaName): Schema {
  const file = fileURLToPath(new URL(`${name}.schema.json`, ROOT));
  const schema = JSON.parse(reading(file, () => readFileSync(file, 'utf8'))) as Schema;
  // Conditions are proven by conditions.ts, which knows the fields and so finds better words.
  return '$defs' in schema ? { ...schema, $defs: { ...(schema.$defs as Schema), conditions: { type: 'object' }, value: true } } : schema;
}

function compile(schema: Schema): ValidateFunction {
  shared ??= openAjv(false);
  return shared.compile(schema);
}

const keyOf = (keyword: string): string => `option_${keyword}`;

function validator(key: string, schema: () => Schema): ValidateFunction {
  const known = made.get(key);
  if (known) return known;
  kept ??= existsSync(KEPT) ? (load(fileURLToPath(KEPT)) as NonNullable<typeof kept>) : {};
  const own = kept[key] ?? compile(schema());
  made.set(key, own);
  return own;
}

/** What holds the content of a file against its schema. */
export const validatorOf = (name: SchemaName): ValidateFunction => validator(name, () => schemaOf(name));

/** The same for a keyword's option. @param option its schema */
export const optionValidatorOf = (keyword: string, option: Schema): ValidateFunction => validator(keyOf(keyword), () => option);

/** An ajv that keeps the code of what it compiles, with the schemas of all validators by their keys. */
export function allSchemas(): { readonly ajv: Ajv2020; readonly keys: readonly string[] } {
  const ajv = openAjv(true);
  for (const name of NAMES) ajv.addSchema(schemaOf(name), name);
  const options = Object.entries(KEYWORDS).flatMap(([keyword, { option }]) => (typeof option === 'string' ? [] : [{ keyword, option }]));
  for (const { keyword, option } of options) ajv.addSchema(option, keyOf(keyword));
  return { ajv, keys: [...NAMES, ...options.map(({ keyword }) => keyOf(keyword))] };
}
