import type { Pack } from '../model/pack.ts';
import type { RuleDebt } from '../model/scorecard.ts';
import type { GroupTally } from '../model/tally.ts';

/** Rules that all records together give reason to look at. Rules about records only; those that were skipped somewhere count by what they saw. */
export function ruleDebt(group: GroupTally, pack: Pack, out: ReadonlySet<number>): RuleDebt {
  const seen = pack.rules.flatMap(({ id, kind }, index) => {
    const counts = group.rules.get(index);
    if (counts === undefined || kind === 'file' || out.has(index) || counts.applicable < pack.minimumForRanking) return [];
    return [{ rule: id, ...counts }];
  });
  const names = ({ rule, applicable }: (typeof seen)[number]) => ({ rule, applicable });
  return {
    neverFired: seen.filter(({ failed, waived }) => failed + waived === 0).map(names),
    alwaysFired: seen.filter(({ applicable, failed, waived }) => failed + waived >= applicable).map(names),
    mostWaived: seen
      .filter(({ waived }) => waived > 0)
      .sort((a, b) => b.waived - a.waived || (a.rule < b.rule ? -1 : 1))
      .map(({ rule, waived, applicable }) => ({ rule, waived, applicable })),
    mostDisputed: seen
      .filter(({ disputed }) => disputed > 0)
      .sort((a, b) => b.disputed - a.disputed || (a.rule < b.rule ? -1 : 1))
      .map(({ rule, disputed, applicable }) => ({ rule, disputed, applicable })),
  };
}
