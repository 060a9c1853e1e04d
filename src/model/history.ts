/** A finding as a history or a comparison knows it: no value, no place, no reference. */
export interface FindingKey {
  /** Code of the agency; null for findings about files and about records of a missing or unknown agency. */
  readonly agency: string | null;
  readonly rule: string;
  /** 32 hex digits. Not unique: equal ones are counted. */
  readonly fingerprint: string;
  readonly waived: boolean;
}

/** What a history says of one of its runs. */
export interface RunEntry {
  /** First 12 hex digits of the SHA-256 of what makes the run this run; see `runId`. */
  readonly id: string;
  /** ISO day that the run was made for. Runs are ordered by it, then by when they were added. */
  readonly asOf: string;
  /** ISO instant, UTC. */
  readonly addedAt: string;
  /** Version of pnd-lint that made the run. */
  readonly tool: string;
  /** Ids of its packs, in order. */
  readonly packs: readonly string[];
  readonly placeholderCodes: boolean;
  readonly records: number;
  readonly ready: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
  /** False if the run was added without its findings: nothing can then be said of what is new or fixed in it. */
  readonly hasFindings: boolean;
}

/** How findings went from one run to another. The five states exclude each other. */
export interface Changes {
  /** In the later run, never seen before. */
  readonly new: number;
  /** In the later run, not in the earlier one, but in a run before that. Null where no history can tell: they then count as new. */
  readonly reappeared: number | null;
  /** In both. */
  readonly persisting: number;
  /** In the earlier run, not in the later one. */
  readonly fixed: number;
}

/** A run as comparisons name it. */
export interface ComparedRun {
  /** Id in the history, or the name of the folder or file as given. */
  readonly name: string;
  readonly asOf: string;
  readonly records: number;
}

/**
 * What changed between two runs. Only what both runs judged is compared: agencies that both have records of, and rules that ran in
 * both. The rest is counted in `notCompared`, so that a rule that did not run never looks like faults that were fixed.
 */
export interface Comparison {
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  /** True if their packs or code lists differ: then some differences come from the rules, not from the data. */
  readonly packsDiffer: boolean;
  readonly total: Changes;
  /** In order of code, null (files, and records of no known agency) last. Agencies without findings are left out. */
  readonly agencies: readonly (Changes & { readonly agency: string | null })[];
  /** In order of id. */
  readonly rules: readonly (Changes & { readonly rule: string })[];
  readonly notCompared: {
    readonly agencies: readonly { readonly agency: string; readonly only: 'before' | 'after'; readonly findings: number }[];
    readonly rules: readonly { readonly rule: string; readonly only: 'before' | 'after'; readonly findings: number }[];
  };
}

/** Findings of one run against the run before it, for each agency the one before that has it. */
export interface RunChanges extends Changes {
  /** Id of the run. */
  readonly run: string;
  readonly asOf: string;
  /** Null: files, and records of no known agency. */
  readonly agency: string | null;
  readonly reappeared: number;
  /** Findings of an agency or rule that this run is the first to judge: they have no past, and are not new. */
  readonly initial: number;
}

/** How old the open findings are, and how long fixed ones took. */
export interface Ageing {
  /** Null: of all agencies together, or, if `isAgency`, of files and records of no known agency. */
  readonly agency: string | null;
  /** Null: of all rules together. */
  readonly rule: string | null;
  /** True if this row is about one agency. */
  readonly isAgency: boolean;
  /** Unwaived findings of the last run that judged them. */
  readonly open: number;
  /** Days from the run that first had them (since they last reappeared) to that last run. */
  readonly medianAgeDays: number | null;
  readonly oldestDays: number | null;
  /** Open findings of up to 7, 30, 90 and of more days. */
  readonly byAge: readonly [number, number, number, number];
  /** Times that a finding went away. */
  readonly fixed: number;
  /** Median days from the run that first had it to the first run that no longer had it. Of fixed ones only: open ones may take longer. */
  readonly medianDaysToFix: number | null;
}

/** One cell of a heat map of rules and agencies. */
export interface HeatCell {
  readonly agency: string;
  readonly rule: string;
  /** Records judged and failed. */
  readonly applicable: number;
  readonly failed: number;
}

export type Level = 'nation' | 'region' | 'agency';

/** `ready`, `coding`, `score`, or the id of a rule: then the share of records judged that fail. */
export type Measure = string;

/** One run in a chart. Values are in per cent, of `score` in points; unrounded. */
export interface ChartPoint {
  /** Id of the run. */
  readonly run: string;
  readonly asOf: string;
  /** Null for a score, which is no share. */
  readonly count: number | null;
  readonly n: number | null;
  /** Null = no data. */
  readonly value: number | null;
  /** Centre line and control limits of its stretch; null where that has fewer than 4 runs with data, and for a score. */
  readonly centre: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** `shift`: a lasting change begins here, and a new stretch with it; `outside`: this run alone is beyond its limits. */
  readonly signal: 'outside' | 'shift' | null;
}

/** A measure over time. */
export interface Series {
  readonly level: Level;
  /** Code of the agency, name of the region; empty for the nation. */
  readonly name: string;
  readonly label: string;
  readonly measure: Measure;
  /** In order of time. */
  readonly points: readonly ChartPoint[];
}
