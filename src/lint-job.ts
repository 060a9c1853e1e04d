import type { ValueDisplay } from './check/index.ts';
import type { RunCounts } from './merge-counts.ts';
import type { Finding } from './model/finding.ts';
import type { ColumnMap, Pack } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { Encoding, Survey } from './model/source.ts';
import type { WaiverList } from './model/waiver.ts';
import type { Written } from './model/written.ts';
import type { ColumnPlan } from './normalise/index.ts';
import type { LoadPackOptions } from './packs/index.ts';
import type { PreviousRun } from './previous.ts';
import type { LoadedReference } from './references.ts';
import type { Shard } from './share.ts';

/** One input: where its bytes lie, and its name as the user gave it (`-` for standard input). */
export interface LintInput {
  readonly path: string;
  readonly file: string;
}

export interface LintOptions {
  readonly pack: Pack;
  /** What `pack` was loaded with, so that threads can load it again. */
  readonly packOptions: LoadPackOptions;
  readonly inputs: readonly LintInput[];
  readonly map?: ColumnMap;
  /** Field → text, for what the export lacks. */
  readonly set: Readonly<Record<string, string>>;
  /** An earlier run, with which volumes are compared; a text says why there is none. */
  readonly previous?: PreviousRun | string;
  /** Files that records are compared with, loaded for this pack and day. */
  readonly references?: readonly LoadedReference[];
  /** Findings that may stay as they are, proven for this pack. */
  readonly waivers?: WaiverList;
  /** ISO day that stands for today. */
  readonly asOf: string;
  readonly values: ValueDisplay;
  readonly marking: string;
  /** Threads, at least 1. The result does not depend on it. */
  readonly jobs: number;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  /** Name of the sheet that is read of workbooks; default: the first that is not hidden. */
  readonly sheet?: string;
  /** Bytes of a stretch that one thread takes at a time; the result does not depend on it. Default 8 MiB. */
  readonly segmentBytes?: number;
  /** An existing folder of the run's own, readable by the owner only; findings are spooled there. */
  readonly workFolder: string;
  readonly toolVersion: string;
  /** Options as they stand in `run.json`. */
  readonly shown: Run['options'];
  readonly onProgress?: (progress: { readonly bytes: number; readonly totalBytes: number; readonly records: number }) => void;
  /** Called when every record is judged, and no thread is left. */
  readonly onJudged?: () => void;
  /** Called when all that threads counted is summed up. */
  readonly onCounted?: () => void;
  readonly signal?: AbortSignal;
  /** True if findings are to be delivered: they are then put into their final forms where they are found. */
  readonly forms?: boolean;
  /** True if what a merge needs to compare records with those of other runs is to be kept in the work folder. */
  readonly state?: boolean;
  /** Check this part of the inputs alone. Needs `state`; what compares records with other files or runs is known by no shard. */
  readonly shard?: Shard;
}

export interface LintResult {
  readonly run: Run;
  /** What a merge adds up; the keys lie in the work folder. */
  readonly counts: RunCounts;
  /** All findings in the defined order; may be called again while the work folder stands. */
  findings(): AsyncGenerator<Finding>;
  /**
   * The same, in their final forms, some at a time, which are lent until the next are asked for.
   *
   * @param isLast true if findings are not asked for again: what they lie in goes as they are handed out
   */
  written(isLast?: boolean): AsyncGenerator<readonly Written[]>;
  readonly findingsByRule: ReadonlyMap<string, number>;
  /** The pack with the fields that the run had. */
  readonly pack: Pack;
  /** Inputs that could be read, in order. `noneReady`: no record of it is ready, whatever its findings. */
  readonly inputs: readonly { readonly survey: Survey; readonly plan: ColumnPlan; readonly noneReady: boolean }[];
  /** What could not be done, one line each. */
  readonly problems: readonly string[];
}
