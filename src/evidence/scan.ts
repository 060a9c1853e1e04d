import { type CombinationTable, newCombinationTable } from './combinations.ts';
import type { CompiledModel } from './compile.ts';
import { newTokens, SENTENCE_BREAK, type Tokens, UNKNOWN } from './tokens.ts';

/** What a scan tells besides the features, for explaining: a feature was found at these terms or words. */
export interface Hit {
  readonly feature: number;
  /** Numbers of the terms that made it; none for words. */
  readonly terms: readonly number[];
  /** 0-based range of bytes, for words. */
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
}

/** Features of one text, each once, in the order found. Reused from text to text. */
export interface Features {
  count: number;
  readonly list: Int32Array;
  /** Tokens read: the measure of work done. */
  steps: number;
}

export interface Scanner {
  /** Finds the features of a text of UTF-8; `hits`, if given, takes every place of every feature. */
  scan(bytes: Uint8Array, from: number, to: number, hits?: Hit[]): Features;
}

/** Token at which the last sentence that has a word begins. */
function lastSentence({ ids, count }: Tokens): number {
  let at = count - 1;
  while (at >= 0 && ids[at] === SENTENCE_BREAK) at--;
  while (at >= 0 && ids[at] !== SENTENCE_BREAK) at--;
  return Math.max(at, 0);
}

/** Makes a scanner: one pass over the bytes, one over the tokens. Not re-entrant; make one for each thread. */
export function makeScanner(compiled: CompiledModel): Scanner {
  const { model, ranges, terms, phrases, conceptCount, negatable, ofWord, sequenceFeature, tokenise } = compiled;
  const tokens: Tokens = newTokens();
  const list = new Int32Array(ranges.total);
  const features: Features = { count: 0, list, steps: 0 };
  const stamps = new Int32Array(ranges.total);
  const firstTerm = new Int32Array(conceptCount);
  const inSentence: CombinationTable = newCombinationTable(model, 'sentence', ranges.combinations);
  const inText: CombinationTable = newCombinationTable(model, 'text', ranges.combinations);
  const held = new Int32Array(model.combinations.length);
  const { sequenceReach } = model;
  const { from: termFrom, concepts: termConcepts, negates: termNegates, ends: termEnds } = terms;
  const { concepts: firstConcept, negated: firstNegated, repeated: firstRepeated, closing: firstClosing } = ranges;
  const { reach } = model.negation;
  let stamp = 0;
  // The last two concepts found in this sentence, and the tokens at which they ended.
  let last = -1;
  let lastAt = 0;
  let earlier = -1;
  let earlierAt = 0;

  const mark = (feature: number): void => {
    if (stamps[feature] === stamp) return;
    stamps[feature] = stamp;
    list[features.count++] = feature;
  };
  const settle = (table: CombinationTable): void => {
    const count = table.settle(held);
    for (let i = 0; i < count; i++) mark(held[i]!);
    table.clear();
  };
  const markSequence = (first: number, second: number, term: number, hits: Hit[] | undefined): void => {
    const feature = sequenceFeature[first * conceptCount + second]!;
    if (feature < 0) return;
    mark(feature);
    if (hits !== undefined) hits.push({ feature, terms: [firstTerm[first]!, term], from: 0, to: 0, negated: false });
  };
  const markConcept = (concept: number, term: number, at: number, closing: boolean, hits: Hit[] | undefined): void => {
    const feature = firstConcept + concept;
    if (stamps[feature] !== stamp) {
      mark(feature);
      firstTerm[concept] = term;
      inText.add(concept);
    } else if (firstTerm[concept] !== term) mark(firstRepeated + concept);
    if (closing) mark(firstClosing + concept);
    inSentence.add(concept);
    if (last >= 0 && last !== concept && at - lastAt <= sequenceReach) markSequence(last, concept, term, hits);
    if (earlier >= 0 && earlier !== concept && at - earlierAt <= sequenceReach) markSequence(earlier, concept, term, hits);
    if (hits !== undefined) hits.push({ feature, terms: [term], from: 0, to: 0, negated: false });
  };

  return {
    scan(bytes, from, to, hits) {
      stamp = (stamp + 1) | 0;
      features.count = 0;
      tokenise(bytes, from, to, tokens);
      const { ids, starts, ends, count } = tokens;
      features.steps = count;
      // Locals, as in the tokeniser.
      const [unknown, sentenceBreak] = [UNKNOWN, SENTENCE_BREAK];
      const aboutWord = ofWord;
      const seen = stamps;
      const current = stamp;
      last = -1;
      earlier = -1;
      let negatedUntil = -1;
      const closingFrom = lastSentence(tokens);

      let at = 0;
      while (at < count) {
        const id = ids[at]!;
        if (id === unknown) {
          at++;
          continue;
        }
        if (id === sentenceBreak) {
          settle(inSentence);
          negatedUntil = -1;
          last = -1;
          earlier = -1;
          at++;
          continue;
        }
        const negated = at < negatedUntil;
        let end = at + 1;
        if (aboutWord[id * 2] === 1) {
          const term = phrases.match(ids, count, at);
          if (term >= 0) {
            end = at + phrases.length();
            if (termEnds[term] === 1) negatedUntil = -1;
            const firstOf = termFrom[term]!;
            const upTo = termFrom[term + 1]!;
            for (let k = firstOf; k < upTo; k++) {
              const concept = termConcepts[k]!;
              if (negated && negatable[concept] === 1) {
                mark(firstNegated + concept);
                if (hits !== undefined) hits.push({ feature: firstNegated + concept, terms: [term], from: 0, to: 0, negated: true });
              } else markConcept(concept, term, at, at >= closingFrom, hits);
            }
            if (upTo > firstOf && !negated) {
              earlier = last;
              earlierAt = lastAt;
              last = termConcepts[firstOf]!;
              lastAt = end - 1;
            }
            if (termNegates[term] === 1) negatedUntil = end + reach;
          }
        }
        // Words count beside their terms, and negated too: what is denied is still what the text speaks of.
        for (; at < end; at++) {
          const word = aboutWord[ids[at]! * 2 + 1]!;
          if (word < 0) continue;
          if (seen[word] !== current) {
            seen[word] = current;
            list[features.count++] = word;
          }
          if (hits !== undefined) hits.push({ feature: word, terms: [], from: starts[at]!, to: ends[at]!, negated });
        }
      }
      // The last sentence is settled: every text ends in a sentence break.
      settle(inText);
      if (hits !== undefined) addUnplaced(hits);
      return features;
    },
  };

  /** Features that stand at no one place (combinations, repeated and closing concepts) are told by their names. */
  function addUnplaced(hits: Hit[]): void {
    for (let i = 0; i < features.count; i++) {
      const feature = list[i]!;
      const placed = feature < ranges.repeated || feature >= ranges.words;
      if (!placed) hits.push({ feature, terms: [], from: 0, to: 0, negated: false });
    }
  }
}
