import type { Ageing, RunChanges } from '../model/history.ts';
import type { Database } from './duckdb.ts';
import { IN_ORDER, JUDGED } from './tables.ts';

/**
 * Works out the spells of every finding, once for a database that is open: a spell is an unbroken row of runs that have the finding,
 * among the runs that judged its agency and rule. Copy i of a fingerprint is there in the runs that have it i times or more.
 *
 * Table `spells`: finding, copy, agency, rule; `first_k`, `last_k` (places among the runs that judged them, from 1) and `is_first`,
 * whether it is the finding's first spell. Table `judged`: those runs, with their places.
 */
export async function makeSpells(database: Database): Promise<void> {
  await database.run(`
    create temp table if not exists judged as
      with pairs as (select distinct agency, rule from findings),
        present as (
          select run, name as agency from scorecards where level = 'agency'
          union all select run, '' from runs)
      select agency, rule, run, row_number() over (partition by agency, rule order by pos) as k
      from pairs join present using (agency) join run_rules using (run, rule) join ${IN_ORDER} runs using (run)
      where ${JUDGED} and has_findings;
    create temp table if not exists spells as
      with copies as (select run, finding, waived, unnest(range(1, n + 1)) as copy from occurrences),
        placed as (
          select finding, copy, agency, rule, k, k - row_number() over (partition by finding, copy order by k) as spell,
            copy <= waived as is_waived
          from copies join findings using (finding) join judged using (agency, rule, run))
      select finding, copy, agency, rule, min(k) as first_k, max(k) as last_k, arg_max(is_waived, k) as is_waived,
        row_number() over (partition by finding, copy order by min(k)) = 1 as is_first
      from placed group by finding, copy, agency, rule, spell;`);
}

/** Spells with their days; `fixed_on` is null while the finding is open. */
const DATED = `(
  select s.*, fr.as_of as from_day, lr.as_of as last_day, xr.as_of as fixed_on, f.run as from_run, x.run as fixed_run
  from spells s
  join judged f on f.agency = s.agency and f.rule = s.rule and f.k = s.first_k join runs fr on fr.run = f.run
  join judged l on l.agency = s.agency and l.rule = s.rule and l.k = s.last_k join runs lr on lr.run = l.run
  left join judged x on x.agency = s.agency and x.rule = s.rule and x.k = s.last_k + 1 left join runs xr on xr.run = x.run)`;

interface AgeingRow extends Omit<Ageing, 'byAge' | 'agency'> {
  readonly agency: string | null;
  readonly week: number;
  readonly month: number;
  readonly quarter: number;
  readonly older: number;
}

/** Ageing of all, of each agency, of each rule, and of each agency's rules; in order of agency, then rule, sums first. */
export async function readAgeing(database: Database): Promise<readonly Ageing[]> {
  await makeSpells(database);
  const rows = await database.rows<AgeingRow>(`
    with aged as (
      select agency, rule, fixed_on is null and not is_waived as is_open, fixed_on is not null as is_fixed,
        date_diff('day', from_day, last_day) as age, date_diff('day', from_day, fixed_on) as days
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

/** Findings of every run against the past of their agencies and rules, for each agency; in order of time and agency. */
export async function readRunChanges(database: Database): Promise<readonly RunChanges[]> {
  await makeSpells(database);
  const rows = await database.rows<RunChanges & { readonly agency: string }>(`
    with states as (
      select from_run as run, agency, case when first_k = 1 then 'initial' when is_first then 'new' else 'reappeared' end as state,
        count(*) as n from ${DATED} group by all
      union all select fixed_run, agency, 'fixed', count(*) from ${DATED} where fixed_run is not null group by all
      union all select judged.run, s.agency, 'persisting', count(*)
        from spells s join judged on judged.agency = s.agency and judged.rule = s.rule and k between first_k + 1 and last_k group by all)
    select id as run, as_of::varchar as "asOf", agency, ${['initial', 'new', 'reappeared', 'persisting', 'fixed']
      .map((state) => `coalesce(sum(n) filter (state = '${state}'), 0)::integer as ${state}`)
      .join(', ')}
    from states join ${IN_ORDER} runs using (run) group by id, as_of, pos, agency order by pos, agency`);
  return rows.map((row) => ({ ...row, agency: row.agency === '' ? null : row.agency }));
}
