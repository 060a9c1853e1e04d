import { layPairs, openPairs, type PairMap, type PairRows } from './pairs.ts';
import { layPhrases, openPhrases, type PhraseRows, type PhraseTable } from './phrases.ts';
import { makeTokeniser, type Tokeniser } from './tokens.ts';
import type { Concept, EvidenceModel, Negation, WeightRows } from './types.ts';
import { readVocabulary, type TermTable } from './vocabulary.ts';
import { BEGINNING, newWordTable, openWords, type WordRows } from './words.ts';

/** Kinds of features, in the order of their numbers. */
export const KINDS = [
  'concepts',
  'negated',
  'repeated',
  'closing',
  'combinations',
  'words',
  'beginnings',
  'endings',
  'pairs',
  'sequences',
] as const;

/** The number at which each kind of feature begins, and how many features there are. */
export type FeatureRanges = Readonly<Record<(typeof KINDS)[number] | 'total', number>>;

/**
 * What is known of each word, at `WORD_SIZE` × its id and side by side for the cache: first the number of the term that it is alone,
 * -1 if it is none; then the bits of those that go on with a longer term;
 */
export const WORD_SIZE = 4;
export const FOLLOWERS = 1;
/** its feature, the number after the last standing for none; */
export const FEATURE = 2;
/** and the bits of those that make a pair with it as its second word. Bits are told by the last five of an id. */
export const PAIRED = 3;

/** What of a model is needed beside its tables. */
export type ModelFrame = Pick<EvidenceModel, 'classes' | 'combinations' | 'sequenceReach'> & {
  readonly concepts: readonly Pick<Concept, 'name'>[];
  readonly negation: Pick<Negation, 'reach'>;
};

/** A model made ready for scanning, as plain data: it can be written down, and read again in a fraction of the time it took to make. */
export interface EvidenceTables {
  readonly model: ModelFrame;
  readonly words: WordRows;
  readonly phrases: PhraseRows;
  readonly terms: TermTable;
  readonly negatable: Uint8Array;
  readonly ranges: FeatureRanges;
  /** Name of each feature's row in its part of the weights. */
  readonly names: readonly string[];
  readonly ofWord: Int32Array;
  /** Word id → its feature in the last sentence; the number after the last feature stands for none. */
  readonly endingOf: Int32Array;
  /** Two word ids, one after the other → their feature. */
  readonly pairs: PairRows;
  /** `first * concepts + second` concept → feature, -1 if none. */
  readonly sequenceFeature: Int16Array | Int32Array;
  /** Rows of weights, as many numbers as classes for each feature. */
  readonly weights: Float32Array;
  readonly bias: Float64Array;
}

/** A model in use. */
export interface CompiledModel extends Omit<EvidenceTables, 'words' | 'phrases' | 'pairs'> {
  readonly tokeniser: Tokeniser;
  readonly phrases: PhraseTable;
  readonly conceptCount: number;
  readonly pairs: PairMap;
}

/** Names of the features of each kind: concepts and combinations all, of others those that have weights. */
function featureNames({ concepts, combinations, weights }: EvidenceModel): Record<(typeof KINDS)[number], readonly string[]> {
  const conceptNames = concepts.map(({ name }) => name);
  return {
    concepts: conceptNames,
    negated: conceptNames,
    repeated: conceptNames,
    closing: conceptNames,
    combinations: combinations.map(({ name }) => name),
    words: Object.keys(weights.words),
    beginnings: Object.keys(weights.beginnings),
    endings: Object.keys(weights.endings),
    pairs: Object.keys(weights.pairs),
    sequences: Object.keys(weights.sequences),
  };
}

/** Lays the weights of all features flat. */
function layOut(model: EvidenceModel): { ranges: FeatureRanges; names: readonly string[]; weights: Float32Array } {
  const namesOf = featureNames(model);
  const names = KINDS.flatMap((kind) => namesOf[kind]);
  const width = model.classes.length;
  const weights = new Float32Array(names.length * width);
  const starts: [string, number][] = [];
  let feature = 0;
  for (const kind of KINDS) {
    starts.push([kind, feature]);
    const rows: WeightRows = model.weights[kind];
    for (const name of namesOf[kind]) {
      const row = rows[name];
      if (row !== undefined) weights.set(row, feature * width);
      feature++;
    }
  }
  const ranges = Object.fromEntries([...starts, ['total', feature]]) as unknown as FeatureRanges;
  for (const [concept, added] of Object.entries(model.adjustments)) {
    const at = (ranges.concepts + namesOf.concepts.indexOf(concept)) * width;
    for (const [c, { name }] of model.classes.entries()) weights[at + c]! += added[name] ?? 0;
  }
  return { ranges, names, weights };
}

/** Compiles a model once; all tables are built here and none grows afterwards. */
export function compileModel(model: EvidenceModel): EvidenceTables {
  const words = newWordTable();
  const { terms, tree } = readVocabulary(model, words);
  const { ranges, names, weights } = layOut(model);
  const width = model.classes.length;
  const stems = names.slice(ranges.words, ranges.beginnings);
  const stemIds = stems.map((stem) => words.idOfStem(stem));
  const empty = new Set(model.emptyWords.map((word) => words.idOf(word)));
  const beginningIds = names.slice(ranges.beginnings, ranges.endings).map((letters) => words.idOfBeginning(letters));
  const endingIds = names.slice(ranges.endings, ranges.pairs).map((stem) => words.idOfStem(stem));
  const pairs = names.slice(ranges.pairs, ranges.sequences).flatMap((name, i) => {
    const [first = '', second = ''] = name.split(' ');
    return [words.idOfStem(first), words.idOfStem(second), ranges.pairs + i];
  });
  const phrases = layPhrases(tree, words.size());

  const none = ranges.total;
  const ofWord = new Int32Array(words.size() * WORD_SIZE);
  const featureOf = new Map<number, number>();
  for (let i = 0; i < beginningIds.length; i++) featureOf.set(beginningIds[i]!, ranges.beginnings + i);
  for (let id = 0; id < words.size(); id++) {
    const at = id * WORD_SIZE;
    ofWord[at] = phrases.alone[id]!;
    ofWord[at + FOLLOWERS] = phrases.followers[id]!;
    ofWord[at + FEATURE] = empty.has(id) ? none : (featureOf.get(words.beginningOf(id)) ?? none);
  }
  // A word adds its own weight and its beginning's; one without a weight of its own the beginning's alone.
  for (let i = 0; i < stemIds.length; i++) {
    const at = stemIds[i]! * WORD_SIZE + FEATURE;
    const beginning = ofWord[at]!;
    ofWord[at] = ranges.words + i;
    if (beginning === none || stems[i]!.length < BEGINNING) continue;
    for (let c = 0; c < width; c++) weights[(ranges.words + i) * width + c]! += weights[beginning * width + c]!;
  }
  for (let i = 0; i < pairs.length; i += 3) ofWord[pairs[i]! * WORD_SIZE + PAIRED]! |= 1 << pairs[i + 1]!;
  const endingOf = new Int32Array(words.size()).fill(none);
  for (let i = 0; i < endingIds.length; i++) endingOf[endingIds[i]!] = ranges.endings + i;

  const conceptNumbers = new Map(model.concepts.map(({ name }, i) => [name, i]));
  // Half as wide if the numbers allow it: the table is read at random and has to stay in the cache.
  const sequenceFeature = new (ranges.total < 0x8000 ? Int16Array : Int32Array)(model.concepts.length ** 2).fill(-1);
  for (let feature = ranges.sequences; feature < ranges.total; feature++) {
    const [first = '', second = ''] = names[feature]!.split(' > ');
    sequenceFeature[conceptNumbers.get(first)! * model.concepts.length + conceptNumbers.get(second)!] = feature;
  }
  return {
    model: {
      classes: model.classes,
      concepts: model.concepts.map(({ name }) => ({ name })),
      combinations: model.combinations,
      sequenceReach: model.sequenceReach,
      negation: { reach: model.negation.reach },
    },
    words: words.rows(),
    phrases,
    terms,
    negatable: Uint8Array.from(model.concepts, ({ negatable }) => (negatable ? 1 : 0)),
    ranges,
    names,
    ofWord,
    endingOf,
    pairs: layPairs(pairs),
    sequenceFeature,
    weights,
    bias: Float64Array.from(model.weights.bias),
  };
}

/** Makes tables ready for use. */
export function openModel({ words, phrases, pairs, ...tables }: EvidenceTables): CompiledModel {
  return {
    ...tables,
    conceptCount: tables.model.concepts.length,
    tokeniser: makeTokeniser(openWords(words)),
    phrases: openPhrases(phrases),
    pairs: openPairs(pairs),
  };
}
