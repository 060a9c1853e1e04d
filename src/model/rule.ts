import type { ReconcileRule } from './reference.ts';
import type { Encoding } from './source.ts';
import type { Suggester } from './suggester.ts';

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
  readonly examples: { readonly pass: readonly RuleExample[]; readonly fail: readonly RuleExample[] };
}

/** In the place of a field's name in `at`: every field, its cell as the file has it. */
export const EVERYWHERE = '*';

/** How sure a suggestion is: it follows from the value; it is the one likely meaning; somebody has to look. */
export type Confidence = 'certain' | 'likely' | 'review';

/** Judged on one record alone. */
export interface RecordRule extends RuleWords {
  readonly kind: 'record';
  /** Fields that a finding may stand at, or `EVERYWHERE` alone; several make one check each under the same id. */
  readonly at: readonly string[];
  readonly when: Conditions;
  readonly expect: Conditions;
  /** Tried in order, before what the field itself offers (other spellings of codes, other ways to write dates). */
  readonly suggest?: readonly Suggester[];
}

/** Judged over all records of a run: the values of `fields` together occur once within each `per`. */
export interface UniqueRule extends RuleWords {
  readonly kind: 'unique';
  readonly at: readonly string[];
  readonly fields: readonly string[];
  /** Fields that part the run; of these only `fields` must be present. */
  readonly per: readonly string[];
  /** What a record must be to count, besides having `fields`; `{}` if nothing. */
  readonly when: Conditions;
  /** True if case and blanks make no difference between two values. */
  readonly fold: boolean;
  /** If any are named: a record with the key of an earlier one is found only if these fields, taken together, are not the same too. */
  readonly differs: readonly string[];
}

/** How texts are compared by their MinHash band keys. */
export interface NearDuplicate {
  /** Words in a row that are hashed together. */
  readonly words: number;
  /** Band keys of a text. */
  readonly bands: number;
  /** Least hashes that make one band key. */
  readonly rows: number;
  /** Band keys that two texts have in common at least to be near each other. */
  readonly equal: number;
  readonly seed: number;
}

/** Judged over all records of a run: no text is nearly the same as an earlier one. */
export interface NearDuplicateRule extends RuleWords {
  readonly kind: 'nearDuplicate';
  readonly at: readonly string[];
  /** The one field with the text. */
  readonly fields: readonly string[];
  readonly when: Conditions;
  /** As for `unique`. */
  readonly differs: readonly string[];
  readonly near: NearDuplicate;
}

/** Judged over all records of each agency: no value of a field stands on far more of them than among its peers. */
export interface DominantValueRule extends RuleWords {
  readonly kind: 'dominantValue';
  /** Fields that are looked at, each by itself; all of them `coded`. */
  readonly at: readonly string[];
  readonly limits: {
    /** Records with the field that an agency must have to be judged, or to count as a peer. */
    readonly minimumRecords: number;
    /** Other agencies that there must be to compare with. */
    readonly minimumPeers: number;
    /** Share of the agency's records, 0–1, from which a value is dominant. */
    readonly share: number;
    /** How much greater that share must be than the median of the peers' shares, 0–1. */
    readonly overPeers: number;
  };
}

/** Judged over all records of each agency, against a previous run: their number has not fallen below, or risen above, a multiple of it. */
export interface VolumeRule extends RuleWords {
  readonly kind: 'volume';
  readonly limits: {
    /** Records that an agency must have had in the previous run to be judged. */
    readonly minimumRecords: number;
    /** Found if now ÷ before is less than this. */
    readonly below?: number;
    /** Found if now ÷ before is greater than this. */
    readonly above?: number;
  };
}

/** Gives words and severity to a fault of the file. */
export interface FileRule extends RuleWords {
  readonly kind: 'file';
  readonly fault: string;
}

export type Rule = RecordRule | UniqueRule | NearDuplicateRule | DominantValueRule | VolumeRule | ReconcileRule | FileRule;
