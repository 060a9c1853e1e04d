import {
  CODES,
  ENDING_IDENTIFIER,
  MIGRANT_OFFENCES,
  OLD_OFFENCES,
  RETIRED_IDENTIFIERS,
  SUPERSEDED_IDENTIFIER,
  type TopicCodes,
} from '../codes.ts';
import type { BatchRecord, ListColumn } from '../columns.ts';
import type { Topic } from '../corpus/theme.ts';
import type { Random } from '../random.ts';
import { changed, type FaultKind } from './kind.ts';

const FACILITATION: readonly Topic[] = ['small-boat', 'other-route'];
const SCOPED: readonly Topic[] = [...FACILITATION, 'documents', 'legitimate-means'];
const NOT_SCOPED: readonly Topic[] = ['drugs', 'firearms', 'theft', 'fraud'];
const UNKNOWN_IDENTIFIERS = ['OIC', 'ZZ-UNLISTED-1', 'IMMIGRATION CRIME'];

/** Codes of another threat area than the record's. */
const otherArea = (record: BatchRecord): TopicCodes => CODES[record.threat_area === 'DOCUMENTS' ? 'legitimate-means' : 'documents'];

type Codes = (record: BatchRecord, random: Random) => readonly string[];

/** A kind that gives a record of some topics other crime identifiers; `codes` may change more of the record too. */
const identifiers = (kind: string, rule: string, topics: readonly Topic[], codes: Codes): FaultKind =>
  changed(
    `oic/${rule}`,
    'crime_identifier_codes',
    (record, random) => {
      record.crime_identifier_codes = codes(record, random);
    },
    { kind, shape: { topics } },
  );

/** A kind that gives a record of some topics other offence codes. */
const offences = (kind: string, rule: string, topics: readonly Topic[], codes: Codes, at: ListColumn = 'offence_codes'): FaultKind =>
  changed(
    `oic/${rule}`,
    at,
    (record, random) => {
      record.offence_codes = codes(record, random);
    },
    { kind, shape: { topics } },
  );

/** An old code in the place of the one that has replaced it. */
const old = (kind: FaultKind, column: ListColumn, code: string, now: string): FaultKind => ({
  ...kind,
  slip: true,
  mean: (record) => {
    record[column] = [now];
  },
  plant: (record) => {
    record[column] = [code];
  },
});

const retired = (topic: Topic): FaultKind => {
  const { code, now } = RETIRED_IDENTIFIERS[topic]!;
  const kind = identifiers(`retired-identifier-on-${topic}`, 'retired-crime-identifier', [topic], () => [code]);
  return old(kind, 'crime_identifier_codes', code, now);
};

const IDENTIFIER_FAULTS: readonly FaultKind[] = [
  identifiers('missing-crime-identifier', 'missing-crime-identifier', SCOPED, () => []),
  identifiers('missing-crime-identifier-with-nccu-reference', 'missing-crime-identifier', NOT_SCOPED, (record, random) => {
    record.nccu_reference = `NCCU/2026/${1_000_000 + random.below(9_000_000)}`;
    return [];
  }),
  identifiers('missing-crime-identifier-with-offence', 'missing-crime-identifier', NOT_SCOPED, (record, random) => {
    record.offence_codes = [random.pick(CODES['other-route'].offences)];
    return [];
  }),
  identifiers('missing-crime-identifier-with-small-boat', 'missing-crime-identifier', NOT_SCOPED, (record) => {
    record.small_boat = 'yes';
    return [];
  }),
  identifiers('unknown-crime-identifier', 'unknown-crime-identifier', [...SCOPED, ...NOT_SCOPED], (_record, random) => [
    random.pick(UNKNOWN_IDENTIFIERS),
  ]),
  identifiers('unknown-crime-identifier-among-others', 'unknown-crime-identifier', SCOPED, (record, random) => [
    ...record.crime_identifier_codes,
    random.pick(UNKNOWN_IDENTIFIERS),
  ]),
  retired('documents'),
  retired('slavery'),
  retired('theft'),
  {
    ...old(
      identifiers('identifier-retired-within-the-year', 'retired-crime-identifier', ['other-route'], () => []),
      'crime_identifier_codes',
      ENDING_IDENTIFIER.code,
      ENDING_IDENTIFIER.now,
    ),
    fits: (record) => record.reported_on.slice(0, 10) > ENDING_IDENTIFIER.lastDay,
  },
  old(
    identifiers('superseded-crime-identifier', 'superseded-crime-identifier', ['legitimate-means'], () => []),
    'crime_identifier_codes',
    SUPERSEDED_IDENTIFIER.code,
    SUPERSEDED_IDENTIFIER.now,
  ),
  {
    ...identifiers('duplicate-crime-identifier', 'duplicate-crime-identifier', SCOPED, (record) => [
      ...record.crime_identifier_codes,
      record.crime_identifier_codes[0]!,
    ]),
    slip: true,
  },
  identifiers('crime-identifier-threat-mismatch', 'crime-identifier-threat-mismatch', SCOPED, (record) => {
    record.offence_codes = [];
    return otherArea(record).identifiers.slice(0, 1);
  }),
  identifiers('other-crime-identifier-only', 'other-crime-identifier-only', SCOPED, (record, random) => {
    record.offence_codes = [];
    return [random.pick(CODES.firearms.identifiers)];
  }),
  identifiers('slavery-identifier-only', 'other-crime-identifier-only', SCOPED, (record, random) => {
    record.offence_codes = [];
    return [random.pick(CODES.slavery.identifiers)];
  }),
  identifiers('oic-offence-with-other-identifier', 'crime-identifier-offence-mismatch', SCOPED, (record, random) => {
    record.offence_codes = [random.pick(CODES[record.small_boat === 'yes' ? 'small-boat' : 'other-route'].offences)];
    return [random.pick(CODES.firearms.identifiers)];
  }),
];

const OFFENCE_FAULTS: readonly FaultKind[] = [
  offences(
    'offence-of-another-threat-area',
    'crime-identifier-offence-mismatch',
    SCOPED,
    (record, random) => [random.pick(otherArea(record).offences)],
    'crime_identifier_codes',
  ),
  offences('unknown-offence', 'unknown-offence', NOT_SCOPED, (_record, random) => [random.pick(['XX99001', 'ZZ00017'])]),
  ...OLD_OFFENCES.map(({ code, now }) =>
    old(
      offences(`retired-offence-${code}`, 'retired-offence', FACILITATION, () => []),
      'offence_codes',
      code,
      now,
    ),
  ),
  offences('migrant-offence-only', 'migrant-offence-only', ['other-route', 'legitimate-means'], (record, random) => [
    random.pick(MIGRANT_OFFENCES[record.threat_area]!),
  ]),
  offences('code-without-namespace', 'code-without-namespace', ['slavery'], () => ['106']),
  offences('malformed-offence-code', 'malformed-offence-code', SCOPED, (_record, random) => [
    random.pick(['S25', 'SECTION 25', 'facilitation']),
  ]),
];

/** Faults of crime identifiers and offences. */
export const CODING_FAULTS: readonly FaultKind[] = [...IDENTIFIER_FAULTS, ...OFFENCE_FAULTS];
