import { type CombinationTable, newCombinationTable } from './combinations.ts';
import type { CompiledModel } from './compile.ts';
import { newTokens, SENTENCE_BREAK, type Tokens } from './tokens.ts';

/** What a scan tells besides the features, for explaining: a feature was found at these terms or words. */
export interface Hit {
  readonly feature: number;
  /** Numbers of the terms that made it; none for words. */
  readonly terms: readonly number[];
  /** 0-based range of UTF-16 units, for words. */
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
  /** Finds the features of a text; `hits`, if given, takes every place of every feature. */
  scan(text: string, hits?: Hit[]): Features;
}

/** Makes a scanner: one pass over the characters, one over the tokens. Not re-entrant; make one for each thread. */
export function makeScanner(compiled: CompiledModel): Scanner {
  const { model, ranges, terms, phrases, conceptCount, negatable, wordFeature, sequenceFeature, tokenise } = compiled;
  const tokens: Tokens = newTokens();
  const list = new Int32Array(ranges.total);
  const features: Features = { count: 0, list, steps: 0 };
  const stamps = new Int32Array(ranges.total);
  const firstTerm = new Int32Array(conceptCount);
  const inSentence: CombinationTable = newCombinationTable(model, 'sentence', ranges.combinations);
  const inText: CombinationTable = newCombinationTable(model, 'text', ranges.combinations);
  const { sequenceReach } = model;
  const { from: termFrom, concepts: termConcepts, negates: termNegates, ends: termEnds } = terms;
  const { concepts: firstConcept, negated: firstNegated, repeated: firstRepeated, closing: firstClosing } = ranges;
  const { reach } = model.negation;
  const begins = phrases.first;
  let stamp = 0;

  const mark = (feature: number): void => {
    if (stamps[feature] === stamp) return;
    stamps[feature] = stamp;
    list[features.count++] = feature;
  };
  const markCombination = (feature: number): void => mark(feature);

  return {
    scan(text, hits) {
      stamp++;
      features.count = 0;
      tokenise(text, tokens);
      const { ids, starts, ends, count } = tokens;
      features.steps = count;
      firstTerm.fill(-1);
      inText.clear();
      inSentence.clear();
      let negatedUntil = -1;
      // The last two concepts found in this sentence, and the tokens at which they ended.
      let last = -1;
      let lastAt = 0;
      let earlier = -1;
      let earlierAt = 0;
      let closingFrom = 0;
      for (let i = count - 1, met = false; i >= 0; i--) {
        if (ids[i] !== SENTENCE_BREAK) met = true;
        else if (met) {
          closingFrom = i;
          break;
        }
      }

      let at = 0;
      while (at < count) {
        if (ids[at] === SENTENCE_BREAK) {
          inSentence.settle(markCombination);
          inSentence.clear();
          negatedUntil = -1;
          last = -1;
          earlier = -1;
          at++;
          continue;
        }
        const negated = at < negatedUntil;
        const term = begins[ids[at]!] === 0 ? -1 : phrases.match(ids, count, at);
        let end = at + 1;
        if (term >= 0) {
          end = at + phrases.length();
          if (termEnds[term] === 1) negatedUntil = -1;
          const from = termFrom[term]!;
          const to = termFrom[term + 1]!;
          for (let k = from; k < to; k++) {
            const concept = termConcepts[k]!;
            if (negated && negatable[concept] === 1) {
              mark(firstNegated + concept);
              if (hits !== undefined) hits.push({ feature: firstNegated + concept, terms: [term], from: 0, to: 0, negated: true });
              continue;
            }
            mark(firstConcept + concept);
            if (firstTerm[concept] === -1) firstTerm[concept] = term;
            else if (firstTerm[concept] !== term) mark(firstRepeated + concept);
            if (at >= closingFrom) mark(firstClosing + concept);
            inSentence.add(concept);
            inText.add(concept);
            if (last >= 0 && last !== concept && at - lastAt <= sequenceReach) {
              const sequence = sequenceFeature[last * conceptCount + concept]!;
              if (sequence >= 0) mark(sequence);
              if (sequence >= 0 && hits !== undefined) hits.push(sequenceHit(sequence, last, term));
            }
            if (earlier >= 0 && earlier !== concept && at - earlierAt <= sequenceReach) {
              const sequence = sequenceFeature[earlier * conceptCount + concept]!;
              if (sequence >= 0) mark(sequence);
              if (sequence >= 0 && hits !== undefined) hits.push(sequenceHit(sequence, earlier, term));
            }
            if (hits !== undefined) hits.push({ feature: firstConcept + concept, terms: [term], from: 0, to: 0, negated: false });
          }
          if (to > from && !negated) {
            earlier = last;
            earlierAt = lastAt;
            last = termConcepts[from]!;
            lastAt = end - 1;
          }
          if (termNegates[term] === 1) negatedUntil = end + reach;
        }
        // Words of a longer term have been told by it.
        const single = end === at + 1;
        for (; at < end; at++) {
          const word = wordFeature[ids[at]!]!;
          if (word >= 0 && !negated && single) {
            mark(word);
            if (hits !== undefined) hits.push({ feature: word, terms: [], from: starts[at]!, to: ends[at]!, negated: false });
          }
        }
      }
      inText.settle(markCombination);
      if (hits !== undefined) addUnplaced(hits);
      return features;
    },
  };

  function sequenceHit(feature: number, first: number, term: number): Hit {
    return { feature, terms: [firstTerm[first]!, term], from: 0, to: 0, negated: false };
  }

  /** Features that stand at no one place (combinations, repeated and closing concepts) are told by their names. */
  function addUnplaced(hits: Hit[]): void {
    for (let i = 0; i < features.count; i++) {
      const feature = list[i]!;
      const placed = feature < ranges.repeated || feature >= ranges.words;
      if (!placed) hits.push({ feature, terms: [], from: 0, to: 0, negated: false });
    }
  }
}
