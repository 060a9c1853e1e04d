import { dayOf, isoDay } from '../calendar.ts';
import { changed, type FaultKind, left, replaced, systemOf, type TextColumn } from './kind.ts';

const NO_DAY = ['2026-02-30', '31/02/2026', '2025-13-04', 'last Tuesday', '0000-00-00', 'not recorded'];
const FILLERS = ['N/A', 'XXX', 'TBC', 'none', 'test', '...'];

/** What a narrative goes on with until the system's limit cuts it off. */
const MORE =
  ' Those named are usually at home in the mornings and out from midday, use the side door and the rear lane, and change their phones ' +
  'about once a month; the numbers known so far, the addresses they call at and the vehicles they share are set out in the order seen';
const LIMIT = 255;

/** Days from the record's report, as an ISO date. */
const daysFrom = (reported: string, days: number): string => isoDay(dayOf(reported) + days);

const unreadable = (field: TextColumn): FaultKind =>
  replaced('intelligence-report/unreadable-date', field, NO_DAY, { kind: `unreadable-date-in-${field}` });

/** Faults of any intelligence report but its grading: identity, dates, marking, officer, narrative. */
export const REPORT_FAULTS: readonly FaultKind[] = [
  left('intelligence-report/missing-urn', 'urn'),
  changed(
    'intelligence-report/duplicate-urn',
    'urn',
    (record, _random, past) => {
      record.urn = past.urns.get(systemOf(record))!;
    },
    { fits: (record, past) => past.urns.has(systemOf(record)) },
  ),
  left('intelligence-report/missing-agency', 'agency', { shape: { ownUrn: true } }),
  replaced('intelligence-report/unknown-agency', 'agency', ['Barsetshire Police', 'Port of Nowhere', '00'], { shape: { ownUrn: true } }),
  left('intelligence-report/missing-report-date', 'reported_on'),
  unreadable('reported_on'),
  unreadable('event_on'),
  unreadable('submitted_on'),
  changed('intelligence-report/future-report-date', 'reported_on', (record, random) => {
    record.reported_on = daysFrom('2027-01-01', random.below(300));
    record.submitted_on = '';
  }),
  changed('intelligence-report/event-after-report', 'event_on', (record, random) => {
    record.event_on = daysFrom(record.reported_on, 2 + random.below(20));
  }),
  changed('intelligence-report/event-in-future', 'event_on', (record, random) => {
    record.event_on = daysFrom('2027-01-01', random.below(300));
  }),
  changed('intelligence-report/submitted-before-reported', 'submitted_on', (record, random) => {
    record.submitted_on = daysFrom(record.reported_on, -1 - random.below(9));
  }),
  changed('intelligence-report/late-submission', 'submitted_on', (record, random) => {
    record.submitted_on = daysFrom(record.reported_on, 5 + random.below(20));
  }),
  left('intelligence-report/missing-marking', 'protective_marking'),
  replaced('intelligence-report/unknown-marking', 'protective_marking', ['STAFF ONLY', 'PUBLIC', 'OFFICIAL - STAFF']),
  replaced('intelligence-report/withdrawn-marking', 'protective_marking', [
    'RESTRICTED',
    'CONFIDENTIAL',
    'PROTECT',
    'NOT PROTECTIVELY MARKED',
  ]),
  replaced('intelligence-report/marking-above-official', 'protective_marking', ['SECRET', 'TOP SECRET']),
  left('intelligence-report/missing-officer', 'officer'),
  left('intelligence-report/missing-narrative', 'narrative'),
  replaced('intelligence-report/narrative-filler', 'narrative', FILLERS),
  replaced('intelligence-report/narrative-too-short', 'narrative', ['Male seen.', 'Van at the port again.', 'Nothing further.']),
  changed('intelligence-report/narrative-cut-off', 'narrative', (record) => {
    const cut = (record.narrative + MORE).slice(0, LIMIT);
    record.narrative = cut.replace(/[^a-z0-9]$/i, 'x');
  }),
  changed('intelligence-report/narrative-all-capitals', 'narrative', (record) => {
    record.narrative = record.narrative.toUpperCase();
  }),
  replaced('intelligence-report/unknown-review-group', 'review_group', ['9', 'Z']),
  replaced('intelligence-report/unknown-collection-method', 'collection_method', ['TELEPATHY', 'VARIOUS']),
];
