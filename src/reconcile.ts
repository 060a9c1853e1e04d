import {
  addHits,
  type CompiledRules,
  type JobHits,
  type JudgedRow,
  judgeRows,
  type LateFailure,
  type MergedHits,
  NO_PERIOD,
  noHits,
  type OpenReference,
  type Period,
  type Reconciled,
  type ReferencePlan,
  ROW_FAILED,
  ROW_NOT_JUDGED,
  ROW_OUT_OF_PERIOD,
  ROW_PASSED,
  type ValueDisplay,
} from './check/index.ts';
import type { Tally } from './model/tally.ts';
import { spoolRecords, spoolRows } from './reconcile-findings.ts';
import { type LoadedReference, withReferences } from './references.ts';
import type { SegmentJob } from './segment.ts';
import { referenceCountsOf } from './tally/index.ts';

/** Matches of all jobs together, whatever the order in which they come. */
export interface GatheredMatches {
  /** Adds those of a job, by its index. */
  add(job: number, matches: JobHits): void;
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly hits: readonly (MergedHits | undefined)[];
  period(): Period;
}

/** Matches of no job. */
export function gatherMatches({ references: plans }: CompiledRules, references: readonly (LoadedReference | undefined)[]): GatheredMatches {
  const hits = plans.map((plan, number) => (references[number] === undefined ? undefined : noHits(plan.trackers)));
  let { first, last } = NO_PERIOD;
  return {
    hits,
    period: () => ({ first, last }),
    add(job, matches) {
      first = Math.min(first, matches.period.first);
      last = Math.max(last, matches.period.last);
      for (const [number, own] of matches.references.entries()) if (own !== undefined) addHits(hits[number]!, own, job);
    },
  };
}

/** What all records and all reference files have to do with each other. */
export interface WholeRun {
  readonly rules: CompiledRules;
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly references: readonly (LoadedReference | undefined)[];
  readonly matches: GatheredMatches;
  readonly jobs: readonly SegmentJob[];
  readonly values: ValueDisplay;
  readonly asOf: string;
  /** False if not every record could be read: then what no record has can't be told. */
  readonly complete: boolean;
  readonly workFolder: string;
}

/** Which findings were spooled: of jobs (`<spool>.matched`), and by reference file (`<workFolder>/reference-<n>`). */
export interface SpooledMatches {
  readonly jobs: ReadonlySet<SegmentJob>;
  readonly references: readonly { readonly path: string; readonly exists: boolean }[];
}

/** Judges what only shows when all records are known: rows without a record, late documents, guesses. Spools the findings and corrects the tally. */
export function reconcile(run: WholeRun, tally: Tally, found: Float64Array): Promise<SpooledMatches> {
  const indexes = run.references.map((one) => one?.index);
  return withReferences(run.rules, indexes, (opened) => reconcileWith(opened, run, tally, found));
}

async function reconcileWith(
  opened: readonly (OpenReference | undefined)[],
  run: WholeRun,
  tally: Tally,
  found: Float64Array,
): Promise<SpooledMatches> {
  const { rules, references, matches, asOf } = run;
  const late: LateFailure[] = [];
  const spooled: { path: string; exists: boolean }[] = [];
  for (const [number, plan] of rules.references.entries()) {
    const loaded = references[number];
    const path = `${run.workFolder}/reference-${number}`;
    const off = new Set(skipRules(run, plan, loaded, tally));
    const [merged, reference] = [matches.hits[number], opened[number]];
    if (loaded === undefined || merged === undefined || reference === undefined) {
      spooled.push({ path, exists: false });
      continue;
    }
    const judged = judgeRows(plan, reference, merged, matches.period(), asOf, off);
    for (const failure of judged.lateFailures) late.push(failure);
    const rows = counted(plan, loaded, reference, judged, tally, found);
    spooled.push({ path, exists: await spoolRows(plan, loaded, reference, rows, run.values, path) });
  }
  return { jobs: await spoolRecords(run, late, tally, found), references: spooled };
}

/** Notes in the tally which rules can't be judged, and why. */
function skipRules(
  { complete, jobs }: WholeRun,
  plan: ReferencePlan,
  loaded: LoadedReference | undefined,
  tally: Tally,
): readonly number[] {
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  const { matches, rows, repeats, reference } = plan;
  const all = [...matches, ...rows, ...repeats].map(({ rule }) => rule);
  if (loaded === undefined) {
    for (const rule of all) tally.skips.set(rule, { reason: `--${reference.name} was not given`, records });
    return all;
  }
  const off = all.filter((rule) => tally.crashes.has(rule));
  for (const { rule } of rows) {
    const skip = tally.skips.get(rule);
    if (!complete) tally.skips.set(rule, { reason: 'not every record could be read', records });
    if (!complete || (skip !== undefined && jobs.length > 0 && skip.records >= records)) off.push(rule);
  }
  return off;
}

/** The rows as they are judged. Counts them by rule, and by agency for scorecards. */
function* counted(
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
