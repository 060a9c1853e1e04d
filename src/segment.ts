import { type CompiledRules, makeMatcher, type OpenReference } from './check/index.ts';
import { writeKeys } from './key-files.ts';
import { noteOwners } from './owners.ts';
import { asideIfLarge } from './part-sums.ts';
import { readSegment } from './read/index.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';
import { workbenchFor } from './workbench.ts';

/** read → normalise → check → tally over one stretch of a file. Findings go to its spool files in the defined order. */
export async function lintSegment(
  rules: CompiledRules,
  job: SegmentJob,
  references: readonly (OpenReference | undefined)[] = [],
  onBytes?: (bytes: number) => void,
): Promise<SegmentResult> {
  const { survey, plan } = job;
  const { judge, record, keys, valueCounts, peers, counters, gathering, records, loose, sink } = workbenchFor(rules, job);
  const matcher = makeMatcher(rules, references, plan.missing);
  const notes = job.state ? noteOwners() : undefined;
  const noneReady = !plan.recognised || judge.alwaysFailed.length > 0;
  for (const counter of [keys, valueCounts, peers, counters]) counter.begin();
  // Of a part that could not be read to its end.
  record.takeDateForms();
  records.begin(`${job.spool}.records`);
  loose.begin(`${job.spool}.loose`);
  gathering.begin({ survey, noneReady });
  sink.begin({ survey, isRecognised: plan.recognised, matcher, notes });
  await readSegment(survey, job.segment, sink, onBytes === undefined ? {} : { onBytes });
  gathering.finish();
  records.close();
  loose.close();
  const { records: rows, faults } = sink.counted();
  const { found, spooled } = gathering.gathered();
  const tally = counters.tally();
  for (const [rule, message] of [...judge.crashes, ...keys.crashes, ...matcher.crashes]) tally.crashes.set(rule, message);
  for (const [rule, fields] of [...judge.skipped, ...matcher.skipped])
    tally.skips.set(rule, { reason: `no column for ${fields.map((field) => rules.pack.fields[field]!.name).join(', ')}`, records: rows });
  return {
    sums: asideIfLarge({ tally, values: valueCounts.counts(), peers: peers.peers() }, `${job.spool}.sums`),
    keys: writeKeys(`${job.spool}.keys`, keys.segment(), notes?.owners()),
    records: rows,
    faults,
    findings: found,
    dates: record.takeDateForms(),
    spooled,
    matches: matcher.hits(),
    noneReady,
  };
}
