/**
 * What is known alike of all texts of one length whose characters are, one after the other, of the same kinds: what rules hold of such a text
 * where they look at nothing else of it. Kept by `check/` alone, as in `Reading`.
 */
export interface Stencil {
  marks: number;
  asked: number;
  settled: object | undefined;
}

/** How the shapes of a field's texts are told apart: texts of printable ASCII are of one shape if their characters are of the same kinds. */
export interface Shapes {
  /** By ASCII code, the number of the character's kind; 0 for what is not printable. */
  readonly alphabet: Uint8Array;
  /**
   * The marks of all readable values that are read as texts of the shape of one, and written as those of another, as far as that is known
   * beforehand: which bits, and which of these are set.
   * @param read undefined if that is not of one shape
   */
  known(read: string | undefined, written: string): { readonly asked: number; readonly marks: number };
}
