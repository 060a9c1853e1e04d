import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { findingJson } from '../../src/report/finding-json.ts';
import { agencyScorecardJson, runJson, scorecardsJson } from '../../src/report/json.ts';
import { FINDINGS, finding, packOf, RULES, runOf } from './invented.ts';

const NAMES = ['scorecards', 'agency-scorecard', 'run', 'finding'] as const;
const schemas = new Map(
  NAMES.map((name) => [name, JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')) as Record<string, unknown>]),
);
const ajv = new Ajv2020({ strict: true, allErrors: true, strictTypes: false, strictRequired: false });
for (const schema of schemas.values()) ajv.addSchema(schema);

const pack = packOf(RULES);
const run = runOf(pack);

function check(text: string, name: (typeof NAMES)[number]): ValidateFunction['errors'] {
  const validate = ajv.getSchema(schemas.get(name)?.$id as string)!;
  return validate(JSON.parse(text)) ? null : validate.errors;
}

describe('outputs in JSON', () => {
  it('follow their schemas, which they name', () => {
    expect(check(runJson(run), 'run')).toBeNull();
    expect(check(scorecardsJson(run), 'scorecards')).toBeNull();
    for (const agency of run.scorecards.agencies) expect(check(agencyScorecardJson(run, agency), 'agency-scorecard')).toBeNull();
    for (const one of FINDINGS) expect(check(findingJson(one), 'finding')).toBeNull();
    expect(JSON.parse(runJson(run)).$schema).toBe(schemas.get('run')?.$id);
    expect(JSON.parse(scorecardsJson(run)).$schema).toBe(schemas.get('scorecards')?.$id);
  });

  it('follow their schemas without coding, data or a complete run', () => {
    const { coding: _coding, ...plain } = pack;
    const empty = runOf({ ...plain, rules: RULES }, { complete: false, incomplete: ['cut'], inputs: [] });
    expect(check(runJson(empty), 'run')).toBeNull();
    expect(check(scorecardsJson(empty), 'scorecards')).toBeNull();
  });

  it.each([
    ['a name too many', (json: Record<string, unknown>) => Object.assign(json, { officer: 'A123' })],
    [
      'a name too many within an agency',
      (json: Record<string, unknown>) => Object.assign((json.agencies as object[])[0]!, { officer: 'A123' }),
    ],
    ['a share without its n', (json: Record<string, unknown>) => delete (json.nation as { ready: { n?: number } }).ready.n],
  ])('are refused by the schema with %s', (_, change) => {
    const json = JSON.parse(scorecardsJson(run)) as Record<string, unknown>;
    change(json);
    expect(check(JSON.stringify(json), 'scorecards')).not.toBeNull();
  });

  it('have the same bytes whatever the order in which the run was put together', () => {
    const backwards = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(backwards)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, inner]) => [key, backwards(inner)]),
            )
          : value;
    const other = backwards(run) as typeof run;
    expect(runJson(other)).toBe(runJson(run));
    expect(scorecardsJson(other)).toBe(scorecardsJson(run));
    expect(findingJson(backwards(finding()) as ReturnType<typeof finding>)).toBe(findingJson(finding()));
  });

  it('let nothing out that the schema does not name', () => {
    const loose = { ...run, host: 'here', scorecards: { ...run.scorecards, officers: ['A123'] } };
    expect(runJson(loose)).toBe(runJson(run));
    expect(scorecardsJson(loose)).not.toContain('A123');
  });

  it('end with a line end, findings being one line each', () => {
    expect(runJson(run).endsWith('}\n')).toBe(true);
    expect(findingJson(finding({ params: { value: 'a\nb\u2028c' } })).split('\n')).toEqual([expect.any(String), '']);
  });

  it('say that codes are placeholders', () => {
    expect(JSON.parse(scorecardsJson(run))).toMatchObject({ placeholderCodes: true, nation: { verdict: { placeholderCodes: true } } });
  });

  it('hold no unit, officer, reference or value in an agency scorecard but its counts and names of systems and units', () => {
    const text = agencyScorecardJson(run, run.scorecards.agencies[0]!);
    for (const words of ['RDE', 'U-7', 'A123', 'batch.csv', 'Blue depot']) expect(text).not.toContain(words);
  });
});

describe('schemas of outputs', () => {
  const objects = (value: unknown, path = '$'): [string, Record<string, unknown>][] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = value as Record<string, unknown>;
    return [[path, own], ...Object.entries(own).flatMap(([key, inner]) => objects(inner, `${path}.${key}`))];
  };

  it.each(NAMES)('describe every property and allow no other: %s', (name) => {
    for (const [path, schema] of objects(schemas.get(name))) {
      const { properties } = schema;
      if (typeof properties !== 'object' || properties === null || path.endsWith('.properties')) continue;
      const closed = schema.additionalProperties === false || schema.unevaluatedProperties === false || path.endsWith('.scoreParts');
      expect(closed, `${path} is open`).toBe(true);
      for (const [key, inner] of Object.entries(properties)) expect(inner.description, `${path}.${key} is not described`).toMatch(/\w/);
    }
  });
});
