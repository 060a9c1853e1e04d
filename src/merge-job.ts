import type { RunCounts } from './merge-counts.ts';
import type { Pack } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { WaiverList } from './model/waiver.ts';
import type { PreviousRun } from './previous.ts';
import type { LoadedReference } from './references.ts';

/** The outputs of one run. */
export interface MergeFolder {
  /** As the user named it. */
  readonly name: string;
  readonly run: Run;
  /** Of `state/` if there is one, else of `counts.json`. */
  readonly counts: RunCounts;
}

export interface MergeOptions {
  /** What the runs were made with. */
  readonly pack: Pack;
  readonly folders: readonly MergeFolder[];
  /** Merge although an input or a reference file stands in several runs. */
  readonly overlap: boolean;
  /** Merge although the runs were made with other versions of the packs or code lists, if these have the same rules and fields. */
  readonly mixed: boolean;
  /** Reference files of shards, the same that each was checked with, loaded for this pack and day. */
  readonly references?: readonly LoadedReference[];
  /** Waivers of shards, the same that each was checked with, proven for this pack. */
  readonly waivers?: WaiverList;
  /** What the volumes of shards are compared with. A text says why there is none. */
  readonly previous?: PreviousRun | string;
  /** Options that `run.json` shows beside those that all runs were given. */
  readonly shown?: Run['options'];
  /** Marking of the outputs; needed if the runs differ in theirs. */
  readonly marking?: string;
  readonly toolVersion: string;
  /** Asked for once the runs go together: an existing private folder for what is too much to be held. Without it that is read again and again. */
  readonly workFolder?: () => string;
}

export interface Merged {
  readonly run: Run;
  readonly counts: RunCounts;
  /** What was merged and what could not be, one line each. */
  readonly notes: readonly string[];
}
