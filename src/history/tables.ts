/** Version of the tables below. A file of another version is refused. */
export const TABLES_VERSION = 1;

/**
 * Tables of a history. `run` numbers the runs as they were added; time is `runs.as_of`, then that number.
 * Agency '' stands for findings about files and about records of no known agency. Fingerprints are 128 bits, kept as UUID.
 */
export const TABLES = `
create table meta (tables_version integer not null);
insert into meta values (${TABLES_VERSION});
create table runs (
  run integer primary key, id varchar not null unique, as_of date not null, added_at timestamp not null, tool varchar not null,
  packs varchar not null, rules_hash varchar not null, placeholder_codes boolean not null, has_findings boolean not null,
  records bigint not null, ready bigint not null, errors bigint not null, warnings bigint not null, infos bigint not null,
  json varchar not null);
create table scorecards (
  run integer not null, level varchar not null, name varchar not null, label varchar not null, region varchar, records bigint not null,
  ready bigint not null, score double, coding_correct bigint, coding_n bigint, errors bigint not null, warnings bigint not null,
  infos bigint not null, waived bigint not null, verdict varchar not null, held bigint not null, rank integer, ranked_of integer,
  json varchar not null);
create table scorecard_rules (
  run integer not null, level varchar not null, name varchar not null, rule varchar not null, severity varchar not null,
  dimension varchar not null, applicable bigint not null, failed bigint not null, waived bigint not null);
create table run_rules (run integer not null, rule varchar not null, status varchar not null, applicable bigint not null, failed bigint not null, waived bigint not null);
create table findings (finding integer not null, agency varchar not null, rule varchar not null, fingerprint uuid not null);
create table occurrences (run integer not null, finding integer not null, n integer not null, waived integer not null);
`;

/** The tables in order, without `meta`. */
export const TABLE_NAMES = ['runs', 'scorecards', 'scorecard_rules', 'run_rules', 'findings', 'occurrences'] as const;

/** Runs with their place in time, from 1. */
export const IN_ORDER = `(select *, row_number() over (order by as_of, run) as pos from runs)`;

/** A rule that ended so said something of every record it was asked about. */
export const JUDGED = `status in ('ran', 'not-applicable')`;
