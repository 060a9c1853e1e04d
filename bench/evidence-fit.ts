/**
 * Fits the weights of `rules/oic/evidence/` and reports how well they generalise. No randomness: the same files give the same bytes.
 *
 *   npm run fit:evidence                                  measures, fits on everything but the challenge set, writes weights and figures
 *   node bench/run-ts.mjs bench/evidence-fit.ts           measures only
 *   node bench/run-ts.mjs bench/evidence-fit.ts --thresholds   shows besides what other thresholds would give
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type EvaluationPart, evaluate } from '../src/evidence/evaluate.ts';
import { compileEvidence, type EvidenceReader } from '../src/evidence/judge.ts';
import type { EvidenceModel } from '../src/evidence/types.ts';
import { FIGURES_FILE, type Figures, type FiguresFile, figuresOf, inputsNow, PAGE, withFigures } from './evidence-figures.ts';
import { belongs, type Labelled, readLabelled, readModelFiles } from './evidence-narratives.ts';
import { nearOf } from './evidence-near.ts';
import { fitWeights, SETTINGS } from './evidence-train.ts';

const FOLDER = 'rules/oic/evidence';
const FOLDS = 6;
const SEED = 2026;
/** Narratives by other hands are nearer to what is judged than our own. */
const OTHER_HANDS_IMPORTANCE = 2;

/** Fold of a kind of narrative, so that narratives of one kind never stand on both sides. */
function foldOf(kind: string): number {
  let hash = SEED;
  for (const letter of kind) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return (hash >>> 0) % FOLDS;
}

/** Share of each main area, or of none, among narratives. */
function mixOf(narratives: readonly Labelled[]): Map<string, number> {
  const mix = new Map<string, number>();
  for (const one of narratives) mix.set(one.areas[0] ?? '', (mix.get(one.areas[0] ?? '') ?? 0) + 1 / narratives.length);
  return mix;
}

/** Our own narratives weigh as if their areas were mixed as those of the development set are. */
function fitTo(development: readonly Labelled[], training: readonly Labelled[]): EvidenceModel {
  const [wanted, found] = [mixOf(seen), mixOf(own)];
  return fitWeights(
    readModelFiles(FOLDER),
    [...development, ...training],
    [
      ...development.map(() => OTHER_HANDS_IMPORTANCE),
      ...training.map((one) => wanted.get(one.areas[0] ?? '')! / found.get(one.areas[0] ?? '')!),
    ],
    SETTINGS,
  );
}

const percent = (ratio: number | null): string => (ratio === null ? '–' : (ratio * 100).toFixed(1));

function describe(name: string, part: EvaluationPart): string {
  const { oic, smallBoat } = part;
  const areas = Object.entries(part.areas).map(([area, score]) => `${area} ${percent(score.f1)}`);
  return (
    `${name}: n ${part.narratives}; OIC F1 ${percent(oic.f1)}, precision ${percent(oic.precision)}, recall ${percent(oic.recall)}; ` +
    `areas macro-F1 ${percent(part.areaMacroF1)} (${areas.join(', ')}); small boat F1 ${percent(smallBoat.f1)}; main area right ${percent(part.primaryRight)}`
  );
}

const rows: Figures[] = [];

/** Measures a reader on some narratives; `shown`, if given, is what the row is called in the table of figures. */
function report(name: string, narratives: readonly Labelled[], reader: EvidenceReader, model: EvidenceModel, shown?: string): void {
  const result = evaluate(
    narratives.map((one) => JSON.stringify(one)),
    reader,
    model.classes,
  );
  console.log(describe(name, result));
  if (shown !== undefined) rows.push(figuresOf(shown, result));
  for (const [difficulty, part] of Object.entries(result.byDifficulty)) {
    console.log(describe(`  ${difficulty}`, part));
    if (name === 'development, cross-validated') rows.push(figuresOf(`– ${difficulty}`, part));
  }
}

const options = new Set(process.argv.slice(2));
const development = readLabelled('test/evidence/development.jsonl');
const otherHand = readLabelled('test/evidence/other-hand.jsonl');
const ownSets = ['', '-2', '-3', '-4', '-5', '-6'].map((part) => readLabelled(`bench/evidence-training${part}.jsonl`));
const own = ownSets.flat();
const challenge = readLabelled('test/evidence/challenge.jsonl');
/** Each was written by itself, without looking at the others; the challenge set is of the hand of our first. */
const hands: Readonly<Record<string, readonly Labelled[]>> = {
  development,
  'other hand': otherHand,
  ...Object.fromEntries(['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((name, i) => [`our ${name} set`, ownSets[i]!])),
};
const seen = [...development, ...otherHand];

const everything = [...seen, ...own];
const near = nearOf(everything);
const numbers = new Map(everything.map((one, i) => [one, i]));
/** Of some narratives those on which a model may be fitted that is measured on others: none of them, and none that tells the same. */
const apart = (from: readonly Labelled[], measured: readonly Labelled[]): Labelled[] => {
  const left = new Set(measured.flatMap((one) => [numbers.get(one)!, ...near[numbers.get(one)!]!]));
  return from.filter((one) => !left.has(numbers.get(one)!));
};

const byText = new Map<string, ReturnType<EvidenceReader['explain']>>();
for (let fold = 0; fold < FOLDS; fold++) {
  const measured = everything.filter((one) => foldOf(one.kind) === fold);
  const reader = compileEvidence(fitTo(apart(seen, measured), apart(own, measured)));
  for (const one of measured) byText.set(one.text, reader.explain(one.text));
}
const model = fitTo(seen, own);
const reader = compileEvidence(model);
const crossValidated = { ...reader, explain: (text: string) => byText.get(text)! };
const sets = { development, 'other hand': otherHand, 'our own': own, all: everything };
for (const [name, narratives] of Object.entries(sets)) {
  const shown = { development: 'development, cross-validated', 'our own': 'our own, cross-validated' }[name];
  report(`${name}, cross-validated`, narratives, crossValidated, model, shown);
}
for (const [name, narratives] of Object.entries(hands)) {
  const model = fitTo(apart(seen, narratives), apart(own, narratives));
  report(`${name}, from the other hands alone`, narratives, compileEvidence(model), model, `${name}, fitted on the other hands alone`);
}
report('challenge', challenge, reader, model, 'challenge (its errors were read before)');
if (options.has('--thresholds')) {
  const judged = [...seen, ...ownSets.slice(2).flat()].map((one) => ({ one, scores: byText.get(one.text)!.scores }));
  for (const to of model.classes) {
    // Areas and small boats are asked only of what is about the subject.
    const asked = to.role === 'subject' || to.role === 'slavery' ? judged : judged.filter(({ one }) => one.oic);
    const figures = Array.from({ length: 15 }, (_, i) => 0.2 + i * 0.04).map((threshold) => {
      const chosen = asked.filter(({ scores }) => scores[to.name]! >= threshold);
      const right = chosen.filter(({ one }) => belongs(one, to)).length;
      const wanted = asked.filter(({ one }) => belongs(one, to)).length;
      return `${threshold.toFixed(2)}: ${percent((2 * right) / (chosen.length + wanted))} (precision ${percent(right / chosen.length)})`;
    });
    console.log(`${to.name}, F1 by threshold: ${figures.join(', ')}`);
  }
}
if (options.has('--write')) {
  const { weights, classes } = model;
  const parts = Object.entries(weights).map(([part, rows]) => {
    if (Array.isArray(rows)) return `  "${part}": ${JSON.stringify(rows)}`;
    const lines = Object.entries(rows as Record<string, number[]>).map(
      ([name, row]) => `    ${JSON.stringify(name)}: ${JSON.stringify(row)}`,
    );
    return `  "${part}": {\n${lines.join(',\n')}\n  }`;
  });
  const about =
    'Fitted by bench/evidence-fit.ts; log-odds that each feature adds for each class. To change one by hand, use adjustments in model.json.';
  const head = [`  "about": ${JSON.stringify(about)}`, `  "classes": ${JSON.stringify(classes.map((one) => one.name))}`];
  writeFileSync(`${FOLDER}/weights.json`, `{\n${[...head, ...parts].join(',\n')}\n}\n`);
  // Only now, as the weights are an input too.
  const file: FiguresFile = { inputs: inputsNow('.'), rows };
  writeFileSync(FIGURES_FILE, `${JSON.stringify(file, null, 2)}\n`);
  writeFileSync(PAGE, withFigures(readFileSync(PAGE, 'utf8'), rows));
  console.log(`${FOLDER}/weights.json, ${FIGURES_FILE} and the table in ${PAGE} written`);
}
