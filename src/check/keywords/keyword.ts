import type { Param } from '../../model/finding.ts';
import type { Field, Pack } from '../../model/pack.ts';
import type { Context, Prepared } from '../context.ts';
import type { PlainAnswer } from '../plain-answer.ts';

/** What a keyword can say of a value that a rule found fault with: places and codes, never a passage of it. */
export type Facts = (text: string, context: Context) => Readonly<Record<string, Param>>;

/**
 * What is so of all texts of one shape. @param shape for each character of the text all those of which it may be one, a kind
 * @param but takes texts of which it may be otherwise; without it the outline has to be of all texts
 * @returns undefined if it may be so of some and not of others
 */
export type Outline = (shape: readonly string[], but?: string[]) => boolean | undefined;

/** An answer that may not be known this way. */
export type QuickAnswer = (context: Context) => boolean | undefined;

/** A keyword that JSON Schema lacks: its options become a function once, when rules are compiled. */
export interface Keyword {
  readonly name: string;
  /**
   * @param field the field that it stands at
   * @throws Error if the options name what the pack does not have; the loader has proven that they do not
   */
  prepare(options: unknown, pack: Pack, field: Field): Prepared;
  /** Fields, other than the one it stands at, that the keyword reads. */
  reads?(options: unknown, pack: Pack, field: Field): readonly string[];
  /**
   * What it says by the days that are known of the record's dates as numbers, without their texts; undefined where these have to be looked at.
   * @param index of the field that it stands at
   */
  dates?(options: unknown, pack: Pack, index: number): QuickAnswer | undefined;
  /** True if what it says depends on the record's own date. */
  dated?(options: unknown, pack: Pack): boolean;
  /** True if `prepare` may find that the pack is wrong, which must be said before any data is read. */
  readonly mayRefuse?: boolean;
  /** What of its field it looks at: for fields of which this is the same, a schema is compiled once. */
  sees?(field: Field): string;
  /** What it says of all texts alike that lack some units, none of them printable ASCII; undefined if it depends on more. */
  plain?(options: unknown): PlainAnswer | undefined;
  /** What it says of all texts of printable ASCII of one shape. */
  outline?(options: unknown, pack: Pack, field: Field): Outline;
  /**
   * Days, as numbers (`20260304`), between which it says the same of all dates of one length: of any two, as `readDate` gives them, of which
   * neither falls on such a day, and between which none lies. Undefined if there is more to it.
   * @param asOf ISO day that stands for today
   */
  days?(options: unknown, pack: Pack, asOf: string): readonly number[] | undefined;
  /** Fills blanks of a rule's message; called for findings only. */
  facts?(options: unknown, pack: Pack): Facts;
}

/** Index of a field of the pack. @throws Error if there is none of that name. */
export function fieldIndex(pack: Pack, name: string): number {
  const index = pack.fields.findIndex((field) => field.name === name);
  if (index === -1) throw new Error(`no field ${name}`);
  return index;
}
