import { DIMENSIONS, type Dimension, type Pack, type Rule } from '../model/pack.ts';
import type { DimensionScore, ScorecardRule } from '../model/run.ts';
import type { GroupTally } from '../model/tally.ts';
import { twoDecimals } from './share.ts';

/** Scores of one group of records, 0-100; null = no data. */
export interface GroupScore {
  readonly score: number | null;
  readonly dimensions: Readonly<Record<Dimension, DimensionScore>>;
  /** Rules with any count in the group, costliest first. */
  readonly rules: readonly ScorecardRule[];
}

interface DimensionSum {
  judged: number;
  weighted: number;
  failed: number;
}

/**
 * Dimension score = 100 x (1 - sum of w(f + eF) / sum of w(a + eA)), where eA and eF are the evaded counts: a record that
 * lacks a required value is charged with the rules which that takes out of reach, so leaving data out never pays.
 * `n` is the sum of a + eA, the base of the score. Overall = mean of the dimensions that have data, by the pack's weights.
 * Only rules of kind and basis `record` weigh; of those in `out` only the evaded counts do.
 */
export function groupScore(group: GroupTally, pack: Pack, out: ReadonlySet<number>): GroupScore {
  const sums = dimensionSums(group, pack, out);
  let weights = 0;
  let total = 0;
  for (const name of DIMENSIONS) {
    const sum = sums[name];
    if (sum.weighted === 0) continue;
    weights += pack.dimensionWeights[name];
    total += pack.dimensionWeights[name] * exactScore(sum);
  }
  return {
    score: weights === 0 ? null : twoDecimals(total / weights),
    dimensions: byDimension((name) => {
      const sum = sums[name];
      return { score: sum.weighted === 0 ? null : twoDecimals(exactScore(sum)), n: sum.judged };
    }),
    rules: rulesOf(group, pack, (rule, index, failed) => {
      if (!weighs(rule) || out.has(index)) return null;
      const { weighted } = sums[rule.dimension];
      if (weighted === 0 || weights === 0) return 0;
      return twoDecimals((100 * rule.weight * failed * pack.dimensionWeights[rule.dimension]) / weighted / weights);
    }),
  };
}

function weighs(rule: Rule): boolean {
  return rule.kind === 'record' && rule.basis === 'record';
}

function exactScore(sum: DimensionSum): number {
  return 100 * (1 - sum.failed / sum.weighted);
}

function byDimension<T>(make: (name: Dimension) => T): Record<Dimension, T> {
  return Object.fromEntries(DIMENSIONS.map((name) => [name, make(name)])) as Record<Dimension, T>;
}

/** Sums in the pack's order of rules, so that no rounding depends on the order in which parts were merged. */
function dimensionSums(group: GroupTally, pack: Pack, out: ReadonlySet<number>): Record<Dimension, DimensionSum> {
  const sums = byDimension(() => ({ judged: 0, weighted: 0, failed: 0 }));
  for (const [index, rule] of pack.rules.entries()) {
    const counts = group.rules.get(index);
    if (!counts || !weighs(rule)) continue;
    const judged = counts.evadedApplicable + (out.has(index) ? 0 : counts.applicable);
    const failed = counts.evadedFailed + (out.has(index) ? 0 : counts.failed);
    const sum = sums[rule.dimension];
    sum.judged += judged;
    sum.weighted += rule.weight * judged;
    sum.failed += rule.weight * failed;
  }
  return sums;
}

function rulesOf(
  group: GroupTally,
  pack: Pack,
  gain: (rule: Rule, index: number, failed: number) => number | null,
): readonly ScorecardRule[] {
  const rules: ScorecardRule[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    const counts = group.rules.get(index);
    if (!counts || counts.applicable + counts.failed + counts.waived === 0) continue;
    rules.push({
      rule: rule.id,
      severity: rule.severity,
      dimension: rule.dimension,
      applicable: counts.applicable,
      failed: counts.failed,
      waived: counts.waived,
      gain: gain(rule, index, counts.failed),
    });
  }
  return rules.sort((a, b) => (b.gain ?? -1) - (a.gain ?? -1) || b.failed - a.failed || (a.rule < b.rule ? -1 : 1));
}
