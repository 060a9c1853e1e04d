import type { Score } from '../model/run.ts';
import { count, counted } from './numbers.ts';

/** Referrals and organised crime groups of a scorecard in a line each; none for files that were not given. */
export function referenceFigures({ referrals, ocgs }: Pick<Score, 'referrals' | 'ocgs'>): readonly string[] {
  const lines: string[] = [];
  if (referrals !== null) {
    const { total, withDocument, missing, late, outOfPeriod, medianLagDays } = referrals;
    const lag = medianLagDays === null ? '' : `; median from referral to document: ${counted(medianLagDays, 'day')}`;
    lines.push(
      `Referrals: ${count(total)}, with a document ${count(withDocument)} (late ${count(late)}), without ${count(missing)}, out of period ${count(outOfPeriod)}${lag}`,
    );
  }
  if (ocgs !== null) {
    const { listed, withRecentIntelligence, archivedNamed, unknownNamed } = ocgs;
    lines.push(
      `Organised crime groups: ${count(listed)} listed, with recent intelligence ${count(withRecentIntelligence)}; records that name an archived one ${count(archivedNamed)}, an unknown one ${count(unknownNamed)}`,
    );
  }
  return lines;
}
