import type { Stencil } from './stencil.ts';

/** A normalised value: text, yes/no, or the items of a list. Never null: what is absent is undefined. */
export type Value = string | boolean | readonly string[];

/** A value is absent (no key, null, blank, empty list), readable by its field's type, or there but not readable. */
export type ValueState = 'absent' | 'readable' | 'unreadable';

/** ASCII text that stands in what is held of the file: `units[from]` to before `units[to]`. Lent: valid as long as its row. */
export interface Span {
  readonly units: Uint8Array | Uint16Array;
  readonly from: number;
  readonly to: number;
}

/** What one cell came to. Cells of the same text share one, so that what depends on the value alone is found out once. */
export interface Reading {
  readonly state: ValueState;
  /** Undefined if absent; the original text if unreadable. */
  readonly value: Value | undefined;
  /** The cell's own text where `value` is another, outer blanks aside; empty if the value was split from another cell. */
  readonly written: string | undefined;
  /** Tells it from other readings of its field; 0 if absent. Equal ids are equal values, not the other way round. */
  readonly id: number;
  /** What the rules hold of this value, one bit each, and which of these they asked already. Kept here by `check/` alone. */
  marks: number;
  asked: number;
  /** Of the record's own date: the stretch of time in which the same codes are in force; -2 until asked for. Kept here by `check/` alone. */
  era: number;
  /** What the checks of this field alone made of it. Kept here by `check/` alone. */
  settled: object | undefined;
  /** Where `value` stands, if it is not yet made a text, so that none need be made. */
  span?(): Span | undefined;
  /** What is known of all texts of its shape, if that was looked up; undefined if not. */
  readonly stencil: Stencil | undefined;
}

/**
 * An intelligence report: one row seen through the fields of the pack. Fields are named by their index in `Pack.fields`.
 * Values are decoded when first asked for. The object is lent: the next row re-uses it.
 */
export interface IntelRecord {
  /** 1-based number of the record in its file. */
  readonly record: number;
  /** 1-based physical line of its first byte. */
  readonly line: number;
  /** 0-based byte offsets of its first byte and one past its last. */
  readonly start: number;
  readonly end: number;
  reading(field: number): Reading;
  /**
   * Days since 1970 of a field's date, as London has it, without its text being made; `NO_DAY` where it has to be read from that: not only where
   * there is none. And the minute of that day, -1 without a time.
   */
  day?(field: number): number;
  minute?(field: number): number;
  /** Looks up what is known of all cells of its row; false if they can only be read one by one. Only records that were given a recall have it. */
  lookUp?(): boolean;
  /** What the file holds, untouched but for the joining of lists; null if absent. */
  original(field: number): string | null;
}
