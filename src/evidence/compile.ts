import { newPhraseTable, type PhraseTable } from './phrases.ts';
import { expandTerm } from './terms.ts';
import { makeTokeniser, type Tokeniser, UNKNOWN } from './tokens.ts';
import type { EvidenceModel, WeightRows } from './types.ts';
import { BEGINNING, newWordTable, type WordTable } from './words.ts';

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

/** Numbers of features: each kind has its own range. */
export interface FeatureRanges {
  readonly concepts: number;
  readonly negated: number;
  readonly repeated: number;
  readonly closing: number;
  readonly combinations: number;
  readonly words: number;
  readonly beginnings: number;
  readonly sequences: number;
  readonly total: number;
}

/** A model made ready for scanning. */
export interface CompiledModel {
  readonly model: EvidenceModel;
  readonly tokeniser: Tokeniser;
  readonly phrases: PhraseTable;
  readonly terms: TermTable;
  readonly conceptCount: number;
  readonly negatable: Uint8Array;
  readonly ranges: FeatureRanges;
  /** Name of each feature's row in its part of the weights. */
  readonly names: readonly string[];
  /** At 2 × word id 1 if it begins a term, else 0; after it the word's feature, -1 if it has none. Side by side for the cache. */
  readonly ofWord: Int32Array;
  /** `first * conceptCount + second` concept → feature, -1 if none. */
  readonly sequenceFeature: Int16Array | Int32Array;
  /** Rows of weights, `classes` numbers for each feature: a row lies in one or two lines of the cache. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

const ENCODER = new TextEncoder();

/** Ids of a term's words, as the tokeniser reads them. */
function idsOf(text: string, words: WordTable, tokeniser: Tokeniser): number[] {
  const ids: number[] = [];
  for (const part of text.split(' ')) {
    if (part.startsWith('#') || part === '£' || part === '€') {
      ids.push(words.idOf(part));
      continue;
    }
    for (const piece of part.split(/[^\p{L}\p{N}'’]+/u)) if (piece !== '') words.idOf(piece);
    const bytes = ENCODER.encode(part);
    for (const { id } of tokeniser.place(bytes, 0, bytes.length)) ids.push(id);
    ids.pop();
  }
  return ids;
}

/** Compiles a model once; all tables are built here and none grows afterwards. */
export function compileModel(model: EvidenceModel): CompiledModel {
  const words = newWordTable();
  const tokeniser = makeTokeniser(words);
  const concepts = new Map(model.concepts.map((concept, i) => [concept.name, i]));
  const byText = new Map<string, { text: string; ids: number[]; concepts: number[]; negates: boolean; ends: boolean }>();
  const termOf = (text: string) => {
    const ids = idsOf(text, words, tokeniser);
    const key = ids.join(' ');
    const known = byText.get(key) ?? { text, ids, concepts: [], negates: false, ends: false };
    byText.set(key, known);
    return known;
  };
  const slips = new Set<string>();
  for (const [i, concept] of model.concepts.entries()) {
    for (const text of concept.terms.flatMap(expandTerm)) {
      const term = termOf(text);
      if (!term.concepts.includes(i)) term.concepts.push(i);
      if (concept.misspellings) for (const word of text.split(/[^\p{L}'’]+/u)) slips.add(word);
    }
  }
  for (const text of model.negation.cues.flatMap(expandTerm)) termOf(text).negates = true;
  for (const text of model.negation.ends.flatMap(expandTerm)) termOf(text).ends = true;

  const { weights } = model;
  const wordIds = Object.keys(weights.words).map((stem) => words.idOfStem(stem));
  for (const word of model.notMisspellings) words.idOf(word);
  const empty = new Set(model.emptyWords.map((word) => words.idOf(word)));
  for (const word of slips) words.protect(word);

  const names: string[] = [];
  const rows: number[] = [];
  const width = model.classes.length;
  const part = (keys: readonly string[], from: WeightRows): number => {
    const start = names.length;
    for (const key of keys) {
      names.push(key);
      for (let c = 0; c < width; c++) rows.push(from[key]?.[c] ?? 0);
    }
    return start;
  };
  const conceptNames = model.concepts.map((concept) => concept.name);
  const ranges = {
    concepts: part(conceptNames, weights.concepts),
    negated: part(conceptNames, weights.negated),
    repeated: part(conceptNames, weights.repeated),
    closing: part(conceptNames, weights.closing),
    combinations: part(
      model.combinations.map((combination) => combination.name),
      weights.combinations,
    ),
    words: part(Object.keys(weights.words), weights.words),
    beginnings: part(Object.keys(weights.beginnings), weights.beginnings),
    sequences: part(Object.keys(weights.sequences), weights.sequences),
    total: names.length,
  };

  for (const [concept, added] of Object.entries(model.adjustments)) {
    for (const [c, { name }] of model.classes.entries()) rows[(ranges.concepts + concepts.get(concept)!) * width + c]! += added[name] ?? 0;
  }

  // A word adds its own weight and its beginning's; one without a weight of its own the beginning's alone.
  const beginnings = new Map(Object.keys(weights.beginnings).map((letters, i) => [letters, ranges.beginnings + i]));
  const beginningIds = [...beginnings].map(([letters, feature]) => [words.idOfBeginning(letters), feature] as const);
  for (const [i, stem] of Object.keys(weights.words).entries()) {
    const beginning = beginnings.get(stem.slice(0, BEGINNING));
    if (beginning === undefined) continue;
    for (let c = 0; c < width; c++) rows[(ranges.words + i) * width + c]! += rows[beginning * width + c]!;
  }

  const terms = [...byText.values()];
  const phrases = newPhraseTable(
    terms.map((term) => (term.ids.includes(UNKNOWN) ? [] : term.ids)),
    words.size,
  );
  const from = [0];
  for (const term of terms) from.push(from.at(-1)! + term.concepts.length);
  const ofWord = new Int32Array(words.size * 2).fill(-1);
  for (let id = 0; id < words.size; id++) ofWord[id * 2] = ((phrases.alone[id]! + 1) << 1) | phrases.begins[id]!;
  words.eachStem((stem, id) => {
    if (!empty.has(id)) ofWord[id * 2 + 1] = beginnings.get(stem.slice(0, BEGINNING)) ?? -1;
  });
  for (const [id, feature] of beginningIds) ofWord[id * 2 + 1] = feature;
  for (const [i, id] of wordIds.entries()) ofWord[id * 2 + 1] = ranges.words + i;
  // Half as wide if the numbers allow it: the table is read at random and has to stay in the cache.
  const sequenceFeature = new (ranges.total < 0x8000 ? Int16Array : Int32Array)(concepts.size ** 2).fill(-1);
  for (const [i, name] of Object.keys(weights.sequences).entries()) {
    const [first = '', second = ''] = name.split(' > ');
    sequenceFeature[concepts.get(first)! * concepts.size + concepts.get(second)!] = ranges.sequences + i;
  }
  return {
    model,
    tokeniser,
    phrases,
    terms: {
      texts: terms.map((term) => term.text),
      from: Int32Array.from(from),
      concepts: Int32Array.from(terms.flatMap((term) => term.concepts)),
      negates: Uint8Array.from(terms, (term) => (term.negates ? 1 : 0)),
      ends: Uint8Array.from(terms, (term) => (term.ends ? 1 : 0)),
    },
    conceptCount: concepts.size,
    negatable: Uint8Array.from(model.concepts, (concept) => (concept.negatable ? 1 : 0)),
    ranges,
    names,
    ofWord,
    sequenceFeature,
    weights: Float32Array.from(rows),
    bias: Float64Array.from(weights.bias),
  };
}
