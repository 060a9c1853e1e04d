import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawSample } from '../../src/audit/index.ts';
import { scoreAnswers } from '../../src/dip-sample.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Question } from '../../src/model/question.ts';
import type { Run } from '../../src/model/run.ts';
import { finding, packOf, RULES, runOf } from '../report/invented.ts';

const RECORDS = 400;
const rule = (id: string, failed: number) =>
  ({ rule: id, severity: 'error', status: 'ran', applicable: RECORDS, failed, waived: 0 }) as const;
const found: Finding[] = [];
for (let record = 1; record <= RECORDS; record++) {
  const at = { file: 'a.csv', line: record + 1, record, field: 'colour' };
  const agency = record % 3 === 0 ? 'amber' : 'blue';
  if (record % 4 === 0) found.push(finding({ rule: 'paint/often', agency, at }));
  if (record % 50 === 0) found.push(finding({ rule: 'paint/rare', agency, at }));
}
const run: Run = {
  ...runOf(packOf(RULES)),
  inputs: [{ ...runOf(packOf(RULES)).inputs[0]!, file: 'a.csv', records: RECORDS }],
  rules: [rule('paint/often', 100), rule('paint/rare', 8), rule('paint/never', 0)],
};
async function* stream(list: readonly Finding[]): AsyncGenerator<Finding> {
  yield* list;
}
const draw = (size: number, seed: number, by: readonly ('agency' | 'rule' | 'verdict')[] = ['rule', 'verdict'], list = found) =>
  drawSample(run, stream(list), { size, seed, by });
const keyOf = ({ rule: id, record, verdict }: Question) => `${id} ${record} ${verdict}`;
const isFound = ({ rule: id, record }: Question) => found.some((one) => one.rule === id && one.at.record === record);

describe('a dip sample', () => {
  it('is the same for the same seed, whatever the order of findings, and another one for another seed', async () => {
    const one = (await draw(20, 5)).map(keyOf);
    expect((await draw(20, 5, ['rule', 'verdict'], [...found].reverse())).map(keyOf)).toEqual(one);
    expect((await draw(20, 6)).map(keyOf)).not.toEqual(one);
  });

  it('has as many questions as wanted, none twice, and says truly what the linter said', async () => {
    for (const size of [1, 7, 40]) {
      const questions = await draw(size, 11);
      expect(questions).toHaveLength(size);
      expect(new Set(questions.map(keyOf)).size).toBe(size);
      for (const question of questions) expect(isFound(question)).toBe(question.verdict === 'found');
    }
  });

  it('takes as many of each stratum as it has, and knows how large it is', async () => {
    const questions = await draw(40, 3);
    const strata = new Map(questions.map(({ stratum, stratumSize }) => [stratum, stratumSize]));
    expect(Object.fromEntries(strata)).toEqual({
      'paint/often / found': 100,
      'paint/often / passed': 300,
      'paint/rare / found': 8,
      'paint/rare / passed': 392,
      'paint/never / passed': 400,
    });
    for (const stratum of strata.keys()) expect(questions.filter((one) => one.stratum === stratum)).toHaveLength(8);
  });

  it('asks only about findings when the verdict is no stratum', async () => {
    const questions = await draw(10, 3, ['agency']);
    expect(questions.map(({ stratum }) => stratum).sort()).toEqual([...Array(5).fill('amber'), ...Array(5).fill('blue')]);
    expect(questions.every(({ verdict }) => verdict === 'found')).toBe(true);
  });

  it('gives all there is when more is wanted', async () => {
    expect(await draw(10_000, 3, ['rule'])).toHaveLength(found.length);
  });
});

describe('the score of the answers', () => {
  /** Answers as a supervisor who knows the truth: of what was found every fifth is none, of what was passed every tenth is a fault. */
  const answer = (questions: readonly Question[]) =>
    questions.map(({ record, verdict, stratum, stratumSize, rule: id }) => {
      return { verdict, stratum, stratumSize, rule: id, fault: verdict === 'found' ? record % 5 !== 0 : record % 10 === 1 };
    });

  it('is near the truth, which lies within the intervals', async () => {
    const questions = (await draw(600, 4)).filter((one) => one.rule === 'paint/often');
    const [all, often] = scoreAnswers(answer(questions));
    expect(all!.answers).toBe(questions.length);
    // Found: multiples of 4 but not of 5 are faults, 80 of 100. Passed: of 300, those that end in 1 are faults missed, 40.
    const [precision, recall] = [80, (100 * 80) / (80 + 40)];
    const within = (value: number, of: readonly [number, number]) => value >= of[0] && value <= of[1];
    expect(Math.abs(often!.precision!.percent - precision)).toBeLessThan(6);
    expect(within(precision, often!.precision!.interval)).toBe(true);
    expect(within(recall, often!.recall!.interval)).toBe(true);
  });

  it('weighs strata by their size', () => {
    const one = (stratum: string, stratumSize: number, fault: boolean) =>
      ({ verdict: 'found', rule: 'r', stratum, stratumSize, fault }) as const;
    const [all] = scoreAnswers([one('large', 900, true), one('small', 100, false), one('small', 100, false)]);
    expect(all!.precision!.percent).toBe(90);
    expect(all!.agreement!.percent).toBe(33.33);
    expect(all!.recall).toBeNull();
  });

  it('never leaves 0 to 100, and holds its own middle', () => {
    const some = fc.record({
      verdict: fc.constantFrom('found' as const, 'passed' as const),
      stratum: fc.constantFrom('a', 'b'),
      rule: fc.constantFrom('r', 's'),
      fault: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 30 }), fc.nat(1000), (list, size) => {
        for (const { agreement, precision, recall } of scoreAnswers(list.map((one) => ({ ...one, stratumSize: size + list.length }))))
          for (const figure of [agreement, precision, recall]) {
            if (figure === null) continue;
            const [low, high] = figure.interval;
            expect(low).toBeGreaterThanOrEqual(0);
            expect(high).toBeLessThanOrEqual(100);
            expect(low).toBeLessThanOrEqual(figure.percent);
            expect(high).toBeGreaterThanOrEqual(figure.percent);
          }
      }),
      { seed: 20260630, numRuns: 200 },
    );
  });

  it('of nothing is no data', () => {
    expect(scoreAnswers([])).toEqual([{ rule: null, answers: 0, agreement: null, precision: null, recall: null }]);
  });
});
