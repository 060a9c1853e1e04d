/** The four exclusive states of coding; null for a record that is neither declared nor suspected. */
export type CodingState = 'correct' | 'wrong' | 'missing' | 'suspected';

/** Counts of one rule in one group. Plain sums, so that they merge in any order. */
export interface RuleCounts {
  /** Records for which `when` held. */
  applicable: number;
  /** Records with at least one unwaived finding of the rule. */
  failed: number;
  /** Records that fail only by waived findings. */
  waived: number;
  /** Of `waived`, those whose waiver says that there was no fault. */
  disputed: number;
  /**
   * Records that the rule could not judge, or did not fail, because a required value that it reads is absent.
   * They are charged in the dimension score (never in `applicable` and `failed`): leaving data out must not pay.
   */
  evadedApplicable: number;
  evadedFailed: number;
}

/** Counts of what the packs' plan for scorecards names; lists are as long as what was counted first and last. */
export interface Measures {
  /** Records without a date that can be read. */
  undated: number;
  /** Month (year × 12 + month − 1) → records, records declared, and by topic records that name it. */
  readonly months: Map<number, number[]>;
  /** By topic four counts: records that name it and are coded correctly, wrongly, not at all; records that only speak of it. */
  readonly topics: number[];
  /** By measure of timeliness: days, at most MOST_DAYS → records; and records whose second date lies before the first. */
  readonly lags: Map<number, number>[];
  readonly before: number[];
  /** By field counted by value: records with and without one, and value → records. */
  readonly values: { present: number; absent: number; readonly counts: Map<string, number> }[];
  /** By field that the rules about default values stand at two counts: records with a value; records with one that means nothing. */
  readonly defaults: number[];
}

/** A finding as root causes see it. */
export interface Caused {
  /** Of a coded field, if the finding is about one value; else null. */
  readonly value: string | null;
  /** The record's own day, days since 1970; null if it has none that can be read. */
  readonly day: number | null;
  /** What the value should be, if that is certain or likely. */
  readonly to?: string | undefined;
}

/** Findings that share agency, source system, rule and field. */
export interface CauseTally {
  readonly agency: string | null;
  readonly sourceSystem: string | null;
  /** Index of the rule in `Pack.rules`, and of the field in `Pack.fields`. */
  readonly rule: number;
  readonly field: number;
  /** Those with one value of a coded field, by value; and all others. */
  readonly values: Map<string, Span>;
  readonly rest: Span;
}

/** Some findings: how many, and between which days (since 1970, by the records' own dates; Infinity and −Infinity for none). */
export interface Span {
  records: number;
  first: number;
  last: number;
  /** The value that all suggestions for these findings name; undefined if there is none, null if they do not agree. */
  to: string | null | undefined;
}

/** Counts of the records that share agency, source system and unit: the finest group; all others are sums of these. */
export interface GroupTally {
  /** Code of the agency, null for records of a missing or unknown one. */
  readonly agency: string | null;
  readonly sourceSystem: string | null;
  readonly unit: string | null;
  records: number;
  /** Records without an unwaived error. */
  ready: number;
  /** Of `ready`, those that are so only by waivers. */
  readyByWaiver: number;
  /** Findings, unwaived, by severity; waived ones apart. */
  errors: number;
  warnings: number;
  infos: number;
  waivedFindings: number;
  readonly coding: Record<CodingState, number>;
  /** Findings of basis other than `record`, of the three counts above. */
  textFindings: number;
  /** By index of the rule in `Pack.rules`; rules without counts are missing. */
  readonly rules: Map<number, RuleCounts>;
  readonly measures: Measures;
}

/** Rows of a reference file that belong to one agency. Plain counts, so that they add up. */
export interface ReferenceCounts {
  /** Rows that are judged by whether a record belongs to them; repeated ones are left out. */
  rows: number;
  /** Of these: with a record; without one; not judged because they are dated outside the period. */
  matched: number;
  missing: number;
  outOfPeriod: number;
  /** Rows whose earliest record is late. */
  late: number;
  /** Days from a row's date to its earliest record, not below 0 → rows. */
  readonly lags: Map<number, number>;
}

export type RuleStatus = 'ran' | 'not-applicable' | 'skipped' | 'crashed';

/** All counts of a run or of a part of it. Merging is associative and commutative; no percentage is kept. */
export interface Tally {
  /** Keyed by the JSON text of [agency, sourceSystem, unit]. */
  readonly groups: Map<string, GroupTally>;
  /** Findings that belong to no record and no agency (faults of files), by index of the rule. */
  readonly fileFindings: Map<number, number>;
  /** Of rules about all records of an agency, by index of the rule: the agencies judged (their codes), and the findings of each. */
  readonly agencyFindings: Map<number, Map<string, number>>;
  /** Of rules about the rows of reference files, by index of the rule: rows judged, rows that fail, and rows that fail only by waived findings. */
  readonly rows: Map<number, { applicable: number; failed: number; waived: number }>;
  /** Waived findings about all records of an agency, by index of the rule and by agency. They are not in `agencyFindings`. */
  readonly waivedAgencyFindings: Map<number, Map<string, number>>;
  /** Name of each reference file that was given → agency, null being the unknown one → counts. */
  readonly references: Map<string, Map<string | null, ReferenceCounts>>;
  /** Keyed by the JSON text of [agency, sourceSystem, rule, field]. */
  readonly causes: Map<string, CauseTally>;
  /** What had too many distinct names or values: `units`, `source_systems`, `values:<field>` and `causes:<field>` (index of the field). */
  readonly dropped: Set<string>;
  /** Rules that crashed, with the first message. */
  readonly crashes: Map<number, string>;
  /** Rules that were skipped somewhere, with the reason and the number of records that they did not see. */
  readonly skips: Map<number, { reason: string; records: number }>;
}

/** Counts of a part of a run as they are handed on: those of rules, which are most of them, in one piece. */
export interface PartTally extends Tally {
  /** Beside the counts in the groups, packed by `tally/packed-counts.ts`: many of one group are small numbers. */
  readonly ruleCounts: Uint8Array;
}
