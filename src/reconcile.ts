import {
  addHits,
  type CompiledRules,
  type JobHits,
  judgeRows,
  type LateFailure,
  type MergedHits,
  NO_PERIOD,
  noHits,
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
import type { LoadedReference } from './references.ts';
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
export async function reconcile(run: WholeRun, tally: Tally, found: Float64Array): Promise<SpooledMatches> {
  const { rules, references, matches, asOf } = run;
  const late: LateFailure[] = [];
  const spooled: { path: string; exists: boolean }[] = [];
  for (const [number, plan] of rules.references.entries()) {
    const loaded = references[number];
    const path = `${run.workFolder}/reference-${number}`;
    const off = new Set(skipRules(run, plan, loaded, tally));
    const merged = matches.hits[number];
    if (loaded === undefined || merged === undefined) {
      spooled.push({ path, exists: false });
      continue;
    }
    const judged = judgeRows(plan, loaded.index, merged, matches.period(), asOf, off);
    late.push(...judged.lateFailures);
    count(plan, loaded, judged, tally, found);
    await spoolRows(plan, loaded, judged, run.values, path);
    spooled.push({ path, exists: judged.rowFailures.length > 0 });
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

/** Counts rows by rule, and by agency for scorecards. */
function count(plan: ReferencePlan, { index, name }: LoadedReference, judged: Reconciled, tally: Tally, found: Float64Array): void {
  for (const [rule, outcomes] of judged.outcomes) {
    const applicable = outcomes.filter((outcome) => outcome === ROW_PASSED || outcome === ROW_FAILED).length;
    const failed = outcomes.filter((outcome) => outcome === ROW_FAILED).length;
    tally.rows.set(rule, { applicable, failed, waived: 0 });
    found[rule]! += failed;
  }
  const { scorecard } = plan.reference;
  if (scorecard === undefined) return;
  const { rules } = plan.view;
  const outcomes = judged.outcomes.get(rules.findIndex((rule) => rule.id === scorecard.missing));
  if (outcomes === undefined) return;
  tally.references.set(name, new Map());
  const lags = scorecard.as === 'referrals' ? judged.lags.get(rules.findIndex((rule) => rule.id === scorecard.late)) : undefined;
  for (const [row, outcome] of outcomes.entries()) {
    if (outcome === ROW_NOT_JUDGED) continue;
    const agency = plan.agency === -1 ? undefined : index.words[index.texts[plan.agency]![row]!];
    const counts = referenceCountsOf(tally, name, agency ?? null);
    counts.rows++;
    if (outcome === ROW_PASSED) counts.matched++;
    else if (outcome === ROW_FAILED) counts.missing++;
    else if (outcome === ROW_OUT_OF_PERIOD) counts.outOfPeriod++;
    const lag = lags?.get(row);
    if (lag === undefined) continue;
    if (lag.late) counts.late++;
    const days = Math.max(0, lag.days);
    counts.lags.set(days, (counts.lags.get(days) ?? 0) + 1);
  }
}
