import type { Param } from '../model/finding.ts';
import type { RecordRule } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import { isKeyed } from './batch-keys.ts';
import type { Check } from './compile.ts';
import { groupChecks } from './groups.ts';
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
  /** What a failing check can say of the values that it found fault with. @param item the first failing item of a list */
  facts(check: Check, record: IntelRecord, item: string | undefined): Readonly<Record<string, Param>>;
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
    const names = missing.map((field) => pack.fields[field]!.name);
    if (rule.kind === 'dominantValue' && rule.at.every((name) => names.includes(name)))
      skipped.set(index, missing[names.indexOf(rule.at[0]!)]!);
    if (!isKeyed(rule)) return;
    const beside = [...(rule.kind === 'unique' ? rule.per : []), ...rule.differs, ...Object.keys(rule.when)];
    const lacking = missing.find((field, n) => rule.fields.includes(names[n]!) || (required.has(field) && beside.includes(names[n]!)));
    if (lacking !== undefined) skipped.set(index, lacking);
  });
  const weighs = (check: Check) => (pack.rules[check.rule] as RecordRule).basis === 'record' && !isPresenceOf(check);
  const byField = (pick: (check: Check) => ReadonlySet<number>) => {
    const rulesOf = pack.fields.map(() => new Set<number>());
    for (const check of checks) if (weighs(check)) for (const field of pick(check)) rulesOf[field]!.add(check.rule);
    return rulesOf.map((found) => [...found]);
  };
  const direct = byField((check) => check.reads.direct);
  const any = byField((check) => check.reads.any);

  const alwaysFailed = [...new Set(checks.filter((check) => isPresenceOf(check) && required.has(check.at)).map((check) => check.rule))];
  const weighing = [...new Set(checks.filter(weighs).map((check) => check.rule))];

  let running = groupChecks(checks.filter((check) => !off.has(check)));
  const crashes = new Map<number, string>();
  const outcomes = new Uint8Array(pack.rules.length);
  const judgement: Judgement = { outcomes, failed: [], evaded: new Set(), coding: null };

  const crash = (check: Check, error: unknown): void => {
    if (!crashes.has(check.rule)) crashes.set(check.rule, error instanceof Error ? error.message : String(error));
    running = groupChecks(running.flatMap(({ sure, others }) => [...sure, ...others]).filter((other) => other.rule !== check.rule));
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

  const run = (check: Check, isSure: boolean): number => {
    try {
      if ((crashes.size > 0 && crashes.has(check.rule)) || !inEffect(check) || !(isSure || rules.holds(check.when))) return NOT_APPLICABLE;
      return rules.holds(check.expect) ? PASSED : FAILED;
    } catch (error) {
      crash(check, error);
      return NOT_APPLICABLE;
    }
  };
  const note = (check: Check, outcome: number): void => {
    if (outcome === NOT_APPLICABLE) return;
    if (outcome === FAILED) judgement.failed.push(check);
    if (outcome === FAILED || outcomes[check.rule] === NOT_APPLICABLE) outcomes[check.rule] = outcome;
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
      for (const group of running) {
        if (group.field !== -1 && record.reading(group.field).state === 'absent') continue;
        for (const check of group.sure) note(check, run(check, true));
        for (const check of group.others) note(check, run(check, false));
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
    facts(check, record, item) {
      context.record = record;
      const told: Record<string, Param> = {};
      for (const { field, facts } of check.tells) {
        const { value, written } = record.reading(field);
        const text = field === check.at ? (item ?? written ?? value) : value;
        if (typeof text === 'string') Object.assign(told, facts(text, context));
      }
      return told;
    },
  };
}
