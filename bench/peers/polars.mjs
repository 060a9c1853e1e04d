// node polars.mjs DATA FOLDER: Polars, the checks as expressions over columns, on all cores.
import pl from 'nodejs-polars';
import { FIELD_OF, PATTERNS } from '../checks.mjs';
import * as lists from '../lists.mjs';
import { nameOf, openResults, writeScorecards } from './results.mjs';

const [data, folder] = process.argv.slice(2);
const fixList = openResults(folder);
const { col, lit } = pl;
const fits = (column, { source }) => col(column).str.contains(source);
const isDay = (column) => fits(column, PATTERNS.day).and(col(column).str.strptime(pl.Date, '%Y-%m-%d').isNotNull());
const among = (column, list) => col(column).isIn(list);
const is = (column, text) => col(column).eq(lit(text));
const isBlank = (column) => is(column, '');
const saysNothing = (column) => col(column).str.strip().eq(lit(''));
const isFilled = (column) => isBlank(column).not();

const tag = `(?:${lists.TAGS.join('|')})`;
const tags = col('threat_tags').str.split(';').lst;
const letters = col('summary').str.lengths();
const ofAnother = lists.CATEGORIES.map((category) =>
  is('threat_category', category).and(among('crime_identifier_code', lists.CODES[category]).not()),
).reduce((some, one) => some.or(one));

/** Number of the check → what is true of a record that fails it; check 33 comes by itself. */
const FAILS = {
  1: saysNothing('record_id'),
  2: saysNothing('record_id').not().and(fits('record_id', PATTERNS.record).not()),
  3: among('agency_code', lists.AGENCIES).not(),
  4: col('is_recorded').not(),
  5: isFilled('date_of_event').and(col('is_event').not()),
  6: col('is_recorded')
    .and(col('is_event'))
    .and(col('date_of_event').gt(col('date_recorded'))),
  7: col('is_recorded').and(col('date_recorded').gt(lit(lists.LAST_DAY))),
  8: among('source_eval', lists.SOURCE_EVALUATIONS).not(),
  9: among('info_eval', lists.INFORMATION_EVALUATIONS).not(),
  10: among('handling_code', lists.HANDLING_CODES).not(),
  11: among('protective_marking', lists.MARKINGS).not(),
  12: is('handling_code', 'C').and(is('protective_marking', 'OFFICIAL')),
  13: col('is_code').not(),
  14: col('is_code').and(ofAnother),
  15: among('threat_category', lists.CATEGORIES).not(),
  16: isFilled('threat_tags').and(col('threat_tags').str.contains(`^${tag}(?:;${tag})*$`).not()),
  17: isFilled('threat_tags').and(tags.unique().lst.lengths().lt(tags.lengths())),
  18: saysNothing('summary'),
  19: saysNothing('summary')
    .not()
    .and(letters.lt(12).or(letters.gt(4000))),
  20: col('summary').str.contains(`(?i)${PATTERNS.filler.source}`),
  21: isFilled('nationality').and(among('nationality', lists.NATIONALITIES).not()),
  22: isFilled('ocg_urn').and(fits('ocg_urn', PATTERNS.ocg).not()),
  23: is('threat_category', 'CYBER').and(isBlank('nccu_ref')),
  24: isFilled('nccu_ref').and(fits('nccu_ref', PATTERNS.nccu).not()),
  25: isFilled('postcode').and(fits('postcode', PATTERNS.postcode).not()),
  26: fits('officer_id', PATTERNS.officer).not(),
  27: among('review_group', lists.REVIEW_GROUPS).not(),
  28: fits('export_batch', PATTERNS.batch).not(),
  29: col('is_created').not(),
  30: isFilled('updated_at').and(col('is_updated').not()),
  31: col('is_updated')
    .and(col('is_created'))
    .and(col('updated_at').lt(col('created_at'))),
  32: among('status', lists.STATUSES).not(),
  34: is('threat_category', 'OCG').and(isBlank('ocg_urn')),
};

const read = pl.readCSV(data, { inferSchemaLength: 0 });
const source = read
  .withColumns(...read.columns.map((column) => col(column).fillNull('')))
  .withRowIndex('row')
  .withColumns(
    isDay('date_recorded').alias('is_recorded'),
    isDay('date_of_event').alias('is_event'),
    fits('crime_identifier_code', PATTERNS.code).alias('is_code'),
    fits('created_at', PATTERNS.instant).alias('is_created'),
    fits('updated_at', PATTERNS.instant).alias('is_updated'),
  );
const flags = source.select(...Object.entries(FAILS).map(([number, fails]) => fails.alias(nameOf(number))));
const some = flags.columns.map((name) => col(name)).reduce((any, one) => any.or(one));
const bad = pl.concat([source, flags], { how: 'horizontal' }).filter(some);
const repeated = source
  .filter(saysNothing('record_id').not())
  .groupBy('record_id')
  .agg(col('row').min().alias('earlier'), col('row').count().alias('uses'))
  .filter(col('uses').gt(1));
const again = source.join(repeated, { on: 'record_id', how: 'inner' }).filter(col('row').gt(col('earlier')));

const findingsOf = (number, rows) =>
  rows.select(
    col('row').add(1).cast(pl.Int64).alias('row'),
    col('record_id'),
    col('agency_code').alias('agency'),
    lit(nameOf(number)).alias('check'),
    lit(FIELD_OF[number]).alias('field'),
    col(FIELD_OF[number]).str.slice(0, 80).alias('value'),
  );
const parts = Object.keys(FAILS).map((number) => findingsOf(number, bad.filter(col(nameOf(number)))));
const findings = pl.concat([...parts, findingsOf(33, again)].filter((part) => part.height > 0)).sort('row');
findings.writeCSV(fixList);

const agencies = {};
const each = (frame, take) => {
  for (const row of frame.toRecords()) take(row);
};
each(source.groupBy('agency_code').agg(col('row').count().alias('records')), ({ agency_code, records }) => {
  agencies[agency_code] = { records, bad: 0, checks: {} };
});
const badRecords = findings.select(col('row'), col('agency')).unique();
each(badRecords.groupBy('agency').agg(col('row').count().alias('records')), ({ agency, records }) => {
  agencies[agency].bad = records;
});
each(findings.groupBy('agency', 'check').agg(col('row').count().alias('found')), ({ agency, check, found }) => {
  agencies[agency].checks[Number(check.slice(1))] = found;
});
writeScorecards(folder, agencies);
