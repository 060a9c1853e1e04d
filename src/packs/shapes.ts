import type { Codelist, Conditions, Dimension, Field, RuleExample, RuleSource } from '../model/pack.ts';

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
    readonly faults?: readonly string[];
  };
  readonly conditions?: Readonly<Record<string, Conditions>>;
}

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
  readonly findings?: readonly { readonly record?: number | null; readonly field?: string | null }[];
}

export interface RuleJson {
  readonly title?: string;
  readonly severity?: 'error' | 'warning' | 'info';
  readonly basis?: 'record' | 'text' | 'statistics';
  readonly dimension?: Dimension;
  readonly weight?: number;
  readonly kind?: 'record' | 'unique' | 'file';
  readonly at?: string | readonly string[];
  readonly is?: string;
  readonly when?: Conditions;
  readonly expect?: Conditions;
  readonly fields?: readonly string[];
  readonly per?: readonly string[];
  readonly fault?: string;
  readonly message?: string;
  readonly why?: readonly string[];
  readonly fix?: readonly string[];
  readonly training?: readonly string[];
  readonly source?: readonly RuleSource[];
  readonly effective?: { readonly from?: string; readonly to?: string };
  readonly examples?: { readonly pass?: readonly ExampleJson[]; readonly fail?: readonly ExampleJson[] };
}
