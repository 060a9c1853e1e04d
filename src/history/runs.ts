import { UsageError } from '../model/errors.ts';
import type { HeatCell, RunEntry } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import type { Database } from './duckdb.ts';
import { IN_ORDER } from './tables.ts';

interface RunRow extends Omit<RunEntry, 'packs' | 'findings'> {
  readonly packs: string;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** All runs in order of time. */
export async function listRuns(database: Database): Promise<readonly RunEntry[]> {
  const rows = await database.rows<RunRow>(`
    select id, as_of::varchar as "asOf", strftime(added_at, '%Y-%m-%dT%H:%M:%SZ') as "addedAt", tool, packs,
      placeholder_codes as "placeholderCodes", records, ready, errors, warnings, infos, has_findings as "hasFindings"
    from ${IN_ORDER} order by pos`);
  return rows.map(({ packs, errors, warnings, infos, ...row }) => ({
    ...row,
    packs: packs.split(' '),
    findings: { error: errors, warning: warnings, info: infos },
  }));
}

/**
 * The run that words name: `latest`, `previous` (the one before it), a day (the last run of it), or an id or its first digits, 4 at least.
 * @throws UsageError if they name none, or several
 */
export function findRun(runs: readonly RunEntry[], words: string): RunEntry {
  if (runs.length === 0) throw new UsageError('the history has no runs yet: history add puts one in');
  const place = { latest: runs.length - 1, previous: runs.length - 2 }[words];
  const found =
    place === undefined ? runs.filter(({ id, asOf }) => words === asOf || (words.length >= 4 && id.startsWith(words))) : [runs[place]];
  const run = words.includes('-') ? found.at(-1) : found[0];
  const ids = runs.slice(-3).map(({ id, asOf }) => `${id} (${asOf})`);
  if (run === undefined)
    throw new UsageError(`the history has no run "${words}": give latest, previous, a day or an id; the last ones are ${ids.join(', ')}`);
  if (found.length > 1 && !words.includes('-')) throw new UsageError(`"${words}" is the start of ${found.length} ids: give more digits`);
  return run;
}

/** The content of a run's `run.json`, scorecards with all their parts. */
export async function readRun(database: Database, id: string): Promise<Run> {
  const [row] = await database.rows<{ run: number; json: string }>('select run, json from runs where id = $1', id);
  if (row === undefined) throw new UsageError(`the history has no run "${id}"`);
  const cards = await database.rows<{ level: string; json: string }>(
    'select level, json from scorecards where run = $1 order by rowid',
    row.run,
  );
  const of = (level: string) => cards.filter((card) => card.level === level).map(({ json }) => JSON.parse(json));
  const run = JSON.parse(row.json);
  return { ...run, scorecards: { ...run.scorecards, nation: of('nation')[0], regions: of('region'), agencies: of('agency') } };
}

/** Every agency and rule of a run that has counts, in order of rule and agency. */
export async function heatMap(database: Database, id: string): Promise<readonly HeatCell[]> {
  return database.rows<HeatCell>(
    `select name as agency, rule, applicable, failed from scorecard_rules join runs using (run)
     where id = $1 and level = 'agency' and applicable > 0 order by rule, name`,
    id,
  );
}

/** The last run before a day that was made with these packs: the past that volumes are compared with. */
export async function runBefore(
  database: Database,
  asOf: string,
  packs: readonly string[],
): Promise<{ readonly asOf: string; readonly records: ReadonlyMap<string, number> } | undefined> {
  const [run] = await database.rows<{ run: number; asOf: string }>(
    `select run, as_of::varchar as "asOf" from ${IN_ORDER} where as_of < $1::date and packs = $2 order by pos desc limit 1`,
    asOf,
    [...packs].sort().join(' '),
  );
  if (run === undefined) return undefined;
  const rows = await database.rows<{ name: string; records: number }>(
    `select name, records from scorecards where run = $1 and level = 'agency' order by name`,
    run.run,
  );
  return { asOf: run.asOf, records: new Map(rows.map(({ name, records }) => [name, records])) };
}
