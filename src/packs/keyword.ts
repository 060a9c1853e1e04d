/** A JSON Schema, or a part of one. */
export type Schema = { readonly [keyword: string]: unknown };

/** Which fields a keyword makes sense on; `unreadable`: those whose value can be there without being understood. */
export type KeywordUse = 'any' | 'date' | 'unreadable' | 'list' | 'split';

export interface Keyword {
  /** JSON Schema of the keyword's own value; `schema` and `schemas` if it holds one or several schemas of values. */
  readonly option: Schema | 'schema' | 'schemas';
  readonly use: KeywordUse;
  readonly description: string;
  /** Blanks of the rule's message that it fills. */
  readonly facts?: readonly string[];
}
