import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ColumnMap, LintResult, LoadedReference, LoadPackOptions, Pack, PreviousRun, WaiverList } from '../index.ts';
import { loadBaseline } from './baseline.ts';
import type { CheckWords } from './command.ts';
import type { Api, Context } from './context.ts';
import { deliver } from './deliver.ts';
import { type Ending, endingOf } from './ending.ts';
import { keepHeapSmall } from './heap.ts';
import { findInputs } from './inputs.ts';
import { loadNamed } from './load.ts';
import { keepLog } from './log.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { outputSet } from './output-set.ts';
import { loadPrevious } from './previous.ts';
import { progressOn } from './progress.ts';
import { loadReferences } from './references.ts';
import { screen } from './screen.ts';
import { type Settings, settle, shownOptions } from './settings.ts';
import type { Sink } from './sink.ts';
import { makeWorkFolder } from './work-folder.ts';
import { writing } from './writing.ts';

/** What a check works with, proven before any data is read. */
interface Job {
  readonly files: readonly string[];
  readonly settings: Settings;
  readonly pack: Pack;
  readonly packOptions: LoadPackOptions;
  readonly map: ColumnMap | undefined;
  readonly previous: PreviousRun | undefined;
  readonly waivers: WaiverList | undefined;
}

/** `check`: a batch goes in; a verdict, scorecards and a fix list come out. */
export async function check(files: readonly string[], words: CheckWords, context: Context): Promise<number> {
  const { host, api, atEnd } = context;
  keepHeapSmall();
  const job = prepare(files, words, context);
  const { settings, pack } = job;
  const references = await loadReferences(settings, pack, context);
  const baseline = settings.baseline === undefined ? undefined : await loadBaseline(settings.baseline, context);
  const log = keepLog(files, settings, context);
  const out = settings.out;
  const folder = out === undefined ? undefined : writing(api, out, () => openOutputFolder(out, host));
  if (folder !== undefined) atEnd(folder.discard);
  const work = folder?.work ?? makeWorkFolder(context);
  const result = await lintWithProgress(job, references, work, context);
  const sinks = sinksOf(out, folder, job, context);
  const { run, failures } = await deliver(result, pack, sinks, settings.maxFindings, work, baseline, context);
  const ending = endingOf(run, failures, settings.failOn, settings.minScore, api);
  log.end(run, ending.code);
  await say(ending, settings, failures.length === 0, context);
  return ending.code;
}

/** Settles the options and loads what they name. Throws UsageError or PackError: nothing was read or written yet. */
function prepare(files: readonly string[], words: CheckWords, { host, api }: Context): Job {
  const config = api.loadConfig(host.cwd, words.config === undefined ? undefined : resolve(host.cwd, words.config))?.config ?? {};
  const settings = settle(words, config, host);
  const { pack, options: packOptions } = loadNamed(settings.packs, settings.codelists, host, api);
  if (files.filter((file) => file === '-').length > 1) throw new api.UsageError('standard input (-) can be read once only: name it once');
  const names = pack.fields.map((field) => field.name);
  for (const field of Object.keys(settings.set))
    if (!names.includes(field)) throw new api.UsageError(`--set: the pack has no field "${field}"${api.didYouMean(field, names)}`);
  const map = settings.map === undefined ? undefined : loadMap(settings.map, pack, host.cwd, api);
  const earlier = settings.previous;
  const previous = earlier === undefined ? undefined : loadPrevious(earlier, words.previous ?? earlier, pack, api);
  const waivers = settings.waivers === undefined ? undefined : api.loadWaivers(settings.waivers, pack);
  return { files, settings, pack, packOptions, map, previous, waivers };
}

/** A map of the pack by its name, or a file. */
function loadMap(name: string, pack: Pack, cwd: string, api: Api): ColumnMap {
  const file = resolve(cwd, name);
  return api.loadMap(!pack.maps.has(name) && existsSync(file) ? file : name, pack);
}

async function lintWithProgress(
  job: Job,
  references: readonly LoadedReference[],
  workFolder: string,
  context: Context,
): Promise<LintResult> {
  const { host, api, err, signal, version } = context;
  const { settings, pack, packOptions, map, previous, waivers } = job;
  const { set, asOf, values, marking, jobs, encoding, delimiter } = settings;
  const inputs = await findInputs(job.files, workFolder, context);
  const coded = new Set(pack.fields.filter((field) => field.coded).map((field) => field.name));
  const line = settings.progress
    ? progressOn(
        (text) => void err.print(text).catch(() => {}),
        host.stderr.columns,
        () => host.now().getTime(),
      )
    : undefined;
  try {
    return await api.lint({
      ...{ pack, packOptions, inputs, references, set, asOf, values, marking, jobs, workFolder, signal },
      ...(map === undefined ? {} : { map }),
      ...(previous === undefined ? {} : { previous }),
      ...(waivers === undefined ? {} : { waivers }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(line === undefined ? {} : { onProgress: line.show }),
      toolVersion: version,
      shown: shownOptions(settings, (field) => coded.has(field)),
    });
  } finally {
    line?.end();
  }
}

/** Where the findings go. */
function sinksOf(out: string | undefined, folder: OutputFolder | undefined, { pack, settings }: Job, context: Context): readonly Sink[] {
  const onScreen = screen(pack, settings, context);
  if (out === undefined || folder === undefined) return [onScreen];
  return [writing(context.api, out, () => outputSet(out, folder, pack, settings.baseline !== undefined, context.api)), onScreen];
}

/** Why a check did not end well, first line first; then where its outputs are. */
async function say({ reasons }: Ending, { out, quiet }: Settings, outWritten: boolean, { api, err }: Context): Promise<void> {
  const lines = reasons.map((reason) => `pnd-lint: ${reason}`);
  if (out !== undefined && outWritten && !quiet) lines.push(`outputs are in ${out}`);
  await err.print(lines.map((line) => `${api.forTerminal(line)}\n`).join(''));
}
