import type { Param, Place } from '../model/finding.ts';
import type { IntelRecord } from '../model/record.ts';
import type { Judgement } from './judge.ts';
import { dayNumber } from './reconcile-dates.ts';
import { collectHits, type ReferenceHits } from './reconcile-hits.ts';
import { hashOfKey } from './reconcile-keys.ts';
import type { PlannedMatch, ReferencePlan } from './reconcile-plan.ts';
import type { OpenReference } from './reconcile-reference.ts';
import { compare, placeOfRow } from './reconcile-values.ts';
import { dateOf, textOf } from './record-values.ts';
import type { CompiledRules } from './rules.ts';

/** A rule that a record fails, with what the finding says. */
export interface MatchFailure {
  readonly rule: number;
  /** Index of the field. */
  readonly at: number;
  readonly also: readonly Place[];
  readonly facts: Readonly<Record<string, Param>>;
}

/** Compares the records of one job with one reference file. */
export interface ReferenceMatcher {
  /** @param date the record's own, encoded; NaN if it does not count */
  judge(record: IntelRecord, date: number, own: Judgement['own'], failures: MatchFailure[]): void;
  readonly hits: ReferenceHits;
}

/** Keys whose rows are remembered: those of agencies come again, references do not. */
const REMEMBERED = 1024;

/** Finds the row, or for a way with `near` the key of the rows, that the record has; -1 if there is none. */
function rowFinder(plan: ReferencePlan, reference: OpenReference, at: number): (record: IntelRecord) => number {
  const way = plan.ways[at]!;
  const find = (hash: Uint32Array): number => (way.near === undefined ? reference.find(way.key, hash) : reference.loose[at]!.find(hash));
  const known = new Map<string, number>();
  const fields = way.equal.map(({ field }) => field);
  return (record) => {
    const key: string[] = [];
    for (const field of fields) {
      const text = textOf(record, field);
      if (text === undefined) return -1;
      key.push(text);
    }
    const text = key.length === 1 ? key[0]! : JSON.stringify(key);
    const before = known.get(text);
    if (before !== undefined) return before;
    const row = find(hashOfKey(key));
    if (known.size < REMEMBERED) known.set(text, row);
    return row;
  };
}

/**
 * @param off ways, by index, that can't be tried on this file
 * @param skipped rules that are not judged on it
 */
export function matchOne(
  rules: CompiledRules,
  plan: ReferencePlan,
  reference: OpenReference,
  off: ReadonlySet<number>,
  skipped: { has(rule: number): boolean },
): ReferenceMatcher {
  const { pack, context } = rules;
  const collector = collectHits(plan.trackers);
  const finders = plan.ways.map((_, at) => rowFinder(plan, reference, at));
  const matches = plan.matches.filter(({ rule }) => !skipped.has(rule));
  /** By way: the row that the record being judged belongs to, -1 for none. */
  const rowOf = new Int32Array(plan.ways.length);

  const inEffect = ({ from, to }: PlannedMatch): boolean => {
    if (from === undefined && to === undefined) return true;
    const day = context.day();
    return day !== undefined && (from === undefined || from <= day) && (to === undefined || day <= to);
  };
  const guessing = (at: number): readonly number[] =>
    matches.flatMap(({ rule, byWay, ways, when }) => (byWay !== undefined && ways.includes(at, byWay) && rules.holds(when) ? [rule] : []));
  const tryWay = (at: number, record: IntelRecord, date: number): number => {
    const way = plan.ways[at]!;
    if (off.has(at) || way.absent.some(({ field }) => textOf(record, field) !== undefined) || !rules.holds(way.when)) return -1;
    const near = way.near === undefined ? Number.NaN : dateOf(record, way.near.field);
    if (way.near !== undefined && Number.isNaN(near)) return -1;
    const row = finders[at]!(record);
    if (row === -1) return -1;
    if (way.near === undefined) {
      collector.hit(at, row, date, record);
      return row;
    }
    const rows = reference.loose[at]!.near(row, dayNumber(near), way.near.days);
    if (rows === 0) return -1;
    collector.candidate(at, row, dayNumber(near), rows, record, () => guessing(at));
    return row;
  };
  /** Why a record fails a rule; null if it passes, undefined if the rule does not apply. */
  const verdict = (match: PlannedMatch, row: number, record: IntelRecord): MatchFailure['facts'] | null | undefined => {
    // Which record a row found by nearness belongs to is known at the end of the run.
    if (match.byWay !== undefined) return row === -1 ? undefined : null;
    if (match.agrees.length === 0 && match.satisfies === -1) return row === -1 ? {} : null;
    if (row === -1) return undefined;
    if (match.satisfies !== -1 && !reference.met(row, match.satisfies)) return {};
    for (const relation of match.agrees) {
      const compared = compare(pack, plan, reference, relation, record, row);
      if (compared === undefined) return undefined;
      if (match.tracker !== -1) collector.hit(match.tracker, row, dateOf(record, relation.field), record);
      else if (compared.differs) return compared.facts;
    }
    return null;
  };
  return {
    hits: collector.hits,
    judge(record, date, own, failures) {
      for (let at = 0; at < rowOf.length; at++) rowOf[at] = tryWay(at, record, date);
      for (const match of matches) {
        if (!rules.holds(match.when) || !inEffect(match)) continue;
        const way = match.ways.find((one) => rowOf[one] !== -1);
        const row = way === undefined ? -1 : rowOf[way]!;
        const facts = verdict(match, row, record);
        if (facts === undefined) continue;
        own[facts === null ? 'passed' : 'failed'].push(match.rule);
        if (facts === null) continue;
        const also = way === undefined ? [] : [placeOfRow(plan, reference, row, plan.ways[way]!.equal[0]!.column)];
        failures.push({ rule: match.rule, at: match.at, also, facts });
      }
    },
  };
}
