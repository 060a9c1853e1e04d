import { fileRules } from './check/index.ts';
import { dateFaults } from './date-faults.ts';
import type { MergeFolder } from './merge-job.ts';
import { UsageError } from './model/errors.ts';
import type { Pack } from './model/pack.ts';
import type { RunInput } from './model/run.ts';
import type { Tally } from './model/tally.ts';
import type { DateForms } from './normalise/index.ts';
import type { ShardState } from './share.ts';

/** A folder with what it says of its shard. */
export interface ShardFolder extends MergeFolder {
  readonly shard: ShardState;
}

const nameOf = ({ index, of }: ShardState): string => `${index}/${of}`;

/**
 * The shards of one run in order; undefined if none of the folders is one.
 *
 * @throws UsageError if they are not all the shards of one run, each once
 */
export function shardsOf(folders: readonly MergeFolder[]): readonly ShardFolder[] | undefined {
  const shards = folders.filter((folder): folder is ShardFolder => folder.counts.shard !== undefined && folder.counts.keys !== undefined);
  const bare = folders.find((folder) => folder.run.options.shard !== undefined && !shards.some((one) => one === folder));
  if (bare !== undefined) throw new UsageError(`${bare.name} is a shard without its state/, which merge needs: check it again`);
  if (shards.length === 0) return undefined;
  const all = shards.map((folder) => ({ ...folder, shard: folder.counts.shard! })).sort((a, b) => a.shard.index - b.shard.index);
  const [first] = all as [ShardFolder, ...ShardFolder[]];
  const other = folders.find(({ counts }) => counts.shard === undefined);
  if (other !== undefined)
    throw new UsageError(`${other.name} is no shard, and ${first.name} is shard ${nameOf(first.shard)}: merge the shards of one run first`);
  for (const [at, { name, shard, run }] of all.entries()) {
    if (shard.of !== first.shard.of)
      throw new UsageError(
        `${first.name} is shard ${nameOf(first.shard)} and ${name} shard ${nameOf(shard)}: give the shards of one run, all of the same number`,
      );
    if (all[at + 1]?.shard.index === shard.index)
      throw new UsageError(`${name} and ${all[at + 1]!.name} are both shard ${nameOf(shard)}: give each shard once`);
    if (JSON.stringify(shard.files) !== JSON.stringify(first.shard.files))
      throw new UsageError(
        `${first.name} and ${name} were made from other inputs, or from inputs that changed meanwhile: check all shards again`,
      );
    if (run.tool.version !== first.run.tool.version)
      throw new UsageError(
        `${first.name} was made by pnd-lint ${first.run.tool.version} and ${name} by ${run.tool.version}: check all shards with the same`,
      );
    const differs = Object.keys({ ...first.run.options, ...run.options }).find(
      (option) => option !== 'shard' && JSON.stringify(first.run.options[option]) !== JSON.stringify(run.options[option]),
    );
    if (differs !== undefined)
      throw new UsageError(`${first.name} and ${name} were made with another ${differs}: check all shards with the same options`);
  }
  const missing = Array.from({ length: first.shard.of }, (_, at) => at + 1).filter(
    (index) => !all.some(({ shard }) => shard.index === index),
  );
  if (missing.length > 0)
    throw new UsageError(
      `of ${first.shard.of} shards ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ', …' : ''}; give the folders of all`,
    );
  return all;
}

/**
 * The inputs of a run whose shards these are. What shows only in all of a file, how its dates are written, is judged now: corrects the sums.
 *
 * @throws UsageError if a file changed between shards
 */
export function joinInputs(shards: readonly ShardFolder[], pack: Pack, tally: Tally, found: Float64Array): readonly RunInput[] {
  const rules = fileRules(pack);
  const names = pack.fields.map(({ name }) => name);
  const byPlace = new Map<number, { readonly input: RunInput; readonly name: string; readonly dates: (readonly [number, DateForms])[] }>();
  for (const { name, run, shard } of shards)
    for (const [at, { range: _, ...input }] of run.inputs.entries()) {
      const [place, own, sha256] = [shard.places[at]!, shard.dates[at]!, shard.hashes[at]!];
      const known = byPlace.get(place);
      if (known !== undefined && known.input.sha256 !== sha256)
        throw new UsageError(`${input.file} changed between ${known.name} and ${name}: check all shards again`);
      const sum = (of: 'records' | 'faults'): number => (known?.input[of] ?? 0) + input[of];
      byPlace.set(place, {
        name,
        input: { ...input, sha256, records: sum('records'), faults: sum('faults') },
        dates: [...(known?.dates ?? []), ...own],
      });
    }
  return [...byPlace]
    .sort(([a], [b]) => a - b)
    .map(([, { input, dates }]) => {
      const faults = dateFaults(dates, names).flatMap(({ fault }) => rules.get(fault) ?? []);
      for (const { index } of faults) {
        found[index]!++;
        tally.fileFindings.set(index, (tally.fileFindings.get(index) ?? 0) + 1);
      }
      return { ...input, faults: input.faults + faults.length };
    });
}
