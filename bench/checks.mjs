import * as lists from './lists.mjs';

const { AT } = lists;

/** The checks by number: the rule of bench/pack that does the same, and the column that a finding stands at. */
export const CHECKS = [
  { number: 1, rule: 'missing-record-id', field: 'record_id' },
  { number: 2, rule: 'malformed-record-id', field: 'record_id' },
  { number: 3, rule: 'unknown-agency', field: 'agency_code' },
  { number: 4, rule: 'unreadable-date-recorded', field: 'date_recorded' },
  { number: 5, rule: 'unreadable-date-of-event', field: 'date_of_event' },
  { number: 6, rule: 'event-after-recording', field: 'date_of_event' },
  { number: 7, rule: 'future-date-recorded', field: 'date_recorded' },
  { number: 8, rule: 'unknown-source-evaluation', field: 'source_eval' },
  { number: 9, rule: 'unknown-information-evaluation', field: 'info_eval' },
  { number: 10, rule: 'unknown-handling-code', field: 'handling_code' },
  { number: 11, rule: 'unknown-marking', field: 'protective_marking' },
  { number: 12, rule: 'handling-marking-mismatch', field: 'protective_marking' },
  { number: 13, rule: 'malformed-crime-identifier', field: 'crime_identifier_code' },
  { number: 14, rule: 'crime-identifier-threat-mismatch', field: 'crime_identifier_code' },
  { number: 15, rule: 'unknown-threat-category', field: 'threat_category' },
  { number: 16, rule: 'unknown-threat-tag', field: 'threat_tags' },
  { number: 17, rule: 'repeated-threat-tag', field: 'threat_tags' },
  { number: 18, rule: 'missing-summary', field: 'summary' },
  { number: 19, rule: 'summary-length-out-of-range', field: 'summary' },
  { number: 20, rule: 'filler-summary', field: 'summary' },
  { number: 21, rule: 'unknown-nationality', field: 'nationality' },
  { number: 22, rule: 'malformed-ocg-reference', field: 'ocg_urn' },
  { number: 23, rule: 'missing-nccu-reference', field: 'nccu_ref' },
  { number: 24, rule: 'malformed-nccu-reference', field: 'nccu_ref' },
  { number: 25, rule: 'malformed-postcode', field: 'postcode' },
  { number: 26, rule: 'malformed-officer-id', field: 'officer_id' },
  { number: 27, rule: 'unknown-review-group', field: 'review_group' },
  { number: 28, rule: 'malformed-export-batch', field: 'export_batch' },
  { number: 29, rule: 'malformed-created-time', field: 'created_at' },
  { number: 30, rule: 'malformed-updated-time', field: 'updated_at' },
  { number: 31, rule: 'updated-before-created', field: 'updated_at' },
  { number: 32, rule: 'unknown-status', field: 'status' },
  { number: 33, rule: 'duplicate-record-id', field: 'record_id' },
  { number: 34, rule: 'missing-ocg-reference', field: 'ocg_urn' },
];

/** The column of each check, by its number. */
export const FIELD_OF = Object.fromEntries(CHECKS.map(({ number, field }) => [number, field]));

export const PATTERNS = {
  record: /^IR\d{2}-\d{4}-\d{7}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  code: /^[A-Z]{3}\d{3}$/,
  ocg: /^OCG-\d{2}-\d{5}$/,
  nccu: /^NCCU-\d{4}-\d{5}$/,
  postcode: /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/,
  officer: /^P\d{5}$/,
  batch: /^\d{4}-W\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
  filler: /^\s*(?:TBC|TBA|N\/A|NONE|TEST)\s*\.?\s*$/i,
};

const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether text is a day of the calendar as YYYY-MM-DD. */
export function isDay(text) {
  if (!PATTERNS.day.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8));
  if (month < 1 || month > 12 || day < 1 || day > DAYS_OF_MONTH[month - 1]) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

const setOf = (list) => new Set(list);
const agencies = setOf(lists.AGENCIES);
const sourceEvaluations = setOf(lists.SOURCE_EVALUATIONS);
const informationEvaluations = setOf(lists.INFORMATION_EVALUATIONS);
const handlingCodes = setOf(lists.HANDLING_CODES);
const markings = setOf(lists.MARKINGS);
const codesOf = new Map(lists.CATEGORIES.map((category) => [category, setOf(lists.CODES[category])]));
const tags = setOf(lists.TAGS);
const nationalities = setOf(lists.NATIONALITIES);
const reviewGroups = setOf(lists.REVIEW_GROUPS);
const statuses = setOf(lists.STATUSES);

/** Checks 16 and 17. */
export function checkTags(text, fail) {
  const parts = text.split(';');
  let unknown = false;
  let repeated = false;
  for (let place = 0; place < parts.length; place++) {
    if (!tags.has(parts[place])) unknown = true;
    if (parts.indexOf(parts[place]) < place) repeated = true;
  }
  if (unknown) fail(16);
  if (repeated) fail(17);
}

/**
 * All checks in plain JavaScript.
 *
 * @param record the cells in the order of COLUMNS
 * @param seen a Set of the references met so far, which is added to
 * @param fail called with the number of each check that fails
 */
export function checkRecord(record, seen, fail) {
  const id = record[AT.record_id];
  if (id.trim() === '') fail(1);
  else {
    if (!PATTERNS.record.test(id)) fail(2);
    if (seen.has(id)) fail(33);
    else seen.add(id);
  }
  if (!agencies.has(record[AT.agency_code])) fail(3);

  const recorded = record[AT.date_recorded];
  const event = record[AT.date_of_event];
  const isRecorded = isDay(recorded);
  if (!isRecorded) fail(4);
  else if (recorded > lists.LAST_DAY) fail(7);
  if (event !== '') {
    if (!isDay(event)) fail(5);
    else if (isRecorded && event > recorded) fail(6);
  }

  if (!sourceEvaluations.has(record[AT.source_eval])) fail(8);
  if (!informationEvaluations.has(record[AT.info_eval])) fail(9);
  if (!handlingCodes.has(record[AT.handling_code])) fail(10);
  if (!markings.has(record[AT.protective_marking])) fail(11);
  if (record[AT.handling_code] === 'C' && record[AT.protective_marking] === 'OFFICIAL') fail(12);

  const code = record[AT.crime_identifier_code];
  const category = record[AT.threat_category];
  const codes = codesOf.get(category);
  if (!PATTERNS.code.test(code)) fail(13);
  else if (codes !== undefined && !codes.has(code)) fail(14);
  if (codes === undefined) fail(15);
  if (record[AT.threat_tags] !== '') checkTags(record[AT.threat_tags], fail);

  const summary = record[AT.summary];
  if (summary.trim() === '') fail(18);
  else {
    if (summary.length < 12 || summary.length > 4000) fail(19);
    if (PATTERNS.filler.test(summary)) fail(20);
  }
  if (record[AT.nationality] !== '' && !nationalities.has(record[AT.nationality])) fail(21);

  const ocg = record[AT.ocg_urn];
  const nccu = record[AT.nccu_ref];
  if (ocg === '') {
    if (category === 'OCG') fail(34);
  } else if (!PATTERNS.ocg.test(ocg)) fail(22);
  if (nccu === '') {
    if (category === 'CYBER') fail(23);
  } else if (!PATTERNS.nccu.test(nccu)) fail(24);
  if (record[AT.postcode] !== '' && !PATTERNS.postcode.test(record[AT.postcode])) fail(25);
  if (!PATTERNS.officer.test(record[AT.officer_id])) fail(26);
  if (!reviewGroups.has(record[AT.review_group])) fail(27);
  if (!PATTERNS.batch.test(record[AT.export_batch])) fail(28);

  const created = record[AT.created_at];
  const updated = record[AT.updated_at];
  const isCreated = PATTERNS.instant.test(created);
  if (!isCreated) fail(29);
  if (updated !== '') {
    if (!PATTERNS.instant.test(updated)) fail(30);
    else if (isCreated && updated < created) fail(31);
  }
  if (!statuses.has(record[AT.status])) fail(32);
}
