import type { Param, Place } from '../model/finding.ts';
import { type Assigned, assign } from './reconcile-assign.ts';
import { dayNumber, encodeDate, isLater, isoOfDay } from './reconcile-dates.ts';
import type { FromJob, MergedHits, RecordPlace } from './reconcile-hits.ts';
import type { PlannedMatch, PlannedRow, ReferencePlan } from './reconcile-plan.ts';
import type { Period } from './reconcile-records.ts';
import type { OpenReference } from './reconcile-reference.ts';
import { placeOfRow } from './reconcile-values.ts';

type Facts = Readonly<Record<string, Param>>;

/** A rule that a row fails. */
export interface RowFailure {
  readonly rule: number;
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
  /** Of a guess: the rules that apply to the record, as it showed when it was judged. */
  readonly rules?: readonly number[];
}

/** What a rule made of a row. */
export const ROW_NOT_JUDGED = 0;
export const ROW_PASSED = 1;
export const ROW_FAILED = 2;
export const ROW_OUT_OF_PERIOD = 3;

/** What the rules made of one row. */
export interface JudgedRow {
  readonly row: number;
  /** Rule → one of the outcomes above. Lent: valid until the next row. */
  readonly outcomes: ReadonlyMap<number, number>;
  readonly failures: readonly RowFailure[];
}

/** What all records and one reference file have to do with each other. */
export interface Reconciled {
  /** Rules that judge rows. */
  readonly judged: readonly number[];
  /** Judges row after row; may be asked once. */
  rows(): Generator<JudgedRow>;
  readonly lateFailures: readonly LateFailure[];
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
  reference: OpenReference,
  hits: MergedHits,
  period: Period,
  asOf: string,
  off: ReadonlySet<number>,
): Reconciled {
  const today = dayNumber(encodeDate(asOf));
  const assigned = plan.ways.map((way, at): readonly Assigned[] =>
    way.near === undefined ? [] : assign(hits, at, reference.loose[at]!, way.near.days),
  );
  const served = assigned.map((all) => new Set(all.map(({ row }) => row)));

  const judgeRow = (check: PlannedRow, row: number, first: number): { readonly outcome: number; readonly facts?: Facts } => {
    if (!reference.met(row, check.condition)) return { outcome: ROW_NOT_JUDGED };
    // A repeated row is said to be one, and counts no second time.
    if (first !== -1 && first !== row) return { outcome: ROW_NOT_JUDGED };
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
      const day = dayNumber(reference.date(row, check.period.date));
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
  const repeatJudge = ({ rule, at, key, condition }: ReferencePlan['repeats'][number]) => {
    const firstOf = reference.firstOf(key);
    return (row: number, outcomes: Map<number, number>, failures: RowFailure[]): void => {
      const first = firstOf(row);
      if (first === -1 || !reference.met(row, condition)) return void outcomes.set(rule, ROW_NOT_JUDGED);
      outcomes.set(rule, first === row ? ROW_PASSED : ROW_FAILED);
      if (first !== row) failures.push({ rule, at, also: [placeOfRow(plan, reference, first, at)], facts: {} });
    };
  };
  const rowChecks = plan.rows.filter(({ rule }) => !off.has(rule));
  const matches = plan.matches.filter(({ rule }) => !off.has(rule));
  const { failures: tardy, lags } = tooLate(plan, reference, hits, matches);
  const loosely = matches.flatMap((match) =>
    (match.byWay === undefined ? [] : match.ways.slice(match.byWay)).flatMap((way) =>
      assigned[way]!.map(({ row, candidate }): LateFailure => {
        const { column } = plan.ways[way]!.near!;
        const days = Math.abs(candidate.day - dayNumber(reference.date(row, plan.dates.indexOf(column))));
        return { ...candidate, match, row, also: [placeOfRow(plan, reference, row, column)], facts: { days } };
      }),
    ),
  );
  return {
    judged: [...rowChecks, ...plan.repeats].map(({ rule }) => rule),
    *rows() {
      const checks = rowChecks.map((check) => {
        const { key } = plan.ways[check.ways[0]!]!;
        return { check, firstOf: key === -1 ? () => -1 : reference.firstOf(key) };
      });
      const repeats = plan.repeats.map(repeatJudge);
      const outcomes = new Map<number, number>();
      for (let row = 0; row < reference.rows; row++) {
        const failures: RowFailure[] = [];
        for (const { check, firstOf } of checks) {
          const { outcome, facts = {} } = judgeRow(check, row, firstOf(row));
          outcomes.set(check.rule, outcome);
          if (outcome === ROW_FAILED) failures.push({ rule: check.rule, at: check.at, also: [], facts });
        }
        for (const judge of repeats) judge(row, outcomes, failures);
        yield { row, outcomes, failures };
      }
    },
    lateFailures: [...tardy, ...loosely],
    lags,
  };
}

/** Compares the earliest record of each row with it. */
function tooLate(plan: ReferencePlan, reference: OpenReference, hits: MergedHits, matches: readonly PlannedMatch[]) {
  const failures: LateFailure[] = [];
  const lags = new Map<number, Map<number, { days: number; late: boolean }>>();
  for (const match of matches) {
    const [relation] = match.agrees;
    if (match.tracker === -1 || relation === undefined) continue;
    const own = new Map<number, { days: number; late: boolean }>();
    lags.set(match.rule, own);
    for (const [row, hit] of hits.trackers[match.tracker]!) {
      const other = reference.date(row, plan.dates.indexOf(relation.column));
      const days = dayNumber(hit.date) - dayNumber(other);
      const late = isLater(hit.date, other, relation.days);
      own.set(row, { days, late });
      if (!late) continue;
      const also = [placeOfRow(plan, reference, row, relation.column)];
      failures.push({ ...hit, match, row, also, facts: { days, limit: relation.days, other: isoOfDay(dayNumber(other)) } });
    }
  }
  return { failures, lags };
}
