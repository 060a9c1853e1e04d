import type { Encoding } from './source.ts';

export type Severity = 'error' | 'warning' | 'info';
export type Basis = 'record' | 'text' | 'statistics';
export const DIMENSIONS = ['completeness', 'conformity', 'accuracy', 'integrity', 'timeliness', 'duplication'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A JSON Schema of one field's value, or true (present) or false (absent). */
export type Condition = boolean | { readonly [keyword: string]: unknown };
/** Field → condition, with `anyOf` and `not` taking such maps. `@` stands for the rule's `at` field. */
export interface Conditions {
  readonly [field: string]: Condition | readonly Conditions[] | Conditions;
}

/** Values that a rule example gives, as cells: heading or field name → text. */
export type ExampleRecord = Readonly<Record<string, string | readonly string[]>>;

export interface RuleExample {
  readonly name: string;
  /** Records as cells. */
  readonly records?: readonly ExampleRecord[];
  /** Of a rule about files: the whole of a small file, as text or, if its bytes matter, as base64. */
  readonly text?: string;
  readonly base64?: string;
  /** Of a rule that compares with reference files: their rows as cells, by name. */
  readonly references?: Readonly<Record<string, readonly ExampleRecord[]>>;
  /** Code lists put in the place of the packs' own, by name, as CSV text. */
  readonly codelists?: Readonly<Record<string, string>>;
  /** Of a rule about files: the encoding that the file is said to have. */
  readonly encoding?: Encoding;
  /** Of a rule about waivers: those that are given with the file, as a waiver file has them. */
  readonly waivers?: readonly object[];
  /** Code lists as-of date of this example, ISO; default 2026-06-30. */
  readonly as_of?: string;
  /** How many times each of the records stands, one after another; once each if left out. Findings count the records so made. */
  readonly repeat?: readonly number[];
  /** Of a volume rule: agency → records in the previous run. */
  readonly previous?: Readonly<Record<string, number>>;
  readonly findings?: readonly { readonly record: number | null; readonly field?: string; readonly agency?: string }[];
}

export interface RuleExamples {
  /** Of a rule about files: ids of the packs whose headings the files have. */
  readonly packs?: readonly string[];
  readonly pass: readonly RuleExample[];
  readonly fail: readonly RuleExample[];
}

export interface RuleSource {
  readonly title: string;
  readonly url?: string;
  readonly note?: string;
}

export interface RuleWords {
  /** `<pack>/<file name>`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly basis: Basis;
  readonly dimension: Dimension;
  /** Weight in its dimension's score, 1–10. */
  readonly weight: number;
  /** What the rule asks, in the words of its owner; where absent, the sentence is made from its conditions. */
  readonly asks?: string;
  /** One sentence with blanks: `{value}`, `{field}` (the heading of `at`), names of fields, and what the rule's kind supplies. */
  readonly message: string;
  readonly why: readonly string[];
  readonly fix: readonly string[];
  readonly training: readonly string[];
  readonly source: readonly RuleSource[];
  /** ISO dates between which records (by their own date) are judged. */
  readonly effective?: { readonly from?: string; readonly to?: string };
  readonly examples: RuleExamples;
}

/** In the place of a field's name in `at`: every field, its cell as the file has it. */
export const EVERYWHERE = '*';

/** How sure a suggestion is: it follows from the value; it is the one likely meaning; somebody has to look. */
export type Confidence = 'certain' | 'likely' | 'review';
