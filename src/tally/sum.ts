import type { GroupTally, PartTally, Tally } from '../model/tally.ts';
import { addRuleCounts, groupOf } from './counts.ts';
import { MOST_DISTINCT } from './limits.ts';
import { addTally } from './merge.ts';

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
        if (row.some((count) => count > 0)) addRuleCounts([group], Uint32Array.of(0, rule, ...row));
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
      const { ruleCounts } = part;
      for (let at = 0; at < ruleCounts.length; at += 2 + EACH) {
        const own = groups[ruleCounts[at]!]!;
        const to = ruleCounts[at + 1]! * EACH;
        for (let n = 0; n < EACH; n++) own[to + n]! += ruleCounts[at + 2 + n]!;
      }
      // Where names are dropped, groups take the place of others.
      if (sum.groups.size > MOST_DISTINCT || sum.dropped.size > 0 || part.dropped.size > 0) settle();
      addTally(sum, { ...part, ruleCounts: new Uint32Array(0) });
    },
    tally() {
      settle();
      return sum;
    },
  };
}
