import type { Finding, FindingTotals, Run, RunCounts, Written } from '../index.ts';
import type { ShownFindings } from './shown-findings.ts';

/** What is known when all findings have gone by. */
export interface Whole {
  readonly run: Run;
  /** What a merge adds up. */
  readonly counts: RunCounts;
  readonly totals: FindingTotals;
  /** The first findings of every rule. */
  readonly shown: ShownFindings;
  /** The first findings that are not in the baseline; none without one. */
  readonly firstNew: readonly Finding[];
}

/** Whether a finding was in the baseline; null if none was given. Waived ones are never new. */
export type Novelty = 'new' | 'known' | null;

/** A place that findings go to, one by one. Its functions throw the system's errors. */
export interface Sink {
  /** For messages: what can't be written if it fails. */
  readonly name: string;
  take(finding: Written, novelty: Novelty): Promise<void> | void;
  /** A line of the baseline whose finding is there no more; comes when all findings have been taken. */
  gone?(line: string): Promise<void> | void;
  finish(whole: Whole): Promise<void>;
  /** Lets go of what is half done. */
  abandon(): void;
}
