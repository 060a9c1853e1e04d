export { type Answer, type Estimate, type Judgement, scoreAnswers } from './answers.ts';
export { drawSample, type SampleOptions, STRATA, type Stratum } from './sample.ts';
