import type { BatchRecord } from '../columns.ts';
import type { Random } from '../random.ts';
import { changed, type FaultKind } from './kind.ts';

const GROUPS = ['Castellan', 'Ferrymen', 'Harbour Row', 'Lockyer'];

/** A kind that goes on with one of some sentences. */
const goesOn = (rule: string, sentences: readonly string[]): FaultKind =>
  changed(`intelligence-report/${rule}`, 'narrative', (record, random) => {
    record.narrative = `${record.narrative} ${random.pick(sentences)}`;
  });

function nameGroup(record: BatchRecord, random: Random): void {
  const name = random.pick(GROUPS);
  record.ocg_reference = '';
  record.narrative += random.chance(0.5)
    ? ` This is work of the ${name} OCG.`
    : ` An organised crime group known as the ${name} is behind it.`;
}

/** Faults of what the narrative says. */
export const NARRATIVE_FAULTS: readonly FaultKind[] = [
  goesOn('source-identity-in-narrative', [
    'The source is the sister of the man who drives.',
    'CHIS 4417 confirms this.',
    'The informant’s landlord was there as well.',
    'A cousin of the source was present.',
  ]),
  goesOn('unexplained-abbreviation', ['NFA at this time.', 'The LKA has been checked.', 'Passed to the SIO and the FIO.']),
  goesOn('several-items-in-one-report', [
    'On a separate matter, tobacco is sold from the flat above.',
    'Separately, the neighbour has bought a second van.',
    'Unrelated to the above, dogs are bred in the yard.',
  ]),
  changed('oic/ocg-named-without-reference', 'ocg_reference', nameGroup),
];
