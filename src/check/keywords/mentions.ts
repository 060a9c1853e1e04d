import { characterAt } from '../character-at.ts';
import { makePhrases, type Phrases } from '../phrases.ts';
import { gapBefore, type Words, watchFor, wordAt } from '../words.ts';
import type { Keyword } from './keyword.ts';

interface CueJson {
  readonly words: readonly string[];
  readonly followedBy?: readonly string[];
  readonly within?: number;
  readonly precededBy?: readonly string[];
  readonly except?: readonly string[];
}

/** Words that stand for a class of words. */
const CLASSES: Readonly<Record<string, (word: string) => boolean>> = {
  '#': (word) => /[0-9]/.test(word),
  Aa: (word) => /^\p{Lu}.*\p{Ll}/u.test(word),
};

/** Whether some of the words or classes of a list stand at word `at`. */
type Stands = (words: Words, at: number) => boolean;

function standing(list: readonly string[]): Stands {
  const phrases = makePhrases(list.filter((word) => CLASSES[word] === undefined));
  const classes = list.flatMap((word) => CLASSES[word] ?? []);
  return (words, at) => phrases.lengthAt(words, at) > 0 || classes.some((fits) => fits(wordAt(words, at)));
}

/** Words `at` and the one before it stand in one sentence. */
const isJoined = (words: Words, at: number): boolean => !/[.!?;\n]/.test(gapBefore(words, at));

interface Cue {
  readonly phrases: Phrases;
  /** Whether what must stand around the phrase, from word `from` up to `to`, does. */
  fits(words: Words, from: number, to: number): boolean;
}

function makeCue({ words: list, followedBy, within = 1, precededBy, except = [] }: CueJson): Cue {
  const isExcept = standing(except);
  const follows = followedBy && standing(followedBy);
  const precedes = precededBy && standing(precededBy);
  return {
    phrases: makePhrases(list),
    fits(words, from, to) {
      if (follows === undefined && precedes === undefined) return true;
      if (precedes && from > 0 && isJoined(words, from) && precedes(words, from - 1) && !isExcept(words, from - 1)) return true;
      if (follows)
        for (let at = to; at < Math.min(to + within, words.count) && isJoined(words, at); at++)
          if (follows(words, at) && !isExcept(words, at)) return true;
      return false;
    },
  };
}

/** Size of the table of words that some cue begins with; a power of two. */
const SLOTS = 4096;

/** Finds the first word at which a cue stands, -1 if none does. */
function makeFinder(options: unknown): (words: Words) => number {
  const cues = (options as readonly CueJson[]).map(makeCue);
  const begins = new Uint8Array(SLOTS);
  const bySlot: (readonly Cue[] | undefined)[] = new Array(SLOTS).fill(undefined);
  const own = watchFor(cues.flatMap(({ phrases }) => phrases.beginnings));
  for (const cue of cues)
    for (const slot of new Set(cue.phrases.beginnings.map(({ first }) => first & (SLOTS - 1)))) {
      begins[slot] = 1;
      bySlot[slot] = [...(bySlot[slot] ?? []), cue];
    }
  return (words) => {
    if ((words.watched & own) === 0) return -1;
    const { marked, markedCount, hashes } = words;
    for (let next = 0; next < markedCount; next++) {
      const at = marked[next]!;
      const slot = hashes[at]! & (SLOTS - 1);
      if (begins[slot] === 0) continue;
      const cues = bySlot[slot]!;
      for (let n = 0; n < cues.length; n++) {
        const { phrases, fits } = cues[n]!;
        const length = phrases.lengthAt(words, at);
        if (length > 0 && fits(words, at, at + length)) return at;
      }
    }
    return -1;
  };
}

/** `mentions`: some cue stands in the text: a phrase, alone or with certain words near it. Tells where, never what. */
export const mentions: Keyword = {
  name: 'mentions',
  prepare(options) {
    const find = makeFinder(options);
    return (value, context) => typeof value === 'string' && find(context.wordsOf(value)) !== -1;
  },
  facts(options) {
    const find = makeFinder(options);
    return (text, context) => {
      const words = context.wordsOf(text);
      const at = find(words);
      return at === -1 ? {} : { character: characterAt(text, words.starts[at]!) };
    };
  },
};
