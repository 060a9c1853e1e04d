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
