import type { RecordRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';
import type { CompiledRules } from './rules.ts';

export const NOT_APPLICABLE = 0;
export const PASSED = 1;
export const FAILED = 2;

/** What the rules made of one record. The object and its arrays are lent: the next record re-uses them. */
export interface Judgement {
  /** By index of the rule: NOT_APPLICABLE, PASSED or FAILED; FAILED if any of its checks did. */
  readonly outcomes: Uint8Array;
  /** Checks that failed. */
  readonly failed: Check[];
  /** Rules that a required value's absence takes out of reach, or that it lets pass. Basis `record` only. */
  readonly evaded: Set<number>;
  coding: CodingState | null;
}

export interface Judge {
  /** Judges one record by all rules that are not switched off. */
  judge(record: IntelRecord): Judgement;
  /** The failing items of a list, 1-based, or of a single value. */
  failingItems(check: Check, record: IntelRecord): readonly { readonly index: number; readonly value: string }[];
  /** Rules that crashed, with the first message. They are not run again. */
  readonly crashes: ReadonlyMap<number, string>;
  /** Presence rules of required fields that have no column: every record fails them, without a finding of its own. */
  readonly alwaysFailed: readonly number[];
  /** Rules of basis `record` that weigh in scores: all of them are charged for a record that can't be judged. */
  readonly weighing: readonly number[];
  /** Rules that the missing columns switch off, with the index of the field that lacks. */
  readonly skipped: ReadonlyMap<number, number>;
}

/**
 * Makes a judge for the records of one file. Judges of the same rules may not be used at the same time.
 *
 * @param missing indexes of fields that the file has no column for
 */
export function makeJudge(rules: CompiledRules, missing: readonly number[]): Judge {
  const { pack, context, checks } = rules;
  const required = new Set(missing.filter((field) => pack.fields[field]!.required !== 'no'));
  const isMissing = new Set(missing);
  const isPresenceOf = (check: Check) => check.presence && pack.fields[check.at]!.required !== 'no';

  const skipped = new Map<number, number>();
  const skips = (check: Check): number | undefined =>
    isMissing.has(check.at) ? check.at : [...check.reads.direct].find((field) => required.has(field));
  const off = new Set<Check>();
  for (const check of checks) {
    const field = skips(check);
    if (field === undefined) continue;
    off.add(check);
    if (isPresenceOf(check) && required.has(check.at)) continue;
    if (checks.every((other) => other.rule !== check.rule || skips(other) !== undefined)) skipped.set(check.rule, field);
  }
  pack.rules.forEach((rule, index) => {
    if (rule.kind !== 'unique') return;
    const lacking = missing.find(
      (f) => rule.fields.includes(pack.fields[f]!.name) || (required.has(f) && rule.per.includes(pack.fields[f]!.name)),
    );
    if (lacking !== undefined) skipped.set(index, lacking);
  });
  const weighs = (check: Check) => (pack.rules[check.rule] as RecordRule).basis === 'record' && !isPresenceOf(check);
  const byField = (pick: (check: Check) => ReadonlySet<number>) =>
    pack.fields.map((_, field) => [
      ...new Set(checks.filter((check) => weighs(check) && pick(check).has(field)).map((check) => check.rule)),
    ]);
  const direct = byField((check) => check.reads.direct);
  const any = byField((check) => check.reads.any);

  const alwaysFailed = [...new Set(checks.filter((check) => isPresenceOf(check) && required.has(check.at)).map((check) => check.rule))];
  const weighing = [...new Set(checks.filter(weighs).map((check) => check.rule))];

  let running = checks.filter((check) => !off.has(check));
  const crashes = new Map<number, string>();
  const outcomes = new Uint8Array(pack.rules.length);
  const judgement: Judgement = { outcomes, failed: [], evaded: new Set(), coding: null };

  const crash = (check: Check, error: unknown): void => {
    if (!crashes.has(check.rule)) crashes.set(check.rule, error instanceof Error ? error.message : String(error));
    running = running.filter((other) => other.rule !== check.rule);
    outcomes[check.rule] = NOT_APPLICABLE;
    judgement.failed.splice(0, judgement.failed.length, ...judgement.failed.filter((other) => other.rule !== check.rule));
  };
  const evade = (field: number): void => {
    for (const rule of direct[field]!) judgement.evaded.add(rule);
    for (const rule of any[field]!) if (outcomes[rule] === NOT_APPLICABLE) judgement.evaded.add(rule);
  };
  const inEffect = (check: Check): boolean => {
    if (check.from === undefined && check.to === undefined) return true;
    const day = context.day();
    return day !== undefined && (check.from === undefined || check.from <= day) && (check.to === undefined || day <= check.to);
  };

  const run = (check: Check): number => {
    try {
      if (!inEffect(check) || !rules.holds(check.when)) return NOT_APPLICABLE;
      return rules.holds(check.expect) ? PASSED : FAILED;
    } catch (error) {
      crash(check, error);
      return NOT_APPLICABLE;
    }
  };
  return {
    crashes,
    skipped,
    alwaysFailed,
    weighing,
    judge(record) {
      rules.look(record);
      outcomes.fill(NOT_APPLICABLE);
      judgement.failed.length = 0;
      if (judgement.evaded.size > 0) judgement.evaded.clear();
      for (const check of running) {
        const outcome = run(check);
        if (outcome === FAILED) {
          outcomes[check.rule] = FAILED;
          judgement.failed.push(check);
        } else if (outcome === PASSED && outcomes[check.rule] === NOT_APPLICABLE) outcomes[check.rule] = PASSED;
      }
      for (const check of judgement.failed) if (isPresenceOf(check)) evade(check.at);
      for (const field of required) evade(field);
      judgement.coding = rules.codingOf(context, judgement.failed);
      return judgement;
    },
    failingItems(check, record) {
      context.record = record;
      const { value } = record.reading(check.at);
      if (!Array.isArray(value)) return [];
      const items = (value as readonly string[]).map((text, index) => ({ index: index + 1, value: text }));
      return check.item === undefined ? [] : items.filter((item) => !check.item!(item.value));
    },
  };
}
