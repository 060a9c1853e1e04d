import type { ValueCounts } from './check/index.ts';
import type { KeyFile } from './key-files.ts';
import type { PackIdentity, Severity } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { Tally } from './model/tally.ts';
import { forJson } from './report/index.ts';
import type { ShardState } from './share.ts';
import { fromStructuredJson, structuredJson } from './spool/structured.ts';
import { limitValuesTo } from './tally/index.ts';

/** The sums that scorecards are made of, as `counts.json` and `state/counts.json` hold them: what merging adds up. */
export interface RunCounts {
  readonly schemaVersion: 1;
  readonly packs: readonly PackIdentity[];
  readonly codelists: Run['codelists'];
  /** Ids of the rules and names of the fields, in the order that counts name them by. */
  readonly rules: readonly string[];
  readonly fields: readonly string[];
  readonly tally: Tally;
  /** Findings by index of the rule, waived ones among them; and waived ones by severity. */
  readonly found: readonly number[];
  readonly waived: Readonly<Record<Severity, number>>;
  /** How often values stand in the records of each agency. Of `state/` only. */
  readonly values?: ReadonlyMap<number, ValueCounts>;
  /** Where the keys of its records lie, part by part; paths are relative to `state/`. Of `state/` only. */
  readonly keys?: readonly KeyFile[];
  /** What other shards must know of this one. Of `state/` only. */
  readonly shard?: ShardState;
}

/** Records that must share a value for it to leave `state/`. */
const SHARED_BY = 20;

/** Text of `state/counts.json`: all of it. */
export function stateCountsJson(counts: RunCounts): string {
  return `${forJson(structuredJson(counts))}\n`;
}

/** Text of `counts.json`: without the values that few records share, and what else only rules about many records need. */
export function countsJson({ values: _values, keys: _keys, shard: _shard, ...counts }: RunCounts): string {
  return `${forJson(structuredJson({ ...counts, tally: limitValuesTo(counts.tally, SHARED_BY) }))}\n`;
}

/** What such a text holds; undefined if it is none. */
export function readCounts(text: string): RunCounts | undefined {
  let read: unknown;
  try {
    read = fromStructuredJson(text);
  } catch {
    return undefined;
  }
  const counts = read as Partial<RunCounts> | null;
  const isCounts = counts?.tally?.groups instanceof Map && Array.isArray(counts.found) && Array.isArray(counts.rules);
  return isCounts ? (counts as RunCounts) : undefined;
}
