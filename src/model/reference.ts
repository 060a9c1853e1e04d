import type { Field } from './field.ts';
import type { Conditions, RuleWords } from './rule-words.ts';

/** A file that records are compared with, such as a log of referrals: a pack says what it holds, the option of its name gives it. */
export interface Reference {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** A column whose `required` is `always` must be there; its cells may be blank. */
  readonly columns: readonly Field[];
  readonly scorecard?: ReferenceScorecard;
}

/** Ids of the rules that the figures of scorecards are made from. */
export type ReferenceScorecard =
  | { readonly as: 'referrals'; readonly missing: string; readonly late: string }
  | { readonly as: 'ocgs'; readonly missing: string; readonly archived: string; readonly unknown: string };

/** What must be so between a field of a record and a column of a row. Text is compared without regard to case and blanks. */
export type Relation =
  | { readonly kind: 'equal' | 'absent'; readonly field: string; readonly column: string }
  /** `near`: at most so many days apart, either way. `notAfter`: the field at most so many days after the column. */
  | { readonly kind: 'near' | 'notAfter'; readonly field: string; readonly column: string; readonly days: number };

/** One way in which a record and a row belong together. */
export interface Way {
  readonly relations: readonly Relation[];
  /** What the record must be besides; `{}` if nothing. */
  readonly when: Conditions;
}

interface Reconciling extends RuleWords {
  readonly kind: 'reconcile';
  /** Name of the reference file. */
  readonly reference: string;
  /** The one field, or column of the reference file, that a finding stands at. */
  readonly at: readonly string[];
  /** Asked of what is judged: a record, or a row of the reference file. */
  readonly when: Conditions;
}

/** Every row of the reference file has a record. Its findings stand in that file. */
export interface RowRule extends Reconciling {
  readonly judges: 'row';
  /** Tried in order. */
  readonly match: readonly Way[];
  /** Only records count that are dated at most so many days before the as-of day. */
  readonly withinDays?: number;
  /** Only rows are judged whose column lies between the first record's date and the last one's less `graceDays`. */
  readonly period?: { readonly column: string; readonly graceDays: number };
}

/** Every record has a row of the reference file that fits. */
export interface MatchRule extends Reconciling {
  readonly judges: 'record';
  readonly match: readonly Way[];
  /** What must be so of a record that has its row; records without are then not judged. */
  readonly agrees: readonly Relation[];
  /** What the row must be; records without one are then not judged. */
  readonly satisfies?: Conditions;
  /** Of several records with the same row only the earliest is judged. */
  readonly first: boolean;
  /** 1-based: a record that belongs to a row by a later way than this is found. */
  readonly byWay?: number;
}

/** No row repeats an earlier one. Its findings stand in the reference file. */
export interface RepeatedRowRule extends Reconciling {
  readonly judges: 'repeats';
  readonly columns: readonly string[];
}

export type ReconcileRule = RowRule | MatchRule | RepeatedRowRule;
