import { chmodSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { InputError, UsageError } from '../model/errors.ts';

/** Version that the package names as its optional dependency. */
const WANTED = '@duckdb/node-api@1.5.5-r.5';
/** Milliseconds between two tries at a busy file. */
const PAUSE = 200;

export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, SqlValue | readonly SqlValue[]>>;

/** A DuckDB file that is open. The only place that knows DuckDB. */
export interface Database {
  /** Runs one or more statements. */
  run(sql: string): Promise<void>;
  /** Rows of a query; `$1`, `$2` … stand for the values. Whole numbers come as numbers, dates as ISO text. */
  rows<T = SqlRow>(sql: string, ...values: readonly SqlValue[]): Promise<readonly T[]>;
  /** Adds rows to a table, many at a time. */
  append(table: string): Promise<Appender>;
  /** Writes all to the file and lets go of it. Does nothing the second time. */
  close(): void;
}

export interface Appender {
  /** One row, a value for each column. */
  row(...values: readonly SqlValue[]): void;
  /** Hands all rows over. */
  close(): void;
}

export interface OpenOptions {
  readonly mode: 'read' | 'write';
  /** Name of the file in messages. */
  readonly shown: string;
  /** Milliseconds that a busy file is waited for. */
  readonly wait: number;
  /** Told once, if the file is busy, what holds it. */
  readonly onBusy?: (holder: string) => void;
  readonly signal?: AbortSignal;
  /** Lets SQL read and write other files: an export does. */
  readonly otherFiles?: true;
}

/**
 * Opens a DuckDB file (absolute path), making it if `mode` is `write`. It never loads an extension and never asks the network.
 *
 * @throws UsageError if DuckDB is not installed, or the file is none of DuckDB's
 * @throws InputError if it can't be opened, or stayed busy
 */
export async function openDatabase(path: string, options: OpenOptions): Promise<Database> {
  const { mode, shown, wait, onBusy, signal } = options;
  const { DuckDBInstance } = await duckdb();
  const config = {
    access_mode: mode === 'read' ? 'READ_ONLY' : 'READ_WRITE',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_persistent_secrets: 'false',
    memory_limit: '512MB',
    storage_compatibility_version: 'latest',
    // Nothing but this file is read or written.
    enable_external_access: options.otherFiles ? 'true' : 'false',
  };
  for (let waited = 0; ; waited += PAUSE) {
    signal?.throwIfAborted();
    try {
      const instance = await DuckDBInstance.fromCache(path, config);
      if (mode === 'write') chmodSync(path, 0o600);
      return databaseOn(instance, await instance.connect(), shown);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!/Could not set lock|being used by another process/i.test(message)) throw cannotOpen(message, shown);
      const pid = /\(PID (\d+)\)/.exec(message)?.[1];
      const holder = pid === undefined ? 'another process' : `process ${pid}`;
      if (waited === 0) onBusy?.(holder);
      if (waited >= wait)
        throw new InputError(`the history ${shown} is in use by ${holder}, waited ${Math.round(wait / 1000)} s for it: try again later`);
      await pause(PAUSE, undefined, signal ? { signal } : {});
    }
  }
}

/** DuckDB, loaded when a history is first opened. */
async function duckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    throw new UsageError(
      `a history needs DuckDB, and the optional package ${WANTED} is not installed or has no binary for this system: npm install ${WANTED}. All else works without it`,
    );
  }
}

/** DuckDB's message names full paths and may quote content: only what is known is said. */
function cannotOpen(message: string, shown: string): Error {
  if (/not a valid DuckDB database|newer version|older version|serialization|corrupt/i.test(message))
    return new UsageError(`${shown} is no history, or one of another version of DuckDB: give a file that history add has made`);
  if (/does not exist|No such file/i.test(message)) return new InputError(`the history ${shown} is not there: history add makes it`);
  if (/Permission denied|Read-only file/i.test(message)) return new InputError(`the history ${shown} can't be opened: permission denied`);
  if (/No space left/i.test(message)) return new InputError(`the history ${shown} can't be written: no space left on device`);
  return new InputError(`the history ${shown} can't be opened: it is no plain file, or is damaged`);
}

function databaseOn(instance: DuckDBInstance, connection: DuckDBConnection, shown: string): Database {
  let open = true;
  return {
    run: (sql) => told(shown, async () => void (await connection.run(sql))),
    rows: <T>(sql: string, ...values: readonly SqlValue[]) =>
      told(shown, async () => {
        const reader = await connection.runAndReadAll(sql, [...values]);
        const names = reader.columnNames();
        return reader.getRows().map((row) => Object.fromEntries(row.map((value, at) => [names[at]!, plain(value)])) as T);
      }),
    async append(table) {
      const appender = await connection.createAppender(table);
      return {
        row(...values) {
          for (const value of values)
            if (typeof value === 'string') appender.appendVarchar(value);
            else if (typeof value === 'number') appender.appendDouble(value);
            else if (value === null) appender.appendNull();
            else appender.appendBoolean(value);
          appender.endRow();
        },
        close: () => appender.closeSync(),
      };
    },
    close() {
      if (!open) return;
      open = false;
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** What the machine refused is said in our words; any other error of DuckDB is a fault of ours. */
async function told<T>(shown: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const [, why] =
      [
        [/No space left/i, 'no space left on device'],
        [/Permission denied|read-only/i, 'permission denied'],
        [/Out of Memory/i, 'it took more than 512 MB of memory, and its folder has no room to spill to'],
        [/^IO Error/i, 'the system refused a file'],
      ].find(([pattern]) => (pattern as RegExp).test(message)) ?? [];
    throw why === undefined ? error : new InputError(`the history ${shown}: ${why}`);
  }
}

function plain(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && 'items' in value && Array.isArray(value.items)) return value.items.map(plain);
  return String(value);
}
