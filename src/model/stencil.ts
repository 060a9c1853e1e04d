/**
 * What is known alike of all texts of one length whose characters are, one after the other, of the same kinds: what rules hold of such a text
 * where they look at nothing else of it. Kept by `check/` alone, as in `Reading`.
 */
export interface Stencil {
  marks: number;
  asked: number;
  settled: object | undefined;
}
