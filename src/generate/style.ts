import type { BatchRecord } from './columns.ts';

export const STYLES = ['plain', 'rms', 'jsonl'] as const;
/** How a batch is written: tidy CSV, the export of a records system, or JSON Lines. */
export type Style = (typeof STYLES)[number];

/** Turns records into the bytes of one style. */
export interface Writer {
  /** What stands before the first record; may be empty. */
  readonly head: string;
  /** One record with its line end. @param number 1-based place of the record in the batch */
  line(record: BatchRecord, number: number): string;
  /** What stands after the last record; nothing if absent. */
  readonly tail?: string;
  encode(text: string): Uint8Array;
}
