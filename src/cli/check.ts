import { resolve } from 'node:path';
import { loadBaseline } from './baseline.ts';
import type { CheckWords } from './command.ts';
import type { Context } from './context.ts';
import { deliver } from './deliver.ts';
import { type Ending, endingOf } from './ending.ts';
import { keepHeapSmall } from './heap.ts';
import { findInputs, refuseDoubled } from './inputs.ts';
import { type Job, jobOf, lintJob } from './job.ts';
import { keepLog } from './log.ts';
import { type OutputFolder, openOutputFolder } from './output-folder.ts';
import { outputSet } from './output-set.ts';
import { withPast } from './past.ts';
import { loadReferences } from './references.ts';
import { screen } from './screen.ts';
import { type Settings, settle } from './settings.ts';
import { refuseUnshardable } from './sharding.ts';
import type { Sink } from './sink.ts';
import { makeWorkFolder } from './work-folder.ts';
import { writing, writingSlowly } from './writing.ts';

/** `check`: a batch goes in; a verdict, scorecards and a fix list come out. */
export async function check(files: readonly string[], words: CheckWords, context: Context): Promise<number> {
  const settings = settingsOf(words, context);
  refuseDoubled(files, context);
  refuseUnshardable(files, settings, context);
  const job = jobOf(settings, words.previous, context);
  if (settings.shard !== undefined && job.waivers !== undefined) context.api.refuseLateWaivers(job.waivers, job.pack);
  return checkFiles(files, await withPast(job, context), context);
}

/** What was typed, the config file and the defaults. Throws UsageError or PackError. */
export function settingsOf(words: CheckWords, { host, api }: Context): Settings {
  const config = api.loadConfig(host.cwd, words.config === undefined ? undefined : resolve(host.cwd, words.config))?.config ?? {};
  return settle(words, config, host);
}

/** Checks files as a job says, and delivers what is asked for. Resolves to the exit code. */
export async function checkFiles(files: readonly string[], job: Job, context: Context): Promise<number> {
  const { host, api, atEnd } = context;
  const { settings, pack } = job;
  const references = await loadReferences(settings, pack, context);
  const baseline = settings.baseline === undefined ? undefined : await loadBaseline(settings.baseline, context);
  const log = keepLog(files, settings, context);
  const out = settings.out;
  const folder = out === undefined ? undefined : writing(api, out, () => openOutputFolder(out, host));
  if (folder !== undefined) atEnd(folder.discard);
  const work = folder?.work ?? makeWorkFolder(context);
  const sinks = sinksOf(out, folder, job, context);
  // Inputs and outputs have their own errors: what else the system refuses is about files that findings wait in.
  const { run, failures } = await writingSlowly(api, `working files in ${out ?? host.temporary}`, async () => {
    const inputs = await findInputs(files, work, context);
    keepHeapSmall(inputs, settings.jobs);
    const result = await lintJob(job, inputs, references, work, context);
    return deliver(result, pack, sinks, settings.maxFindings, work, baseline, context);
  });
  const ending = endingOf(run, failures, settings.failOn, settings.minScore, api);
  log.end(run, ending.code);
  await say(ending, settings, failures.length === 0, context);
  return ending.code;
}

/** Where the findings go. */
function sinksOf(out: string | undefined, folder: OutputFolder | undefined, { pack, settings }: Job, context: Context): readonly Sink[] {
  const onScreen = screen(pack, settings, context);
  if (out === undefined || folder === undefined) return [onScreen];
  return [
    writing(context.api, out, () => outputSet(out, folder, pack, settings.baseline !== undefined, settings.state, context.api)),
    onScreen,
  ];
}

/** Why a check did not end well, first line first; then where its outputs are. */
async function say({ reasons }: Ending, { out, quiet }: Settings, outWritten: boolean, { api, err }: Context): Promise<void> {
  const lines = reasons.map((reason) => `pnd-lint: ${reason}`);
  if (out !== undefined && outWritten && !quiet) lines.push(`outputs are in ${out}`);
  await err.print(lines.map((line) => `${api.forTerminal(line)}\n`).join(''));
}
