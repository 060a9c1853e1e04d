// node csv-parse-ajv.mjs DATA FOLDER: csv-parse to objects, a JSON Schema for what it can say, the rest in plain JavaScript.
import { createReadStream } from 'node:fs';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse';
import { checkTags, isDay, PATTERNS } from '../checks.mjs';
import * as lists from '../lists.mjs';
import { makeResults } from './results.mjs';

const { COLUMNS } = lists;
const [data, folder] = process.argv.slice(2);
const text = (pattern) => ({ type: 'string', pattern: pattern.source });
/** The pattern, or nothing at all. */
const optional = (pattern) => ({ type: 'string', pattern: `^(?:|${pattern.source.slice(1, -1)})$` });
const FILLED = { type: 'string', pattern: '\\S' };

/** Column → number of the check → what it asks of the cell. */
const ASKED = {
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
  record_id: { 1: FILLED, 2: { if: FILLED, then: text(PATTERNS.record) } },
  agency_code: { 3: { enum: lists.AGENCIES } },
  date_recorded: { 4: { type: 'string', format: 'day' } },
  date_of_event: { 5: { type: 'string', format: 'day-or-blank' } },
  source_eval: { 8: { enum: lists.SOURCE_EVALUATIONS } },
  info_eval: { 9: { enum: lists.INFORMATION_EVALUATIONS } },
  handling_code: { 10: { enum: lists.HANDLING_CODES } },
  protective_marking: { 11: { enum: lists.MARKINGS } },
  crime_identifier_code: { 13: text(PATTERNS.code) },
  threat_category: { 15: { enum: lists.CATEGORIES } },
  summary: { 18: FILLED },
  nationality: { 21: { enum: ['', ...lists.NATIONALITIES] } },
  ocg_urn: { 22: optional(PATTERNS.ocg) },
  nccu_ref: { 24: optional(PATTERNS.nccu) },
  postcode: { 25: optional(PATTERNS.postcode) },
  officer_id: { 26: text(PATTERNS.officer) },
  review_group: { 27: { enum: lists.REVIEW_GROUPS } },
  export_batch: { 28: text(PATTERNS.batch) },
  created_at: { 29: text(PATTERNS.instant) },
  updated_at: { 30: optional(PATTERNS.instant) },
  status: { 32: { enum: lists.STATUSES } },
};

/** Numbers of the checks of a column, in the order of its schema's `allOf`. */
const numbersOf = Object.fromEntries(Object.entries(ASKED).map(([column, asked]) => [column, Object.keys(asked).map(Number)]));
const properties = Object.fromEntries(
  Object.entries(ASKED).map(([column, asked]) => {
    const schemas = Object.values(asked);
    return [column, schemas.length === 1 ? schemas[0] : { allOf: schemas }];
  }),
);
const allOf = lists.CATEGORIES.map((category) => ({
  if: { properties: { threat_category: { const: category }, crime_identifier_code: text(PATTERNS.code) } },
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
  then: { properties: { crime_identifier_code: { enum: lists.CODES[category] } } },
}));
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addFormat('day', isDay);
ajv.addFormat('day-or-blank', (cell) => cell === '' || isDay(cell));
const validate = ajv.compile({ type: 'object', required: COLUMNS, properties, allOf });

/** The check that an error of ajv is about; undefined for those that only say that an `if` failed. */
function numberOf({ instancePath, schemaPath, keyword }) {
  if (keyword === 'if') return undefined;
  if (schemaPath.startsWith('#/allOf/')) return 14;
  const place = /\/allOf\/(\d+)\//.exec(schemaPath)?.[1] ?? 0;
  return numbersOf[instancePath.slice(1)][place];
}

const results = makeResults(folder);
const seen = new Set();
const { fail } = results;
for await (const record of createReadStream(data, { highWaterMark: 1 << 20 }).pipe(parse({ columns: true }))) {
  results.open(COLUMNS.map((column) => record[column]));
  if (!validate(record))
    for (const error of validate.errors) {
      const number = numberOf(error);
      if (number !== undefined) fail(number);
    }
  const { record_id, date_recorded, date_of_event, threat_category, threat_tags, summary, created_at, updated_at } = record;
  if (record_id.trim() !== '') {
    if (seen.has(record_id)) fail(33);
    else seen.add(record_id);
  }
  if (isDay(date_recorded)) {
    if (isDay(date_of_event) && date_of_event > date_recorded) fail(6);
    if (date_recorded > lists.LAST_DAY) fail(7);
  }
  if (record.handling_code === 'C' && record.protective_marking === 'OFFICIAL') fail(12);
  if (threat_tags !== '') checkTags(threat_tags, fail);
  if (summary.trim() !== '') {
    if (summary.length < 12 || summary.length > 4000) fail(19);
    if (PATTERNS.filler.test(summary)) fail(20);
  }
  if (threat_category === 'CYBER' && record.nccu_ref === '') fail(23);
  if (threat_category === 'OCG' && record.ocg_urn === '') fail(34);
  if (PATTERNS.instant.test(updated_at) && PATTERNS.instant.test(created_at) && updated_at < created_at) fail(31);
}
results.close();
