import type { Dimension, PackIdentity, Severity } from './pack.ts';
import type {
  DefaultValues,
  Dropped,
  FieldValues,
  Peers,
  RootCause,
  RuleDebt,
  Timeliness,
  Topic,
  TrainingNeed,
  Volumes,
} from './scorecard.ts';
import type { Share } from './share.ts';
import type { Encoding, FileKind } from './source.ts';
import type { RuleStatus } from './tally.ts';

export type { Share } from './share.ts';

export interface DimensionScore {
  /** 0–100, two decimals; null = no data. */
  readonly score: number | null;
  /** Sum of records over the dimension's rules: those judged, and those charged because a required value that the rule reads is absent. */
  readonly n: number;
}

export interface RuleResult {
  readonly rule: string;
  readonly severity: Severity;
  readonly status: RuleStatus;
  /** Why it was skipped; beside `ran` if it was skipped for some inputs only. */
  readonly reason?: string;
  /** Records judged, failed, and failing only by waived findings. Of a rule about files: the records with such a fault; about agencies: agencies. */
  readonly applicable: number;
  readonly failed: number;
  readonly waived: number;
}

export type VerdictWord = 'ready' | 'ready-with-waivers' | 'not-ready';

export interface Verdict {
  readonly verdict: VerdictWord;
  /** True if a code list that the verdict rests on is a placeholder: it then reads "ready (placeholder codes)". */
  readonly placeholderCodes: boolean;
  /** Records that may not be submitted. */
  readonly held: number;
  /** Rules whose errors, all fixed, make it ready; most records first. */
  readonly fixes: readonly { readonly rule: string; readonly records: number }[];
}

/** Counts of a rule in a scorecard, costliest first. */
export interface ScorecardRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly dimension: Dimension;
  readonly applicable: number;
  readonly failed: number;
  readonly waived: number;
  /** Points of the overall score to be gained by fixing all of it; null for rules that weigh nothing. */
  readonly gain: number | null;
}

/** What a group of records scored: an agency, a source system, a unit, a region or the nation. */
export interface Score {
  readonly records: number;
  readonly ready: Share;
  /** 0–100; null = no data. */
  readonly score: number | null;
  readonly dimensions: Readonly<Record<Dimension, DimensionScore>>;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number };
  /** Null if the packs define no coding. */
  readonly coding: {
    readonly subject: string;
    readonly correct: number;
    readonly wrong: number;
    readonly missing: number;
    /** Null while no rule reads narratives. */
    readonly suspected: number | null;
    readonly rate: Share;
  } | null;
  /** Referrals and the documents that should follow them; null if no log was given. Of agencies, regions and the nation only. */
  readonly referrals: {
    /** Referrals in the log, each reference once. */
    readonly total: number;
    /** Those that a record belongs to. */
    readonly withDocument: number;
    /** Those without, dated within the period of the batch. */
    readonly missing: number;
    /** Of those with a document: those whose earliest is late. */
    readonly late: number;
    /** Those without a document that are not judged: dated outside the period of the batch, or without a date that can be read. */
    readonly outOfPeriod: number;
    /** From referral to the earliest document that names it; null if none does. */
    readonly medianLagDays: number | null;
  } | null;
  /** Organised crime groups; null if no list was given. Of agencies, regions and the nation only. */
  readonly ocgs: {
    /** Groups in the list that are not archived, each reference once. */
    readonly listed: number;
    /** Those that a recent record names. */
    readonly withRecentIntelligence: number;
    /** Records that name an archived group. */
    readonly archivedNamed: number;
    /** Records that name a group which the list does not have. */
    readonly unknownNamed: number;
  } | null;
  /** Parts of the subject, in the order of the packs; empty if they define none. */
  readonly topics: readonly Topic[];
  /** How long things took, in the order of the packs. */
  readonly timeliness: readonly Timeliness[];
  readonly volumes: Volumes;
  readonly values: readonly FieldValues[];
  readonly defaults: readonly DefaultValues[];
  /** Trainings that rules with findings name, those that would prevent most first. */
  readonly training: readonly TrainingNeed[];
  readonly verdict: Verdict;
  readonly rules: readonly ScorecardRule[];
}

export interface AgencyScorecard extends Score {
  /** Code of the agency in the list; `(unknown agency)` for records of a missing or unknown one. */
  readonly agency: string;
  readonly label: string;
  readonly region: string | null;
  /** Place by coding rate among ranked agencies, ties share a place; null = not ranked. */
  readonly rank: number | null;
  readonly rankedOf: number;
  readonly peers: Peers;
  /** Most records first, at most 50. */
  readonly rootCauses: readonly RootCause[];
  readonly sourceSystems: readonly (Score & { readonly source_system: string | null })[];
  readonly units: readonly (Score & { readonly unit: string | null })[];
}

export interface Scorecards {
  readonly nation: Score;
  readonly regions: readonly (Score & { readonly region: string })[];
  /** In order of code, the unknown one last. */
  readonly agencies: readonly AgencyScorecard[];
  /** Of all agencies, most records first, at most 200. */
  readonly rootCauses: readonly RootCause[];
  readonly ruleDebt: RuleDebt;
  /** What was too varied to be counted. */
  readonly dropped: readonly Dropped[];
}

export interface RunInput {
  readonly file: string;
  readonly bytes: number;
  /** Of the whole file; undefined if `range` stands in its place. */
  readonly sha256?: string;
  /** Of a part of a file, that of one shard: 0-based offsets of its first byte and one past its last. Its records and faults alone are counted. */
  readonly range?: { readonly start: number; readonly end: number };
  readonly kind: FileKind;
  /** Of a workbook only: the sheet that was read, and how many sheets it has. */
  readonly sheet?: string;
  readonly sheets?: number;
  readonly gzip: boolean;
  readonly encoding: Encoding;
  readonly delimiter: string | null;
  readonly records: number;
  readonly faults: number;
  readonly complete: boolean;
}

/** Content of `run.json`. Holds no time of run, host, user, thread count or absolute path. */
export interface Run {
  readonly $schema: string;
  readonly schemaVersion: 1;
  readonly complete: boolean;
  /** Why the run is not complete, one line each. */
  readonly incomplete: readonly string[];
  readonly asOf: string;
  readonly marking: string;
  readonly tool: { readonly name: 'pnd-lint'; readonly version: string };
  readonly options: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  readonly packs: readonly PackIdentity[];
  readonly codelists: readonly { readonly id: string; readonly version: string; readonly status: string; readonly sha256: string }[];
  readonly inputs: readonly RunInput[];
  /** Files that records were compared with, in order of name: name in the pack, and file as given. */
  readonly references: readonly { readonly name: string; readonly file: string; readonly sha256: string; readonly records: number }[];
  /** What became of each waiver, in the order of their file; null if none was given. */
  readonly waivers: {
    readonly file: string;
    readonly sha256: string;
    readonly waivers: readonly {
      readonly id: string;
      readonly rule: string;
      readonly state: 'in-force' | 'unmatched' | 'exceeded' | 'expired' | 'premature';
      /** ISO day, the last on which it holds. */
      readonly expires: string;
      /** What it waived; a finding that belongs to no record counts as one. */
      readonly records: number;
      readonly findings: number;
    }[];
  } | null;
  /** Findings compared with those of an earlier run; null if none were given. */
  readonly baseline: {
    readonly file: string;
    readonly sha256: string;
    /** Findings in it that were open then. */
    readonly findings: number;
    /** Those of this run that were there before. */
    readonly known: number;
    /** Open findings of this run that were not, by severity. */
    readonly new: { readonly error: number; readonly warning: number; readonly info: number };
    /** Those of the baseline that are there no more. */
    readonly gone: number;
    readonly goneByRule: readonly { readonly rule: string; readonly findings: number }[];
  } | null;
  readonly rules: readonly RuleResult[];
  readonly totals: {
    readonly records: number;
    readonly ready: number;
    /** Findings by severity, waived ones apart. */
    readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly waived: number };
  };
  readonly scorecards: Scorecards;
}
