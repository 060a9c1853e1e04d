import { compileEvidence } from '../src/evidence/judge.ts';
import { parseEvidenceModel } from '../src/evidence/model.ts';
import { SHAPES } from '../src/evidence/token-reader.ts';
import type { EvidenceModel, Weights } from '../src/evidence/types.ts';
import { BEGINNING, stemOf } from '../src/evidence/words.ts';
import { fitLogistic, type Row } from './evidence-logistic.ts';
import { belongs, type Labelled } from './evidence-narratives.ts';
import { plainTokens } from './evidence-tokens.ts';

export interface Settings {
  readonly penalty: number;
  /** How much each kind of feature may weigh; smaller is a stronger penalty. */
  readonly scale: Readonly<Record<string, number>>;
  /** Texts that a feature must occur in to be weighed. */
  readonly leastTexts: number;
  /** Weight of each class below which a feature is left out of the file. */
  readonly prune: number;
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
    sequences: 0.5,
  },
  leastTexts: 2,
  prune: 0.05,
  othersInAreas: 0.15,
};

const PARTS = ['words', 'beginnings', 'concepts', 'negated', 'repeated', 'closing', 'sequences', 'combinations'] as const;

/** Parts in which a concept that counts only in company has no row. */
const ALONE = ['concepts', 'negated', 'repeated', 'closing'] as const;

/** The beginning of a stem that is a word: none of a short one, or of a number. */
function beginningOf(stem: string): string[] {
  return stem.length >= BEGINNING && /^[a-z]+$/.test(stem) ? [stem.slice(0, BEGINNING)] : [];
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
  const words = new Map<string, number>();
  const beginnings = new Map<string, number>();
  const count = (into: Map<string, number>, name: string): void => void into.set(name, (into.get(name) ?? 0) + 1);
  for (const text of texts) {
    const tokens = plainTokens(text);
    const found = [...new Set(tokens)].filter((word) => typeof word === 'string').filter((word) => !empty.has(word));
    for (const word of found) count(words, word);
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
  const columns = new Map<string, number>();
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
  const rows = featuresOf.map((features): Row => {
    const kept = features.filter((feature) => seen.get(feature)! >= settings.leastTexts && !inCompany.has(feature));
    for (const feature of kept) if (!columns.has(feature)) columns.set(feature, columns.size);
    return {
      columns: kept.map((feature) => columns.get(feature)!),
      values: kept.map((feature) => settings.scale[feature.slice(0, feature.indexOf('\t'))]!),
    };
  });
  const fitted = model.classes.map((one) =>
    fitLogistic(
      rows,
      narratives.map((narrative) => belongs(narrative, one)),
      one.role === 'area' || one.role === 'smallBoat'
        ? importance.map((weight, i) => (narratives[i]!.oic ? weight : weight * settings.othersInAreas))
        : importance,
      columns.size,
      settings.penalty,
    ),
  );
  const parts: Record<string, Record<string, number[]>> = Object.fromEntries(PARTS.map((part) => [part, {}]));
  for (const [feature, column] of [...columns].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [part = '', name = ''] = feature.split('\t');
    const row = fitted.map((weights) => Math.round(weights[column]! * settings.scale[part]! * 1000) / 1000);
    if (row.some((weight) => Math.abs(weight) >= settings.prune)) parts[part]![name] = row;
  }
  const weights = { bias: fitted.map((one) => Math.round(one[columns.size]! * 1000) / 1000), ...parts } as unknown as Weights;
  return { ...model, weights };
}
