/** A normalised value: text, yes/no, or the items of a list. Never null: what is absent is undefined. */
export type Value = string | boolean | readonly string[];

/** A value is absent (no key, null, blank, empty list), readable by its field's type, or there but not readable. */
export type ValueState = 'absent' | 'readable' | 'unreadable';

/**
 * An intelligence report: one row seen through the fields of the pack.
 * The object is lent: the next row re-uses it.
 */
export interface IntelRecord {
  /** 1-based number of the record in its file. */
  readonly record: number;
  /** 1-based physical line of its first byte. */
  readonly line: number;
  /** 0-based byte offsets of its first byte and one past its last. */
  readonly start: number;
  readonly end: number;
  /** Normalised value of the field with this index in `Pack.fields`; the original text if it is not readable. */
  value(field: number): Value | undefined;
  state(field: number): ValueState;
  /** An object with a getter per field, by its name, for JSON Schema to look at; values are decoded when first asked for. */
  readonly view: object;
  /** What the file holds, untouched but for the joining of lists; null if absent. */
  original(field: number): string | null;
}
