/**
 * What is known alike of all texts of one length whose characters are, one after the other, of the same kinds: what rules hold of such a text
 * where they look at nothing else of it. Kept by `check/` alone, as in `Reading`.
 */
export interface Stencil {
  marks: number;
  asked: number;
  settled: object | undefined;
  /** True if its texts are dates, and between two neighbours of `Shapes.days`. */
  readonly isDay: boolean;
}

interface Known {
  readonly asked: number;
  readonly marks: number;
  readonly but: readonly string[];
}

/** What is known of lists of which all items are codes. */
export interface CodeLists {
  /** The marks of a list of this item alone that each item must have for a list to have them; undefined for what is no code, or was not asked. */
  told(item: string): number | undefined;
  /** Items from which on it does not matter how many there are. */
  readonly most: number;
}

/** How the shapes of a field's texts are told apart: texts of printable ASCII are of one shape if their characters are of the same kinds. */
export interface Shapes {
  /** By ASCII code, the number of the character's kind; 0 for what is not printable. */
  readonly alphabet: Uint8Array;
  /** Days as numbers (`20260304`), in order: of dates of one shape, questions that look at the day come out alike between two of them. */
  readonly days: readonly number[];
  /** Undefined for a field that holds no lists of codes, and where more is asked of a list than of each item, how many there are, and whether they differ. */
  readonly lists: CodeLists | undefined;
  /** All bits that the marks of the field can have. */
  readonly all: number;
  /** The lengths that tell texts apart that begin with the same character, each the least of those behind it, as far as such texts are told by these. */
  readonly lengths: readonly number[];
  /**
   * The marks of all readable values that are read as texts of the shape of one, and written as those of another, as far as that is known
   * beforehand: which bits, and which of these are set; and texts of the shape of which it is not known.
   * @param read undefined if that is not of one shape
   * @param mayExcept false if it has to be so of all texts; else the two are the same text
   */
  known(read: string | undefined, written: string, mayExcept: boolean): Known;
}
