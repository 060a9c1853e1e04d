import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../src/model/pack.ts';
import type { RuleCounts } from '../../src/model/tally.ts';
import { emptyTally, groupOf } from '../../src/tally/counts.ts';
import { groupScore } from '../../src/tally/score.ts';
import { scorecards } from '../../src/tally/scorecards.ts';
import { count, packOf, recordRule, uniqueRule } from './invented.ts';

const info = { placeholderCodes: false, fileErrors: 0, complete: true, asOf: '2026-06-30' };
const rules = [
  recordRule('p/a', { weight: 3 }),
  recordRule('p/b', { weight: 1 }),
  recordRule('p/c', { dimension: 'integrity', severity: 'warning' }),
  recordRule('p/d', { dimension: 'timeliness', basis: 'text', severity: 'warning' }),
  uniqueRule('p/e'),
];

describe('scores', () => {
  it('weigh failures by rule within a dimension and dimensions by the pack', () => {
    const tally = emptyTally();
    count(tally, 'amber', 0, { applicable: 10, failed: 5 });
    count(tally, 'amber', 1, { applicable: 20, failed: 5 });
    count(tally, 'amber', 2, { applicable: 4, failed: 1 });
    const pack = packOf(rules, {
      dimensionWeights: { completeness: 3, conformity: 1, accuracy: 1, integrity: 1, timeliness: 1, duplication: 1 },
    });
    const { nation } = scorecards(tally, pack, info);
    // (3*5 + 1*5) / (3*10 + 1*20) = 0.4; 1/4 = 0.25; (3*60 + 1*75) / 4
    expect(nation.dimensions.completeness).toEqual({ score: 60, n: 30 });
    expect(nation.dimensions.integrity).toEqual({ score: 75, n: 4 });
    expect(nation.dimensions.accuracy).toEqual({ score: null, n: 0 });
    expect(nation.score).toBe(63.75);
  });

  it('say what fixing a rule would gain, and list the costliest first', () => {
    const tally = emptyTally();
    count(tally, 'amber', 0, { applicable: 10, failed: 5 });
    count(tally, 'amber', 1, { applicable: 20, failed: 5 });
    count(tally, 'amber', 2, { applicable: 4, failed: 1 });
    count(tally, 'amber', 3, { applicable: 9, failed: 9 });
    const before = scorecards(tally, packOf(rules), info).nation;
    expect(before.rules.map((rule) => [rule.rule, rule.gain])).toEqual([
      ['p/a', 15],
      ['p/c', 12.5],
      ['p/b', 5],
      ['p/d', null],
    ]);
    count(tally, 'amber', 0, { failed: 0 });
    expect(scorecards(tally, packOf(rules), info).nation.score).toBe(before.score! + 15);
  });

  it('leave out rules that rest on wording and rules over several records', () => {
    const tally = emptyTally();
    count(tally, 'amber', 3, { applicable: 10, failed: 10 });
    count(tally, 'amber', 4, { applicable: 10, failed: 10 });
    const { nation } = scorecards(tally, packOf(rules), info);
    expect(nation.score).toBeNull();
    expect(nation.rules.map((rule) => rule.gain)).toEqual([null, null]);
  });

  it('leave skipped and crashed rules out of the denominator, but not what was evaded', () => {
    const tally = emptyTally();
    groupOf(tally, 'amber', 'rms', 'north').records = 10;
    count(tally, 'amber', 0, { applicable: 10, failed: 10, evadedApplicable: 2, evadedFailed: 2 });
    count(tally, 'amber', 1, { applicable: 8, failed: 0 });
    tally.crashes.set(0, 'broken');
    const crashed = scorecards(tally, packOf(rules), info).nation;
    // 3*2 evaded of 3*2 + 1*8
    expect(crashed.dimensions.completeness).toEqual({ score: 57.14, n: 10 });
    expect(crashed.rules.find((rule) => rule.rule === 'p/a')?.gain).toBeNull();

    tally.crashes.clear();
    tally.skips.set(0, { reason: 'no column', records: 10 });
    expect(scorecards(tally, packOf(rules), info).nation.dimensions.completeness).toEqual({ score: 57.14, n: 10 });
  });

  it('keep the records that a rule did see when only one file made it be skipped', () => {
    const tally = emptyTally();
    groupOf(tally, 'amber', 'rms', 'north').records = 15;
    count(tally, 'amber', 0, { applicable: 10, failed: 5 });
    tally.skips.set(0, { reason: 'no column in the other file', records: 5 });
    expect(scorecards(tally, packOf(rules), info).nation.score).toBe(50);
  });

  it('never rise when records leave their data out', () => {
    const counts = fc.record({ applicable: fc.nat(40), failRate: fc.nat(100), evaded: fc.nat(10) }).map(
      ({ applicable, failRate, evaded }): RuleCounts => ({
        applicable,
        failed: Math.floor((applicable * failRate) / 100),
        waived: 0,
        disputed: 0,
        evadedApplicable: evaded,
        evadedFailed: evaded,
      }),
    );
    const inAllDimensions = DIMENSIONS.map((dimension, index) => recordRule(`p/${dimension}`, { dimension, weight: 1 + (index % 3) }));
    const pack = packOf([...inAllDimensions, ...inAllDimensions.map((rule) => ({ ...rule, id: `${rule.id}-too`, weight: 4 }))]);
    fc.assert(
      fc.property(fc.array(counts, { minLength: 12, maxLength: 12 }), fc.nat(11), fc.boolean(), (all, chosen, failing) => {
        const before = groupOf(emptyTally(), null, null, null);
        const after = groupOf(emptyTally(), null, null, null);
        for (const [index, one] of all.entries()) {
          before.rules.set(index, one);
          after.rules.set(index, { ...one });
        }
        const moved = after.rules.get(chosen)!;
        const fails = failing && moved.failed > 0;
        if (moved.applicable === 0 || (!fails && moved.failed === moved.applicable)) return;
        moved.applicable -= 1;
        if (fails) moved.failed -= 1;
        moved.evadedApplicable += 1;
        moved.evadedFailed += 1;
        const [was, is] = [groupScore(before, pack, new Set()), groupScore(after, pack, new Set())];
        expect(is.score).toBeLessThanOrEqual(was.score!);
        for (const name of DIMENSIONS) {
          if (was.dimensions[name].score !== null) expect(is.dimensions[name].score).toBeLessThanOrEqual(was.dimensions[name].score);
        }
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
