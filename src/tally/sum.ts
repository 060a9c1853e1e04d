import type { GroupTally, PartTally, Tally } from '../model/tally.ts';
import { addCountsOf, groupOf } from './counts.ts';
import { MOST_DISTINCT } from './limits.ts';
import { addTally } from './merge.ts';
import { eachRuleCount } from './packed-counts.ts';

/** Adds up the parts of a run as they come. */
export interface TallySum {
  add(part: PartTally): void;
  /** The sum of all that was added. */
  tally(): Tally;
}

/** Numbers that each rule has: those of a part, without group and rule. */
const EACH = 4;

/**
 * A sum of nothing, that changes `sum`. While records are judged the counts of rules, most of a tally, stand in arrays a quarter as large as the
 * maps that scorecards are made of.
 * @param rules how many there are
 */
export function sumOfParts(sum: Tally, rules: number): TallySum {
  const counts = new Map<GroupTally, Uint32Array>();
  const settle = (): void => {
    for (const [group, own] of counts)
      for (let rule = 0; rule < rules; rule++) {
        const row = own.subarray(rule * EACH, (rule + 1) * EACH);
        if (row.some((count) => count > 0)) addCountsOf(group, rule, row[0]!, row[1]!, row[2]!, row[3]!);
      }
    counts.clear();
  };
  return {
    add(part) {
      const groups = [...part.groups.values()].map(({ agency, sourceSystem, unit }) => {
        const group = groupOf(sum, agency, sourceSystem, unit);
        const own = counts.get(group) ?? new Uint32Array(rules * EACH);
        counts.set(group, own);
        return own;
      });
      eachRuleCount(part.ruleCounts, (group, rule, applicable, failed, evadedApplicable, evadedFailed) => {
        const own = groups[group]!;
        const to = rule * EACH;
        own[to]! += applicable;
        own[to + 1]! += failed;
        own[to + 2]! += evadedApplicable;
        own[to + 3]! += evadedFailed;
      });
      // Where names are dropped, groups take the place of others.
      if (sum.groups.size > MOST_DISTINCT || sum.dropped.size > 0 || part.dropped.size > 0) settle();
      addTally(sum, { ...part, ruleCounts: new Uint8Array(0) });
    },
    tally() {
      settle();
      return sum;
    },
  };
}
