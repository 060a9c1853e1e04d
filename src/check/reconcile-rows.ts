import type { Param, Place } from '../model/finding.ts';
import { type Assigned, assign } from './reconcile-assign.ts';
import { dayNumber, encodeDate, isLater, isoOfDay } from './reconcile-dates.ts';
import type { FromJob, MergedHits, RecordPlace } from './reconcile-hits.ts';
import type { ReferenceIndex } from './reconcile-index.ts';
import type { PlannedMatch, PlannedRow, ReferencePlan } from './reconcile-plan.ts';
import type { Period } from './reconcile-records.ts';
import { placeOfRow } from './reconcile-values.ts';

type Facts = Readonly<Record<string, Param>>;

/** A rule that a row fails. */
export interface RowFailure {
  readonly rule: number;
  readonly row: number;
  /** Index of the column. */
  readonly at: number;
  readonly also: readonly Place[];
  readonly facts: Facts;
}

/** A rule that a record fails, known only when all records are. */
export interface LateFailure extends RecordPlace, FromJob {
  /** The rule's plan: its `when` is asked once more of the record, found again. */
  readonly match: PlannedMatch;
  readonly row: number;
  readonly also: readonly Place[];
  readonly facts: Facts;
}

/** What a rule made of the rows. */
export const ROW_NOT_JUDGED = 0;
export const ROW_PASSED = 1;
export const ROW_FAILED = 2;
export const ROW_OUT_OF_PERIOD = 3;

/** What all records and one reference file have to do with each other. */
export interface Reconciled {
  readonly rowFailures: readonly RowFailure[];
  readonly lateFailures: readonly LateFailure[];
  /** Rule → by row, one of the outcomes above. */
  readonly outcomes: ReadonlyMap<number, Uint8Array>;
  /** Rule that judges the earliest record of a row → row → days from the row's date to it, and whether that is too late. */
  readonly lags: ReadonlyMap<number, ReadonlyMap<number, { readonly days: number; readonly late: boolean }>>;
}

/**
 * Judges the rows of a reference file, and the records that could not be judged before all were read.
 *
 * @param asOf ISO day
 * @param off rules that can't be judged
 */
export function judgeRows(
  plan: ReferencePlan,
  index: ReferenceIndex,
  hits: MergedHits,
  period: Period,
  asOf: string,
  off: ReadonlySet<number>,
): Reconciled {
  const today = dayNumber(encodeDate(asOf));
  const assigned = plan.ways.map((way, at): readonly Assigned[] =>
    way.near === undefined ? [] : assign(hits, at, index.loose[at]!, way.near.days),
  );
  const served = assigned.map((all) => new Set(all.map(({ row }) => row)));
  const outcomes = new Map<number, Uint8Array>();
  const rowFailures: RowFailure[] = [];

  const judgeRow = (check: PlannedRow, row: number): { readonly outcome: number; readonly facts?: Facts } => {
    if (index.met[check.condition]![row] === 0) return { outcome: ROW_NOT_JUDGED };
    // A repeated row is said to be one, and counts no second time.
    const table = index.tables[plan.ways[check.ways[0]!]!.key];
    if (table !== undefined && table.firstOf[row] !== -1 && table.firstOf[row] !== row) return { outcome: ROW_NOT_JUDGED };
    const own = check.ways.flatMap((way) => hits.trackers[way]!.get(row) ?? []);
    const lastDay = Math.max(...own.map((hit) => hit.lastDay), Number.NEGATIVE_INFINITY);
    const limit = check.withinDays;
    if (own.length > 0 && limit === undefined) return { outcome: ROW_PASSED };
    if (own.length > 0 && limit !== undefined) {
      if (lastDay === Number.NEGATIVE_INFINITY) return { outcome: ROW_NOT_JUDGED };
      if (today - lastDay <= limit) return { outcome: ROW_PASSED };
    }
    if (check.ways.some((way) => served[way]!.has(row))) return { outcome: ROW_PASSED };
    const facts: Record<string, Param> = {};
    if (check.period !== undefined) {
      const day = dayNumber(index.dates[check.period.date]![row]!);
      const to = period.last - check.period.graceDays;
      if (!(day >= period.first && day <= to)) return { outcome: ROW_OUT_OF_PERIOD };
      Object.assign(facts, { from: isoOfDay(period.first), to: isoOfDay(to) });
    }
    if (limit !== undefined) {
      const dated = lastDay !== Number.NEGATIVE_INFINITY;
      Object.assign(facts, { limit, last: dated ? isoOfDay(lastDay) : null, days: dated ? today - lastDay : null });
    }
    return { outcome: ROW_FAILED, facts };
  };

  for (const check of plan.rows) {
    if (off.has(check.rule)) continue;
    const own = new Uint8Array(index.rows);
    for (let row = 0; row < index.rows; row++) {
      const { outcome, facts = {} } = judgeRow(check, row);
      own[row] = outcome;
      if (outcome === ROW_FAILED) rowFailures.push({ rule: check.rule, row, at: check.at, also: [], facts });
    }
    outcomes.set(check.rule, own);
  }
  for (const check of plan.repeats) {
    const { firstOf } = index.tables[check.key]!;
    const own = new Uint8Array(index.rows);
    for (let row = 0; row < index.rows; row++) {
      if (firstOf[row] === -1 || index.met[check.condition]![row] === 0) continue;
      own[row] = firstOf[row] === row ? ROW_PASSED : ROW_FAILED;
      if (firstOf[row] !== row)
        rowFailures.push({ rule: check.rule, row, at: check.at, also: [placeOfRow(plan, index, firstOf[row]!, check.at)], facts: {} });
    }
    outcomes.set(check.rule, own);
  }
  const matches = plan.matches.filter(({ rule }) => !off.has(rule));
  const { failures, lags } = tooLate(plan, index, hits, matches);
  const loosely = matches.flatMap((match) =>
    (match.byWay === undefined ? [] : match.ways.slice(match.byWay)).flatMap((way) =>
      assigned[way]!.map(({ row, candidate }): LateFailure => {
        const { column } = plan.ways[way]!.near!;
        const days = Math.abs(candidate.day - dayNumber(index.dates[plan.dates.indexOf(column)]![row]!));
        return { ...candidate, match, row, also: [placeOfRow(plan, index, row, column)], facts: { days } };
      }),
    ),
  );
  return { rowFailures, lateFailures: [...failures, ...loosely], outcomes, lags };
}

/** Compares the earliest record of each row with it. */
function tooLate(plan: ReferencePlan, index: ReferenceIndex, hits: MergedHits, matches: readonly PlannedMatch[]) {
  const failures: LateFailure[] = [];
  const lags = new Map<number, Map<number, { days: number; late: boolean }>>();
  for (const match of matches) {
    const [relation] = match.agrees;
    if (match.tracker === -1 || relation === undefined) continue;
    const own = new Map<number, { days: number; late: boolean }>();
    lags.set(match.rule, own);
    for (const [row, hit] of hits.trackers[match.tracker]!) {
      const other = index.dates[plan.dates.indexOf(relation.column)]![row]!;
      const days = dayNumber(hit.date) - dayNumber(other);
      const late = isLater(hit.date, other, relation.days);
      own.set(row, { days, late });
      if (!late) continue;
      const also = [placeOfRow(plan, index, row, relation.column)];
      failures.push({ ...hit, match, row, also, facts: { days, limit: relation.days, other: isoOfDay(dayNumber(other)) } });
    }
  }
  return { failures, lags };
}
