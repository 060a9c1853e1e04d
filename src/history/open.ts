import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, rmSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import { type Database, type OpenOptions, openDatabase } from './duckdb.ts';
import { TABLES, TABLES_VERSION } from './tables.ts';

/**
 * Opens a history (absolute path). With `mode` `write` one that is not there is made, under its name only when it has all its tables.
 *
 * @throws UsageError if DuckDB is not installed, or the file is no history of this version
 * @throws InputError if it can't be opened, or stayed busy
 */
export async function openTables(path: string, options: OpenOptions): Promise<Database> {
  if (options.mode === 'write' && !existsSync(path)) await makeTables(path, options);
  const database = await openDatabase(path, options);
  try {
    await proveVersion(database, options.shown);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function makeTables(path: string, options: OpenOptions): Promise<void> {
  const draft = `${path}.new-${randomBytes(4).toString('hex')}`;
  try {
    const database = await openDatabase(draft, options);
    try {
      await database.run(TABLES);
    } finally {
      database.close();
    }
    chmodSync(draft, 0o600);
    linkSync(draft, path);
  } catch (error) {
    // Another process may have made the history meanwhile: then that one counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    for (const left of [draft, `${draft}.wal`]) rmSync(left, { force: true });
  }
}

async function proveVersion(database: Database, shown: string): Promise<void> {
  const [known] = await database.rows("select 1 as known from information_schema.tables where table_name = 'meta'");
  const [meta] = known === undefined ? [] : await database.rows<{ version: number }>('select tables_version as version from meta');
  if (meta === undefined) throw new UsageError(`${shown} is a DuckDB file, but no history: give a file that history add has made`);
  if (meta.version !== TABLES_VERSION)
    throw new UsageError(
      `the history ${shown} has tables of version ${meta.version}, and this program knows version ${TABLES_VERSION}: use the pnd-lint that made it`,
    );
}
