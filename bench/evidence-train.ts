import { compileEvidence } from '../src/evidence/judge.ts';
import { parseEvidenceModel, WEIGHT_PARTS } from '../src/evidence/model.ts';
import { SHAPES } from '../src/evidence/token-ids.ts';
import type { EvidenceClass, EvidenceModel, Weights } from '../src/evidence/types.ts';
import { BEGINNING, stemOf } from '../src/evidence/words.ts';
import { fitLogistic, flatRows } from './evidence-logistic.ts';
import { belongs, type Labelled } from './evidence-narratives.ts';
import { tellingOf } from './evidence-telling.ts';
import { thin } from './evidence-thin.ts';
import { plainTokens } from './evidence-tokens.ts';

export interface Settings {
  readonly penalty: number;
  /** How much each kind of feature may weigh; smaller is a stronger penalty. */
  readonly scale: Readonly<Record<string, number>>;
  /** From 0 to 1: how much more a feature may weigh for a class the better it tells it from the rest by itself. */
  readonly telling: number;
  /** Share of its features that a thinned copy of a text lacks. */
  readonly lost: number;
  /** Texts that a feature must occur in to be weighed. */
  readonly leastTexts: number;
  /** The same of two words side by side. */
  readonly leastTextsOfPairs: number;
  /** Weight of each class below which a feature is left out of the file. */
  readonly prune: number;
  /** Weights are rounded to one part in so many. */
  readonly places: number;
  /** Weight of narratives that are not of the subject when areas and small boats are fitted: these are asked only of those that are. */
  readonly othersInAreas: number;
}

export const SETTINGS: Settings = {
  penalty: 1,
  scale: {
    concepts: 1,
    negated: 0.7,
    repeated: 0.6,
    closing: 0.7,
    combinations: 1,
    words: 0.8,
    beginnings: 0.8,
    endings: 0.5,
    pairs: 0.5,
    sequences: 0.5,
  },
  telling: 0.6,
  lost: 0.5,
  leastTexts: 2,
  leastTextsOfPairs: 3,
  prune: 0.05,
  places: 100,
  othersInAreas: 0.15,
};

/** Parts in which a concept that counts only in company has no row. */
const ALONE = ['concepts', 'negated', 'repeated', 'closing'] as const;

/** The beginning of a stem that is a word: none of a short one, or of a number. */
function beginningOf(stem: string): string[] {
  return stem.length >= BEGINNING && /^[a-z]+$/.test(stem) ? [stem.slice(0, BEGINNING)] : [];
}

/** Parts that tell how a report ended, not what it is about: they say nothing of areas and small boats. */
const TELL_OUTCOME: readonly string[] = ['endings'];
const isMatter = ({ role }: EvidenceClass): boolean => role === 'area' || role === 'smallBoat';

/** The part of the weights that a feature belongs to. */
const partOf = (feature: string): string => feature.slice(0, feature.indexOf('\t'));

/** Words that stand side by side in a sentence. */
function pairsOf(tokens: ReturnType<typeof plainTokens>): string[] {
  return tokens.flatMap((word, i) => {
    const next = tokens[i + 1];
    return typeof word === 'string' && typeof next === 'string' ? [`${word} ${next}`] : [];
  });
}

/** A model without weights, but with a row for every feature that the texts could give one to. */
export function openModel(files: Readonly<Record<string, unknown>>, texts: readonly string[], settings: Settings): EvidenceModel {
  const bare = { bias: [] as number[], classes: [] as string[] };
  const main = files['model.json'] as { classes: { name: string }[] };
  bare.classes = main.classes.map((one) => one.name);
  bare.bias = bare.classes.map(() => 0);
  const zero = bare.bias;
  const concepts = ['vocabulary.json', 'neighbours.json', 'negation.json'].flatMap((name) =>
    Object.keys((files[name] as { concepts: object }).concepts),
  );
  const all = (names: readonly string[]): Record<string, number[]> => Object.fromEntries(names.map((name) => [name, zero]));
  const { emptyWords = [] } = files['vocabulary.json'] as { emptyWords?: readonly string[] };
  const empty = new Set([...emptyWords.map(stemOf), ...SHAPES]);
  const anyWords = new Map<string, number>();
  const words = new Map<string, number>();
  const beginnings = new Map<string, number>();
  const pairs = new Map<string, number>();
  const count = (into: Map<string, number>, name: string): void => void into.set(name, (into.get(name) ?? 0) + 1);
  for (const text of texts) {
    const tokens = plainTokens(text);
    const said = [...new Set(tokens)].filter((word) => typeof word === 'string');
    const found = said.filter((word) => !empty.has(word));
    for (const word of said) count(anyWords, word);
    for (const word of found) count(words, word);
    for (const pair of new Set(pairsOf(tokens))) count(pairs, pair);
    for (const letters of new Set(found.flatMap(beginningOf))) count(beginnings, letters);
  }
  const frequent = (counts: ReadonlyMap<string, number>, least: number): string[] =>
    [...counts].flatMap(([name, count]) => (count >= least ? [name] : [])).sort();
  return parseEvidenceModel({
    ...files,
    'weights.json': {
      classes: bare.classes,
      bias: zero,
      words: all(frequent(words, settings.leastTexts)),
      beginnings: all(frequent(beginnings, settings.leastTexts)),
      endings: all(frequent(anyWords, settings.leastTexts)),
      pairs: all(frequent(pairs, settings.leastTextsOfPairs)),
      concepts: all(concepts),
      negated: all(concepts),
      repeated: all(concepts),
      closing: all(concepts),
      sequences: all(concepts.flatMap((first) => concepts.filter((second) => second !== first).map((second) => `${first} > ${second}`))),
      combinations: all(Object.keys((files['combinations.json'] as { combinations: object }).combinations)),
    },
  });
}

/** Fits the weights of all classes on labelled narratives. */
export function fitWeights(
  files: Readonly<Record<string, unknown>>,
  narratives: readonly Labelled[],
  importance: readonly number[],
  settings: Settings,
): EvidenceModel {
  const model = openModel(
    files,
    narratives.map((one) => one.text),
    settings,
  );
  const reader = compileEvidence(model);
  const seen = new Map<string, number>();
  // A word is two columns, its own and its beginning's, so that a word seldom met leans on its relations.
  const featuresOf = narratives.map((one) =>
    reader.features(one.text).flatMap((feature) => {
      if (!feature.startsWith('words\t')) return [feature];
      return [feature, ...beginningOf(feature.slice('words\t'.length)).map((letters) => `beginnings\t${letters}`)];
    }),
  );
  for (const features of featuresOf) for (const feature of new Set(features)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  const inCompany = new Set(model.concepts.flatMap(({ name, company }) => (company ? ALONE.map((part) => `${part}\t${name}`) : [])));
  const labels = model.classes.map((one) => narratives.map((narrative) => belongs(narrative, one)));
  const importances = model.classes.map((one) =>
    isMatter(one) ? importance.map((weight, i) => (narratives[i]!.oic ? weight : weight * settings.othersInAreas)) : importance,
  );
  const telling = labels.map((own) => tellingOf(featuresOf, own, settings.telling));
  const scaleOf = (feature: string, c: number): number => settings.scale[partOf(feature)]! * telling[c]!.get(feature)!;
  /** Fits the weights of some features for all classes, beginning near others: each feature's row, and last the biases. */
  const fitOn = (isKept: (feature: string) => boolean, near?: ReadonlyMap<string, readonly number[]>): Map<string, readonly number[]> => {
    const columns = new Map<string, number>();
    for (const features of featuresOf) for (const one of features) if (isKept(one) && !columns.has(one)) columns.set(one, columns.size);
    const fitted = labels.map((own, c) => {
      const isAsked = (feature: string): boolean =>
        columns.has(feature) && !(isMatter(model.classes[c]!) && TELL_OUTCOME.includes(partOf(feature)));
      const rows = flatRows(
        featuresOf.map((features) => {
          const kept = features.filter(isAsked);
          return { columns: kept.map((one) => columns.get(one)!), values: kept.map((one) => scaleOf(one, c)) };
        }),
      );
      const thinned = thin(rows, own, importances[c]!, settings.lost);
      const from = near && new Float64Array(columns.size + 1);
      if (from !== undefined) {
        for (const [feature, column] of columns) from[column] = near!.get(feature)![c]! / scaleOf(feature, c);
        from[columns.size] = near!.get('bias')![c]!;
      }
      return fitLogistic(thinned.rows, thinned.labels, thinned.importance, columns.size, settings.penalty, from);
    });
    const found = [...columns].sort(([a], [b]) => (a < b ? -1 : 1));
    return new Map([
      ...found.map(([feature, column]) => [feature, fitted.map((weights, c) => weights[column]! * scaleOf(feature, c))] as const),
      ['bias', fitted.map((weights) => weights[columns.size]!)],
    ]);
  };
  const all = fitOn((feature) => seen.get(feature)! >= settings.leastTexts && !inCompany.has(feature));
  // What weighs little is left out, and the rest fitted again, so that it takes over what that said.
  const strong = fitOn((feature) => all.get(feature)?.some((weight) => Math.abs(weight) >= settings.prune) ?? false, all);
  const parts: Record<string, Record<string, number[]>> = Object.fromEntries(WEIGHT_PARTS.map((part) => [part, {}]));
  let bias: readonly number[] = [];
  for (const [feature, weights] of strong) {
    const row = weights.map((weight) => Math.round(weight * settings.places) / settings.places);
    if (feature === 'bias') bias = row;
    else parts[partOf(feature)]![feature.slice(feature.indexOf('\t') + 1)] = row;
  }
  return { ...model, weights: { bias, ...parts } as unknown as Weights };
}
