import type { Basis, Confidence, Dimension, Severity } from './pack.ts';
import type { Caused } from './tally.ts';

export interface Place {
  readonly file: string;
  /** 1-based physical line of the record's first byte; 0 for the file as a whole. */
  readonly line: number;
  /** 1-based data record; null for faults that are about no record. */
  readonly record: number | null;
  /** Field name; for file faults the heading of the column; null where none. */
  readonly field: string | null;
}

/** What a value should be. Values of sensitive fields are masked as they are in findings. */
export interface Suggestion {
  readonly field: string;
  /** The text to be replaced: of a list the one item, or the whole of it joined by `;`. Null where nothing stands. */
  readonly from: string | null;
  readonly to: string;
  readonly confidence: Confidence;
  /** What it rests on, in one word. */
  readonly reason: SuggestionReason;
  /** Fields that change with it; one without the others would be wrong. Left out if there are none. */
  readonly also?: readonly { readonly field: string; readonly from: string | null; readonly to: string }[];
}

export const SUGGESTION_REASONS = [
  'spelling',
  'alias',
  'successor',
  'near',
  'several-near',
  'form',
  'date',
  'day-first',
  'month-first',
  'yes-no',
  'encoding',
  'repeat',
  'codes',
  'records-agree',
  'narrative',
  'exchanged',
  'rule',
  'heading',
] as const;
/**
 * Another way of writing a code; another name of it; what replaced it; one slip from it, or from several; the form that the field has;
 * a date written otherwise, read day first, or month first; a yes or no; text encoded twice; an item that stands twice;
 * what other codes of the record say; what all other records say; what a text of the record speaks of; the value of another field, which
 * gets this one's; what the rule says; a heading.
 */
export type SuggestionReason = (typeof SUGGESTION_REASONS)[number];

export type Param = string | number | boolean | null | readonly Param[] | { readonly [name: string]: Param };

/** Facts of one fault. Sentences are made of it in `report/`. Values of sensitive fields are already masked here. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly basis: Basis;
  readonly dimension: Dimension;
  readonly agency: string | null;
  readonly source_system: string | null;
  readonly unit: string | null;
  readonly officer: string | null;
  readonly urn: string | null;
  readonly at: Place;
  readonly params: Readonly<Record<string, Param>>;
  /** The other places that belong to this fault, e.g. the first record that used a URN. */
  readonly also: readonly Place[];
  readonly suggestion: Suggestion | null;
  /** 128 bits of SHA-256 as 32 hex digits. */
  readonly fingerprint: string;
  readonly status: 'open' | 'waived';
  /** How root causes see it, while a waiver may yet speak of it; in no output. */
  readonly cause?: Caused;
}
