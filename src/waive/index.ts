export { stateOf, type WaiverState, waiverFaults } from './faults.ts';
export { matchWaivers, type WaiverMatcher } from './match.ts';
export { addUse, limitOf, noUse, type WaiverUse } from './usage.ts';
