import type { Ageing, RunChanges } from '../model/history.ts';
import type { Database } from './duckdb.ts';
import { IN_ORDER, JUDGED } from './tables.ts';

/**
 * Works out the spells of every finding: a spell is an unbroken row of runs that have the finding,
 * among the runs that judged its agency and rule. Copy i of a fingerprint is there in the runs that have it i times or more.
 *
 * Tables: `pairs` of agency and rule; `judged`, the runs that judged a pair, with their places `k` from 1; `present`, findings of each
 * pair and run; `spells` with the first and last run, the run that no longer had it (null: open), whether it is the finding's first
 * spell and begins with the first run that judged its pair, and whether it was waived in its last run.
 */
export async function makeSpells(database: Database): Promise<void> {
  await database.run(`
    create or replace temp table pairs as
      select row_number() over (order by agency, rule)::integer as pair, agency, rule from (select distinct agency, rule from findings);
    create or replace temp table judged as
      with there as (
          select run, name as agency from scorecards where level = 'agency'
          union all select run, '' from runs)
      select pair, run, row_number() over (partition by pair order by pos)::integer as k
      from pairs join there using (agency) join run_rules using (run, rule) join ${IN_ORDER} runs using (run)
      where ${JUDGED} and has_findings;
    create or replace temp table known as select finding, pair from findings join pairs using (agency, rule);
    create or replace temp table placed as
      select run, finding, n, pair, k from occurrences join known using (finding) join judged using (pair, run);
    create or replace temp table present as select run, pair, sum(n)::integer as n from placed group by all;
    create or replace temp table spells as
      with copies as (
          select finding, 1 as copy, pair, k from placed
          union all select finding, unnest(range(2, n + 1))::integer, pair, k from placed where n > 1),
        numbered as (select *, k - row_number() over (partition by finding, copy order by k) as spell from copies),
        bounds as (select finding, copy, pair, min(k) as first_k, max(k) as last_k from numbered group by finding, copy, pair, spell)
      select b.finding, b.copy, b.pair, f.run as first_run, l.run as last_run, x.run as fixed_run, copy <= o.waived as is_waived,
        first_k = 1 as is_initial, first_k = min(first_k) over (partition by b.finding, copy) as is_first
      from bounds b join judged f on f.pair = b.pair and f.k = first_k join judged l on l.pair = b.pair and l.k = last_k
        left join judged x on x.pair = b.pair and x.k = last_k + 1
        join occurrences o on o.run = l.run and o.finding = b.finding;
    drop table known;
    drop table placed;`);
}

/** Spells with agency, rule and days; `fixed_on` is null while the finding is open. */
export const DATED = `(
  select s.*, agency, rule, f.as_of as first_day, l.as_of as last_day, x.as_of as fixed_on
  from spells s join pairs using (pair) join runs f on f.run = first_run join runs l on l.run = last_run left join runs x on x.run = fixed_run)`;

interface AgeingRow extends Omit<Ageing, 'byAge' | 'agency'> {
  readonly agency: string | null;
  readonly week: number;
  readonly month: number;
  readonly quarter: number;
  readonly older: number;
}

/** From the spells: ageing of all, of each agency, of each rule, and of each agency's rules; in order of agency, then rule, sums first. */
export async function readAgeing(database: Database): Promise<readonly Ageing[]> {
  const rows = await database.rows<AgeingRow>(`
    with aged as (
      select agency, rule, fixed_on is null and not is_waived as is_open, fixed_on is not null as is_fixed,
        date_diff('day', first_day, last_day) as age, date_diff('day', first_day, fixed_on) as days
      from ${DATED})
    select agency, rule, grouping(agency) = 0 as "isAgency", (count(*) filter (is_open))::integer as open,
      median(age) filter (is_open) as "medianAgeDays", max(age) filter (is_open) as "oldestDays",
      (count(*) filter (is_open and age <= 7))::integer as week,
      (count(*) filter (is_open and age between 8 and 30))::integer as month,
      (count(*) filter (is_open and age between 31 and 90))::integer as quarter,
      (count(*) filter (is_open and age > 90))::integer as older,
      (count(*) filter (is_fixed))::integer as fixed, median(days) filter (is_fixed) as "medianDaysToFix"
    from aged group by grouping sets ((), (agency), (rule), (agency, rule))
    having open > 0 or fixed > 0
    order by agency nulls first, rule nulls first`);
  return rows.map(({ week, month, quarter, older, agency, ...row }) => ({
    ...row,
    agency: agency === '' ? null : agency,
    byAge: [week, month, quarter, older],
  }));
}

const STATES = ['initial', 'new', 'reappeared', 'present', 'fixed'];

/** From the spells: findings of every run against the past of their agencies and rules, for each agency; in order of time and agency. */
export async function readRunChanges(database: Database): Promise<readonly RunChanges[]> {
  const rows = await database.rows<RunChanges & { readonly agency: string }>(`
    with states as (
      select first_run as run, pair, case when is_initial then 'initial' when is_first then 'new' else 'reappeared' end as state,
        count(*) as n from spells group by all
      union all select fixed_run, pair, 'fixed', count(*) from spells where fixed_run is not null group by all
      union all select run, pair, 'present', n from present),
    sums as (
      select run, agency, ${STATES.map((state) => `coalesce(sum(n) filter (state = '${state}'), 0)::integer as ${state}`).join(', ')}
      from states join pairs using (pair) group by run, agency)
    select id as run, as_of::varchar as "asOf", agency, initial, new, reappeared, present - initial - new - reappeared as persisting, fixed
    from sums join ${IN_ORDER} runs using (run) order by pos, agency`);
  return rows.map((row) => ({ ...row, agency: row.agency === '' ? null : row.agency }));
}
