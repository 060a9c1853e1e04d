import type { ReferencePlan } from './check/index.ts';
import { addMergedHits, noHits } from './check/index.ts';
import type { LintedInput } from './linted-input.ts';
import type { Tally } from './model/tally.ts';
import type { GatheredMatches } from './reconcile.ts';
import type { LoadedReference } from './references.ts';
import { datesOf, hashOf } from './run.ts';
import type { Shard, ShardState } from './share.ts';

/** What a shard has come to. */
export interface LintedShard {
  readonly shard: Shard;
  readonly files: ShardState['files'];
  /** For each input: its 0-based place among `files`. */
  readonly places: readonly number[];
  readonly inputs: readonly LintedInput[];
  readonly complete: boolean;
  readonly plans: readonly ReferencePlan[];
  readonly matches: GatheredMatches;
  /** Indexes of the jobs that were done, in order: the keys are theirs. */
  readonly done: readonly number[];
}

/** What merging has to know of it. */
export function shardState({ shard, files, places, inputs, complete, plans, matches, done }: LintedShard): ShardState {
  const placeOf = new Map(done.map((job, place) => [job, place]));
  const hits = plans.flatMap(({ reference, trackers }, number) => {
    const own = matches.hits[number];
    if (own === undefined) return [];
    const placed = noHits(trackers);
    addMergedHits(placed, own, (job) => placeOf.get(job)!);
    return [[reference.name, placed] as const];
  });
  return {
    ...shard,
    files,
    places,
    hashes: inputs.map(({ survey }) => hashOf(survey)),
    dates: inputs.map((one) => (one.range === undefined ? [] : datesOf(one))),
    complete,
    matches: { period: matches.period(), hits: new Map(hits) },
  };
}

/** The tally of a shard as its own outputs show it: with the rules that are judged when all shards are known. */
export function tallyOfShard(tally: Tally, plans: readonly ReferencePlan[], references: readonly (LoadedReference | undefined)[]): Tally {
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  const later = plans.flatMap(({ rows, repeats }, number) => (references[number] === undefined ? [] : [...rows, ...repeats]));
  const reason = 'known when all shards are merged';
  return { ...tally, skips: new Map([...tally.skips, ...later.map(({ rule }) => [rule, { reason, records }] as const)]) };
}
