import type { PatternColumns } from './codelist.ts';

/** What packs ask of code lists, which a list that takes the place of one must have too. */
export interface Uses {
  /** List → column → file, for each column that something names. */
  readonly columns: Map<string, Map<string, string>>;
  /** Columns whose cells are regular expressions. */
  readonly patterns: PatternColumns;
}

export const noUses = (): Uses => ({ columns: new Map(), patterns: new Map() });
