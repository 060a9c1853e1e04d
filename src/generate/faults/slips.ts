import { AGENCIES } from '../agencies.ts';
import { CODES } from '../codes.ts';
import type { Topic } from '../corpus/theme.ts';
import { exchanged, type FaultKind, listSlip, slip } from './kind.ts';

const PAPERS: readonly Topic[] = ['documents', 'legitimate-means'];
const ASHORE: readonly Topic[] = ['other-route', ...PAPERS];
const SCOPED: readonly Topic[] = ['small-boat', ...ASHORE];

const AREAS: Readonly<Record<string, readonly string[]>> = {
  FACILITATION: ['Facilitation', 'facilitating', 'People smuggling', 'FACILITATON'],
  DOCUMENTS: ['Documents', 'False documents', 'Document fraud', 'DOCUMNETS'],
  LEGITIMATE_MEANS: ['Legitimate means', 'Abuse of legitimate means', 'Illegal working', 'LEGITIMATE_MAENS'],
};
const MARKINGS: Readonly<Record<string, readonly string[]>> = {
  OFFICIAL: ['Official', 'OFF', 'OFFICAL', 'O.F.F.I.C.I.A.L'],
  'OFFICIAL-SENSITIVE': ['Official-Sensitive', 'OFFICIAL SENSITIVE', 'O-S', 'OFFICAL-SENSITIVE', 'OFFICIAL: SENSITIVE'],
};
const METHODS: Readonly<Record<string, readonly string[]>> = {
  DEBRIEF: ['Debriefing', 'De-brief', 'DEBREIF'],
  CUSTODY: ['Custody interview', 'custody', 'CUSTDOY'],
  OBSERVATION: ['Sighting', 'Observation', 'OBSERVATOIN'],
  STOP: ['Stop check', 'Vehicle stop', 'stop'],
  SEARCH: ['Search warrant', 'search', 'SAERCH'],
  PUBLIC: ['Member of the public', 'public', '101 call'],
  PARTNER: ['Partner agency', 'Other force', 'partner'],
  OPEN_SOURCE: ['Open source', 'OSINT', 'Social media'],
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A date as people and other systems write it. */
const dated = (write: (year: string, month: string, day: string) => string) => (iso: string) => {
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  return write(year, month, day) + (iso.length > 10 ? ` ${iso.slice(11)}` : '');
};
const DATES = [
  dated((year, month, day) => `${year}.${month}.${day}`),
  dated((year, month, day) => `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`),
  dated((year, month, day) => `${day}-${MONTHS[Number(month) - 1]!.slice(0, 3).toUpperCase()}-${year}`),
  dated((year, month, day) => `${day}-${month}-${year}`),
  dated((year, month, day) => `${day}.${month}.${year}`),
  dated((year, month, day) => `${year}/${month}/${day}`),
  dated((year, month, day) => `${year.replace('0', 'O')}-${month}-${day}`),
];

const oneOf = (ways: Readonly<Record<string, readonly string[]>>) =>
  [0, 1, 2, 3].map((at) => (meant: string) => {
    const own = ways[meant] ?? [];
    return own[at % own.length] ?? meant.toLowerCase();
  });

/** Slips and other ways of writing in what every intelligence report holds: what is meant can still be told. */
export const SLIPS: readonly FaultKind[] = [
  slip('intelligence-report/malformed-urn', 'urn', 'urn-with-a-sign-before-it', [
    (urn) => `#${urn}`,
    (urn) => `'${urn}`,
    (urn) => `${urn};`,
  ]),
  slip(
    'intelligence-report/unknown-agency',
    'agency',
    'agency-with-a-slip',
    [(id) => exchanged(AGENCIES.find((one) => one.id === id)?.name ?? id)],
    {
      shape: { ownUrn: true },
    },
  ),
  slip('intelligence-report/unreadable-date', 'reported_on', 'report-date-in-another-form', DATES),
  slip('intelligence-report/unreadable-date', 'event_on', 'event-date-in-another-form', DATES, {
    mean: (record) => {
      record.event_on = record.reported_on.slice(0, 10);
    },
  }),
  slip('intelligence-report/unreadable-date', 'submitted_on', 'submission-date-in-another-form', DATES),
  slip('intelligence-report/unknown-marking', 'protective_marking', 'marking-in-other-words', oneOf(MARKINGS)),
  slip('intelligence-report/unknown-intelligence-assessment', 'intelligence_assessment', 'intelligence-assessment-in-lower-case', [
    (code) => code.toLowerCase(),
  ]),
  slip('intelligence-report/unknown-collection-method', 'collection_method', 'collection-method-in-other-words', oneOf(METHODS), {
    mean: (record, random) => {
      record.collection_method = random.pick(Object.keys(METHODS));
    },
  }),
  slip('oic/unknown-threat-area', 'threat_area', 'threat-area-in-words', oneOf(AREAS), { shape: { topics: ASHORE } }),
  slip(
    'oic/unknown-four-p',
    'four_p',
    'four-p-in-other-case',
    [(p) => p[0] + p.slice(1).toLowerCase(), (p) => p.toLowerCase(), exchanged],
    {
      shape: { topics: SCOPED },
      mean: (record, random) => {
        record.four_p = random.pick(['PURSUE', 'PREVENT', 'PROTECT', 'PREPARE']);
      },
    },
  ),
  listSlip(
    'oic/unknown-crime-identifier',
    'crime_identifier_codes',
    'crime-identifier-in-other-case',
    [(code) => code.toLowerCase(), (code) => code.replaceAll('-', ' '), (code) => code.replaceAll('-', '_')],
    { shape: { topics: SCOPED } },
  ),
  listSlip(
    'oic/unknown-crime-identifier',
    'crime_identifier_codes',
    'crime-identifier-with-a-slip',
    [exchanged, (code) => code.replace('HOLDER', 'HOLDR'), (code) => code.replace('OIC', 'OCI')],
    { shape: { topics: SCOPED } },
  ),
  listSlip(
    'oic/malformed-offence-code',
    'offence_codes',
    'offence-in-another-form',
    [(code) => code.toLowerCase(), (code) => `${code.slice(0, 2)} ${code.slice(2)}`, (code) => `${code.slice(0, 2)}-${code.slice(2)}`],
    {
      shape: { topics: ['other-route', 'small-boat'] },
      mean: (record, random) => {
        record.offence_codes = [random.pick(CODES['other-route'].offences)];
      },
    },
  ),
  slip(
    'oic/nccu-reference-malformed',
    'nccu_reference',
    'nccu-reference-with-a-sign-before-it',
    [(ref) => `#${ref}`, (ref) => `- ${ref}`],
    {
      shape: { topics: SCOPED },
      mean: (record) => {
        record.nccu_reference ||= `NCCU/2026/${record.urn.replace(/\D/g, '').slice(-7)}`;
      },
    },
  ),
  slip('oic/ocg-reference-malformed', 'ocg_reference', 'ocg-reference-with-a-sign-before-it', [(ref) => `#${ref}`, (ref) => `*${ref}`], {
    mean: (record, random) => {
      record.ocg_reference = `OCG-${String(100 + random.below(400)).padStart(5, '0')}`;
    },
  }),
  slip('oic/apmis-reference-malformed', 'apmis_reference', 'apmis-reference-with-a-sign-before-it', [(ref) => `#${ref}`], {
    mean: (record, random) => {
      record.apmis_reference = `APMIS-${String(random.below(100_000)).padStart(6, '0')}`;
    },
  }),
];
