import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { findInAgencies } from './batch.ts';
import { addValues, isKeyed, type ValueCounts } from './check/index.ts';
import { joinInputs, shardsOf } from './join-shards.ts';
import type { RunCounts } from './merge-counts.ts';
import type { Merged, MergeFolder, MergeOptions } from './merge-job.ts';
import { mergeReferences, refuseOtherReferences } from './merge-references.ts';
import { refuseMixed, refuseOverlap } from './merge-refusals.ts';
import { mergeRepeats, type RepeatsOf } from './merge-repeats.ts';
import { mergeVolumes } from './merge-volumes.ts';
import { mergeWaivers, refuseOtherWaivers } from './merge-waivers.ts';
import { UsageError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { Tally } from './model/tally.ts';
import { codelistsOf, runOf } from './run.ts';
import { isUnchanged } from './spool/arrays.ts';
import { addTally, emptyTally } from './tally/index.ts';
import { NO_WAIVERS } from './waivers.ts';

/**
 * The runs of several agencies, or of parts of a batch, as one: the same as a run over all their inputs in this order, in everything but
 * `inputs`, if all have a state; shards of one run make that run, its `inputs` too. What was compared with reference files or waived in a
 * run stays as it was there. With all states, what comes out can be merged again.
 *
 * @throws UsageError if the runs don't go together
 */
export async function mergeRuns(options: MergeOptions): Promise<Merged> {
  const { pack } = options;
  const notes: string[] = [];
  const shards = shardsOf(options.folders);
  const folders = shards ?? options.folders;
  for (const { name, run, counts } of folders) await refuseSpoiled(name, run, counts);
  refuseMixed(options, shards !== undefined);
  if (shards === undefined) refuseOverlap(options);
  else {
    refuseOtherReferences(shards, options.references ?? []);
    refuseOtherWaivers(shards, options.waivers);
  }
  if (shards === undefined && options.waivers)
    throw new UsageError('--waivers is for shards: what other runs waived stays as it was there');
  if (shards === undefined && options.references?.length)
    throw new UsageError(`--${options.references[0]!.name} is for shards: what other runs were compared with stays as it was there`);
  if (shards === undefined && options.previous !== undefined)
    throw new UsageError('--previous and --history are for shards: what other runs were compared with stays as it was there');
  const [first] = folders;
  const marking = options.marking ?? first!.run.marking;
  const other = folders.find(({ run }) => run.marking !== marking);
  if (options.marking === undefined && other !== undefined)
    throw new UsageError(`${first!.name} is marked "${first!.run.marking}" and ${other.name} "${other.run.marking}": say --marking`);
  const asOf = folders.map(({ run }) => run.asOf).reduce((a, b) => (a > b ? a : b));
  if (folders.some(({ run }) => run.asOf !== asOf)) notes.push(`the runs have other as-of days; the latest, ${asOf}, stands for all`);

  const tally = emptyTally();
  const found = new Float64Array(pack.rules.length);
  const waived = { error: 0, warning: 0, info: 0 };
  for (const { counts } of folders) {
    // Signals get their turn only where this waits.
    await turn();
    addTally(tally, counts.tally);
    for (const [rule, count] of counts.found.entries()) found[rule]! += count;
    for (const severity of ['error', 'warning', 'info'] as const) waived[severity] += counts.waived[severity];
  }
  const across = await compareRuns(pack, folders, tally, found, notes, options.workFolder);
  if (shards === undefined) notes.push(...apartInWords(folders));
  if (shards !== undefined) await mergeReferences(pack, shards, options.references ?? [], asOf, tally, found);
  const inputs = shards === undefined ? folders.flatMap(({ run }) => run.inputs) : joinInputs(shards, pack, tally, found);
  const { previous } = options;
  const volumes = shards === undefined || previous === undefined ? [] : mergeVolumes(pack, shards, previous, tally, found);
  const applied =
    shards === undefined || across === undefined
      ? NO_WAIVERS
      : await mergeWaivers(options.waivers, pack, shards, asOf, across.repeats, [...across.aboutAgencies, ...volumes], tally, found);
  for (const severity of ['error', 'warning', 'info'] as const) waived[severity] += applied.bySeverity[severity];
  const given = [...folders.flatMap(({ run }) => run.waivers ?? []), ...(applied.shown ? [applied.shown] : [])];
  if (given.length > 1) notes.push(`waivers of ${given.length} runs are counted; they are listed in the run.json of each`);
  const run = runOf({
    pack,
    asOf,
    marking,
    toolVersion: options.toolVersion,
    options: { ...commonOptions(folders.map((folder) => folder.run.options)), ...options.shown },
    incomplete:
      shards === undefined
        ? folders.flatMap(({ name, run }) => run.incomplete.map((why) => `${name}: ${why}`))
        : [...new Set(folders.flatMap(({ run }) => run.incomplete))],
    inputs,
    references: (shards === undefined ? folders : folders.slice(0, 1))
      .flatMap(({ run }) => run.references)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    waivers: given.length === 1 ? given[0]! : null,
    tally,
    found,
    waivedBySeverity: waived,
  });
  const counts = {
    ...({ schemaVersion: 1, packs: pack.identities, codelists: codelistsOf(pack) } as const),
    rules: pack.rules.map(({ id }) => id),
    fields: pack.fields.map(({ name }) => name),
    ...{ tally, found: [...found], waived },
    ...(across && { values: across.values, keys: folders.flatMap(({ counts: { keys = [] } }) => keys) }),
  };
  return { run, counts, notes };
}

/** What each run was compared with for itself: a counterpart in another run was not seen. */
function apartInWords(folders: readonly MergeFolder[]): readonly string[] {
  const names = [...new Set(folders.flatMap(({ run }) => run.references.map(({ name }) => name)))].sort();
  if (folders.length === 1) return [];
  return names.map((reference) => {
    const [having, lacking] = [true, false].map((has) =>
      folders.filter(({ run }) => run.references.some(({ name }) => name === reference) === has).map(({ name }) => name),
    ) as [string[], string[]];
    const without = lacking.length === 0 ? '' : `; not given to ${lacking.join(', ')}`;
    return `${reference}: compared within each run alone (${having.join(', ')}), so what has its counterpart in another run counts as missing${without}`;
  });
}

/** What only shows in all runs together. */
interface Across {
  readonly values: ReadonlyMap<number, ValueCounts>;
  readonly repeats: RepeatsOf;
  readonly aboutAgencies: readonly Finding[];
}

/** Judges what only shows in all runs together, or says that it can't be judged. */
async function compareRuns(
  pack: Pack,
  folders: readonly MergeFolder[],
  tally: Tally,
  found: Float64Array,
  notes: string[],
  workFolder: (() => string) | undefined,
): Promise<Across | undefined> {
  const without = folders.filter(({ counts }) => counts.keys === undefined || counts.values === undefined);
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  const isAcross = (kind: Pack['rules'][number]['kind']) => kind === 'dominantValue';
  if (without.length > 0) {
    if (folders.length === 1) return undefined;
    for (const [index, rule] of pack.rules.entries())
      if (isKeyed(rule) || isAcross(rule.kind)) tally.skips.set(index, { reason: 'no state', records });
    notes.push(
      `without state (check --state): ${without.map(({ name }) => name).join(', ')}; rules that compare records of several runs are skipped`,
    );
    return undefined;
  }
  const repeats = await mergeRepeats(
    pack,
    folders.map(({ counts }) => counts.keys!),
    tally,
    found,
    workFolder?.(),
  );
  const values = new Map<number, ValueCounts>();
  for (const { counts } of folders) {
    await turn();
    addValues(values, [...structuredClone(counts.values!).values()]);
  }
  for (const [index, rule] of pack.rules.entries()) {
    if (!isAcross(rule.kind)) continue;
    for (const findings of [tally.agencyFindings.get(index), tally.waivedAgencyFindings.get(index)])
      for (const count of findings?.values() ?? []) found[index]! -= count;
    tally.agencyFindings.delete(index);
    tally.waivedAgencyFindings.delete(index);
    if (tally.skips.get(index)?.records === 0) tally.skips.delete(index);
  }
  const batch = {
    pack,
    values: 'show',
    counts: values,
    previous: undefined,
    complete: true,
    kinds: new Set(['dominantValue'] as const),
  } as const;
  const aboutAgencies = findInAgencies(batch, tally, found);
  return { values, repeats, aboutAgencies };
}

/** Parts of the outputs of a run that were cut or changed, or put there from another run. */
async function refuseSpoiled(name: string, run: Run, { tally, keys = [] }: RunCounts): Promise<void> {
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  if (records !== run.totals.records)
    throw new UsageError(
      `${name}: its counts.json has ${records} records and its run.json ${run.totals.records}: they are not of the same run; check again`,
    );
  for (const { file } of keys) {
    // Signals get their turn only where this waits.
    await turn();
    if (!isUnchanged(file))
      throw new UsageError(`${name}: state/${basename(file.path)} is missing or was changed: check its inputs again with --state`);
  }
}

/** Options that all runs were given alike; of others it is not said what they were. That they were shards goes without saying. */
function commonOptions(all: readonly Run['options'][]): Run['options'] {
  const [{ shard: _, ...first } = {}] = all;
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const same = all.every((options) => JSON.stringify(options[name]) === JSON.stringify(value));
      return [name, same ? value : null];
    }),
  );
}
