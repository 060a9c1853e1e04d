import type { Pack } from '../model/pack.ts';
import type { TrainingNeed } from '../model/scorecard.ts';
import type { GroupTally } from '../model/tally.ts';

/** Trainings by the findings of the rules that name them, most first. */
export function trainingOf(group: GroupTally, pack: Pack): TrainingNeed[] {
  const needs = new Map<string, { findings: number; rules: string[] }>();
  for (const [index, rule] of pack.rules.entries()) {
    const failed = group.rules.get(index)?.failed ?? 0;
    if (failed === 0) continue;
    for (const training of rule.training) {
      const need = needs.get(training) ?? { findings: 0, rules: [] };
      need.findings += failed;
      need.rules.push(rule.id);
      needs.set(training, need);
    }
  }
  return [...needs]
    .map(([training, { findings, rules }]) => ({ training, findings, rules }))
    .sort((a, b) => b.findings - a.findings || (a.training < b.training ? -1 : 1));
}
