import { findInAgencies } from './batch.ts';
import type { ShardFolder } from './join-shards.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import type { PreviousRun } from './previous.ts';

/**
 * Compares the volumes of agencies in all shards with an earlier run, as a check of all inputs does: no shard has the records of the others.
 * Corrects the sums.
 *
 * @param previous a text says why there is none
 */
export function mergeVolumes(
  pack: Pack,
  shards: readonly ShardFolder[],
  previous: PreviousRun | string,
  tally: Tally,
  found: Float64Array,
): readonly Finding[] {
  for (const [index, { kind }] of pack.rules.entries()) if (kind === 'volume') tally.skips.delete(index);
  const complete = shards.every(({ shard }) => shard.complete);
  return findInAgencies({ pack, values: 'show', counts: new Map(), previous, complete, kinds: new Set(['volume']) }, tally, found);
}
