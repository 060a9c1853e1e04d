import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { sarifWriter } from '../../src/report/index.ts';
import { FINDINGS, finding, HOSTILE, packOf, RULES, runOf } from './invented.ts';

const folder = createRequire(import.meta.url)
  .resolve('@microsoft/jest-sarif/package.json')
  .replace('package.json', '');
// The schema is of draft 4, whose `id` later drafts call `$id`; nothing else in it differs from what ajv knows.
const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(`${folder}lib/schemas/sarif-2.1.0-rtm.5.json`, 'utf8'));
const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

const pack = packOf(RULES);
const run = runOf(pack);

function written(findings = FINDINGS, novelty: 'new' | 'known' | null = null, of = run) {
  const writer = sarifWriter(pack, '0.1.0');
  const text = writer.opening() + findings.map((one) => writer.result(one, novelty)).join('') + writer.closing(of);
  return { text, log: JSON.parse(text) };
}

describe('a SARIF log', () => {
  it.each([
    ['with findings', written()],
    ['without', written([])],
    ['with a baseline and a waiver', written([finding({ status: 'waived' }), finding()], 'new')],
    ['of a run that was cut', written(FINDINGS, null, { ...run, complete: false, incomplete: ['b.csv: ends inside a record'] })],
    [
      'of hostile text',
      written([finding({ params: { value: HOSTILE }, at: { file: 'a b/Ü#?.csv', line: 0, record: null, field: HOSTILE } })]),
    ],
  ])('%s obeys the schema of 2.1.0', (_name, { log }) => {
    expect(validate(log), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('is refused by that schema when it is wrong, so that the test above can fail', () => {
    const { log } = written();
    log.runs[0].results[0].level = 'fatal';
    expect(validate(log)).toBe(false);
  });

  it('says of each finding rule, place, fingerprint, and whether it is waived or new', () => {
    const { log } = written([finding({ status: 'waived' }), finding({ severity: 'info' })], 'known');
    const [first, second] = log.runs[0].results;
    expect(first).toMatchObject({
      ruleId: 'paint/unknown-colour',
      level: 'error',
      partialFingerprints: { 'pndLint/v1': finding().fingerprint },
      suppressions: [{ kind: 'external', status: 'accepted' }],
      baselineState: 'unchanged',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'batch.csv' }, region: { startLine: finding().at.line } } }],
    });
    expect(log.runs[0].tool.driver.rules[first.ruleIndex].id).toBe(first.ruleId);
    expect(second.level).toBe('note');
    expect('suppressions' in second).toBe(false);
  });

  it('carries the marking, and no control character', () => {
    const { text, log } = written([finding({ params: { value: HOSTILE } })]);
    expect(log.runs[0].properties.protectiveMarking).toBe('OFFICIAL-SENSITIVE');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
