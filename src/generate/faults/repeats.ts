import { aboutOf, changed, type FaultKind } from './kind.ts';

const PREFACES = ['Update: ', 'Again: ', 'As before. '];
const ENDINGS = [' Ends.', ' Report ends.', ' Nothing further.'];

const hasEarlier: FaultKind['fits'] = (record, past) => past.narratives.has(aboutOf(record));

/** Faults that only show beside an earlier record of the batch; the text taken over is about the same crime, so that nothing else is wrong with it. */
export const REPEAT_FAULTS: readonly FaultKind[] = [
  changed(
    'intelligence-report/narrative-repeated',
    'narrative',
    (record, random, past) => {
      const earlier = past.narratives.get(aboutOf(record))!;
      record.narrative = random.chance(0.3) ? earlier.replace(/ /g, '  ') : earlier;
    },
    { fits: hasEarlier },
  ),
  changed(
    'intelligence-report/narrative-nearly-repeated',
    'narrative',
    (record, random, past) => {
      const earlier = past.narratives.get(aboutOf(record))!;
      record.narrative = random.chance(0.5) ? `${random.pick(PREFACES)}${earlier}` : `${earlier}${random.pick(ENDINGS)}`;
    },
    { fits: hasEarlier },
  ),
];
