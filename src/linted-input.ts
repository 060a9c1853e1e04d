import type { Survey } from './model/source.ts';
import type { ColumnPlan } from './normalise/index.ts';
import type { SegmentResult } from './segment-job.ts';
import type { Portion } from './share.ts';

/** An input with all that became of it. */
export interface LintedInput extends Pick<Portion, 'isFirst' | 'range'> {
  readonly survey: Survey;
  readonly plan: ColumnPlan;
  readonly parts: readonly { readonly spool: string; readonly result: SegmentResult; readonly late: boolean; readonly matched: boolean }[];
}
