import { type CombinationBits, layCombinations } from './combinations.ts';
import { type EvidenceTables, FEATURE, WORD_SIZE } from './compile.ts';
import { FIRST_SHAPE } from './token-ids.ts';

/** What stands for nothing where numbers have two bytes; numbers have to be less. */
const NONE = 0xffff;

type Table = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array;

/** Two bytes for each number; -1 becomes `NONE`. */
const narrow = (numbers: Int32Array): Uint16Array => new Uint16Array(numbers);

/** Rows of so many concepts, padded to 16 bytes, and what they are of. */
function combined({ words, places, rows, start, features }: CombinationBits, count: number): Int32Array {
  const own = start.length;
  const row = (own + 3) & -4;
  const laid = new Int32Array(4 + row * (2 + count) + words * 16);
  laid.set([row * 4, words, places, 1]);
  laid.set(start, 4);
  laid.set(start, 4 + row);
  for (let concept = 0; concept < count; concept++) laid.set(rows.subarray(concept * own, (concept + 1) * own), 4 + row * (2 + concept));
  new Uint16Array(laid.buffer, (4 + row * (2 + count)) * 4).set(features);
  return laid;
}

/** Of each word its feature, and the term that it is alone. Those before the shapes are no words. */
function wordsOf(ofWord: Int32Array): Uint16Array {
  const laid = new Uint16Array((ofWord.length / WORD_SIZE) * 2).fill(NONE, 0, FIRST_SHAPE * 2);
  for (let to = FIRST_SHAPE * 2, at = FIRST_SHAPE * WORD_SIZE; at < ofWord.length; to += 2, at += WORD_SIZE) {
    laid[to] = ofWord[at + FEATURE]!;
    laid[to + 1] = ofWord[at]!;
  }
  return laid;
}

/** A feature for each two concepts, and a row of none for where there is no concept before. */
function sequencesOf({ sequenceFeature, model }: EvidenceTables): Uint16Array {
  const laid = new Uint16Array(sequenceFeature.length + model.concepts.length).fill(NONE);
  laid.set(sequenceFeature);
  return laid;
}

/** Each row of numbers for the classes: first those of a text without a feature, then those of each feature. */
function weightsOf({ bias, weights }: EvidenceTables): Float32Array {
  const laid = new Float32Array(bias.length + weights.length);
  laid.set(bias);
  laid.set(weights, bias.length);
  return laid;
}

/** Tables of a model as quick-scan.as reads them. */
export interface QuickTables {
  /** By the name that the module has for where they lie. */
  readonly tables: Readonly<Record<string, Table>>;
  /** By the name that the module has for them. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** Lays a model out; null if its numbers are too large. */
export function layQuickTables(all: EvidenceTables): QuickTables | null {
  const { model, words, phrases, pairs, terms, ranges, ofWord, endingOf, negatable } = all;
  if (Math.max(ranges.total, terms.texts.length, terms.concepts.length) >= NONE) return null;
  const { stems, slips, beginnings } = words;
  const { branches, termAt } = phrases;
  const combinations = (reach: 'sentence' | 'text') => combined(layCombinations(model, reach, ranges.combinations), model.concepts.length);
  return {
    tables: {
      ...{ stems: stems.slots, slips: slips.slots, slipsFilter: slips.filter, beginnings: beginnings.slots },
      ...{ ofWord: wordsOf(ofWord), endingOf: narrow(endingOf) },
      ...{ termAt: narrow(termAt), branches: branches.slots, branchesFilter: branches.filter },
      ...{ pairs: pairs.slots, pairsFilter: pairs.filter, sequences: sequencesOf(all) },
      ...{ termFrom: narrow(terms.from), termConcepts: narrow(terms.concepts), negates: terms.negates, ends: terms.ends },
      ...{ negatable, firstTerm: new Uint16Array(model.concepts.length) },
      ...{ inSentence: combinations('sentence'), inText: combinations('text'), weights: weightsOf(all) },
    },
    numbers: {
      ...{ stemsMask: stems.mask, slipsMask: slips.mask, beginningsMask: beginnings.mask },
      ...{ branchesMask: branches.mask, branchesShift: branches.shift, pairsMask: pairs.mask, pairsShift: pairs.shift },
      ...{ concepts: model.concepts.length, classes: model.classes.length, none: ranges.total },
      ...{ reach: model.negation.reach, sequenceReach: model.sequenceReach },
      ...{ firstNegated: ranges.negated, firstRepeated: ranges.repeated, firstClosing: ranges.closing },
    },
  };
}
