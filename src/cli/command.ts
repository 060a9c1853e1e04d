import type { Shard } from '../index.ts';

/** Options of `check` as typed; what was not typed is missing, so that the config file or a default can speak. */
export interface CheckWords {
  readonly pack?: readonly string[];
  /** `NAME=FILE`, as typed. */
  readonly codelist?: readonly (readonly [string, string])[];
  readonly map?: string;
  /** `FIELD=VALUE`, as typed. */
  readonly set?: readonly (readonly [string, string])[];
  readonly referrals?: string;
  readonly ocgList?: string;
  readonly agenciesExpected?: string;
  readonly previous?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly history?: string;
  readonly config?: string;
  readonly asOf?: string;
  readonly out?: string;
  readonly format?: Format;
  readonly failOn?: FailOn;
  readonly minScore?: number;
  readonly values?: 'mask' | 'show' | 'none';
  readonly marking?: string;
  readonly maxFindings?: number;
  readonly jobs?: number;
  readonly log?: string;
  readonly state?: true;
  readonly shard?: Shard;
  readonly encoding?: (typeof ENCODINGS)[number];
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly watch?: true;
  readonly quiet?: true;
  readonly progress: boolean;
  readonly color: boolean;
}

export const FORMATS = ['table', 'json', 'jsonl', 'csv', 'openmetrics', 'sarif', 'junit', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];
export const VALUES = ['mask', 'show', 'none'] as const;
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const STYLES = ['plain', 'rms', 'jsonl'] as const;

export interface GenerateWords {
  readonly records: number;
  readonly seed: number;
  readonly faults?: number;
  readonly batchFault?: string;
  readonly agencies: number;
  readonly style: (typeof STYLES)[number];
  readonly night?: number;
  readonly out: string;
  readonly truth: string;
  readonly trueValues?: string;
  readonly referrals?: string;
  readonly ocgList?: string;
  readonly agenciesExpected?: string;
}

/** Options of the verbs that open a history. */
export interface HistoryWords {
  readonly history: string;
  /** Seconds that a busy history is waited for. */
  readonly wait: number;
}

/** Options of the verbs that show something of a history. */
export interface ShowWords extends HistoryWords {
  readonly format: 'table' | 'json';
  readonly marking: string;
}

export interface TrendWords extends ShowWords {
  readonly measure: string;
  readonly agency?: string;
  readonly region?: string;
}

export interface CompareWords extends Omit<ShowWords, 'history' | 'format'> {
  readonly history?: string;
  readonly format: (typeof COMPARE_FORMATS)[number];
}

export interface DashboardWords {
  readonly out: string;
  readonly history?: string;
  readonly wait: number;
  readonly suppress?: number;
  readonly marking?: string;
  readonly pack?: readonly string[];
}

export const COMPARE_FORMATS = ['table', 'json', 'markdown'] as const;

export interface MergeWords extends PackWords, Partial<Record<keyof typeof REFERENCES, string>> {
  readonly previous?: string;
  readonly history?: string;
  readonly waivers?: string;
  readonly out: string;
  readonly suppress?: number;
  readonly marking?: string;
  readonly overlap?: true;
  readonly mixed?: true;
  readonly state?: true;
}

export interface PackWords {
  readonly pack?: readonly string[];
  readonly codelist?: readonly (readonly [string, string])[];
}

export interface WaiversWords extends PackWords {
  readonly asOf?: string;
  readonly json?: true;
}

export interface VerifyWords {
  readonly pack?: readonly string[];
  readonly set?: readonly (readonly [string, string])[];
  readonly jobs?: number;
}

export interface InitWords extends PackWords {
  readonly agency?: string;
  readonly sourceSystem?: string;
  readonly sample?: string;
  readonly force?: true;
}

export interface ImpactWords extends PackWords {
  /** Packs as they are; default as for a check. */
  readonly from?: readonly string[];
  readonly map?: string;
  readonly set?: readonly (readonly [string, string])[];
  readonly config?: string;
  readonly asOf?: string;
  readonly sheet?: string;
  readonly jobs?: number;
  readonly json?: true;
}

/** Options of `recheck` as typed: those of `check` that shape a run, and its own. */
export interface RecheckWords extends Omit<CheckWords, 'quiet' | 'progress'> {
  /** File for the list of the next round. */
  readonly list?: string;
  readonly json?: true;
}

export const STRATA = ['agency', 'rule', 'verdict'] as const;

export interface DipSampleWords {
  readonly n: number;
  readonly seed: number;
  readonly by: readonly (typeof STRATA)[number][];
  readonly pack?: readonly string[];
  readonly out?: string;
}

export interface DipScoreWords {
  readonly json?: true;
}

export interface FixWords
  extends Pick<CheckWords, 'pack' | 'codelist' | 'map' | 'set' | 'waivers' | 'config' | 'asOf' | 'jobs' | 'encoding' | 'delimiter'> {
  readonly out?: string;
  readonly level: 'certain' | 'likely';
  readonly only?: readonly string[];
  readonly dryRun?: true;
  readonly journal?: string;
  readonly undo?: string;
  readonly verify?: string;
  readonly split?: true;
  readonly quiet?: true;
}

export interface EvaluateWords extends PackWords {
  readonly predictions?: string;
  readonly format: 'table' | 'json';
}

/** Options that name files which records are compared with → what the packs call these files. */
export const REFERENCES = { referrals: 'referrals', ocgList: 'ocg-list', agenciesExpected: 'agencies-expected' } as const;

/** What the words on the command line ask for. */
export type Command =
  | { readonly verb: 'text'; readonly text: string }
  | { readonly verb: 'check'; readonly files: readonly string[]; readonly words: CheckWords }
  | { readonly verb: 'fix'; readonly file: string | undefined; readonly words: FixWords }
  | { readonly verb: 'explain'; readonly rule: string; readonly words: PackWords }
  | { readonly verb: 'rules list'; readonly words: PackWords & { readonly json?: true } }
  | { readonly verb: 'rules validate'; readonly packs: readonly string[] }
  | { readonly verb: 'rules test'; readonly words: PackWords }
  | { readonly verb: 'evaluate'; readonly file: string; readonly words: EvaluateWords }
  | { readonly verb: 'waivers check' | 'waivers list'; readonly file: string; readonly words: WaiversWords }
  | { readonly verb: 'verify'; readonly run: string; readonly files: readonly string[]; readonly words: VerifyWords }
  | { readonly verb: 'recheck'; readonly list: string; readonly files: readonly string[]; readonly words: RecheckWords }
  | { readonly verb: 'merge'; readonly folders: readonly string[]; readonly words: MergeWords }
  | { readonly verb: 'compare'; readonly before: string; readonly after: string; readonly words: CompareWords }
  | { readonly verb: 'dashboard'; readonly runs: readonly string[]; readonly words: DashboardWords }
  | { readonly verb: 'history add'; readonly runs: readonly string[]; readonly words: HistoryWords }
  | { readonly verb: 'history list'; readonly words: ShowWords }
  | { readonly verb: 'history show'; readonly run: string; readonly words: ShowWords }
  | { readonly verb: 'history trend'; readonly words: TrendWords }
  | { readonly verb: 'history forget'; readonly words: HistoryWords & { readonly before: string } }
  | { readonly verb: 'history export'; readonly words: HistoryWords & { readonly parquet: string; readonly marking: string } }
  | { readonly verb: 'init'; readonly words: InitWords }
  | { readonly verb: 'impact'; readonly files: readonly string[]; readonly words: ImpactWords }
  | { readonly verb: 'dip-sample'; readonly run: string; readonly words: DipSampleWords }
  | { readonly verb: 'dip-sample score'; readonly file: string; readonly words: DipScoreWords }
  | { readonly verb: 'generate'; readonly words: GenerateWords };

/** The words on the command line make no command. The message is one line that says what to do. Exit code 2. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
