import {
  type CompiledRules,
  type FindingMaker,
  type JudgedRow,
  type LateFailure,
  makeFindings,
  type OpenReference,
  type ReferencePlan,
  type ValueDisplay,
} from './check/index.ts';
import { countLate, dayOf } from './late.ts';
import type { Finding } from './model/finding.ts';
import type { RowView } from './model/row.ts';
import type { Tally } from './model/tally.ts';
import { makeRecord } from './normalise/index.ts';
import { readWanted, type WantedRow } from './read/index.ts';
import type { LoadedReference } from './references.ts';
import type { SegmentJob } from './segment-job.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { formsOf } from './workbench.ts';

/**
 * Reads again the rows that fail a rule, and spools a finding for each to `path`, in the order of the file.
 * @param rows all rows of the file
 * @returns whether there are any findings
 */
export async function spoolRows(
  plan: ReferencePlan,
  { plan: columns, survey }: LoadedReference,
  reference: OpenReference,
  rows: Iterable<JudgedRow>,
  values: ValueDisplay,
  path: string,
): Promise<boolean> {
  const { view } = plan;
  let current: JudgedRow | undefined;
  function* failing(): Generator<WantedRow> {
    for (const one of rows) {
      const { row, failures } = one;
      if (failures.length === 0) continue;
      current = one;
      yield { record: row + 1, line: reference.line(row), start: reference.start(row), end: reference.end(row) };
    }
  }
  const wanted = failing();
  const first = wanted.next();
  if (first.done) return false;
  const record = makeRecord(view, columns, undefined);
  const maker = makeFindings(view, values);
  const spool = openSpool(path);
  const row = (rowView: RowView): void => {
    record.load(rowView);
    const owner = maker.owner(record);
    const findings = current!.failures.map(({ rule, at, also, facts }) =>
      maker.make(view.rules[rule]!, at, record, owner, { file: survey.file }, [], also, null, facts),
    );
    for (const finding of findings.sort(compareFindings)) spool.write(finding);
  };
  await readWanted(survey, firstThen(first.value, wanted), { row, fault: () => undefined });
  spool.close();
  return true;
}

function* firstThen<T>(first: T, rest: Iterable<T>): Generator<T> {
  yield first;
  yield* rest;
}

/** What records are read again with. */
export interface Rereading {
  readonly rules: CompiledRules;
  readonly jobs: readonly SegmentJob[];
  readonly values: ValueDisplay;
}

/**
 * Reads again the records that fail a rule, job by job, and spools a finding for each (`<spool>.matched`). Corrects the tally.
 * @returns the jobs that have such findings
 */
export async function spoolRecords(
  run: Rereading,
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
  { rules }: Rereading,
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
  const spool = openSpool(`${job.spool}.matched`, formsOf(pack, job));
  let next = 0;
  let read = 0;
  let any = false;
  await readWanted(job.survey, wanted, {
    row(view) {
      const { start } = wanted[read++]!;
      record.load(view);
      rules.look(record);
      const owner = maker.owner(record);
      const findings: Finding[] = [];
      for (; ordered[next]?.start === start; next++) {
        const { match, also, facts } = ordered[next]!;
        if (!rules.holds(match.when)) continue;
        const rule = pack.rules[match.rule]!;
        const made = maker.make(rule, match.at, record, owner, { file: job.survey.file }, [], also, null, facts);
        const cause = countLate(tally, pack, match.rule, match.at, dayOf(pack, record), owner);
        findings.push(job.noted.includes(rule.id) ? { ...made, cause } : made);
        found[match.rule]!++;
      }
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
      any ||= findings.length > 0;
    },
    fault: () => undefined,
  });
  spool.close();
  return any;
}
