import type {
  Codelist,
  Conditions,
  Dimension,
  DominantValueRule,
  Field,
  NearDuplicate,
  RuleExample,
  RuleSource,
  VolumeRule,
} from '../model/pack.ts';
import type { Suggester } from '../model/suggester.ts';

/**
 * The files of a pack as JSON, proven by their schemas. Every key may lack: of a file with faults, what is wrong is left out
 * so that the rest can be proven too, before all of it is refused.
 */
export interface PackJson {
  readonly id?: string;
  readonly version?: string;
  readonly status?: string;
  readonly owner?: string;
  readonly extends?: readonly string[];
  readonly dimensions?: Readonly<Record<Dimension, number>>;
  readonly minimumForRanking?: number;
  readonly codelists?: Readonly<Record<string, CodelistJson>>;
  readonly coding?: {
    readonly name?: string;
    readonly field?: string;
    readonly declared?: Conditions;
    readonly correct?: Conditions;
    readonly suspected?: Conditions;
    readonly faults?: readonly string[];
  };
  readonly conditions?: Readonly<Record<string, Conditions>>;
  readonly references?: Readonly<Record<string, ReferenceJson>>;
  readonly scorecard?: ScorecardJson;
}

/** What scorecards count beside the rules. */
export interface ScorecardJson {
  readonly timeliness?: Readonly<
    Record<string, { readonly title?: string; readonly from?: string; readonly to?: string; readonly limits?: readonly number[] }>
  >;
  readonly topics?: Readonly<Record<string, TopicJson>>;
  readonly values?: readonly string[];
  readonly defaults?: readonly string[];
}

/** One topic, or one for each code of a field's list. */
export interface TopicJson {
  readonly title?: string;
  readonly kind?: string;
  readonly marked?: Conditions;
  readonly suspected?: Conditions;
  readonly each?: string;
  readonly spoken?: { readonly in?: string; readonly column?: string };
}

/** A file that records are compared with. */
export interface ReferenceJson {
  readonly title?: string;
  /** Numbers of days that rules name. */
  readonly limits?: Readonly<Record<string, number>>;
  readonly columns?: readonly (Partial<
    Pick<Field, 'name' | 'label' | 'description' | 'type' | 'sensitive' | 'aliases' | 'codelist' | 'resolve'>
  > & {
    /** Field whose label, type, code list and headings the column takes over. */
    readonly like?: string;
  })[];
  readonly scorecard?: Readonly<Record<string, string>>;
}

/** A number of days, or the name of a limit of the reference file. */
export type DaysJson = number | string;

/** Column that a field equals, or what else must be so between the two. */
export type RelationJson =
  | string
  | { readonly near: string; readonly days: DaysJson }
  | { readonly notAfter: string; readonly days: DaysJson }
  | { readonly absent: string };

/** Field → relation, and a named condition on the record. */
export type WayJson = { readonly is?: string } & Readonly<Record<string, RelationJson | undefined>>;

export interface CodelistJson {
  readonly file?: string;
  readonly version?: string;
  readonly status?: Codelist['status'];
  readonly complete?: boolean;
}

export type FieldJson = Partial<Field>;

/** An example of a rule; those of `file` rules hold a whole file in place of records. */
export interface ExampleJson extends Partial<Omit<RuleExample, 'findings'>> {
  readonly text?: string;
  readonly base64?: string;
  readonly findings?: readonly { readonly record?: number | null; readonly field?: string | null; readonly agency?: string }[];
}

export interface RuleJson {
  readonly title?: string;
  readonly severity?: 'error' | 'warning' | 'info';
  readonly basis?: 'record' | 'text' | 'statistics';
  readonly dimension?: Dimension;
  readonly weight?: number;
  readonly ifIncomplete?: { readonly severity: 'warning' | 'info'; readonly weight?: number };
  readonly kind?: 'record' | 'unique' | 'nearDuplicate' | 'dominantValue' | 'volume' | 'reconcile' | 'file';
  readonly at?: string | readonly string[];
  readonly is?: string;
  readonly when?: Conditions;
  readonly expect?: Conditions;
  readonly fields?: readonly string[];
  readonly per?: readonly string[];
  readonly fold?: boolean;
  readonly differs?: readonly string[];
  readonly near?: NearDuplicate;
  readonly limits?: Partial<DominantValueRule['limits']> & Partial<VolumeRule['limits']>;
  readonly each?: string;
  readonly expectRecord?: {
    readonly match?: readonly WayJson[];
    readonly withinDays?: DaysJson;
    readonly period?: { readonly column?: string; readonly graceDays?: DaysJson };
  };
  readonly expectRow?: {
    readonly of?: string;
    readonly match?: readonly WayJson[];
    readonly agrees?: Readonly<Record<string, RelationJson>>;
    readonly satisfies?: Conditions;
    readonly first?: boolean;
    readonly byWay?: number;
  };
  readonly expectUnique?: readonly string[];
  readonly fault?: string;
  readonly suggest?: readonly Suggester[];
  readonly asks?: string;
  readonly message?: string;
  readonly why?: readonly string[];
  readonly fix?: readonly string[];
  readonly training?: readonly string[];
  readonly source?: readonly RuleSource[];
  readonly effective?: { readonly from?: string; readonly to?: string };
  readonly examples?: {
    readonly packs?: readonly string[];
    readonly pass?: readonly ExampleJson[];
    readonly fail?: readonly ExampleJson[];
  };
}
