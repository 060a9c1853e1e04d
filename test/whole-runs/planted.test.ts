import { describe, expect, it } from 'vitest';
import { EVIDENCE_FAULTS } from '../../src/generate/faults/evidence.ts';
import { generated, keyOf, lintFiles, oicPack } from './run.ts';

/** Rules that weigh the words of a text, and may be wrong about one now and then. */
const weighed = new Set(EVIDENCE_FAULTS.map(({ rule }) => rule));
const severityOf = (id: string) => oicPack().rules.find((rule) => rule.id === id)?.severity;

describe('a generated batch of 20,000 records', () => {
  for (const style of ['plain', 'rms', 'jsonl'] as const)
    it.each([1, 2, 3])(`in style ${style}, seed %i, has exactly the planted faults`, async (seed) => {
      const { batch, planted } = generated({ records: 20_000, seed, style, faults: 0.12 });
      const { run, findings } = await lintFiles({ batch });
      expect(run.totals.records).toBe(20_000);
      const errors = findings.filter((finding) => finding.severity === 'error').map((f) => keyOf(f.at.record, f.at.field, f.rule));
      const plantedErrors = planted.filter(({ rule }) => severityOf(rule) === 'error').map((p) => keyOf(p.record, p.field, p.rule));
      expect(plantedErrors.length).toBeGreaterThan(900);
      expect(errors.sort()).toEqual(plantedErrors.sort());
      const others = findings.filter((finding) => finding.severity !== 'error' && finding.basis === 'record' && finding.at.record !== null);
      const found = new Set(findings.map((f) => keyOf(f.at.record, f.at.field, f.rule)));
      const missed = planted.filter((p) => !found.has(keyOf(p.record, p.field, p.rule)));
      expect(missed.filter(({ rule }) => !weighed.has(rule))).toEqual([]);
      expect(missed.length).toBeLessThan(planted.filter(({ rule }) => weighed.has(rule)).length / 20);
      const plantedSet = new Set(planted.map((p) => keyOf(p.record, p.field, p.rule)));
      expect(others.map((f) => keyOf(f.at.record, f.at.field, f.rule)).filter((key) => !plantedSet.has(key))).toEqual([]);
    });

  it('without faults has no finding above info', async () => {
    for (const style of ['plain', 'rms', 'jsonl'] as const) {
      const { batch } = generated({ records: 5_000, seed: 7, faults: 0, style });
      const { run, findings } = await lintFiles({ batch });
      const above = findings.filter((finding) => finding.severity !== 'info');
      expect(above.filter((finding) => finding.basis === 'record').map((f) => [f.rule, f.at.record])).toEqual([]);
      // What rests on reading narratives may be wrong now and then: on fewer than one record in a hundred.
      expect(new Set(above.map((finding) => finding.at.record)).size).toBeLessThan(50);
      expect(run.totals.ready).toBe(5_000);
      // Every text is of its own making, as in life.
      expect(findings.filter(({ rule }) => rule.endsWith('/narrative-nearly-repeated')).length).toBeLessThan(25);
      expect(run.scorecards.agencies.map((card) => card.verdict.verdict)).toEqual(Array(5).fill('ready'));
    }
  });
});
