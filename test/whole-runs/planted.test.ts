import { describe, expect, it } from 'vitest';
import { EVIDENCE_FAULTS } from '../../src/generate/faults/evidence.ts';
import { REFERENCE_FAULTS } from '../../src/generate/index.ts';
import { compare, generatedAll } from '../reconcile/given.ts';
import { generated, keyOf, oicPack } from './run.ts';

/** Rules that weigh the words of a text, and may be wrong about one now and then. */
const weighed = new Set(EVIDENCE_FAULTS.map(({ rule }) => rule));
/** Rules that compare records with the files that go with them. */
const compared = new Set<string>(Object.values(REFERENCE_FAULTS).map(({ rule }) => rule));
const severityOf = new Map(oicPack().rules.map(({ id, severity }) => [id, severity]));

describe('a generated batch of 20,000 records and the files that go with it', () => {
  // No content comes in two styles: most of what may go wrong lies in the content, and each style has enough of it.
  for (const [style, seeds] of [
    ['plain', [1, 2]],
    ['rms', [3, 4]],
    ['jsonl', [5, 6]],
  ] as const)
    it.each(seeds)(`in style ${style}, seed %i, have exactly the planted faults`, { timeout: 600_000 }, async (seed) => {
      const { batch, references, planted } = generatedAll({ records: 20_000, seed, style, faults: 0.12 });
      const { run, findings } = await compare(batch, references);
      expect(run.totals.records).toBe(20_000);
      const errors = findings.filter((finding) => finding.severity === 'error').map((f) => keyOf(f.at.record, f.at.field, f.rule));
      const plantedErrors = planted.filter(({ rule }) => severityOf.get(rule) === 'error').map((p) => keyOf(p.record, p.field, p.rule));
      expect(plantedErrors.length).toBeGreaterThan(900);
      expect(errors.sort()).toEqual(plantedErrors.sort());
      const others = findings.filter((finding) => finding.severity !== 'error' && finding.basis === 'record' && finding.at.record !== null);
      const found = new Set(findings.map((f) => keyOf(f.at.record, f.at.field, f.rule)));
      const missed = planted.filter((p) => !found.has(keyOf(p.record, p.field, p.rule)));
      expect(missed.filter(({ rule }) => !weighed.has(rule))).toEqual([]);
      expect(missed.length).toBeLessThan(planted.filter(({ rule }) => weighed.has(rule)).length / 20);
      const plantedSet = new Set(planted.map((p) => keyOf(p.record, p.field, p.rule)));
      expect(others.map((f) => keyOf(f.at.record, f.at.field, f.rule)).filter((key) => !plantedSet.has(key))).toEqual([]);

      const ofFiles = findings.filter(({ rule }) => compared.has(rule)).map((f) => keyOf(f.at.record, f.at.field, f.rule));
      const plantedInFiles = planted.filter(({ rule }) => compared.has(rule)).map((p) => keyOf(p.record, p.field, p.rule));
      expect(ofFiles.sort()).toEqual(plantedInFiles.sort());
      expect([...new Set(planted.map(({ rule }) => rule))].filter((rule) => compared.has(rule)).sort()).toEqual([...compared].sort());
      for (const { rule, status, failed, applicable } of run.rules.filter(({ rule }) => compared.has(rule))) {
        expect({ rule, status }).toEqual({ rule, status: 'ran' });
        expect(failed, rule).toBe(plantedInFiles.filter((key) => key.endsWith(` ${rule}`)).length);
        expect(applicable, rule).toBeGreaterThanOrEqual(failed);
      }
    });

  it.each(['plain', 'rms', 'jsonl'] as const)('without faults have no finding above info in style %s', async (style) => {
    const { batch, references } = generatedAll({ records: 5_000, seed: 7, faults: 0, style });
    const { run, findings } = await compare(batch, references);
    const above = findings.filter((finding) => finding.severity !== 'info');
    expect(above.filter((finding) => finding.basis === 'record').map((f) => [f.rule, f.at.record])).toEqual([]);
    // What rests on reading narratives may be wrong now and then: on fewer than one record in a hundred.
    expect(new Set(above.map((finding) => finding.at.record)).size).toBeLessThan(50);
    expect(run.totals.ready).toBe(5_000);
    expect(run.scorecards.agencies.map((card) => card.verdict.verdict)).toEqual(Array(5).fill('ready'));
  });

  it('are the batch as it is without those files', () => {
    const options = { records: 500, seed: 3 } as const;
    expect(generatedAll(options).batch.equals(generated(options).batch)).toBe(true);
  });
});
