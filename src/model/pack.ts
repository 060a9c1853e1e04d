import type { Codelist } from './codelist.ts';
import type { Field } from './field.ts';
import type { Reference } from './reference.ts';
import type { Conditions, Dimension, Rule } from './rule.ts';
import type { ScorecardPlan } from './scorecard-plan.ts';

export type * from './codelist.ts';
export type * from './field.ts';
export * from './rule.ts';

/** What "declared" and "correctly coded" mean for the pack's subject; drives the coding rate that agencies are ranked by. */
export interface Coding {
  /** Short name of the subject, e.g. `OIC`. */
  readonly name: string;
  /** The field whose codes are judged. */
  readonly field: string;
  /** A record is declared if this holds. */
  readonly declared: Conditions;
  /** A declared record is correctly coded if this holds and none of `faults` has a finding on it. */
  readonly correct: Conditions;
  /** A record that is neither declared nor coded is suspected if this holds. */
  readonly suspected?: Conditions;
  /** Rule ids whose finding makes a declared record wrong. */
  readonly faults: readonly string[];
}

/** Who a pack is and what it was made of, for `run.json`. */
export interface PackIdentity {
  readonly id: string;
  readonly version: string;
  readonly status: string;
  readonly owner: string;
  readonly sha256: string;
}

/** Packs asked for and all that they extend, merged and proven. */
export interface Pack {
  readonly identities: readonly PackIdentity[];
  readonly fields: readonly Field[];
  readonly codelists: ReadonlyMap<string, Codelist>;
  /** In order of id. */
  readonly rules: readonly Rule[];
  readonly dimensionWeights: Readonly<Record<Dimension, number>>;
  /** Records an agency needs to be ranked. */
  readonly minimumForRanking: number;
  readonly coding?: Coding;
  /** What scorecards count beside the rules. */
  readonly scorecard?: ScorecardPlan;
  /** Files that records may be compared with, in order of name. */
  readonly references?: readonly Reference[];
  /** Named column maps of the packs: name → map. */
  readonly maps: ReadonlyMap<string, ColumnMap>;
  /** The model that keyword `evidence` reads narratives by: that of the outermost pack that has a folder `evidence/`. */
  readonly evidence?: PackEvidence;
}

/** Parsed JSON of the files of an evidence model, by file name; or the tables that `evidence/` made of them, which it alone can read. */
export type PackEvidence = { readonly files: Readonly<Record<string, unknown>> } | { readonly tables: object };

/** `{ "columns": { "Heading": "field" }, "values": { "field": { "from": "to" } } }`. */
export interface ColumnMap {
  readonly columns: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
