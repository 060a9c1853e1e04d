import type { Pack } from '../model/pack.ts';
import type { Score } from '../model/run.ts';
import type { GroupTally, ReferenceCounts, Tally } from '../model/tally.ts';

/** Which agencies, by code, null being the unknown one, a scorecard is about; undefined if it is about a part of one. */
export type Covers = ((agency: string | null) => boolean) | undefined;

/** The counts of one agency, null being the unknown one, in a reference file; made zero if they are new. */
export function referenceCountsOf(tally: Tally, name: string, agency: string | null): ReferenceCounts {
  const known = tally.references.get(name) ?? new Map<string | null, ReferenceCounts>();
  tally.references.set(name, known);
  const counts = known.get(agency) ?? { rows: 0, matched: 0, missing: 0, outOfPeriod: 0, late: 0, lags: new Map() };
  known.set(agency, counts);
  return counts;
}

/** Adds the counts of one agency to those of another, or to a sum. */
export function addReferenceCounts(into: ReferenceCounts, from: ReferenceCounts): void {
  into.rows += from.rows;
  into.matched += from.matched;
  into.missing += from.missing;
  into.outOfPeriod += from.outOfPeriod;
  into.late += from.late;
  for (const [days, count] of from.lags) into.lags.set(days, (into.lags.get(days) ?? 0) + count);
}

/** The figures that reference files give; null for a file that was not given, or a part of an agency. */
export function reconciled(tally: Tally, pack: Pack, group: GroupTally, covers: Covers): Pick<Score, 'referrals' | 'ocgs'> {
  const figures: { -readonly [K in 'referrals' | 'ocgs']: Score[K] } = { referrals: null, ocgs: null };
  for (const { name, scorecard } of pack.references ?? []) {
    const agencies = tally.references.get(name);
    if (agencies === undefined || scorecard === undefined || covers === undefined) continue;
    const sum: ReferenceCounts = { rows: 0, matched: 0, missing: 0, outOfPeriod: 0, late: 0, lags: new Map() };
    for (const [agency, counts] of agencies) if (covers(agency)) addReferenceCounts(sum, counts);
    const failed = (rule: string): number => group.rules.get(pack.rules.findIndex((one) => one.id === rule))?.failed ?? 0;
    if (scorecard.as === 'referrals')
      figures.referrals = {
        total: sum.rows,
        withDocument: sum.matched,
        missing: sum.missing,
        late: sum.late,
        outOfPeriod: sum.outOfPeriod,
        medianLagDays: median(sum.lags),
      };
    else
      figures.ocgs = {
        listed: sum.rows,
        withRecentIntelligence: sum.matched,
        archivedNamed: failed(scorecard.archived),
        unknownNamed: failed(scorecard.unknown),
      };
  }
  return figures;
}

/** The median of counted numbers, the mean of the two in the middle if there are two; null if there are none. */
function median(counts: ReadonlyMap<number, number>): number | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const ordered = [...counts].sort(([a], [b]) => a - b);
  const at = (place: number): number => {
    let before = 0;
    for (const [number, count] of ordered) {
      before += count;
      if (place < before) return number;
    }
    return 0;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}
