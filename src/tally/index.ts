export { causeOf, countCause } from './causes.ts';
export { makeCounters } from './counters.ts';
export { countsOf, emptyTally, groupOf } from './counts.ts';
export { addTally, mergeTallies } from './merge.ts';
export { referenceCountsOf } from './references.ts';
export { ruleResults } from './rule-results.ts';
export { scorecards, UNKNOWN_AGENCY } from './scorecards.ts';
export { share, wilson } from './share.ts';
export type { VerdictInfo } from './verdict.ts';
