import type { RecordRule } from '../model/pack.ts';
import { isKeyed } from './batch-key.ts';
import type { Check } from './compile.ts';
import type { CompiledRules } from './rules.ts';

/** What the missing columns of a file make of the rules. */
export interface SwitchedOff {
  /** Checks that can be made. */
  readonly running: readonly Check[];
  /** Required fields that have no column. */
  readonly required: readonly number[];
  /** Presence rules of these: every record fails them, without a finding of its own. */
  readonly alwaysFailed: readonly number[];
  /** Rules that are not judged, with the indexes of all fields that lack. */
  readonly skipped: ReadonlyMap<number, readonly number[]>;
  /** Checks whose rules weigh in scores. */
  readonly weighing: readonly Check[];
  /** Whether a check asks that a required field be there. */
  isPresence(check: Check): boolean;
}

/** @param missing indexes of fields that the file has no column for */
export function switchOff({ pack, checks }: CompiledRules, missing: readonly number[]): SwitchedOff {
  const required = missing.filter((field) => pack.fields[field]!.required !== 'no');
  const isPresence = (check: Check) => check.presence && pack.fields[check.at]!.required !== 'no';
  const lacking = ({ at, reads }: Check): readonly number[] =>
    missing.filter((field) => field === at || (required.includes(field) && reads.direct.has(field)));
  const running = checks.filter((check) => lacking(check).length === 0);
  const judged = new Set(running.map(({ rule }) => rule));
  const skipped = new Map<number, readonly number[]>();
  for (const check of checks) {
    const known = skipped.get(check.rule) ?? [];
    if (judged.has(check.rule) || (isPresence(check) && required.includes(check.at))) continue;
    skipped.set(check.rule, [...new Set([...known, ...lacking(check)])]);
  }
  const names = missing.map((field) => pack.fields[field]!.name);
  const missingOf = (fields: readonly string[]): readonly number[] => missing.filter((_, n) => fields.includes(names[n]!));
  pack.rules.forEach((rule, index) => {
    if (rule.kind === 'dominantValue' && rule.at.every((name) => names.includes(name))) skipped.set(index, missingOf(rule.at));
    if (!isKeyed(rule)) return;
    const beside = missingOf([...(rule.kind === 'unique' ? rule.per : []), ...rule.differs, ...Object.keys(rule.when)]);
    const lacks = new Set([...missingOf(rule.fields), ...beside.filter((field) => required.includes(field))]);
    if (lacks.size > 0) skipped.set(index, [...lacks]);
  });
  const always = checks.filter((check) => isPresence(check) && required.includes(check.at));
  return {
    running,
    required,
    alwaysFailed: [...new Set(always.map((check) => check.rule))],
    skipped,
    weighing: checks.filter((check) => (pack.rules[check.rule] as RecordRule).basis === 'record' && !isPresence(check)),
    isPresence,
  };
}
