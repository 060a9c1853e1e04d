import { type Answer, type Judgement, scoreAnswers as score } from './audit/index.ts';
import { wilson } from './tally/index.ts';

/** How right the linter was by these answers: all rules together first, then each. Intervals are Wilson's, 95 %. */
export const scoreAnswers = (answers: readonly Answer[]): readonly Judgement[] => score(answers, wilson);
