/** What a field holds. `lookup` resolves any listed spelling to the code of its list; `text` and `code` are compared as written. */
export type FieldType = 'text' | 'code' | 'lookup' | 'date' | 'yesno';

/** What a field means to the linter itself, so that no field name stands in the program. */
export type FieldRole = 'urn' | 'agency' | 'source_system' | 'unit' | 'officer' | 'date' | 'narrative';

/** Splits one column into several fields on reading, e.g. a grading written as `2BP`. */
export interface FieldSplit {
  /** First pattern that matches wins; its groups fill `into` in order, an empty group leaves the field absent. */
  readonly pattern: string;
  readonly into: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: FieldType;
  /** True if the field holds several values: `;` in CSV, an array in JSON. */
  readonly list: boolean;
  /** `always`: every record needs it. `in-scope`: only records of the pack's scope do. A missing column of either is an error. */
  readonly required: 'always' | 'in-scope' | 'no';
  /** Values never leave the machine unless asked for: they read `[hidden]`. */
  readonly sensitive: boolean;
  /** Values are codes of no personal nature and may be counted by value in scorecards. */
  readonly coded: boolean;
  readonly aliases: readonly string[];
  readonly codelist?: string;
  /** For `lookup`: columns of the code list, besides the code, in which a spelling is looked up. */
  readonly resolve?: readonly string[];
  readonly splits?: readonly FieldSplit[];
  readonly role?: FieldRole;
}

export interface CodelistEntry {
  readonly code: string;
  readonly label: string;
  /** Every column by its heading, lists split on `;`. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** ISO date, the first valid day; undefined = always was. */
  readonly validFrom?: string;
  /** ISO date, the last valid day; undefined = open. */
  readonly validTo?: string;
  readonly replacedBy?: string;
}

export interface Codelist {
  readonly name: string;
  readonly version: string;
  readonly status: 'official' | 'public' | 'placeholder';
  /** False if codes outside the list may be right: then an unknown one is info. */
  readonly complete: boolean;
  readonly sha256: string;
  /** File name for messages, without its folder. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, CodelistEntry>;
  /** Spellings (case, spaces and punctuation folded) of codes, labels, aliases and other columns → codes they may mean. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
}

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
  /** Code lists as-of date of this example, ISO; default 2026-06-30. */
  readonly as_of?: string;
  readonly findings?: readonly { readonly record: number | null; readonly field?: string }[];
}

export interface RuleSource {
  readonly title: string;
  readonly url?: string;
  readonly note?: string;
}

interface RuleWords {
  /** `<pack>/<file name>`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly basis: Basis;
  readonly dimension: Dimension;
  /** Weight in its dimension's score, 1–10. */
  readonly weight: number;
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

/** Judged on one record alone. */
export interface RecordRule extends RuleWords {
  readonly kind: 'record';
  /** Fields that a finding may stand at; several make one check each under the same id. */
  readonly at: readonly string[];
  readonly when: Conditions;
  readonly expect: Conditions;
}

/** Judged over all records of a run: the values of `fields` together occur once within each `per`. */
export interface UniqueRule extends RuleWords {
  readonly kind: 'unique';
  readonly at: readonly string[];
  readonly fields: readonly string[];
  /** Fields that part the run; of these only `fields` must be present. */
  readonly per: readonly string[];
}

/** Gives words and severity to a fault of the file. */
export interface FileRule extends RuleWords {
  readonly kind: 'file';
  readonly fault: string;
}

export type Rule = RecordRule | UniqueRule | FileRule;

/** What "declared" and "correctly coded" mean for the pack's subject; drives the coding rate that agencies are ranked by. */
export interface Coding {
  /** Short name of the subject, e.g. `OIC`. */
  readonly name: string;
  /** The field whose codes are judged. */
  readonly field: string;
  /** A record is declared if this holds. */
  readonly declared: Conditions;
  /** A declared record is correctly coded if this holds and none of `faults` has a finding on it. */
  readonly correct: Conditions;
  /** Rule ids whose finding makes a declared record wrong. */
  readonly faults: readonly string[];
}

/** Who a pack is and what it was made of, for `run.json`. */
export interface PackIdentity {
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly owner: string;
  readonly sha256: string;
}

/** Packs asked for and all that they extend, merged and proven. */
export interface Pack {
  readonly identities: readonly PackIdentity[];
  readonly fields: readonly Field[];
  readonly codelists: ReadonlyMap<string, Codelist>;
  /** In order of id. */
  readonly rules: readonly Rule[];
  readonly dimensionWeights: Readonly<Record<Dimension, number>>;
  /** Records an agency needs to be ranked. */
  readonly minimumForRanking: number;
  readonly coding?: Coding;
  /** Named column maps of the packs: name → map. */
  readonly maps: ReadonlyMap<string, ColumnMap>;
}

/** `{ "columns": { "Heading": "field" }, "values": { "field": { "from": "to" } } }`. */
export interface ColumnMap {
  readonly columns: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
