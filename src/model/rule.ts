import type { ReconcileRule } from './reference.ts';
import type { Conditions, RuleWords } from './rule-words.ts';
import type { Suggester } from './suggester.ts';

export * from './rule-words.ts';

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
