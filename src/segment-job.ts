import type { JobHits, ValueDisplay } from './check/index.ts';
import type { KeyFile } from './key-files.ts';
import type { ColumnMap } from './model/pack.ts';
import type { Segment, Survey } from './model/source.ts';
import type { ColumnPlan, DateForms } from './normalise/index.ts';
import type { PartSums, SumsAside } from './part-sums.ts';

/** All that a part of a run needs to know beside the pack; passes between threads. */
export interface SegmentJob {
  /** 0-based number of its input among those read. */
  readonly input: number;
  readonly survey: Survey;
  readonly segment: Segment;
  readonly plan: ColumnPlan;
  readonly map: ColumnMap | undefined;
  readonly values: ValueDisplay;
  /** Marking that the fix list has, if findings are to be spooled in their final forms; else null. */
  readonly forms: string | null;
  /** Path that the names of its spool files begin with. */
  readonly spool: string;
  /** True if it is to be noted whose each record is, for merging. */
  readonly state: boolean;
  /** Ids of the rules that waivers speak of. */
  readonly noted: readonly string[];
}

/** What a part of a run came to; passes between threads. */
export interface SegmentResult {
  readonly sums: PartSums | SumsAside;
  readonly keys: KeyFile;
  readonly records: number;
  readonly faults: number;
  /** Findings by index of the rule. */
  readonly findings: Float64Array;
  /** How dates are written, by index of the field. */
  readonly dates: readonly (readonly [number, DateForms])[];
  /** Whether findings were spooled of records (`<spool>.records`) and of lines that are no record (`<spool>.loose`). */
  readonly spooled: { readonly records: boolean; readonly loose: boolean };
  /** What its records have to do with reference files. */
  readonly matches: JobHits;
  /** True if no record of it can be ready, whatever its findings: a required column is missing, or no layout was recognised. */
  readonly noneReady: boolean;
}
