import { type Evaluation, type EvaluationPart, evaluate, openPackEvidence } from './evidence/index.ts';
import { UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { EvaluationRow } from './report/index.ts';

/**
 * Judges labelled narratives with the evidence model of the packs and compares with the labels.
 *
 * @param lines JSON Lines of `{ id, text, oic, primary, areas, smallBoat, difficulty }`
 * @throws UsageError if the packs hold no evidence model
 * @throws PackError if the model is not sound
 */
export function evaluateNarratives(pack: Pack, lines: Iterable<string>): Evaluation {
  if (pack.evidence === undefined) throw new UsageError('the packs hold no evidence model: name a pack that has one, such as --pack oic');
  const { reader, classes } = openPackEvidence(pack.evidence);
  return evaluate(lines, reader, classes);
}

/** The rows of an evaluation's table: the subject, each area and their mean, small boats, then the subject by difficulty. */
export function evaluationRows(evaluation: Evaluation): readonly EvaluationRow[] {
  const rowsOf = (part: EvaluationPart, suffix: string): EvaluationRow[] => [
    { what: `OIC${suffix}`, ...part.oic },
    ...Object.entries(part.areas).map(([area, score]) => ({ what: `${area}${suffix}`, ...score })),
    { what: `small boat${suffix}`, ...part.smallBoat },
  ];
  return [...rowsOf(evaluation, ''), ...Object.entries(evaluation.byDifficulty).flatMap(([name, part]) => rowsOf(part, `, ${name}`))];
}
