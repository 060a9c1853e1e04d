import {
  type JudgedRow,
  type OpenReference,
  type Reconciled,
  type ReferencePlan,
  ROW_FAILED,
  ROW_NOT_JUDGED,
  ROW_OUT_OF_PERIOD,
  ROW_PASSED,
} from './check/index.ts';
import type { Tally } from './model/tally.ts';
import type { LoadedReference } from './references.ts';
import { referenceCountsOf } from './tally/index.ts';

/** What is known of the records that reference files are compared with. */
export interface Judged {
  /** False if not every record could be read: then what no record has can't be told. */
  readonly complete: boolean;
  /** True if there was nothing to read. */
  readonly isEmpty: boolean;
}

/** Notes in the tally which rules can't be judged, and why; gives their indexes. */
export function skipRules(
  { complete, isEmpty }: Judged,
  plan: ReferencePlan,
  loaded: LoadedReference | undefined,
  tally: Tally,
): ReadonlySet<number> {
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  const { matches, rows, repeats, reference } = plan;
  const all = [...matches, ...rows, ...repeats].map(({ rule }) => rule);
  if (loaded === undefined) {
    for (const rule of all) tally.skips.set(rule, { reason: `--${reference.name} was not given`, records });
    return new Set(all);
  }
  const off = all.filter((rule) => tally.crashes.has(rule));
  for (const { rule } of rows) {
    const skip = tally.skips.get(rule);
    if (!complete) tally.skips.set(rule, { reason: 'not every record could be read', records });
    if (!complete || (skip !== undefined && !isEmpty && skip.records >= records)) off.push(rule);
  }
  return new Set(off);
}

/** The rows as they are judged. Counts them by rule, and by agency for scorecards. */
export function* countedRows(
  plan: ReferencePlan,
  { name }: LoadedReference,
  reference: OpenReference,
  judged: Reconciled,
  tally: Tally,
  found: Float64Array,
): Generator<JudgedRow> {
  const counts = judged.judged.map((rule) => {
    const count = { applicable: 0, failed: 0, waived: 0 };
    tally.rows.set(rule, count);
    return { rule, count };
  });
  const { scorecard } = plan.reference;
  const { rules } = plan.view;
  const indexOf = (id: string): number => rules.findIndex((rule) => rule.id === id);
  const missing = scorecard === undefined ? -1 : indexOf(scorecard.missing);
  if (judged.judged.includes(missing)) tally.references.set(name, new Map());
  const lags = scorecard?.as === 'referrals' ? judged.lags.get(indexOf(scorecard.late)) : undefined;
  for (const judgedRow of judged.rows()) {
    const { row, outcomes } = judgedRow;
    for (const { rule, count } of counts) {
      const outcome = outcomes.get(rule);
      if (outcome !== ROW_PASSED && outcome !== ROW_FAILED) continue;
      count.applicable++;
      if (outcome === ROW_PASSED) continue;
      count.failed++;
      found[rule]!++;
    }
    const outcome = outcomes.get(missing) ?? ROW_NOT_JUDGED;
    if (outcome !== ROW_NOT_JUDGED) {
      const agency = plan.agency === -1 ? undefined : reference.text(row, plan.agency);
      const own = referenceCountsOf(tally, name, agency ?? null);
      own.rows++;
      if (outcome === ROW_PASSED) own.matched++;
      else if (outcome === ROW_FAILED) own.missing++;
      else if (outcome === ROW_OUT_OF_PERIOD) own.outOfPeriod++;
      const lag = lags?.get(row);
      if (lag?.late) own.late++;
      const days = lag && Math.max(0, lag.days);
      if (days !== undefined) own.lags.set(days, (own.lags.get(days) ?? 0) + 1);
    }
    yield judgedRow;
  }
}
