import {
  addHits,
  type CompiledRules,
  type FindingMaker,
  type JobHits,
  judgeRows,
  type LateFailure,
  type MergedHits,
  makeFindings,
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
import type { Finding } from './model/finding.ts';
import type { Tally } from './model/tally.ts';
import { makeRecord } from './normalise/index.ts';
import { readWanted } from './read/index.ts';
import type { LoadedReference } from './references.ts';
import type { SegmentJob } from './segment.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { countsOf, groupOf, referenceCountsOf } from './tally/index.ts';

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
    await spoolRows(run, plan, loaded, judged, path);
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
    tally.rows.set(rule, { applicable, failed });
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

/** Reads again the rows that fail a rule, and spools a finding for each, in the order of the file. */
async function spoolRows(
  { values }: WholeRun,
  plan: ReferencePlan,
  loaded: LoadedReference,
  { rowFailures }: Reconciled,
  path: string,
): Promise<void> {
  if (rowFailures.length === 0) return;
  const { view } = plan;
  const { index, starts, ends, survey } = loaded;
  const failures = [...rowFailures].sort((a, b) => a.row - b.row);
  const rows = [...new Set(failures.map(({ row }) => row))];
  const wanted = rows.map((row) => ({ record: row + 1, line: index.lines[row]!, start: starts[row]!, end: ends[row]! }));
  const record = makeRecord(view, loaded.plan, undefined);
  const maker = makeFindings(view, values);
  const spool = openSpool(path);
  let next = 0;
  let read = 0;
  await readWanted(survey, wanted, {
    row(rowView) {
      const row = rows[read++]!;
      record.load(rowView);
      const owner = maker.owner(record);
      const findings: Finding[] = [];
      for (; failures[next]?.row === row; next++) {
        const { rule, at, also, facts } = failures[next]!;
        findings.push(maker.make(view.rules[rule]!, at, record, owner, { file: survey.file }, [], also, null, facts));
      }
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
    },
    fault: () => undefined,
  });
  spool.close();
}

/** Reads again the records that fail a rule, job by job, and spools a finding for each. */
async function spoolRecords(
  run: WholeRun,
  late: readonly LateFailure[],
  tally: Tally,
  found: Float64Array,
): Promise<ReadonlySet<SegmentJob>> {
  const byJob = new Map<number, LateFailure[]>();
  for (const failure of late) {
    const known = byJob.get(failure.job);
    if (known === undefined) byJob.set(failure.job, [failure]);
    else known.push(failure);
  }
  const maker = makeFindings(run.rules.pack, run.values);
  const spooled = new Set<SegmentJob>();
  for (const [number, job] of run.jobs.entries())
    if (await spoolJob(run, job, byJob.get(number) ?? [], maker, tally, found)) spooled.add(job);
  return spooled;
}

async function spoolJob(
  { rules }: WholeRun,
  job: SegmentJob,
  failures: readonly LateFailure[],
  maker: FindingMaker,
  tally: Tally,
  found: Float64Array,
): Promise<boolean> {
  if (failures.length === 0) return false;
  const { pack } = rules;
  const ordered = [...failures].sort((a, b) => a.start - b.start || a.match.rule - b.match.rule);
  const wanted = ordered.filter((one, at) => at === 0 || ordered[at - 1]!.start !== one.start);
  const record = makeRecord(pack, job.plan, job.map);
  const spool = openSpool(`${job.spool}.matched`);
  let next = 0;
  let read = 0;
  let any = false;
  await readWanted(job.survey, wanted, {
    row(view) {
      const { start } = wanted[read++]!;
      record.load(view);
      rules.look(record);
      const owner = maker.owner(record);
      const group = groupOf(tally, owner.agency, owner.source_system, owner.unit);
      const findings: Finding[] = [];
      for (; ordered[next]?.start === start; next++) {
        const { match, also, facts } = ordered[next]!;
        if (!rules.holds(match.when)) continue;
        const rule = pack.rules[match.rule]!;
        findings.push(maker.make(rule, match.at, record, owner, { file: job.survey.file }, [], also, null, facts));
        found[match.rule]!++;
        countsOf(group, match.rule).failed++;
        if (rule.severity === 'warning') group.warnings++;
        else group.infos++;
        if (rule.basis !== 'record') group.textFindings++;
      }
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
      any ||= findings.length > 0;
    },
    fault: () => undefined,
  });
  spool.close();
  return any;
}
