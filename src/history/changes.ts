import { UsageError } from '../model/errors.ts';
import type { Comparison, RunEntry } from '../model/history.ts';
import { comparisonOf, type Judged, type PairCounts } from './comparison.ts';
import type { Database } from './duckdb.ts';
import { IN_ORDER, JUDGED } from './tables.ts';

/**
 * What changed between two runs of a history.
 * @throws UsageError if one of them was added without its findings
 */
export async function compareRuns(database: Database, before: RunEntry, after: RunEntry): Promise<Comparison> {
  for (const { hasFindings, id, asOf } of [before, after])
    if (!hasFindings)
      throw new UsageError(`run ${id} of ${asOf} was added without its findings.jsonl: nothing can be said of its findings`);
  const [a, b] = [await numberOf(database, before.id), await numberOf(database, after.id)];
  const rows = await database.rows<PairCounts & { readonly agency: string }>(`
    with a as (select finding, n from occurrences where run = ${a.run}),
      b as (select finding, n from occurrences where run = ${b.run}),
      earlier as (
        select finding, max(n) as n from occurrences join ${IN_ORDER} runs using (run)
        where pos < ${a.pos} and finding in (select finding from b) group by finding),
      both_runs as (
        select finding, coalesce(a.n, 0) as na, coalesce(b.n, 0) as nb, coalesce(earlier.n, 0) as ne
        from a full join b using (finding) left join earlier using (finding))
    select agency, rule, sum(na)::integer as before, sum(nb)::integer as after, sum(least(na, nb))::integer as persisting,
      sum(greatest(least(nb, ne) - na, 0))::integer as reappeared
    from both_runs join findings using (finding) group by all order by all`);
  const pairs = rows.map((row) => ({ ...row, agency: row.agency === '' ? null : row.agency }));
  const head = { before: nameOf(before), after: nameOf(after), packsDiffer: a.rulesHash !== b.rulesHash };
  return comparisonOf(head, pairs, await judgedIn(database, a.run), await judgedIn(database, b.run));
}

function nameOf({ id, asOf, records }: RunEntry): Comparison['before'] {
  return { name: id, asOf, records };
}

async function numberOf(
  database: Database,
  id: string,
): Promise<{ readonly run: number; readonly pos: number; readonly rulesHash: string }> {
  const [row] = await database.rows<{ run: number; pos: number; rulesHash: string }>(
    `select run, pos, rules_hash as "rulesHash" from ${IN_ORDER} where id = $1`,
    id,
  );
  return row!;
}

async function judgedIn(database: Database, run: number): Promise<Judged> {
  const agencies = await database.rows<{ name: string }>(`select name from scorecards where run = ${run} and level = 'agency'`);
  const rules = await database.rows<{ rule: string }>(`select rule from run_rules where run = ${run} and ${JUDGED}`);
  return { agencies: new Set(agencies.map(({ name }) => name)), rules: new Set(rules.map(({ rule }) => rule)) };
}
