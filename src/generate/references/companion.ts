import type { Day } from '../calendar.ts';
import type { BatchRecord } from '../columns.ts';

/** A record of the batch as it was written, and what is known of it from before a fault was planted. */
export interface Written {
  /** 1-based. */
  readonly number: number;
  readonly record: BatchRecord;
  /** Id of the agency that it is of, whatever it says. */
  readonly agency: string;
  /** Day of its report, whatever it says. */
  readonly day: Day;
  /** The field at which a fault was planted; undefined for a clean record. */
  readonly fault: string | undefined;
}

/** Writes a file that goes with a batch: follows the records and gives its own text and lines of the truth. */
export interface Companion {
  /** What stands before its first row. */
  readonly head: string;
  /** The next record of the batch. */
  follow(written: Written): Stretch;
  /** There are no more records. */
  finish(): Stretch;
}

/** Rows, each with its line end, and lines of the truth. */
export interface Stretch {
  readonly rows: string;
  readonly truth: string;
}

/** Whether the record's own agency, and date of report, say what is so. */
export const hasAgency = ({ record, agency }: Written): boolean => record.agency === agency;
export const hasDate = ({ fault }: Written): boolean => fault !== 'reported_on';
