import { addMergedHits, judgeRows, type LateFailure, NO_PERIOD, noHits, plansToRead } from './check/index.ts';
import type { ShardFolder } from './join-shards.ts';
import { ownersOf, spotsOf } from './key-files.ts';
import { countLate } from './late.ts';
import { UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import { countedRows, skipRules } from './reconcile-counts.ts';
import { type LoadedReference, withReferences } from './references.ts';

/** Refuses reference files other than those that the shards were checked with. Throws UsageError. */
export function refuseOtherReferences([first]: readonly ShardFolder[], loaded: readonly LoadedReference[]): void {
  const { name: folder, run } = first!;
  for (const { name, file, sha256 } of run.references) {
    const given = loaded.find((one) => one.name === name);
    if (given === undefined) throw new UsageError(`${folder} was checked with --${name} ${file}: give merge the same file`);
    if (given.survey.sha256 !== sha256)
      throw new UsageError(
        `--${name} ${given.survey.file} is not the file that ${folder} was checked with (SHA-256 ${sha256.slice(0, 12)}…)`,
      );
  }
  const other = loaded.find(({ name }) => !run.references.some((one) => one.name === name));
  if (other !== undefined)
    throw new UsageError(`--${other.name}: ${folder} was checked without it, and so its records are not compared with it`);
}

/**
 * Judges what only shows when the records of all shards are known: rows of reference files without a record, late documents, guesses.
 * Corrects the sums of the shards.
 */
export async function mergeReferences(
  pack: Pack,
  shards: readonly ShardFolder[],
  loaded: readonly LoadedReference[],
  asOf: string,
  tally: Tally,
  found: Float64Array,
): Promise<void> {
  const keys = shards.flatMap(({ counts }) => counts.keys!);
  const judged = { complete: shards.every(({ shard }) => shard.complete), isEmpty: keys.length === 0 };
  let { first, last } = NO_PERIOD;
  for (const { shard } of shards) {
    first = Math.min(first, shard.matches.period.first);
    last = Math.max(last, shard.matches.period.last);
  }
  const references = plansToRead(pack);
  const given = references.map(({ reference }) => loaded.find(({ name }) => name === reference.name));
  const late: LateFailure[] = [];
  await withReferences(
    { references },
    given.map((one) => one?.index),
    async (opened) => {
      for (const [number, plan] of references.entries()) {
        const [own, reference] = [given[number], opened[number]];
        if (own === undefined || reference === undefined) continue;
        const hits = noHits(plan.trackers);
        let before = 0;
        for (const { shard, counts } of shards) {
          const offset = before;
          addMergedHits(hits, shard.matches.hits.get(own.name)!, (job) => offset + job);
          before += counts.keys!.length;
        }
        const off = skipRules(judged, plan, own, tally);
        const outcome = judgeRows(plan, reference, hits, { first, last }, asOf, off);
        for (const _ of countedRows(plan, own, reference, outcome, tally, found));
        late.push(...outcome.lateFailures);
      }
    },
  );
  const byJob = new Map<number, LateFailure[]>();
  for (const failure of late) {
    const known = byJob.get(failure.job);
    if (known === undefined) byJob.set(failure.job, [failure]);
    else known.push(failure);
  }
  for (const [job, failures] of byJob) {
    const [spots, owners] = [spotsOf(keys[job]!), ownersOf(keys[job]!)!];
    const placeOf = new Map(Array.from(spots.starts, (start, place) => [start, place]));
    for (const { start, match, rules } of failures) {
      if (rules?.includes(match.rule) === false) continue;
      const place = placeOf.get(start)!;
      const [agency, source_system, unit] = owners.names[owners.owner[place]!]!;
      const day = Number.isFinite(owners.day[place]!) ? owners.day[place]! : null;
      countLate(tally, pack, match.rule, match.at, day, { agency, source_system, unit });
      found[match.rule]!++;
    }
  }
}
