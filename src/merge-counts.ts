import { createHash } from 'node:crypto';
import type { ValueCounts } from './check/index.ts';
import type { KeyFile } from './key-files.ts';
import type { PackIdentity, Severity } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { Tally } from './model/tally.ts';
import type { WaiverList } from './model/waiver.ts';
import { forJson } from './report/index.ts';
import type { ShardState } from './share.ts';
import { fromStructuredJson, structuredPieces } from './spool/structured.ts';
import { limitValuesTo } from './tally/index.ts';
import type { WaivableFile } from './waivable.ts';

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
  /** What waivers ask of, if some were given to a shard: they are applied when all shards are known. Of `state/` only. */
  readonly waivable?: WaivableFile & Pick<WaiverList, 'file' | 'sha256'>;
  /** What other shards must know of this one. Of `state/` only. */
  readonly shard?: ShardState;
}

/** Records that must share a value for it to leave `state/`. */
const SHARED_BY = 20;

/** Text of `state/counts.json`, piece by piece: all of it. */
export function stateCountsJson(counts: RunCounts): Generator<string> {
  return sealed(counts);
}

/** Text of `counts.json`, piece by piece: without the values that few records share, and what else only rules about many records need. */
export function countsJson({ values: _values, keys: _keys, shard: _shard, waivable: _waivable, ...counts }: RunCounts): Generator<string> {
  return sealed({ ...counts, tally: limitValuesTo(counts.tally, SHARED_BY) });
}

const SEAL = /,"sha256":"([0-9a-f]{64})"\}\n?$/;

/** Levels down to which there are large maps: those of the tally hold thousands of groups and causes. */
const DEEP = 3;

/** The text of an object with its own SHA-256 as last key: sums are many, and nobody could say which of them was changed. */
function* sealed(counts: RunCounts): Generator<string> {
  const hash = createHash('sha256');
  let last = '';
  for (const piece of structuredPieces(counts, DEEP)) {
    const text = forJson(piece);
    hash.update(text);
    yield last;
    last = text;
  }
  // The last piece closes the object, which goes on.
  yield `${last.slice(0, -1)},"sha256":"${hash.digest('hex')}"}\n`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What such a text holds; else in words what is wrong with it, to follow its name. */
export function readCounts(text: string): RunCounts | string {
  const seal = SEAL.exec(text);
  if (seal === null) return 'is none that pnd-lint wrote, or is cut';
  const json = `${text.slice(0, seal.index)}}`;
  if (sha256(json) !== seal[1]) return 'was changed since pnd-lint wrote it';
  const counts = fromStructuredJson(json) as RunCounts;
  return counts.schemaVersion === 1 ? counts : `has version ${String(counts.schemaVersion)}, and this program reads version 1`;
}
