import { BLANKS, CLOSINGS, PARTICULARS } from './corpus/blanks.ts';
import { DOCUMENTS } from './corpus/documents.ts';
import { LEGITIMATE_MEANS } from './corpus/legitimate-means.ts';
import { OTHER, SLAVERY } from './corpus/other.ts';
import { OTHER_ROUTE } from './corpus/other-route.ts';
import { type Phrase, phraseOf } from './corpus/phrase.ts';
import { SMALL_BOAT } from './corpus/small-boat.ts';
import type { Topic } from './corpus/theme.ts';
import type { Random } from './random.ts';

/** The themes by topic, what stands in any narrative, and what fills blanks. */
function gathered() {
  const themes = [...SMALL_BOAT, ...OTHER_ROUTE, ...DOCUMENTS, ...LEGITIMATE_MEANS, ...SLAVERY, ...OTHER].map((theme) => ({
    topic: theme.topic,
    reports: theme.reports.map(phraseOf),
    details: theme.details.map(phraseOf),
  }));
  const topics = [...new Set(themes.map((theme) => theme.topic))];
  return {
    byTopic: new Map(topics.map((topic): [Topic, typeof themes] => [topic, themes.filter((t) => t.topic === topic)])),
    last: CLOSINGS.map(phraseOf),
    anywhere: PARTICULARS.map(phraseOf),
    fillings: new Map(Object.entries(BLANKS).map(([blank, fillings]): [string, readonly Phrase[]] => [blank, fillings.map(phraseOf)])),
  };
}

let made: ReturnType<typeof gathered> | undefined;
/** Made when the first narrative is: whoever loads the library for something else need not wait for it. */
function corpus(): ReturnType<typeof gathered> {
  made ??= gathered();
  return made;
}

const padded = (number: number): string => String(number).padStart(2, '0');

/** Blanks that are filled by a number made up for the place. */
const NUMBERS: Readonly<Record<string, (random: Random) => string>> = {
  number: (random) => String(10 + random.below(9990)),
  count: (random) => String(4 + random.below(37)),
  sum: (random) => {
    const pounds = 50 * (5 + random.below(140));
    return `${random.chance(0.85) ? '£' : '€'}${pounds < 1000 ? pounds : `${Math.floor(pounds / 1000)},${String(pounds % 1000).padStart(3, '0')}`}`;
  },
  hour: (random) => `${padded(random.below(24))}${padded(5 * random.below(12))} hours`,
  date: (random) => `${1 + random.below(28)} ${random.pick(BLANKS.month!)}`,
};
/** Blanks that stand for one and the same thing throughout a narrative. */
const STEADY = new Set(['place', 'nick', 'vehicle', 'port', 'coast', 'beach', 'shop', 'log']);

function spell(phrase: Phrase, known: Map<string, string>, random: Random): string {
  let text = '';
  for (const part of phrase) {
    if (typeof part === 'string') text += part;
    else text += 'blank' in part ? filled(part.blank, known, random) : spell(random.pick(part.oneOf), known, random);
  }
  return text;
}

function filled(blank: string, known: Map<string, string>, random: Random): string {
  const before = known.get(blank);
  if (before !== undefined) return before;
  const word = NUMBERS[blank]?.(random) ?? spell(random.pick(corpus().fillings.get(blank)!), known, random);
  if (STEADY.has(blank)) known.set(blank, word);
  return word;
}

function sentence(phrase: Phrase, known: Map<string, string>, random: Random): string {
  const text = spell(phrase, known, random);
  return text[0]! >= 'a' && text[0]! <= 'z' ? text[0]!.toUpperCase() + text.slice(1) : text;
}

/**
 * An invented narrative of three or four sentences on a topic, at times on two lines.
 * @param log number of a log that the last sentence names; unique numbers make unique narratives
 * @param isPlain true for a text that says what it is about as plainly as the theme can, and nothing beside it
 */
export function narrativeOf(topic: Topic, log: string, random: Random, isPlain = false): string {
  const { byTopic, anywhere, last } = corpus();
  const theme = random.pick(byTopic.get(topic)!);
  const known = new Map([['log', log]]);
  const order = random.chance(0.6) ? [theme.reports, theme.details, anywhere] : [theme.reports, anywhere, theme.details];
  const shareOf = (from: readonly Phrase[]): number => (isPlain ? Number(from !== anywhere) : from === anywhere ? 0.35 : 0.5);
  const told = order.filter((from) => from === theme.reports || random.chance(shareOf(from)));
  if (told.length === 1) told.push(anywhere);
  const text = told.map((from) => sentence(random.pick(from), known, random));
  const [first, ...rest] = [...text, sentence(random.pick(last), known, random)];
  return `${first}${random.chance(0.03) ? '\n' : ' '}${rest.join(' ')}`;
}
