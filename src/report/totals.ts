import type { Finding } from '../model/finding.ts';
import type { Pack, Rule } from '../model/pack.ts';
import type { Run } from '../model/run.ts';

/** Findings of the whole run, of which a report may show only the first ones. */
export interface FindingTotals {
  readonly all: number;
  /** By rule id. */
  readonly byRule: ReadonlyMap<string, number>;
}

/** The findings of one rule that a report may show, in the defined order; they may lie on disk, and are read as they are asked for. */
export type ShownOfRule = Iterable<Finding> & Pick<readonly Finding[], 'length' | 'at'>;

/** Rules of a pack by id, for reports that go from a finding or a count to the rule's words. */
export function rulesById(pack: Pack): ReadonlyMap<string, Rule> {
  return new Map(pack.rules.map((rule) => [rule.id, rule]));
}

/** True if a code list of the run is a placeholder, which every report then says. */
export function hasPlaceholder(run: Pick<Run, 'codelists'>): boolean {
  return run.codelists.some((list) => list.status === 'placeholder');
}
