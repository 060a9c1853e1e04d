import { mkdirSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { MergeFolder, MergeOptions, Pack, Run, RunCounts } from '../index.ts';
import type { MergeWords } from './command.ts';
import { type Api, type Context, EXIT } from './context.ts';
import { writeNew } from './file-writer.ts';
import { loadNamed } from './load.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { agencyFileNames, writeState } from './output-set.ts';
import { pastOf } from './past.ts';
import { loadPrevious } from './previous.ts';
import { loadReferences } from './references.ts';
import { packsOf, readRun } from './run-folder.ts';
import { referencesIn } from './settings.ts';
import { wholeText } from './whole-file.ts';
import { writing } from './writing.ts';

/** `merge`: the counts of several runs, added up, with what only shows in all of them together. */
export async function merge(names: readonly string[], words: MergeWords, context: Context): Promise<number> {
  const { api, host, out, version, atEnd } = context;
  const folders: MergeFolder[] = [];
  for (const name of names) {
    folders.push(readFolder(name, context));
    await pause(context);
  }
  const packs = words.pack ?? packsOf(folders[0]!.run);
  const codelists = (words.codelist ?? []).map(([name, file]) => ({ name, file: resolve(host.cwd, file) }));
  const { pack } = loadNamed(packs.length === 0 ? ['oic'] : packs, codelists, host, api);
  const references = await loadReferences({ references: referencesIn(words, host.cwd), asOf: folders[0]!.run.asOf }, pack, context);
  let opened: OutputFolder | undefined;
  const openFolder = (): OutputFolder => {
    if (opened !== undefined) return opened;
    opened = writing(api, words.out, () => openOutputFolder(resolve(host.cwd, words.out), host));
    atEnd(opened.discard);
    return opened;
  };
  const { run, counts, notes } = await api.mergeRuns({
    workFolder: () => openFolder().work,
    pack,
    folders,
    references,
    ...(await pastFor(words, folders[0]!.run.asOf, pack, context)),
    ...(words.waivers === undefined ? {} : { waivers: api.loadWaivers(resolve(host.cwd, words.waivers), pack) }),
    overlap: words.overlap === true,
    mixed: words.mixed === true,
    toolVersion: version,
    ...(words.marking === undefined ? {} : { marking: words.marking }),
  });
  const least = words.suppress;
  const shown = least === undefined ? run : suppressedRun(run, least, api);
  const folder = openFolder();
  const keeps = words.state === true && counts.keys !== undefined;
  await pause(context);
  for (const write of setWriters(folder.fresh, shown, least === undefined ? counts : undefined, keeps, pack, api)) {
    writing(api, words.out, write);
    await pause(context);
  }
  await folder.commit();
  const inputs = run.inputs.length;
  const withState = folders.filter((one) => one.counts.keys !== undefined).length;
  const lines = [
    `merged ${api.counted(folders.length, 'run')}, ${withState} with state: ${api.counted(inputs, 'input')}, ${api.counted(run.totals.records, 'record')}, ${api.counted(run.scorecards.agencies.length, 'agency', 'agencies')}`,
    ...(least === undefined ? [] : [`counts from 1 to ${least - 1} are suppressed`]),
    ...notes,
    ...(words.state === true && !keeps ? ['no state is written: not all runs have one'] : []),
    `outputs are in ${words.out}`,
  ];
  await out.print(lines.map((line) => `${api.forTerminal(line)}\n`).join(''));
  return EXIT.done;
}

/** The past that the volumes of shards are compared with, and how `run.json` shows it. */
async function pastFor(
  { previous, history }: MergeWords,
  asOf: string,
  pack: Pack,
  context: Context,
): Promise<Pick<MergeOptions, 'previous' | 'shown'>> {
  const path = (file: string) => resolve(context.host.cwd, file);
  if (previous !== undefined)
    return { previous: loadPrevious(path(previous), previous, pack, context.api), shown: { previous: basename(previous) } };
  if (history !== undefined) return { previous: await pastOf(path(history), asOf, pack, context), shown: { history: basename(history) } };
  return {};
}

/** A folder of `check --out`: its run, and the counts of its `state/`, else its `counts.json`. Throws UsageError. */
function readFolder(name: string, context: Context): MergeFolder {
  const { api } = context;
  const { run, folder } = readRun(name, context);
  const state = join(folder, 'state');
  const hasState = statSync(join(state, 'counts.json'), { throwIfNoEntry: false }) !== undefined;
  const path = join(hasState ? state : folder, 'counts.json');
  if (!hasState && statSync(path, { throwIfNoEntry: false }) === undefined)
    throw new api.UsageError(
      `${name} has no counts.json, which merge adds up: give a folder that check --out has written; suppressed merges have none`,
    );
  const shown = `the ${hasState ? 'state/' : ''}counts.json of ${name}`;
  const counts = api.readCounts(wholeText(path, shown, 'check its inputs again', api));
  if (typeof counts === 'string') throw new api.UsageError(`${shown} ${counts}: check its inputs again`);
  return { name, run, counts: hasState ? placed(counts, state) : counts };
}

/** Counts whose keys lie where the folder is now. */
function placed(counts: RunCounts, state: string): RunCounts {
  const keys = (counts.keys ?? []).map((key) => {
    const { path } = key.file;
    return { ...key, file: { ...key.file, path: isAbsolute(path) ? path : join(state, path) } };
  });
  const { waivable } = counts;
  return { ...counts, keys, ...(waivable && { waivable: { ...waivable, path: join(state, basename(waivable.path)) } }) };
}

function suppressedRun(run: Run, least: number, api: Api): Run {
  const scorecards = api.suppressed(run.scorecards, least) as unknown as Run['scorecards'];
  const hide = <T extends number>(count: T): T => (count > 0 && count < least ? (null as unknown as T) : count);
  return {
    ...run,
    options: { ...run.options, suppress: least },
    rules: run.rules.map((rule) => ({ ...rule, applicable: hide(rule.applicable), failed: hide(rule.failed), waived: hide(rule.waived) })),
    totals: {
      records: scorecards.nation.records,
      ready: scorecards.nation.ready.count,
      findings: { ...run.totals.findings, ...scorecards.nation.findings },
    },
    scorecards,
  };
}

/** What writes the set, file by file; scorecards of agencies go together. */
function setWriters(
  fresh: string,
  run: Run,
  counts: RunCounts | undefined,
  withState: boolean,
  pack: Pack,
  api: Api,
): readonly (() => void)[] {
  const fileName = agencyFileNames(pack, api);
  const write = (file: string, pieces: Iterable<string>): void => {
    const writer = writeNew(join(fresh, file));
    for (const piece of pieces) writer.write(piece);
    writer.close();
  };
  return [
    () => {
      if (counts !== undefined) write('counts.json', api.countsJson(counts));
    },
    () => {
      if (counts !== undefined && withState)
        writeState(join(fresh, 'state'), counts, (pieces) => write(join('state', 'counts.json'), pieces), api);
    },
    () => write('scorecards.json', api.scorecardsJsonPieces(run)),
    () => {
      mkdirSync(join(fresh, 'scorecards'), { mode: 0o700 });
      for (const card of run.scorecards.agencies)
        write(join('scorecards', `${fileName(card.agency)}.json`), [api.agencyScorecardJson(run, card)]);
    },
    () => write('run.json', api.runJsonPieces(run)),
  ];
}

/** Gives a signal its turn between two pieces of work. Throws if the run is to stop. */
async function pause({ signal }: Context): Promise<void> {
  await turn();
  signal.throwIfAborted();
}
