import type { Value } from './record.ts';

/** Stands for a date or a span that is not known. */
export const UNKNOWN = -2_147_483_648;
/** What a record has to do with a topic. */
export const MARKED = 1;
export const SPOKEN = 2;
/** What stands in a field that rules about default values look at. */
export const FILLED = 1;
export const MEANINGLESS = 2;

/** What scorecards count of one record. The object and its arrays are lent: the next record re-uses them. */
export interface Measured {
  /** Of its own date: days since 1970, and year × 12 + month − 1; UNKNOWN if it has none that can be read. */
  day: number;
  month: number;
  /** By topic 0, MARKED or SPOKEN. */
  readonly topics: Uint8Array;
  /** By measure of timeliness: days, below 0 if the second date lies before the first; UNKNOWN if a date is. */
  readonly lags: Int32Array;
  /** By field counted by value. */
  readonly values: (Value | undefined)[];
  /** By field with default values 0, FILLED or MEANINGLESS. */
  readonly defaults: Uint8Array;
}
