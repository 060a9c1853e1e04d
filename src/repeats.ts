import { setImmediate as turn } from 'node:timers/promises';
import { asideIn } from './aside.ts';
import { type CompiledRules, type FindingMaker, isKeyed, type KeyedRule, makeFindings, repeatsOf } from './check/index.ts';
import { keyPartsOf, spotsOf } from './key-files.ts';
import { countLate, dayOf } from './late.ts';
import type { Finding, Place } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { RowView } from './model/row.ts';
import type { Tally } from './model/tally.ts';
import { type LoadableRecord, makeRecord } from './normalise/index.ts';
import { readWanted } from './read/index.ts';
import { type Repeated, repeatsByPart } from './repeats-by-part.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { groupOf } from './tally/index.ts';
import { formsOf } from './workbench.ts';

/** The index of the field that findings of a rule stand at. */
const placeOf = (pack: Pack, rule: KeyedRule): number => {
  const name = rule.at[0] ?? rule.fields[0];
  return pack.fields.findIndex((field) => field.name === name);
};

/**
 * What only shows when all parts of a run are known: records that an earlier one is like, by its keys.
 * Reads those records again, spools a finding for each (`<spool>.late`), and corrects the tally.
 *
 * @param workFolder an existing private folder: what is too much to be held is put aside there
 * @returns by job, whether it has such findings
 */
export async function findRepeats(
  { pack }: CompiledRules,
  jobs: readonly SegmentJob[],
  results: readonly SegmentResult[],
  tally: Tally,
  found: Float64Array,
  workFolder: string,
): Promise<readonly boolean[]> {
  const files = results.map((result) => result.keys);
  const parts = keyPartsOf(files);
  const aside = asideIn(workFolder);
  const finders: Awaited<ReturnType<typeof repeatsByPart>>[] = [];
  for (const [index, rule] of pack.rules.entries()) {
    if (!isKeyed(rule) || tally.crashes.has(index)) continue;
    finders.push(await repeatsByPart(index, repeatsOf(rule, index, parts, aside), files, aside));
    await turn();
  }
  let last: { readonly input: number; readonly record: LoadableRecord; readonly maker: FindingMaker } | undefined;
  const readerOf = ({ input, plan, map, values }: SegmentJob) => {
    if (last?.input !== input) last = { input, record: makeRecord(pack, plan, map), maker: makeFindings(pack, values) };
    return last;
  };
  const late: boolean[] = [];
  for (const [part, job] of jobs.entries()) {
    /** By position in the part. */
    const repeated = new Map<number, Repeated[]>();
    for (const finder of finders)
      for (const one of finder.of(part)) {
        const known = repeated.get(one.at);
        if (known === undefined) repeated.set(one.at, [one]);
        else known.push(one);
      }
    late.push(repeated.size > 0);
    if (repeated.size === 0) continue;
    const spots = spotsOf(files[part]!);
    const { record, maker } = readerOf(job);
    const spool = openSpool(`${job.spool}.late`, formsOf(pack, job));
    const positions = [...repeated.keys()].sort((a, b) => a - b);
    const wanted = positions.map((at) => ({
      record: spots.records[at]!,
      line: spots.lines[at]!,
      start: spots.starts[at]!,
      end: spots.starts[at]! + spots.lengths[at]!,
    }));
    let read = 0;
    const row = (view: RowView): void => {
      const position = positions[read++]!;
      record.load(view);
      const owner = maker.owner(record);
      const group = groupOf(tally, owner.agency, owner.source_system, owner.unit);
      const findings: Finding[] = [];
      let hasError = false;
      for (const { rule: index, firstPart, firstRecord, firstLine } of repeated.get(position)!) {
        const rule = pack.rules[index] as KeyedRule;
        const at = placeOf(pack, rule);
        const also: Place = {
          file: jobs[firstPart]!.survey.file,
          line: firstLine,
          record: firstRecord,
          field: pack.fields[at]!.name,
        };
        const made = maker.make(rule, at, record, owner, { file: job.survey.file }, [], [also], null);
        const cause = countLate(tally, pack, index, at, dayOf(pack, record), owner);
        findings.push(job.noted.includes(rule.id) ? { ...made, cause } : made);
        found[index]!++;
        hasError ||= rule.severity === 'error';
      }
      if (hasError && spots.failed[position] === 0) group.ready--;
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
    };
    await readWanted(job.survey, wanted, { row, fault: () => undefined });
    spool.close();
  }
  for (const finder of finders) finder.close();
  return late;
}
