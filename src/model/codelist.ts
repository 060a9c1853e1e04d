export interface CodelistEntry {
  readonly code: string;
  readonly label: string;
  /** Every column by its heading, lists split on `;`. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** ISO date, the first valid day; undefined = always was. */
  readonly validFrom?: string;
  /** ISO date, the last valid day; undefined = open. */
  readonly validTo?: string;
  readonly replacedBy?: string;
  /** True if `replacedBy` does not follow from the code alone: each record has to be looked at. */
  readonly reviewed?: true;
}

export interface Codelist {
  readonly name: string;
  readonly version: string;
  readonly status: 'official' | 'public' | 'placeholder';
  /** False if codes outside the list may be right: then rules that say so are milder. */
  readonly complete: boolean;
  readonly sha256: string;
  /** File name for messages, without its folder. */
  readonly file: string;
  readonly entries: ReadonlyMap<string, CodelistEntry>;
  /** Spellings (case, spaces and punctuation folded) of codes, labels, aliases and other columns → codes they may mean. */
  readonly spellings: ReadonlyMap<string, readonly string[]>;
}
