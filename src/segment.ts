import {
  type CompiledRules,
  collectKeys,
  countValues,
  faultFinding,
  fileRules,
  type JobHits,
  type Judge,
  makeFindings,
  makeJudge,
  makeMatcher,
  makeSuggest,
  NOBODY,
  type Owner,
  PASSED,
  type ReferenceIndex,
  type SegmentKeys,
  type ValueCounts,
  type ValueDisplay,
} from './check/index.ts';
import type { Finding } from './model/finding.ts';
import type { ColumnMap } from './model/pack.ts';
import type { Fault, RowSink } from './model/row.ts';
import type { Segment, Survey } from './model/source.ts';
import type { Tally } from './model/tally.ts';
import { type ColumnPlan, makeRecord, type SlashDates } from './normalise/index.ts';
import { readSegment } from './read/index.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { makeCounters } from './tally/index.ts';

/** All that a part of a run needs to know beside the pack; passes between threads. */
export interface SegmentJob {
  readonly survey: Survey;
  readonly segment: Segment;
  readonly plan: ColumnPlan;
  readonly map: ColumnMap | undefined;
  readonly values: ValueDisplay;
  /** Path that the names of its spool files begin with. */
  readonly spool: string;
}

/** What a part of a run came to; passes between threads. */
export interface SegmentResult {
  readonly tally: Tally;
  readonly keys: SegmentKeys;
  readonly values: readonly ValueCounts[];
  readonly records: number;
  readonly faults: number;
  /** Findings by index of the rule. */
  readonly findings: Float64Array;
  /** Dates with slashes, by index of the field. */
  readonly slashes: readonly (readonly [number, SlashDates])[];
  /** Whether findings were spooled of records (`<spool>.records`) and of lines that are no record (`<spool>.loose`). */
  readonly spooled: { readonly records: boolean; readonly loose: boolean };
  /** What its records have to do with reference files. */
  readonly matches: JobHits;
}

/** read → normalise → check → tally over one stretch of a file. Findings go to its spool files in the defined order. */
export async function lintSegment(
  rules: CompiledRules,
  job: SegmentJob,
  references: readonly (ReferenceIndex | undefined)[] = [],
  onBytes?: (bytes: number) => void,
): Promise<SegmentResult> {
  const { pack } = rules;
  const { survey, plan, values } = job;
  const judge: Judge = makeJudge(rules, plan.missing);
  const record = makeRecord(pack, plan, job.map);
  const maker = makeFindings(pack, values);
  const suggest = makeSuggest(pack);
  const faults = fileRules(pack);
  const keys = collectKeys(rules, new Set(judge.skipped.keys()));
  const matcher = makeMatcher(rules, references, plan.missing);
  const valueCounts = countValues(pack);
  const counters = makeCounters(pack);
  const found = new Float64Array(pack.rules.length);
  const records = openSpool(`${job.spool}.records`);
  const loose = openSpool(`${job.spool}.loose`);
  const spooled = { records: false, loose: false };
  const place = { file: survey.file };
  const noneReady = !plan.recognised || judge.alwaysFailed.length > 0;

  /** The record being gathered: faults about it may come before or after its row. */
  let current = 0;
  let isRow = false;
  let keyed = false;
  let gathered: Finding[] = [];
  let owner: Owner = NOBODY;
  let rows = 0;
  let faultCount = 0;

  const finish = (): void => {
    if (isRow) {
      const hasError = noneReady || gathered.some((finding) => finding.severity === 'error');
      if (hasError && keyed) keys.markFailed();
      counters.close(!hasError, gathered);
    }
    if (gathered.length > 1) gathered.sort(compareFindings);
    for (const finding of gathered) records.write(finding);
    if (gathered.length > 0) {
      spooled.records = true;
      gathered = [];
    }
    isRow = false;
    keyed = false;
  };
  const open = (number: number): void => {
    if (number === current) return;
    finish();
    current = number;
  };
  const judgeRecord = (): void => {
    const judgement = judge.judge(record);
    owner = maker.owner(record);
    for (const rule of keys.add(record)) judgement.outcomes[rule] = PASSED;
    valueCounts.add(record, owner.agency);
    const unmatched = matcher.judge(record, judgement.outcomes);
    keyed = true;
    counters.open(owner, judgement, judge.alwaysFailed);
    for (const check of judgement.failed) {
      const rule = pack.rules[check.rule]!;
      const items = judge.failingItems(check, record);
      const suggestion = suggest(check.at, record.reading(check.at).value, items);
      const facts = judge.facts(check, record, items[0]?.value);
      gathered.push(maker.make(rule, check.at, record, owner, place, items, [], suggestion, facts));
      found[check.rule]!++;
    }
    for (const { rule, at, also, facts } of unmatched) {
      gathered.push(maker.make(pack.rules[rule]!, at, record, owner, place, [], also, null, facts));
      found[rule]!++;
    }
  };

  const sink: RowSink = {
    row(view) {
      open(view.record);
      isRow = true;
      rows++;
      record.load(view);
      if (!view.ragged && plan.recognised) return judgeRecord();
      const { agency } = plan.recognised ? maker.owner(record) : NOBODY;
      counters.openUnjudged({ ...NOBODY, agency }, judge.weighing);
    },
    fault(fault: Fault) {
      faultCount++;
      const known = faults.get(fault.fault);
      if (known === undefined) return;
      const finding = faultFinding(known.rule, fault, survey.file, survey.columns);
      found[known.index]!++;
      if (fault.record === null) {
        counters.fileFinding(known.index);
        loose.write(finding);
        spooled.loose = true;
        return;
      }
      open(fault.record);
      const twin = gathered.find((other) => other.rule === finding.rule && other.at.field === finding.at.field);
      if (twin === undefined) gathered.push(finding);
      else {
        found[known.index]!--;
        addItem(twin, finding);
      }
    },
  };
  await readSegment(survey, job.segment, sink, onBytes === undefined ? {} : { onBytes });
  finish();
  records.close();
  loose.close();
  const tally = counters.tally();
  for (const [rule, message] of [...judge.crashes, ...keys.crashes, ...matcher.crashes]) tally.crashes.set(rule, message);
  for (const [rule, field] of [...judge.skipped, ...matcher.skipped])
    tally.skips.set(rule, { reason: `no column for ${pack.fields[field]!.name}`, records: rows });
  return {
    tally,
    keys: keys.segment(),
    values: valueCounts.counts(),
    records: rows,
    faults: faultCount,
    findings: found,
    slashes: [...record.slashes],
    spooled,
    matches: matcher.hits(),
  };
}

/** A second fault of the same rule at the same cell joins the first: one finding per record, rule and field. */
function addItem(twin: Finding, next: Finding): void {
  const params = twin.params as Record<string, unknown>;
  const { items: _, ...first } = twin.params;
  params.items = [...((params.items as unknown[] | undefined) ?? [first]), next.params];
}
