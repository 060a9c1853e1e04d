import type { Finding } from '../index.ts';

/** The first findings of every rule, for reports that show a part. */
export interface ShownFindings {
  take(finding: Finding): void;
  /** In the order they came. */
  all(): readonly Finding[];
}

/** Keeps at most `most` findings of each rule. */
export function keepFirst(most: number): ShownFindings {
  const kept: Finding[] = [];
  const counts = new Map<string, number>();
  return {
    take(finding) {
      const count = counts.get(finding.rule) ?? 0;
      if (count >= most) return;
      counts.set(finding.rule, count + 1);
      kept.push(finding);
    },
    all: () => kept,
  };
}
