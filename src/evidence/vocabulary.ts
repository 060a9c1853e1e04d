import { newTermTree, type TermTree } from './phrases.ts';
import { expandTerm } from './terms.ts';
import { makeTermReader } from './token-reader.ts';
import type { EvidenceModel } from './types.ts';
import type { WordTable } from './words.ts';

/** Terms of the vocabulary by number, laid flat for the scanner. */
export interface TermTable {
  readonly texts: readonly string[];
  /** Concepts of term t stand in `concepts` from `from[t]` up to `from[t + 1]`. */
  readonly from: Int32Array;
  readonly concepts: Int32Array;
  /** 1 if the term negates what follows. */
  readonly negates: Uint8Array;
  /** 1 if the term ends a negation. */
  readonly ends: Uint8Array;
}

/** Bytes of a term that are looked at. */
const LONGEST_TERM = 1024;

/** Makes a reader of a term's words, with `#1` to `#5` and `#k` for themselves. */
function makeIdsOf(words: WordTable): (text: string) => number[] {
  const read = makeTermReader(words);
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(LONGEST_TERM);
  const idsOf = (part: string): number[] =>
    part.startsWith('#') ? [words.idOf(part)] : read(bytes, encoder.encodeInto(part, bytes).written);
  return (text) => (text.includes('#') ? text.split(' ').flatMap(idsOf) : idsOf(text));
}

/** Numbers the terms of a model, and puts their words into the table; terms of the same words are one. */
export function readVocabulary(model: EvidenceModel, words: WordTable): { readonly terms: TermTable; readonly tree: TermTree } {
  const idsOf = makeIdsOf(words);
  const tree = newTermTree();
  const texts: string[] = [];
  const conceptsOf: number[][] = [];
  const termOf = (text: string): number => {
    const term = tree.numberOf(idsOf(text));
    if (term === texts.length) {
      texts.push(text);
      conceptsOf.push([]);
    }
    return term;
  };
  const slips = new Set<string>();
  for (let i = 0; i < model.concepts.length; i++) {
    const { terms, misspellings } = model.concepts[i]!;
    for (const written of terms) {
      for (const text of expandTerm(written)) {
        const concepts = conceptsOf[termOf(text)]!;
        if (!concepts.includes(i)) concepts.push(i);
        if (misspellings) for (const word of text.split(/[ -]/)) slips.add(word);
      }
    }
  }
  const termsOf = (written: readonly string[]): number[] => written.flatMap(expandTerm).map(termOf);
  const negating = termsOf(model.negation.cues);
  const ending = termsOf(model.negation.ends);
  // Ordinary words are known before slips are looked for.
  for (const word of model.notMisspellings) words.idOf(word);
  for (const word of slips) words.protect(word);

  const from = new Int32Array(texts.length + 1);
  for (let t = 0; t < texts.length; t++) from[t + 1] = from[t]! + conceptsOf[t]!.length;
  const negates = new Uint8Array(texts.length);
  const ends = new Uint8Array(texts.length);
  for (const term of negating) negates[term] = 1;
  for (const term of ending) ends[term] = 1;
  return { terms: { texts, from, concepts: Int32Array.from(conceptsOf.flat()), negates, ends }, tree };
}
