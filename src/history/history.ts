import type { Ageing, Comparison, HeatCell, Level, Measure, RunChanges, RunEntry, Series } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { addRun, type RunToAdd } from './add.ts';
import { compareRuns } from './changes.ts';
import type { OpenOptions } from './duckdb.ts';
import { exportParquet } from './export.ts';
import { forgetBefore } from './forget.ts';
import { openTables } from './open.ts';
import { findRun, heatMap, listRuns, readRun, runBefore } from './runs.ts';
import { makeSpells, readAgeing, readRunChanges } from './spells.ts';
import { readSeries } from './trends.ts';

/** A history that is open. Close it, or other processes wait. */
export interface History {
  /** All runs in order of time: day, then order of adding. */
  runs(): Promise<readonly RunEntry[]>;
  /** The run that words name: `latest`, `previous`, a day, an id or its first digits. Throws UsageError if there is none. */
  find(words: string): Promise<RunEntry>;
  /** Content of the `run.json` of a run. */
  run(id: string): Promise<Run>;
  /** A measure over time with control limits: of the nation, or of every region or agency, or of the one named. */
  series(measure: Measure, level: Level, name?: string): Promise<readonly Series[]>;
  /** Rules and agencies of a run: records judged and failed. */
  heatMap(id: string): Promise<readonly HeatCell[]>;
  /** How old open findings are and how long fixed ones took: all, by agency, by rule, by both. */
  ageing(): Promise<readonly Ageing[]>;
  /** For each run and agency: findings that are new, reappeared, persisting and fixed since the run before. */
  changes(): Promise<readonly RunChanges[]>;
  /** What changed between two runs. Throws UsageError if one was added without findings. */
  compare(before: RunEntry, after: RunEntry): Promise<Comparison>;
  /** Agencies and their records in the last run before a day that was made with these packs. */
  before(
    asOf: string,
    packs: readonly string[],
  ): Promise<{ readonly asOf: string; readonly records: ReadonlyMap<string, number> } | undefined>;
  /** Adds a run whole, or not at all; the same run only once. */
  add(run: RunToAdd): Promise<{ readonly id: string; readonly added: boolean }>;
  /** Writes Parquet files into a folder (absolute path); returns their names. The protective marking goes into each. */
  exportParquet(folder: string, marking: string): Promise<readonly string[]>;
  /** Forgets the runs before an ISO day and closes the history; returns how many they were. */
  forget(day: string): Promise<number>;
  /** Lets go of the file. Does nothing the second time. */
  close(): void;
}

/**
 * Opens a history file (absolute path).
 *
 * @throws UsageError if DuckDB is not installed, or the file is no history
 * @throws InputError if it can't be opened, or stayed busy longer than `wait`
 */
export async function openHistory(path: string, options: OpenOptions): Promise<History> {
  const database = await openTables(path, options);
  let spells: Promise<void> | undefined;
  /** Spells are worked out when first asked for, and anew after a run was added. */
  const withSpells = async <T>(act: () => Promise<T>): Promise<T> => {
    spells ??= makeSpells(database);
    await spells;
    return act();
  };
  return {
    runs: () => listRuns(database),
    find: async (words) => findRun(await listRuns(database), words),
    run: (id) => readRun(database, id),
    series: (measure, level, name) => readSeries(database, measure, level, name),
    heatMap: (id) => heatMap(database, id),
    ageing: () => withSpells(() => readAgeing(database)),
    changes: () => withSpells(() => readRunChanges(database)),
    compare: (before, after) => compareRuns(database, before, after),
    before: (asOf, packs) => runBefore(database, asOf, packs),
    add: (run) => {
      spells = undefined;
      return addRun(database, run);
    },
    exportParquet: (folder, marking) => withSpells(() => exportParquet(database, folder, marking)),
    forget: (day) => forgetBefore(database, path, day),
    close: database.close,
  };
}
