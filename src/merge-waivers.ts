import type { ShardFolder } from './join-shards.ts';
import type { RepeatsOf } from './merge-repeats.ts';
import { UsageError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import type { WaiverList } from './model/waiver.ts';
import { sealOf } from './spool/seal.ts';
import { readSpool } from './spool/spool.ts';
import { rulesOfWhole, type WaivableFile, type WaivableFinding } from './waivable.ts';
import { type AppliedWaivers, applyWaivers, byRecord, NO_WAIVERS } from './waivers.ts';

/** Refuses waivers whose findings no shard sees. Throws UsageError. */
export function refuseLateWaivers({ waivers }: WaiverList, pack: Pick<Pack, 'rules'>): void {
  const later = rulesOfWhole(pack);
  const rules = [...new Set(waivers.flatMap(({ rule }) => (later.has(rule) ? [rule] : [])))];
  if (rules.length > 0)
    throw new UsageError(
      `--shard goes without waivers of ${rules.join(', ')}, whose findings show only when all shards are merged: check in one process, or leave them out`,
    );
}

/** Refuses another waiver file than the shards were checked with. Throws UsageError. */
export function refuseOtherWaivers(shards: readonly ShardFolder[], given: WaiverList | undefined): void {
  for (const { name, counts } of shards) {
    const { waivable } = counts;
    if (waivable !== undefined && given === undefined)
      throw new UsageError(`${name} was checked with --waivers ${waivable.file}: give merge the same file`);
    if (waivable === undefined && given !== undefined)
      throw new UsageError(`--waivers: ${name} was checked without it, and does not tell what it would waive`);
    if (waivable?.sha256 !== given?.sha256)
      throw new UsageError(
        `--waivers ${given!.file} is not the file that ${name} was checked with (SHA-256 ${waivable!.sha256.slice(0, 12)}…)`,
      );
  }
}

/** Applies waivers to the findings of all shards together, and corrects their sums. */
export async function mergeWaivers(
  list: WaiverList | undefined,
  pack: Pack,
  shards: readonly ShardFolder[],
  asOf: string,
  repeats: RepeatsOf,
  aboutAgencies: readonly Finding[],
  tally: Tally,
  found: Float64Array,
): Promise<AppliedWaivers> {
  if (list === undefined) return NO_WAIVERS;
  const inputs = [];
  let before = 0;
  for (const { name, counts } of shards) {
    const left = counts.waivable!;
    // Read once for each round, and held against its seal once.
    if (left.exists && !isSealed(left))
      throw new UsageError(`${name}: state/waivable is missing or was changed: check its inputs again with --state`);
    const offset = before;
    before += counts.keys!.length;
    for (const noneReady of [false, true])
      inputs.push({
        noneReady,
        async *records() {
          for await (const findings of byRecord(readSpool(left.path, left.exists))) {
            const [first] = findings as readonly WaivableFinding[];
            if (first!.noneReady !== noneReady) continue;
            yield* findings;
            // Of these no waiver speaks, but they keep the record back.
            for (const index of repeats(offset + first!.part, first!.at.record!) ?? []) {
              const { id, severity, basis, dimension } = pack.rules[index]!;
              yield { ...first!, rule: id, severity, basis, dimension };
            }
          }
        },
      });
  }
  return applyWaivers(list, pack, asOf, { aboutAgencies, inputs, async *rows() {} }, tally, found);
}

function isSealed({ path, seal }: WaivableFile): boolean {
  try {
    return sealOf(path) === seal;
  } catch {
    return false;
  }
}
