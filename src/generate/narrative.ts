import { BLANKS, CLOSINGS, PARTICULARS } from './corpus/blanks.ts';
import { DOCUMENTS } from './corpus/documents.ts';
import { FACILITATION } from './corpus/facilitation.ts';
import { LEGITIMATE_MEANS } from './corpus/legitimate-means.ts';
import { OTHER, SLAVERY } from './corpus/other.ts';
import type { Topic } from './corpus/theme.ts';
import type { Random } from './random.ts';

/** A sentence cut at its blanks: text, name of a blank, text, name, …, text. */
type Sentence = readonly string[];

const THEMES = [...FACILITATION, ...DOCUMENTS, ...LEGITIMATE_MEANS, ...SLAVERY, ...OTHER].map((theme) => ({
  topic: theme.topic,
  reports: theme.reports.map(cut),
  details: theme.details.map(cut),
}));
const TOPICS = [...new Set(THEMES.map((theme) => theme.topic))];
const BY_TOPIC: ReadonlyMap<Topic, typeof THEMES> = new Map(TOPICS.map((topic) => [topic, THEMES.filter((t) => t.topic === topic)]));
const LAST = CLOSINGS.map(cut);
const MIDDLE = PARTICULARS.map(cut);
/** Blanks that are filled by a number made up for the place. */
const NUMBERS: Readonly<Record<string, (random: Random) => string>> = {
  number: (random) => String(10 + random.below(9990)),
  clock: (random) => `${padded(random.below(24))}${padded(random.below(60))}`,
};
/** Blanks that stand for one and the same thing throughout a narrative. */
const STEADY = new Set(['place', 'nick', 'vehicle', 'port', 'coast', 'beach', 'shop', 'log']);

function padded(number: number): string {
  return String(number).padStart(2, '0');
}

function cut(sentence: string): Sentence {
  return sentence.split(/[{}]/);
}

function fill(sentence: Sentence, known: Map<string, string>, random: Random): string {
  let text = sentence[0]!;
  for (let part = 1; part < sentence.length; part += 2) {
    const blank = sentence[part]!;
    let word = known.get(blank);
    if (word === undefined) {
      word = NUMBERS[blank]?.(random) ?? random.pick(BLANKS[blank]!);
      if (STEADY.has(blank)) known.set(blank, word);
    }
    text += word + sentence[part + 1]!;
  }
  return text[0]! >= 'a' && text[0]! <= 'z' ? text[0]!.toUpperCase() + text.slice(1) : text;
}

/**
 * An invented narrative of three or four sentences on a topic, at times on two lines.
 * @param log number of a log that the last sentence names; unique numbers make unique narratives
 */
export function narrativeOf(topic: Topic, log: string, random: Random): string {
  const theme = random.pick(BY_TOPIC.get(topic)!);
  const known = new Map([['log', log]]);
  const report = fill(random.pick(theme.reports), known, random);
  const detail = random.chance(0.55) ? `${random.chance(0.03) ? '\n' : ' '}${fill(random.pick(theme.details), known, random)}` : '';
  return `${report}${detail} ${fill(random.pick(MIDDLE), known, random)} ${fill(random.pick(LAST), known, random)}`;
}
