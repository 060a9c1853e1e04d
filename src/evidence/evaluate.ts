import type { EvidenceReader } from './judge.ts';
import { type BadLine, type LabelledNarrative, readNarratives } from './narratives.ts';
import type { EvidenceClass, EvidenceTerm } from './types.ts';

/** How well decisions of one kind match the labels; a ratio of nothing is null. */
export interface Score {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/** One line of the predictions file. */
export interface Prediction {
  readonly id: string;
  readonly oic: boolean;
  readonly score: number;
  readonly areas: readonly string[];
  readonly primary: string | null;
  readonly smallBoat: boolean;
  readonly slavery: boolean;
  readonly terms: readonly EvidenceTerm[];
}

export interface EvaluationPart {
  readonly narratives: number;
  readonly oic: Score;
  readonly areas: Readonly<Record<string, Score>>;
  /** Mean F1 of the areas that occur in labels or decisions. */
  readonly areaMacroF1: number | null;
  /** Share, 0–1, of narratives labelled and decided OIC whose main area is right. */
  readonly primaryRight: number | null;
  readonly smallBoat: Score;
}

export interface Evaluation extends EvaluationPart {
  readonly byDifficulty: Readonly<Record<string, EvaluationPart>>;
  readonly predictions: readonly Prediction[];
  /** Lines that are no labelled narrative, by 1-based number. */
  readonly badLines: readonly BadLine[];
}

interface Judged {
  readonly labelled: LabelledNarrative;
  readonly predicted: Prediction;
}

function scoreOf(judged: readonly Judged[], label: (one: LabelledNarrative) => boolean, decision: (one: Prediction) => boolean): Score {
  let [truePositive, falsePositive, falseNegative, trueNegative] = [0, 0, 0, 0];
  for (const { labelled, predicted } of judged) {
    if (decision(predicted)) label(labelled) ? truePositive++ : falsePositive++;
    else label(labelled) ? falseNegative++ : trueNegative++;
  }
  const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    truePositive,
    falsePositive,
    falseNegative,
    trueNegative,
    precision: ratio(truePositive, truePositive + falsePositive),
    recall: ratio(truePositive, truePositive + falseNegative),
    f1: ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative),
  };
}

function partOf(judged: readonly Judged[], areas: readonly string[]): EvaluationPart {
  const scores = areas.map((area) => {
    return [
      area,
      scoreOf(
        judged,
        (one) => one.areas.includes(area),
        (one) => one.areas.includes(area),
      ),
    ] as const;
  });
  const f1s = scores.flatMap(([, score]) => (score.f1 === null ? [] : [score.f1]));
  const both = judged.filter(({ labelled, predicted }) => labelled.oic && predicted.oic);
  return {
    narratives: judged.length,
    oic: scoreOf(
      judged,
      (one) => one.oic,
      (one) => one.oic,
    ),
    areas: Object.fromEntries(scores),
    areaMacroF1: f1s.length === 0 ? null : f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length,
    primaryRight:
      both.length === 0 ? null : both.filter(({ labelled, predicted }) => labelled.primary === predicted.primary).length / both.length,
    smallBoat: scoreOf(
      judged,
      (one) => one.smallBoat,
      (one) => one.smallBoat,
    ),
  };
}

/** Judges labelled narratives (JSON Lines) and compares. Areas are the classes of role `area`, and any other that a label names. */
export function evaluate(lines: Iterable<string>, reader: EvidenceReader, classes: readonly EvidenceClass[]): Evaluation {
  const { narratives, badLines } = readNarratives(lines);
  const judged = narratives.map((labelled): Judged => {
    const { oic, score, areas, primary, smallBoat, slavery, terms } = reader.explain(labelled.text);
    return { labelled, predicted: { id: labelled.id, oic, score, areas, primary, smallBoat, slavery, terms } };
  });
  const areas = [
    ...new Set([...classes.filter((one) => one.role === 'area').map((one) => one.name), ...narratives.flatMap((one) => one.areas)]),
  ];
  const difficulties = [...new Set(narratives.map((one) => one.difficulty))].sort();
  return {
    ...partOf(judged, areas),
    byDifficulty: Object.fromEntries(
      difficulties.map((difficulty) => [
        difficulty,
        partOf(
          judged.filter(({ labelled }) => labelled.difficulty === difficulty),
          areas,
        ),
      ]),
    ),
    predictions: judged.map(({ predicted }) => predicted),
    badLines,
  };
}
