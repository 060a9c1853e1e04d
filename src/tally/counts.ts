import type { GroupTally, PartTally, RuleCounts, Tally } from '../model/tally.ts';
import { addMeasures, emptyMeasures } from './measures.ts';
import { eachRuleCount } from './packed-counts.ts';

/** A tally of nothing: what every merge may start from. */
export function emptyTally(): Tally {
  return {
    groups: new Map(),
    fileFindings: new Map(),
    agencyFindings: new Map(),
    rows: new Map(),
    waivedAgencyFindings: new Map(),
    references: new Map(),
    causes: new Map(),
    dropped: new Set(),
    crashes: new Map(),
    skips: new Map(),
  };
}

/** The group of `tally` with this agency (code), source system and unit; made empty if it is new. Null = missing, unknown or dropped. */
export function groupOf(tally: Tally, agency: string | null, sourceSystem: string | null, unit: string | null): GroupTally {
  const system = tally.dropped.has('source_systems') ? null : sourceSystem;
  const own = tally.dropped.has('units') ? null : unit;
  const key = JSON.stringify([agency, system, own]);
  const known = tally.groups.get(key);
  if (known) return known;
  const made = emptyGroup(agency, system, own);
  tally.groups.set(key, made);
  return made;
}

/** Counts of the rule with this index in `Pack.rules`, within `group`; made zero if they are new. */
export function countsOf(group: GroupTally, rule: number): RuleCounts {
  const known = group.rules.get(rule);
  if (known) return known;
  const made = { applicable: 0, failed: 0, waived: 0, disputed: 0, evadedApplicable: 0, evadedFailed: 0 };
  group.rules.set(rule, made);
  return made;
}

/** Adds the counts of a part's rules to its groups, or to those that stand for them. */
export function addRuleCounts(groups: readonly GroupTally[], ruleCounts: PartTally['ruleCounts']): void {
  eachRuleCount(ruleCounts, (group, ...counts) => addCountsOf(groups[group]!, ...counts));
}

/** Adds to the counts of a rule in a group. */
export function addCountsOf(
  group: GroupTally,
  rule: number,
  applicable: number,
  failed: number,
  evadedApplicable: number,
  evadedFailed: number,
): void {
  const counts = countsOf(group, rule);
  counts.applicable += applicable;
  counts.failed += failed;
  counts.evadedApplicable += evadedApplicable;
  counts.evadedFailed += evadedFailed;
}

/** A group of no records. */
export function emptyGroup(agency: string | null, sourceSystem: string | null, unit: string | null): GroupTally {
  return {
    agency,
    sourceSystem,
    unit,
    records: 0,
    ready: 0,
    readyByWaiver: 0,
    errors: 0,
    warnings: 0,
    infos: 0,
    waivedFindings: 0,
    coding: { correct: 0, wrong: 0, missing: 0, suspected: 0 },
    textFindings: 0,
    rules: new Map(),
    measures: emptyMeasures(),
  };
}

/** Adds every count of `from` to `into`; `from` is left as it is. */
export function addGroup(into: GroupTally, from: GroupTally): void {
  into.records += from.records;
  into.ready += from.ready;
  into.readyByWaiver += from.readyByWaiver;
  into.errors += from.errors;
  into.warnings += from.warnings;
  into.infos += from.infos;
  into.waivedFindings += from.waivedFindings;
  into.textFindings += from.textFindings;
  into.coding.correct += from.coding.correct;
  into.coding.wrong += from.coding.wrong;
  into.coding.missing += from.coding.missing;
  into.coding.suspected += from.coding.suspected;
  for (const [rule, counts] of from.rules) {
    const sum = countsOf(into, rule);
    sum.applicable += counts.applicable;
    sum.failed += counts.failed;
    sum.waived += counts.waived;
    sum.disputed += counts.disputed;
    sum.evadedApplicable += counts.evadedApplicable;
    sum.evadedFailed += counts.evadedFailed;
  }
  addMeasures(into.measures, from.measures);
}

/** The sum of some groups as one group without a name. */
export function sumOfGroups(groups: Iterable<GroupTally>): GroupTally {
  const sum = emptyGroup(null, null, null);
  for (const group of groups) addGroup(sum, group);
  return sum;
}
