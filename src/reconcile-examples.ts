import { addHits, buildIndex, type CompiledRules, judgeRows, makeJudge, makeMatcher, noHits, openReference } from './check/index.ts';
import type { Pack, RuleExample } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import { memoryStore, openNumbers } from './spool/numbers.ts';

/** A finding of a rule about records and rows: at a record of the example, or at a row of its reference file. */
export interface MatchFound {
  readonly record: number;
  readonly field: string;
}

/** Gives records of cells, one after the other, as the reader would. */
export type LoadCells = (pack: Pack, example: RuleExample) => Iterable<IntelRecord>;

/**
 * Compares the records of an example with the rows of its reference file.
 *
 * @param rules of a pack with the one rule that is tried
 */
export function judgeReconciled(rules: CompiledRules, load: LoadCells, example: RuleExample): readonly MatchFound[] {
  const { pack, context } = rules;
  const found: MatchFound[] = [];
  const opened = rules.references.map((plan) => {
    const rows = example.references?.[plan.reference.name];
    if (rows === undefined || plan.matches.length + plan.rows.length + plan.repeats.length === 0) return undefined;
    const builder = buildIndex(plan, plan.reference.name, context.asOf, memoryStore(), openNumbers);
    for (const row of load(plan.view, { name: example.name, records: rows })) builder.add(row);
    return openReference(plan, builder.finish(), openNumbers);
  });
  const judge = makeJudge(rules, []);
  const matcher = makeMatcher(rules, opened, []);
  const nameOf = (field: number): string => pack.fields[field]!.name;
  for (const record of load(pack, example)) {
    const { own } = judge.judge(record);
    for (const { at } of matcher.judge(record, own)) found.push({ record: record.record, field: nameOf(at) });
  }
  for (const [, message] of matcher.crashes) throw new Error(`crashed: ${message}`);
  const { references, period } = matcher.hits();
  for (const [number, plan] of rules.references.entries()) {
    const [reference, hits] = [opened[number], references[number]];
    if (reference === undefined || hits === undefined) continue;
    const merged = noHits(plan.trackers);
    addHits(merged, hits, 0);
    const { rows, lateFailures } = judgeRows(plan, reference, merged, period, context.asOf, new Set());
    for (const { row, failures } of rows())
      for (const { at } of failures) found.push({ record: row + 1, field: plan.view.fields[at]!.name });
    for (const { record, match } of lateFailures) found.push({ record, field: nameOf(match.at) });
  }
  return found;
}
