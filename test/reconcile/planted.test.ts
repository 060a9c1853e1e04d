import { describe, expect, it } from 'vitest';
import { REFERENCE_FAULTS } from '../../src/generate/index.ts';
import { generated, keyOf, oicPack } from '../whole-runs/run.ts';
import { compare, generatedAll } from './given.ts';

const rules = new Set<string>(Object.values(REFERENCE_FAULTS).map(({ rule }) => rule));
const severityOf = new Map(oicPack().rules.map((rule) => [rule.id, rule.severity]));

describe('a generated batch of 8,000 records and the files that go with it', () => {
  it.each([
    ['plain', 1],
    ['rms', 2],
    ['jsonl', 3],
    ['plain', 4],
  ] as const)('in style %s, seed %i, have exactly the planted faults between them', async (style, seed) => {
    const { batch, references, planted } = generatedAll({ records: 8_000, seed, style });
    const { findings, run } = await compare(batch, references);
    const found = findings.filter((finding) => rules.has(finding.rule)).map((f) => keyOf(f.at.record, f.at.field, f.rule));
    const expected = planted.filter(({ rule }) => rules.has(rule)).map((p) => keyOf(p.record, p.field, p.rule));
    expect(found.sort()).toEqual(expected.sort());
    expect([...new Set(planted.map(({ rule }) => rule))].filter((rule) => rules.has(rule)).sort()).toEqual([...rules].sort());
    const errors = findings.filter((finding) => finding.severity === 'error').map((f) => keyOf(f.at.record, f.at.field, f.rule));
    const plantedErrors = planted.filter(({ rule }) => severityOf.get(rule) === 'error').map((p) => keyOf(p.record, p.field, p.rule));
    expect(errors.sort()).toEqual(plantedErrors.sort());
    const results = run.rules.filter(({ rule }) => rules.has(rule));
    for (const { rule, status, failed, applicable } of results) {
      expect({ rule, status }).toEqual({ rule, status: 'ran' });
      expect(failed, rule).toBe(expected.filter((key) => key.endsWith(` ${rule}`)).length);
      expect(applicable, rule).toBeGreaterThanOrEqual(failed);
    }
  });

  it('without faults have none above info that records prove', async () => {
    const { batch, references } = generatedAll({ records: 5_000, seed: 7, faults: 0 });
    const { findings } = await compare(batch, references);
    expect(findings.filter(({ severity, basis }) => severity !== 'info' && basis === 'record')).toEqual([]);
  });

  it('do not change the batch itself', () => {
    const options = { records: 500, seed: 3 } as const;
    expect(generatedAll(options).batch.equals(generated(options).batch)).toBe(true);
  });
});
