import type { Share } from './share.ts';

/** Records of one part of the subject, such as a threat area. */
export interface Topic {
  /** A code of the list that the topic comes from, or a name that the pack gives it. */
  readonly topic: string;
  readonly title: string;
  /** What it is one of, e.g. "Threat area". */
  readonly kind: string;
  /** Records that name the topic. */
  readonly records: number;
  /** Of these: those that are coded correctly for the subject. */
  readonly tagged: Share;
  /** Records whose text speaks of the topic and that do not name it; null if the packs do not look. Never part of `tagged`. */
  readonly suspectedUntagged: number | null;
}

/** How many whole days lay between two dates. */
export interface Timeliness {
  readonly measure: string;
  readonly title: string;
  /** Records with both dates readable, the second not before the first. */
  readonly n: number;
  /** Records left out because the second date lies before the first. */
  readonly before: number;
  /** Days within which half, and nine in ten, of the n were done (nearest rank); null for n = 0. */
  readonly p50: number | null;
  readonly p90: number | null;
  /** Share done within each limit of the pack. */
  readonly within: readonly { readonly days: number; readonly share: Share }[];
}

/** Records by the month of their own date. */
export interface Volumes {
  /** In order of month, months without records left out. */
  readonly months: readonly VolumeMonth[];
  /** Records without a date that can be read, which are in no month. */
  readonly undated: number;
  /** The last twelve months against the twelve before; null if the records do not reach back 24 months. */
  readonly yearOnYear: YearOnYear | null;
}

export interface VolumeMonth {
  /** YYYY-MM. */
  readonly month: string;
  readonly records: number;
  /** Records declared to be about the subject; null if the packs define none. */
  readonly subject: number | null;
  /** Records that name each topic, in the order of `topics`; left empty for source systems and units. */
  readonly topics: readonly { readonly topic: string; readonly records: number }[];
}

export interface YearOnYear {
  /** The last month, YYYY-MM: the latest with records in the whole run. */
  readonly to: string;
  readonly records: number;
  readonly recordsBefore: number;
  /** (records − recordsBefore) ÷ recordsBefore in per cent, two decimals; null if there were none. */
  readonly changePercent: number | null;
  readonly subject: number | null;
  readonly subjectBefore: number | null;
  readonly subjectChangePercent: number | null;
}

/** Records by the value of a coded field. */
export interface FieldValues {
  readonly field: string;
  readonly label: string;
  /** Records with a value, and without one. Of a list each value counts once a record. */
  readonly records: number;
  readonly absent: number;
  /** Values that 20 records or more share, most first. `label` is that of the code list; null if the value is none of its codes. */
  readonly values: readonly { readonly value: string; readonly label: string | null; readonly share: Share }[];
  /** Values that fewer share: how many values, and the sum of their records; null if there were too many values to count. */
  readonly others: { readonly values: number; readonly records: number } | null;
}

/** Share of a field's values that stand where nothing is known. */
export interface DefaultValues {
  readonly field: string;
  readonly label: string;
  readonly share: Share;
}

/** Findings that a training would prevent: those of the rules that name it. */
export interface TrainingNeed {
  readonly training: string;
  /** Unwaived findings counted once a record and rule. */
  readonly findings: number;
  readonly rules: readonly string[];
}

/** Where an agency stands among the other ranked agencies: their medians. */
export interface Peers {
  /** Other agencies that are ranked. */
  readonly agencies: number;
  /** Per cent, and score of 0–100; null without such agencies or data. */
  readonly codingRate: number | null;
  readonly ready: number | null;
  readonly score: number | null;
}

/** Findings that share rule, field, value and source system: most likely one cause. */
export interface RootCause {
  readonly agency: string;
  readonly source_system: string | null;
  readonly rule: string;
  readonly field: string | null;
  /** A value of a coded field that 20 records or more share; null for the rest of the findings together. */
  readonly value: string | null;
  readonly records: number;
  /** Of all findings of the rule at this field in the agency: how many are of this cause. */
  readonly ofRule: Share;
  /** ISO days of the first and last record by its own date; null if none has one. */
  readonly first: string | null;
  readonly last: string | null;
  /** The one mapping in the source system that clears these findings; null if there is none. */
  readonly mapping: { readonly from: string; readonly to: string; readonly clears: number } | null;
}

/** Rules that may themselves need work, over all records. Only rules that judged the minimum of records for ranking. */
export interface RuleDebt {
  readonly neverFired: readonly { readonly rule: string; readonly applicable: number }[];
  readonly alwaysFired: readonly { readonly rule: string; readonly applicable: number }[];
  /** Rules with waived failures, most first; with those whose waiver says that there was no fault, most first. */
  readonly mostWaived: readonly { readonly rule: string; readonly waived: number; readonly applicable: number }[];
  readonly mostDisputed: readonly { readonly rule: string; readonly disputed: number; readonly applicable: number }[];
}

/** What was too varied to be counted, so that memory stays bounded. */
export interface Dropped {
  /** `units` and `source_systems`: no scorecards of them. `values` of a field: not counted. `causes` of a field: root causes without values. */
  readonly what: 'units' | 'source_systems' | 'values' | 'causes';
  readonly field: string | null;
  /** Distinct names or values beyond which counting stopped. */
  readonly most: number;
}

type Nulled<T> = T extends number
  ? number | null
  : T extends readonly (infer Item)[]
    ? readonly Nulled<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Nulled<T[K]> }
      : T;

/** A scorecard as a reader of JSON must take it: any figure may be null because small cells were suppressed. */
export type Suppressible<T> = Nulled<T>;
