import { CODES } from '../codes.ts';
import type { BatchRecord, Column } from '../columns.ts';
import type { Topic } from '../corpus/theme.ts';
import { narrativeOf } from '../narrative.ts';
import type { Random } from '../random.ts';
import { changed, type FaultKind } from './kind.ts';

const SCOPED: readonly Topic[] = ['other-route', 'documents', 'legitimate-means'];
const ELSEWHERE: readonly Topic[] = ['drugs', 'firearms', 'theft', 'fraud'];

/** The text of another report in the place of the record's own; it says plainly what it is about, or the fault would be in doubt. */
function retell(record: BatchRecord, topic: Topic, random: Random): void {
  record.narrative = narrativeOf(topic, String(10_000_000 + random.below(90_000_000)), random, true);
}

/** A kind whose records of some topics have the text of another. */
const retold = (
  rule: string,
  field: Column,
  of: readonly Topic[],
  as: readonly Topic[],
  codes: (record: BatchRecord) => readonly string[] = (record) => record.crime_identifier_codes,
): FaultKind =>
  changed(
    `oic/${rule}`,
    field,
    (record, random) => {
      record.crime_identifier_codes = codes(record);
      record.offence_codes = [];
      retell(record, random.pick(as), random);
    },
    { shape: { topics: of } },
  );

/** A kind that sets the small-boat flag against the text of the record. */
const flagged = (rule: string, of: Topic, flag: string): FaultKind =>
  changed(
    `oic/${rule}`,
    'small_boat',
    (record, random) => {
      record.small_boat = flag;
      retell(record, of, random);
    },
    { shape: { topics: [of] } },
  );

/** Codes that don't say what the text speaks of. */
export const EVIDENCE_FAULTS: readonly FaultKind[] = [
  retold('oic-content-without-oic-code', 'crime_identifier_codes', ELSEWHERE, SCOPED, () => CODES.firearms.identifiers.slice(0, 1)),
  retold('oic-code-without-oic-content', 'crime_identifier_codes', SCOPED, ELSEWHERE),
  retold('slavery-code-on-oic-content', 'crime_identifier_codes', ['slavery'], SCOPED),
  retold('oic-code-on-slavery-content', 'crime_identifier_codes', SCOPED, ['slavery']),
  retold('threat-area-content-mismatch', 'threat_area', ['documents', 'legitimate-means'], ['other-route']),
  flagged('small-boat-content-not-flagged', 'small-boat', 'no'),
  flagged('small-boat-flag-not-in-content', 'other-route', 'yes'),
];
