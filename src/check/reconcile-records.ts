import type { IntelRecord } from '../model/record.ts';
import type { Judgement } from './judge.ts';
import { dayNumber, encodeDate } from './reconcile-dates.ts';
import type { ReferenceHits } from './reconcile-hits.ts';
import { type MatchFailure, matchOne, type ReferenceMatcher } from './reconcile-one.ts';
import type { OpenReference } from './reconcile-reference.ts';
import { dateOf } from './record-values.ts';
import type { CompiledRules } from './rules.ts';

/** Days since 1970 of the earliest and latest record, infinite if there is none. Dates after the as-of day do not count. */
export interface Period {
  readonly first: number;
  readonly last: number;
}

/** The period of no record. */
export const NO_PERIOD: Period = { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };

/** What the records of a job have to do with the reference files; passes between threads. */
export interface JobHits {
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly references: readonly (ReferenceHits | undefined)[];
  readonly period: Period;
}

/** Compares the records of one job with the reference files. */
export interface Matcher {
  /** Judges the record that `Judge.judge` has just judged, and notes the rules that compare it in `own`. */
  judge(record: IntelRecord, own: Judgement['own']): readonly MatchFailure[];
  hits(): JobHits;
  /** Rules that the missing columns switch off, with the indexes of the fields that lack. */
  readonly skipped: ReadonlyMap<number, readonly number[]>;
  /** Rules of a reference file on which one of its rules crashed, with the message. */
  readonly crashes: ReadonlyMap<number, string>;
}

const NONE: readonly MatchFailure[] = [];

/**
 * Makes a matcher for the records of one job.
 *
 * @param references by `CompiledRules.references`; undefined for files that were not given
 * @param missing indexes of fields that the file has no column for
 */
export function makeMatcher(rules: CompiledRules, references: readonly (OpenReference | undefined)[], missing: readonly number[]): Matcher {
  const lacks = new Set(missing);
  const dateField = rules.pack.fields.findIndex((field) => field.role === 'date');
  const today = dayNumber(encodeDate(rules.context.asOf));
  const skipped = new Map<number, readonly number[]>();
  const crashes = new Map<number, string>();
  let { first, last } = NO_PERIOD;
  const matchers = rules.references.map((plan, number): ReferenceMatcher | undefined => {
    const reference = references[number];
    if (reference === undefined) return undefined;
    for (const { rule, fields } of [...plan.matches, ...plan.rows]) {
      const own = missing.filter((one) => fields.includes(one));
      if (own.length > 0) skipped.set(rule, own);
    }
    const off = new Set(plan.ways.flatMap((way, at) => (way.fields.some((field) => lacks.has(field)) ? [at] : [])));
    return matchOne(rules, plan, reference, off, skipped);
  });
  let running = matchers.flatMap((matcher, number) => (matcher === undefined ? [] : [{ matcher, plan: rules.references[number]! }]));
  return {
    skipped,
    crashes,
    hits: () => ({ references: matchers.map((matcher) => matcher?.hits), period: { first, last } }),
    judge(record, own) {
      if (running.length === 0) return NONE;
      const written = dateOf(record, dateField);
      const date = dayNumber(written) > today ? Number.NaN : written;
      if (dayNumber(date) < first) first = dayNumber(date);
      if (dayNumber(date) > last) last = dayNumber(date);
      const failures: MatchFailure[] = [];
      for (const { matcher, plan } of running)
        try {
          matcher.judge(record, date, own, failures);
        } catch (error) {
          running = running.filter((one) => one.matcher !== matcher);
          for (const { rule } of [...plan.matches, ...plan.rows]) crashes.set(rule, error instanceof Error ? error.message : String(error));
        }
      return failures;
    },
  };
}
