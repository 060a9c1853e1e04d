import { type CombinationTable, newCombinationTable } from './combinations.ts';
import { type CompiledModel, FEATURE, FOLLOWERS, PAIRED, WORD_SIZE } from './compile.ts';
import { SENTENCE_BREAK, UNKNOWN } from './token-ids.ts';
import { newTokens, type PlacedToken, type Tokens } from './tokens.ts';

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

const NO_PLACES: readonly PlacedToken[] = [];

/** Makes a scanner: one pass over the bytes, one over the tokens. Not re-entrant; make one for each thread. */
export function makeScanner(compiled: CompiledModel): Scanner {
  const { model, ranges, terms, phrases, conceptCount, negatable, ofWord, sequenceFeature, tokeniser, endingOf, pairs } = compiled;
  const tokens: Tokens = newTokens();
  // One more, as a feature is put down before it is known to be new.
  const list = new Int32Array(ranges.total + 1);
  const features: Features = { count: 0, list, steps: 0 };
  const none = ranges.total;
  const stamps = new Int32Array(ranges.total + 1);
  const firstTerm = new Int32Array(conceptCount);
  const inSentence: CombinationTable = newCombinationTable(model, 'sentence', ranges.combinations);
  const inText: CombinationTable = newCombinationTable(model, 'text', ranges.combinations);
  let stamp = 0;

  return {
    scan(bytes, from, to, hits) {
      tokeniser.read(bytes, from, to, tokens);
      const places = hits === undefined ? NO_PLACES : tokeniser.place(bytes, from, to);
      // Locals, as in the tokeniser.
      const { ids, count } = tokens;
      const [unknown, sentenceBreak] = [UNKNOWN, SENTENCE_BREAK];
      const { from: termFrom, concepts: termConcepts, negates: termNegates, ends: termEnds } = terms;
      const { concepts: firstConcept, negated: firstNegated, repeated: firstRepeated, closing: firstClosing } = ranges;
      const reach = model.negation.reach;
      const sequenceReach = model.sequenceReach;
      const [wordSize, followers, ofFeature, ofPaired] = [WORD_SIZE, FOLLOWERS, FEATURE, PAIRED];
      const aboutWord = ofWord;
      const asEnding = endingOf;
      const found = list;
      const seen = stamps;
      stamp = (stamp + 1) | 0;
      const current = stamp;
      seen[none] = current;
      let size = 0;
      // The last two concepts found in this sentence, and the tokens at which they ended.
      let last = -1;
      let lastAt = 0;
      let earlier = -1;
      let earlierAt = 0;
      let negatedUntil = -1;
      // The word before, and the bits of those that make a pair with it.
      let before = 0;
      let paired = 0;
      const closingFrom = lastSentence(tokens);

      let at = 0;
      while (at < count) {
        const id = ids[at]!;
        if (id <= sentenceBreak) {
          at++;
          paired = 0;
          if (id === unknown) continue;
          size = inSentence.settle(seen, current, found, size);
          negatedUntil = -1;
          last = -1;
          earlier = -1;
          continue;
        }
        const negated = at < negatedUntil;
        const about = id * wordSize;
        let end = at + 1;
        let term = aboutWord[about]!;
        // A shift takes the last five bits of the id by itself.
        if (((aboutWord[about + followers]! >>> ids[end]!) & 1) !== 0) {
          const longer = phrases.match(ids, at);
          if (longer >= 0) {
            term = longer;
            end = at + phrases.length();
          }
        }
        if (term >= 0) {
          if (termEnds[term] === 1) negatedUntil = -1;
          const firstOf = termFrom[term]!;
          const upTo = termFrom[term + 1]!;
          for (let k = firstOf; k < upTo; k++) {
            const concept = termConcepts[k]!;
            if (negated && negatable[concept] === 1) {
              const feature = firstNegated + concept;
              if (seen[feature] !== current) {
                seen[feature] = current;
                found[size++] = feature;
              }
              if (hits !== undefined) hits.push({ feature, terms: [term], from: 0, to: 0, negated: true });
              continue;
            }
            const feature = firstConcept + concept;
            if (seen[feature] !== current) {
              seen[feature] = current;
              found[size++] = feature;
              firstTerm[concept] = term;
              inText.add(concept);
            } else if (firstTerm[concept] !== term && seen[firstRepeated + concept] !== current) {
              seen[firstRepeated + concept] = current;
              found[size++] = firstRepeated + concept;
            }
            if (at >= closingFrom && seen[firstClosing + concept] !== current) {
              seen[firstClosing + concept] = current;
              found[size++] = firstClosing + concept;
            }
            inSentence.add(concept);
            if (hits !== undefined) hits.push({ feature, terms: [term], from: 0, to: 0, negated: false });
            // After the one before, and after the one before that.
            for (let back = 0, first = last, firstAt = lastAt; back < 2 && first >= 0; back++, first = earlier, firstAt = earlierAt) {
              if (at - firstAt > sequenceReach) break;
              const sequence = sequenceFeature[first * conceptCount + concept]!;
              if (sequence < 0) continue;
              if (seen[sequence] !== current) {
                seen[sequence] = current;
                found[size++] = sequence;
              }
              if (hits !== undefined) hits.push({ feature: sequence, terms: [firstTerm[first]!, term], from: 0, to: 0, negated: false });
            }
          }
          if (upTo > firstOf && !negated) {
            earlier = last;
            earlierAt = lastAt;
            last = termConcepts[firstOf]!;
            lastAt = end - 1;
          }
          if (termNegates[term] === 1) negatedUntil = end + reach;
        }
        // Words count beside their terms, and negated too: what is denied is still what the text speaks of.
        for (; at < end; at++) {
          const said = ids[at]!;
          const about = said * wordSize;
          if (((paired >>> said) & 1) !== 0) {
            const pair = pairs.get(before, said);
            if (pair >= 0) {
              if (seen[pair] !== current) {
                seen[pair] = current;
                found[size++] = pair;
              }
              if (hits !== undefined) hits.push({ feature: pair, terms: [], from: places[at - 1]!.from, to: places[at]!.to, negated });
            }
          }
          paired = aboutWord[about + ofPaired]!;
          before = said;
          if (at >= closingFrom) {
            const ending = asEnding[said]!;
            if (seen[ending] !== current) {
              seen[ending] = current;
              found[size++] = ending;
            }
            if (hits !== undefined && ending !== none)
              hits.push({ feature: ending, terms: [], from: places[at]!.from, to: places[at]!.to, negated });
          }
          // Put down in any case, and kept if it is new: a branch for each word would mostly be guessed wrong.
          const word = aboutWord[about + ofFeature]!;
          const fresh = seen[word]! ^ current;
          seen[word] = current;
          found[size] = word;
          size += (fresh | -fresh) >>> 31;
          if (hits !== undefined && word !== none)
            hits.push({ feature: word, terms: [], from: places[at]!.from, to: places[at]!.to, negated });
        }
      }
      // The last sentence is settled: every text ends in a sentence break.
      size = inText.settle(seen, current, found, size);
      features.count = size;
      features.steps = count;
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
