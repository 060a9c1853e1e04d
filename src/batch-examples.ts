import { findInAgencies } from './batch.ts';
import { type CompiledRules, collectKeys, countValues, isKeyed, makeFindings, repeatsOf } from './check/index.ts';
import type { RuleExample } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import { emptyTally, groupOf } from './tally/index.ts';

/** A finding of a rule about many records: at a record, or about all records of an agency. */
export interface BatchFound {
  readonly record: number | null;
  readonly field: string | null;
  readonly agency?: string;
}

/**
 * Judges all records of an example together.
 * @param rules of a pack with the one rule that is tried
 */
export function judgeTogether(rules: CompiledRules, records: Iterable<IntelRecord>, example: RuleExample): readonly BatchFound[] {
  const { pack } = rules;
  const [rule] = pack.rules;
  const keys = collectKeys(rules, new Set());
  const values = countValues(pack);
  const maker = makeFindings(pack, 'show');
  const tally = emptyTally();
  for (const record of records) {
    rules.look(record);
    keys.add(record);
    const { agency, source_system, unit } = maker.owner(record);
    values.add(record, agency);
    groupOf(tally, agency, source_system, unit).records++;
  }
  for (const [, message] of keys.crashes) throw new Error(`crashed: ${message}`);
  if (rule !== undefined && isKeyed(rule)) {
    const segment = keys.segment();
    const field = rule.at[0] ?? rule.fields[0] ?? null;
    const part = { count: segment.spots.count, keysOf: () => segment.keys[0] };
    return [...repeatsOf(rule, 0, [part])].flatMap((one) => (one === null ? [] : [{ record: segment.spots.records[one.at]!, field }]));
  }
  const previous = example.previous && { asOf: '', complete: true, records: new Map(Object.entries(example.previous)) };
  const batch = {
    pack,
    values: 'show',
    counts: new Map(values.counts().map((one) => [one.field, one])),
    previous,
    complete: true,
  } as const;
  return findInAgencies(batch, tally, new Float64Array(1)).map(({ at, agency }) => ({ record: null, field: at.field, agency: agency! }));
}
