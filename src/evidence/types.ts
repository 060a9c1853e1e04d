/** What a class decides: whether a text is about the subject at all, one of its areas, or a mark beside them. */
export type ClassRole = 'subject' | 'area' | 'smallBoat' | 'slavery';

export interface EvidenceClass {
  readonly name: string;
  readonly role: ClassRole;
  /** Probability, 0–1, from which the class is decided. */
  readonly threshold: number;
}

/** A family of terms that mean the same to the classifier. */
export interface Concept {
  readonly name: string;
  readonly title: string;
  /** Words or multi-word terms; `smuggl(e|ing)` and `(a|b|) c` stand for each alternative. */
  readonly terms: readonly string[];
  /** True: slips of the pen in words of six letters or more are found too. */
  readonly misspellings: boolean;
  /** False: a negation before the term does not change it (`no offences` says what it says). */
  readonly negatable: boolean;
  /** True: it says nothing alone and is never weighed by itself, only in sequences and combinations. */
  readonly company: boolean;
}

/** Concepts that count together: some concept of each group in `all`, in one sentence or anywhere in the text, none of `none`. */
export interface Combination {
  readonly name: string;
  readonly title: string;
  readonly in: 'sentence' | 'text';
  readonly all: readonly (readonly string[])[];
  readonly none: readonly string[];
}

export interface Negation {
  /** Terms that negate what follows them. */
  readonly cues: readonly string[];
  /** Terms that end a negation before its sentence does. */
  readonly ends: readonly string[];
  /** Most tokens that a cue reaches. */
  readonly reach: number;
}

/** Feature → weight of each class, in the order of `classes`. */
export type WeightRows = Readonly<Record<string, readonly number[]>>;

export interface Weights {
  readonly bias: readonly number[];
  /** By word stem. */
  readonly words: WeightRows;
  /** By the first four letters of a stem: what a word adds besides its own weight, and all that one never met before adds. */
  readonly beginnings: WeightRows;
  /** By word stem, for words of the last sentence: what they add there besides. */
  readonly endings: WeightRows;
  /** By two word stems, one after the other in a sentence: `no concern`. */
  readonly pairs: WeightRows;
  readonly concepts: WeightRows;
  /** Concepts of which a negated term was found. */
  readonly negated: WeightRows;
  /** Concepts of which two terms or more were found. */
  readonly repeated: WeightRows;
  /** Concepts found in the last sentence, where a report says how it ended. */
  readonly closing: WeightRows;
  /** One concept a few words before another: `pay > crossing`. */
  readonly sequences: WeightRows;
  readonly combinations: WeightRows;
}

/** Everything that tells what a narrative speaks of; all of it is data of a pack. */
export interface EvidenceModel {
  readonly version: string;
  readonly status: string;
  readonly classes: readonly EvidenceClass[];
  readonly concepts: readonly Concept[];
  /** Words that look like slips of vocabulary words and are none. */
  readonly notMisspellings: readonly string[];
  /** Words that carry no matter of their own and are never weighed. */
  readonly emptyWords: readonly string[];
  readonly negation: Negation;
  /** Most tokens between two concepts of a sequence. */
  readonly sequenceReach: number;
  readonly combinations: readonly Combination[];
  readonly weights: Weights;
  /** A rule owner's own word on the fitted weights: concept → class → log-odds added. */
  readonly adjustments: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** One matched term of a text; `weight` is what it adds for `class` (log-odds), once for each feature. */
export interface EvidenceTerm {
  readonly term: string;
  readonly class: string;
  readonly weight: number;
  readonly negated: boolean;
}

/** Decisions on one text. */
export interface Judgement {
  readonly oic: boolean;
  /** Probability, 0–1, that the text is about the subject. */
  readonly score: number;
  /** Areas decided, most likely first; empty unless `oic`. */
  readonly areas: readonly string[];
  readonly primary: string | null;
  readonly smallBoat: boolean;
  readonly slavery: boolean;
}

/** A judgement with its reasons. */
export interface Evidence extends Judgement {
  /** Probability of every class by name. */
  readonly scores: Readonly<Record<string, number>>;
  /** Strongest first. */
  readonly terms: readonly EvidenceTerm[];
}
