import type { Finding } from './finding.ts';

/** One thing that a supervisor is asked: is this record at fault by this rule? */
export interface Question {
  /** What the linter said: it found the fault, or it did not. */
  readonly verdict: 'found' | 'passed';
  readonly stratum: string;
  /** All questions of the stratum that there could be. */
  readonly stratumSize: number;
  readonly rule: string;
  readonly file: string;
  /** 1-based. */
  readonly record: number;
  /** Undefined for what passed: a run keeps no more of a record without findings. */
  readonly finding?: Finding;
}
