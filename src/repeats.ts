import { type CompiledRules, type Keys, makeFindings, type Repeat, repeats, uniqueAt } from './check/index.ts';
import type { Finding, Place } from './model/finding.ts';
import type { UniqueRule } from './model/pack.ts';
import type { RowView } from './model/row.ts';
import type { Tally } from './model/tally.ts';
import { makeRecord } from './normalise/index.ts';
import { readWanted } from './read/index.ts';
import type { SegmentJob, SegmentResult } from './segment.ts';
import { compareFindings, openSpool } from './spool/spool.ts';
import { countsOf, groupOf } from './tally/index.ts';

interface Found extends Repeat {
  readonly rule: number;
  readonly keys: readonly Keys[];
}

/** The repeats of one rule, part by part. */
function byPart(rule: number, keys: readonly Keys[]): (part: number) => Found[] {
  const all = repeats(keys);
  let next = all.next();
  return (part) => {
    const found: Found[] = [];
    while (!next.done && next.value.part === part) {
      found.push({ ...next.value, rule, keys });
      next = all.next();
    }
    return found;
  };
}

/**
 * What only shows when all parts of a run are known: records whose key an earlier one has.
 * Reads those records again, spools a finding for each (`<spool>.late`), and corrects the tally.
 *
 * @returns by job, whether it has such findings; and findings by index of the rule
 */
export async function findRepeats(
  rules: CompiledRules,
  jobs: readonly SegmentJob[],
  results: readonly SegmentResult[],
  tally: Tally,
  found: Float64Array,
): Promise<readonly boolean[]> {
  const { pack } = rules;
  const empty = (rule: number): Keys => ({ ...results[0]!.keys.find((keys) => keys.rule === rule)!, count: 0 });
  const ids = [...new Set(results.flatMap((result) => result.keys.map((keys) => keys.rule)))];
  const finders = ids.map((rule) =>
    byPart(
      rule,
      results.map((result) => result.keys.find((keys) => keys.rule === rule) ?? empty(rule)),
    ),
  );
  const late: boolean[] = [];
  for (const [part, job] of jobs.entries()) {
    const repeated = new Map<number, Found[]>();
    for (const finder of finders)
      for (const one of finder(part)) {
        const record = one.keys[part]!.records[one.at]!;
        repeated.set(record, [...(repeated.get(record) ?? []), one]);
      }
    late.push(repeated.size > 0);
    if (repeated.size === 0) continue;
    const record = makeRecord(pack, job.plan, job.map);
    const maker = makeFindings(pack, job.values);
    const spool = openSpool(`${job.spool}.late`);
    const wanted = [...repeated.values()].map(([{ keys, at } = undefined as never]) => ({
      record: keys[part]!.records[at]!,
      line: keys[part]!.lines[at]!,
      start: keys[part]!.starts[at]!,
      end: keys[part]!.ends[at]!,
    }));
    const row = (view: RowView): void => {
      record.load(view);
      const owner = maker.owner(record);
      const group = groupOf(tally, owner.agency, owner.source_system, owner.unit);
      const findings: Finding[] = [];
      let failed = false;
      for (const one of repeated.get(view.record)!) {
        const rule = pack.rules[one.rule] as UniqueRule;
        const at = uniqueAt(pack, rule);
        const first = one.keys[one.firstPart]!;
        const also: Place = {
          file: jobs[one.firstPart]!.survey.file,
          line: first.lines[one.firstAt]!,
          record: first.records[one.firstAt]!,
          field: pack.fields[at]!.name,
        };
        findings.push(maker.make(rule, at, record, owner, { file: job.survey.file }, [], [also], null));
        found[one.rule]!++;
        countsOf(group, one.rule).failed++;
        if (rule.severity === 'error') group.errors++;
        else if (rule.severity === 'warning') group.warnings++;
        else group.infos++;
        if (rule.severity === 'error' && one.keys[part]!.failed[one.at] === 0) failed = true;
      }
      if (failed) group.ready--;
      for (const finding of findings.sort(compareFindings)) spool.write(finding);
    };
    await readWanted(
      job.survey,
      wanted.sort((a, b) => a.start - b.start),
      { row, fault: () => undefined },
    );
    spool.close();
  }
  return late;
}
