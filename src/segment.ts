import {
  type CompiledRules,
  collectKeys,
  countPeers,
  countValues,
  hideValues,
  type Judgement,
  makeMatcher,
  NOBODY,
  type OpenReference,
} from './check/index.ts';
import { makeGathering } from './gathering.ts';
import { writeKeys } from './key-files.ts';
import type { Suggestion } from './model/finding.ts';
import { UNKNOWN } from './model/measured.ts';
import type { Pack } from './model/pack.ts';
import type { Fault, RowSink, RowView } from './model/row.ts';
import { noteOwners } from './owners.ts';
import { asideIfLarge } from './part-sums.ts';
import { readSegment } from './read/index.ts';
import { makeForms } from './report/index.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';
import { type MakeForms, openSpool } from './spool/spool.ts';
import { makeCounters } from './tally/index.ts';
import { workbenchFor } from './workbench.ts';

/** How the findings of a job are spooled; undefined if they are to be read again only. */
export const formsOf = (pack: Pack, { forms }: SegmentJob): MakeForms | undefined => (forms === null ? undefined : makeForms(pack, forms));

/** read → normalise → check → tally over one stretch of a file. Findings go to its spool files in the defined order. */
export async function lintSegment(
  rules: CompiledRules,
  job: SegmentJob,
  references: readonly (OpenReference | undefined)[] = [],
  onBytes?: (bytes: number) => void,
): Promise<SegmentResult> {
  const { pack } = rules;
  const { survey, plan, values } = job;
  const { judge, record, moved, maker, suggesting, shift, faults, measure } = workbenchFor(rules, job);
  const keys = collectKeys(rules, new Set(judge.skipped.keys()));
  const matcher = makeMatcher(rules, references, plan.missing);
  const valueCounts = countValues(pack);
  const peers = countPeers();
  const counters = makeCounters(pack);
  const notes = job.state ? noteOwners() : undefined;
  const forms = formsOf(pack, job);
  const records = openSpool(`${job.spool}.records`, forms);
  const loose = openSpool(`${job.spool}.loose`, forms);
  const place = { file: survey.file };
  const isTable = survey.kind === 'csv' || survey.kind === 'xlsx';
  const noneReady = !plan.recognised || judge.alwaysFailed.length > 0;

  const gathering = makeGathering(pack, { counters, keys, records, loose, faults, survey, noted: job.noted, noneReady });
  let rows = 0;
  let faultCount = 0;

  /** The one value that a finding is about, if it is a code. */
  const codeOf = (field: number, items: readonly { readonly value: string }[]): string | null => {
    if (values === 'none' || !pack.fields[field]!.coded) return null;
    const { value } = record.reading(field);
    if (!Array.isArray(value)) return value === undefined ? null : String(value);
    return items.length === 1 ? items[0]!.value : null;
  };
  /** What the code should be, if one mapping in the source system would say so; no other field's value gets into counts. */
  const mapped = (suggestion: Suggestion | null, field: number): string | undefined =>
    suggestion === null ||
    suggestion.also !== undefined ||
    !pack.fields[field]!.coded ||
    suggestion.confidence === 'review' ||
    suggestion.field !== pack.fields[field]!.name
      ? undefined
      : suggestion.to;
  const judgeRecord = (view: RowView, judgement: Judgement): void => {
    const holder = maker.holder(record);
    const keyed = keys.add(record);
    valueCounts.add(record, holder.agency);
    peers.add(holder, maker.urn(record));
    const unmatched = matcher.judge(record, judgement.own);
    gathering.keyed();
    const measured = measure(record, judgement);
    const day = measured.day === UNKNOWN ? null : measured.day;
    notes?.add(holder, day);
    counters.open(holder, judgement, measured, keyed);
    if (judgement.failed.length === 0 && unmatched.length === 0) return;
    const owner = maker.owner(record);
    const strays = values === 'mask' && isTable && shift.mayBe(judgement.failed) ? shift.strays(record) : NO_FIELDS;
    // Copied, for a suggestion is tried by the same judge.
    const failed = [...judgement.failed];
    for (const check of failed) {
      const rule = pack.rules[check.rule]!;
      const items = judge.failingItems(check, record);
      const suggestion = suggesting.suggest(check, record, view, failed, items);
      const facts = judge.facts(check, record, items[0]?.value);
      const finding = maker.make(rule, check.at, record, owner, place, items, [], suggestion, facts);
      if (strays.size > 0) gathering.add(check.rule, check.at, hideValues(finding, strays), { value: null, day });
      else gathering.add(check.rule, check.at, finding, { value: codeOf(check.at, items), day, to: mapped(suggestion, check.at) });
    }
    for (const { rule, at, also, facts } of unmatched) {
      const finding = maker.make(pack.rules[rule]!, at, record, owner, place, [], also, null, facts);
      gathering.add(rule, at, finding, { value: codeOf(at, []), day });
    }
  };
  /** The column from which on a row's cells stand one column off, or -1. Its values are then not those of their fields. */
  const shiftedFrom = (view: RowView, { failed }: Judgement): number => {
    if (!isTable || !shift.mayBe(failed)) return -1;
    for (const one of moved) one.load(view);
    return shift.from(record, moved[0]!, moved[1]!);
  };

  const sink: RowSink = {
    row(view) {
      gathering.row(view.record);
      rows++;
      record.load(view);
      if (!view.ragged && plan.recognised) {
        const judgement = judge.judge(record);
        const column = shiftedFrom(view, judgement);
        if (column === -1) return judgeRecord(view, judgement);
        sink.fault({ kind: 'fault', fault: 'shifted-cells', record: view.record, line: view.line, column: column + 1, detail: {} });
      }
      const { agency } = plan.recognised ? maker.holder(record) : NOBODY;
      counters.openUnjudged({ ...NOBODY, agency }, judge.weighing);
    },
    fault(fault: Fault) {
      faultCount++;
      gathering.fault(fault);
    },
  };
  await readSegment(survey, job.segment, sink, onBytes === undefined ? {} : { onBytes });
  gathering.finish();
  records.close();
  loose.close();
  const tally = counters.tally();
  for (const [rule, message] of [...judge.crashes, ...keys.crashes, ...matcher.crashes]) tally.crashes.set(rule, message);
  for (const [rule, fields] of [...judge.skipped, ...matcher.skipped])
    tally.skips.set(rule, { reason: `no column for ${fields.map((field) => pack.fields[field]!.name).join(', ')}`, records: rows });
  return {
    sums: asideIfLarge({ tally, values: valueCounts.counts(), peers: peers.peers() }, `${job.spool}.sums`),
    keys: writeKeys(`${job.spool}.keys`, keys.segment(), notes?.owners()),
    records: rows,
    faults: faultCount,
    findings: gathering.found,
    dates: record.takeDateForms(),
    spooled: gathering.spooled,
    matches: matcher.hits(),
    noneReady,
  };
}

const NO_FIELDS: ReadonlySet<string> = new Set();
