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
  /** Rules that are not judged, with the index of the field that lacks. */
  readonly skipped: ReadonlyMap<number, number>;
  /** Checks whose rules weigh in scores. */
  readonly weighing: readonly Check[];
  /** Whether a check asks that a required field be there. */
  isPresence(check: Check): boolean;
}

/** @param missing indexes of fields that the file has no column for */
export function switchOff({ pack, checks }: CompiledRules, missing: readonly number[]): SwitchedOff {
  const required = missing.filter((field) => pack.fields[field]!.required !== 'no');
  const isMissing = new Set(missing);
  const isPresence = (check: Check) => check.presence && pack.fields[check.at]!.required !== 'no';
  const skipped = new Map<number, number>();
  const skips = (check: Check): number | undefined =>
    isMissing.has(check.at) ? check.at : [...check.reads.direct].find((field) => required.includes(field));
  const running: Check[] = [];
  for (const check of checks) {
    const field = skips(check);
    if (field === undefined) running.push(check);
    else if (isPresence(check) && required.includes(check.at)) continue;
    else if (checks.every((other) => other.rule !== check.rule || skips(other) !== undefined)) skipped.set(check.rule, field);
  }
  const names = missing.map((field) => pack.fields[field]!.name);
  pack.rules.forEach((rule, index) => {
    if (rule.kind === 'dominantValue' && rule.at.every((name) => names.includes(name)))
      skipped.set(index, missing[names.indexOf(rule.at[0]!)]!);
    if (!isKeyed(rule)) return;
    const beside = [...(rule.kind === 'unique' ? rule.per : []), ...rule.differs, ...Object.keys(rule.when)];
    const lacking = missing.find((field, n) => rule.fields.includes(names[n]!) || (required.includes(field) && beside.includes(names[n]!)));
    if (lacking !== undefined) skipped.set(index, lacking);
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
