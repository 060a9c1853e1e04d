// node duckdb.mjs DATA FOLDER: DuckDB, the checks as one SQL query, on two threads unless THREADS says otherwise.
import { DuckDBInstance } from '@duckdb/node-api';
import { FIELD_OF, PATTERNS } from '../checks.mjs';
import * as lists from '../lists.mjs';
import { openResults, writeScorecards } from './results.mjs';

const [data, folder] = process.argv.slice(2);
const fixList = openResults(folder);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const among = (list) => `in (${list.map(quoted).join(',')})`;
const fits = (column, { source }) => `regexp_full_match(${column}, ${quoted(source.slice(1, -1))})`;
const isDay = (column) => `(${fits(column, PATTERNS.day)} and try_cast(${column} as date) is not null)`;
const ofCategory = lists.CATEGORIES.map(
  (category) => `when ${quoted(category)} then crime_identifier_code not ${among(lists.CODES[category])}`,
);

/** Number of the check → what is true of a record that fails it. */
const FAILS = {
  1: `trim(record_id) = ''`,
  2: `trim(record_id) <> '' and not ${fits('record_id', PATTERNS.record)}`,
  3: `agency_code not ${among(lists.AGENCIES)}`,
  4: 'not is_recorded',
  5: `date_of_event <> '' and not is_event`,
  6: 'is_recorded and is_event and date_of_event > date_recorded',
  7: `is_recorded and date_recorded > ${quoted(lists.LAST_DAY)}`,
  8: `source_eval not ${among(lists.SOURCE_EVALUATIONS)}`,
  9: `info_eval not ${among(lists.INFORMATION_EVALUATIONS)}`,
  10: `handling_code not ${among(lists.HANDLING_CODES)}`,
  11: `protective_marking not ${among(lists.MARKINGS)}`,
  12: `handling_code = 'C' and protective_marking = 'OFFICIAL'`,
  13: `not ${fits('crime_identifier_code', PATTERNS.code)}`,
  14: `${fits('crime_identifier_code', PATTERNS.code)} and case threat_category ${ofCategory.join(' ')} else false end`,
  15: `threat_category not ${among(lists.CATEGORIES)}`,
  16: `threat_tags <> '' and not list_has_all([${lists.TAGS.map(quoted)}], string_split(threat_tags, ';'))`,
  17: `threat_tags <> '' and len(list_distinct(string_split(threat_tags, ';'))) < len(string_split(threat_tags, ';'))`,
  18: `trim(summary) = ''`,
  19: `trim(summary) <> '' and (length(summary) < 12 or length(summary) > 4000)`,
  20: `regexp_full_match(summary, ${quoted(PATTERNS.filler.source.slice(1, -1))}, 'i')`,
  21: `nationality <> '' and nationality not ${among(lists.NATIONALITIES)}`,
  22: `ocg_urn <> '' and not ${fits('ocg_urn', PATTERNS.ocg)}`,
  23: `threat_category = 'CYBER' and nccu_ref = ''`,
  24: `nccu_ref <> '' and not ${fits('nccu_ref', PATTERNS.nccu)}`,
  25: `postcode <> '' and not ${fits('postcode', PATTERNS.postcode)}`,
  26: `not ${fits('officer_id', PATTERNS.officer)}`,
  27: `review_group not ${among(lists.REVIEW_GROUPS)}`,
  28: `not ${fits('export_batch', PATTERNS.batch)}`,
  29: `not ${fits('created_at', PATTERNS.instant)}`,
  30: `updated_at <> '' and not ${fits('updated_at', PATTERNS.instant)}`,
  31: `${fits('updated_at', PATTERNS.instant)} and ${fits('created_at', PATTERNS.instant)} and updated_at < created_at`,
  32: `status not ${among(lists.STATUSES)}`,
  33: 'earlier < row',
  34: `threat_category = 'OCG' and ocg_urn = ''`,
};
const findings = Object.entries(FAILS).map(
  ([number, fails]) =>
    `case when ${fails} then {'number': ${number}, 'field': '${FIELD_OF[number]}', 'value': left(${FIELD_OF[number]}, 80)} end`,
);

const database = await DuckDBInstance.create(':memory:', { threads: process.env.THREADS ?? '2' });
const connection = await database.connect();
await connection.run(`create temp table source as select row_number() over () as row, *
  from read_csv(${quoted(data)}, all_varchar=true, header=true, delim=',', quote='"', escape='"', nullstr='\\N')`);
// Repeated references by an aggregate and a join on the few of them: much cheaper than a window over all columns.
await connection.run(`create temp table checked as
  with repeated as (
    select record_id as id, min(row) as earlier from source where trim(record_id) <> '' group by 1 having count(*) > 1),
  prepared as (
    select source.*, earlier, ${isDay('date_recorded')} as is_recorded, ${isDay('date_of_event')} as is_event
    from source left join repeated on id = record_id)
  select row, record_id, agency_code, list_filter([${findings}], lambda finding: finding is not null) as findings from prepared`);
await connection.run(`copy (
  select row, record_id, agency_code as agency, 'R' || lpad(one.number::varchar, 2, '0') as "check", one.field as field, one.value as value
  from (select row, record_id, agency_code, unnest(findings) as one from checked where len(findings) > 0)
) to ${quoted(fixList)} (header, delimiter ',')`);
const rowsOf = async (query) => (await connection.runAndReadAll(query)).getRows();
const agencies = {};
for (const [agency, records, bad] of await rowsOf(
  'select agency_code, count(*), count(*) filter (len(findings) > 0) from checked group by 1',
))
  agencies[agency] = { records: Number(records), bad: Number(bad), checks: {} };
for (const [agency, number, count] of await rowsOf(
  'select agency_code, one.number, count(*) from (select agency_code, unnest(findings) as one from checked where len(findings) > 0) group by 1, 2',
))
  agencies[agency].checks[number] = Number(count);
writeScorecards(folder, agencies);
