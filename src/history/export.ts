import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './duckdb.ts';
import { DATED } from './spells.ts';

/** Files of an export, and what is in them. Runs are named by their id; the columns `json` stay in the history. */
const EXPORTS: Readonly<Record<string, string>> = {
  runs: 'select * exclude (run, json) from runs order by as_of, run',
  scorecards:
    'select id as run, as_of, s.* exclude (run, json) from scorecards s join runs using (run) order by runs.as_of, runs.run, level, name',
  scorecard_rules:
    'select id as run, as_of, s.* exclude (run) from scorecard_rules s join runs using (run) order by runs.as_of, runs.run, level, name, rule',
  run_rules: 'select id as run, as_of, s.* exclude (run) from run_rules s join runs using (run) order by runs.as_of, runs.run, rule',
  findings: `select id as run, as_of, nullif(agency, '') as agency, rule, replace(fingerprint::varchar, '-', '') as fingerprint, n, o.waived
    from occurrences o join findings using (finding) join runs using (run) order by runs.as_of, runs.run, agency, rule, fingerprint`,
  spells: `select nullif(s.agency, '') as agency, s.rule, replace(fingerprint::varchar, '-', '') as fingerprint, copy,
      first_day as first_seen, last_day as last_seen, fixed_on, not is_first as has_reappeared, is_waived as waived
    from ${DATED} s join findings using (finding) order by first_seen, s.agency, s.rule, fingerprint, copy`,
};

/**
 * Writes the history with its spells as Parquet files into a folder (absolute, made if need be), each under its name only when it is whole.
 * @param marking protective marking, kept in the metadata of each file
 * @returns names of the files
 */
export async function exportParquet(database: Database, folder: string, marking: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names: string[] = [];
  for (const [name, query] of Object.entries(EXPORTS)) {
    const file = join(folder, `${name}.parquet`);
    const draft = `${file}.part`;
    try {
      await database.run(
        `copy (${query}) to '${draft.replaceAll("'", "''")}' (format parquet, compression zstd, kv_metadata { marking: '${marking.replaceAll("'", "''")}' })`,
      );
      renameSync(draft, file);
    } finally {
      rmSync(draft, { force: true });
    }
    names.push(`${name}.parquet`);
  }
  return names;
}
