import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evidence/evaluate.ts';
import { compileEvidence } from '../../src/evidence/judge.ts';
import { parseEvidenceModel } from '../../src/evidence/model.ts';
import { smallFiles } from './pack.ts';

const model = parseEvidenceModel(smallFiles());
const reader = compileEvidence(model);
const line = (id: string, text: string, areas: string[], difficulty = 'easy', smallBoat = false): string =>
  JSON.stringify({ id, text, oic: areas.length > 0, primary: areas[0] ?? null, areas, smallBoat, difficulty });

describe('evaluate', () => {
  const result = evaluate(
    [
      line('1', 'smugglers, dinghy', ['SEA'], 'easy', true),
      line('2', 'smugglers, lorry', [], 'hard'),
      line('3', 'cocaine', ['LAND'], 'hard'),
      line('4', 'nothing at all', []),
      '',
      '{"id": "5"}',
      'not json',
    ],
    reader,
    model.classes,
  );

  it('counts right and wrong decisions', () => {
    expect(result.oic).toEqual({
      truePositive: 1,
      falsePositive: 1,
      falseNegative: 1,
      trueNegative: 1,
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
    expect(result.areas.SEA!.f1).toBe(1);
    expect(result.areas.LAND!.f1).toBe(0);
    expect(result.areaMacroF1).toBe(0.5);
    expect(result.smallBoat.f1).toBe(1);
    expect(result.primaryRight).toBe(1);
  });

  it('gives the same by difficulty, and null where there is nothing to divide', () => {
    expect(Object.keys(result.byDifficulty)).toEqual(['easy', 'hard']);
    expect(result.byDifficulty.easy!.oic.f1).toBe(1);
    expect(result.byDifficulty.hard!.smallBoat.f1).toBeNull();
  });

  it('gives one prediction for each narrative, in order', () => {
    expect(result.predictions.map((one) => one.id)).toEqual(['1', '2', '3', '4']);
    expect(Object.keys(result.predictions[0]!)).toEqual(['id', 'oic', 'score', 'areas', 'primary', 'smallBoat', 'slavery', 'terms']);
  });

  it('tells lines that are no labelled narrative by their number', () => {
    expect(result.badLines).toEqual([
      { line: 6, problem: '"text": expected text' },
      { line: 7, problem: 'not JSON' },
    ]);
  });
});
