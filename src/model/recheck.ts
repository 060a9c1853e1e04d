/** What the person who works through a fix list can answer in the column `status`. */
export const CHOICES = ['open', 'fixed', "can't fix", 'not a fault'] as const;

/** What a list can say of a finding. `confirmed`: a recheck saw that it was gone. */
export const ANSWERS = [...CHOICES, 'confirmed', 'waived'] as const;
export type Answer = (typeof ANSWERS)[number];

/** One row of a fix list that came back. */
export interface ListRow {
  /** 1-based row in the file, the heading counted. */
  readonly row: number;
  readonly fingerprint: string;
  readonly rule: string;
  readonly agency: string;
  readonly urn: string;
  readonly field: string;
  /** Empty where the finding is about the file as a whole. */
  readonly record: string;
  readonly answer: Answer;
  readonly reason: string;
}

/** A fix list that came back. */
export interface ReturnedList {
  readonly rows: readonly ListRow[];
  /** What is wrong with it, one line each; such rows are left out. */
  readonly problems: readonly string[];
  /** Findings that it was made with, where it says so. */
  readonly made: number | null;
}

/**
 * What became of a row: gone; gone and never claimed; still there; claimed fixed but there; gone before and back; there, with an answer
 * that is no fix; there but waived; or its record is not in the new batch, so that nothing can be said.
 */
export const OUTCOMES = ['fixed', 'still-there', 'claimed-fixed', 'reappeared', 'answered', 'waived', 'not-in-batch'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A finding of the new batch that the list does not have. */
export interface NewFinding {
  readonly rule: string;
  readonly severity: string;
  readonly agency: string | null;
  readonly urn: string | null;
  readonly field: string | null;
  /** 1-based; null where it is about the file as a whole. */
  readonly record: number | null;
  readonly fingerprint: string;
}

export interface Recheck {
  readonly list: string;
  readonly batch: readonly string[];
  readonly complete: boolean;
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<Outcome | 'newly-broken', number>>;
  readonly rows: readonly (ListRow & { readonly outcome: Outcome })[];
  /** The first of them; `counts` has the number of all. */
  readonly newlyBroken: readonly NewFinding[];
}
