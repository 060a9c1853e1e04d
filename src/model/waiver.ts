/** Why findings may stay as they are. `other` says why in its text alone. */
export const WAIVER_REASONS = [
  'source-system-limitation',
  'historic-record',
  'operational-need',
  'national-guidance-awaited',
  'rule-disputed',
  'fix-under-way',
  'other',
] as const;
export type WaiverReason = (typeof WAIVER_REASONS)[number];

/** Which findings of a rule are meant: all that is named must be the same. At least one is. */
export interface WaiverScope {
  /** Code of the agency in its list. */
  readonly agency?: string;
  readonly source_system?: string;
  readonly unit?: string;
  readonly urn?: string;
  readonly fingerprint?: string;
  /** Name of the field that the finding stands at. */
  readonly field?: string;
}

/** Findings of one rule that somebody answers for. */
export interface Waiver {
  /** Unique in its file. */
  readonly id: string;
  readonly rule: string;
  readonly scope: WaiverScope;
  readonly reason: WaiverReason;
  readonly text: string;
  readonly owner: string;
  readonly approver: string;
  /** ISO days, both of them days on which it holds. */
  readonly issued: string;
  readonly expires: string;
  /** Most records it may stand for: their number, or their share (0 to 1) of the records of its agency, source system and unit. */
  readonly cap?: { readonly count: number } | { readonly share: number };
}

/** A waiver file, proven for the packs of a run. */
export interface WaiverList {
  /** As messages and outputs name it, without its folder. */
  readonly file: string;
  readonly sha256: string;
  readonly waivers: readonly Waiver[];
  /** 1-based line of each waiver's id, in the same order. */
  readonly lines: readonly number[];
}

/** Where a waiver stands on a day: before `issued`, in force, or past `expires`. */
export function phaseOf({ issued, expires }: Pick<Waiver, 'issued' | 'expires'>, day: string): 'premature' | 'in-force' | 'expired' {
  if (day < issued) return 'premature';
  return day > expires ? 'expired' : 'in-force';
}
