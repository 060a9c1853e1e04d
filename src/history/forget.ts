import { chmodSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import type { Database } from './duckdb.ts';
import { TABLES } from './tables.ts';

/** What of each table is kept of the runs in `kept`. */
const KEPT: Readonly<Record<string, string>> = {
  runs: 'where run in (from kept)',
  scorecards: 'where run in (from kept) order by rowid',
  scorecard_rules: 'where run in (from kept) order by rowid',
  run_rules: 'where run in (from kept) order by rowid',
  findings: 'where finding in (select finding from old.occurrences where run in (from kept)) order by rowid',
  occurrences: 'where run in (from kept) order by rowid',
};

/**
 * Forgets the runs before a day and every finding that only they had. DuckDB leaves deleted rows in the file, so a new file is written
 * with what remains, and takes the place of the old one. The database is closed afterwards.
 *
 * @param database of the file, open for writing, with leave to touch other files: nobody else can write meanwhile
 * @returns the number of runs forgotten
 */
export async function forgetBefore(database: Database, path: string, day: string): Promise<number> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new UsageError(`"${day}" is no day: give it as YYYY-MM-DD`);
  const file = realpathSync(path);
  const [count] = await database.rows<{ n: number }>('select count(*) as n from runs where as_of < $1::date', day);
  if (count!.n === 0) return 0;
  const draft = `${file}.kept`;
  for (const left of [draft, `${draft}.wal`]) rmSync(left, { force: true });
  try {
    await database.run(`attach '${draft.replaceAll("'", "''")}' as fresh (storage_version 'latest')`);
    chmodSync(draft, 0o600);
    const [{ old }] = (await database.rows<{ old: string }>('select current_database() as old')) as [{ old: string }];
    await database.run(`use fresh; ${TABLES}`);
    await database.run(`create temp table kept as select run from "${old}".runs where as_of >= '${day}'`);
    for (const [table, which] of Object.entries(KEPT))
      await database.run(`insert into fresh.${table} select * from "${old}".${table} ${which.replaceAll('old.', `"${old}".`)}`);
    await database.run(`use "${old}"; detach fresh`);
    renameSync(draft, file);
  } finally {
    database.close();
    for (const left of [draft, `${draft}.wal`]) rmSync(left, { force: true });
  }
  return count!.n;
}
