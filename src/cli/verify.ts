import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { LintInput, Run } from '../index.ts';
import { loadBaseline } from './baseline.ts';
import type { VerifyWords } from './command.ts';
import type { Api, Context } from './context.ts';
import { EXIT } from './context.ts';
import { deliver } from './deliver.ts';
import { keepHeapSmall } from './heap.ts';
import { jobOf, lintJob } from './job.ts';
import { loadNamed } from './load.ts';
import { openOutputFolder, SET_NAMES } from './output-folder.ts';
import { outputSet } from './output-set.ts';
import { withPast } from './past.ts';
import { type HashedFile, recordedSettings } from './recorded.ts';
import { loadReferences } from './references.ts';
import { packsOf, readWholeRun } from './run-folder.ts';
import { sameBytes } from './same-bytes.ts';
import { mostThreads } from './settings.ts';
import { makeWorkFolder } from './work-folder.ts';
import { systemCause, writing } from './writing.ts';

/**
 * `verify run.json INPUT…`: makes the run again from the same inputs, told by their SHA-256, and compares every output byte for byte.
 * 1 if anything differs, or if a file of the run is not among those given.
 */
export async function verify(runFile: string, files: readonly string[], words: VerifyWords, context: Context): Promise<number> {
  const { host, api, out, err } = context;
  const { run, folder: recordedFolder, name } = readWholeRun(runFile, context);
  const work = makeWorkFolder(context);
  const given = await Promise.all(files.map((file) => hashed(file, resolve(host.cwd, file), api)));
  const { pack } = loadNamed(words.pack ?? packsOf(run), [], host, api);
  const untold = { packs: words.pack, set: Object.fromEntries(words.set ?? []), jobs: words.jobs ?? mostThreads(host.cores) };
  const recorded = recordedSettings(run, given, untold, pack.maps, work, context);
  const { inputs, missing, used } = inputsOf(run, given);
  keepHeapSmall(inputs);
  const unknown = given.filter((one) => !used.has(one) && !recorded.used.has(one)).map(({ name }) => `${name}: no file of this run`);
  const reasons = [...missing, ...recorded.missing, ...unknown];
  if (reasons.length === 0) {
    const folder = join(work, 'again');
    await again(inputs, recorded.settings, folder, context);
    const { same, differences } = compared(recordedFolder, folder, name);
    if (differences.length === 0) {
      await out.print(`${api.forTerminal(`${api.counted(same, 'file')} the same, byte for byte`)}\n`);
      return EXIT.done;
    }
    reasons.push(...otherMakers(run, join(folder, 'run.json'), api), ...differences);
  }
  await err.print(reasons.map((reason) => `${api.forTerminal(`pnd-lint: ${reason}`)}\n`).join(''));
  return EXIT.no;
}

/** Throws InputError if the file can't be read. */
async function hashed(name: string, path: string, api: Api): Promise<HashedFile> {
  const hash = createHash('sha256');
  // It is read again after this, and a device may never end.
  const state = statSync(path, { throwIfNoEntry: false });
  if (state?.isFile() === false)
    throw new api.InputError(`${name} is a ${state.isDirectory() ? 'folder' : 'pipe or device'}: give the file itself`);
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  } catch (error) {
    const cause = systemCause(error);
    throw cause === undefined ? error : new api.InputError(`${name} can't be read: ${cause}`);
  }
  return { name: basename(name), path, sha256: hash.digest('hex') };
}

/** The inputs of a run among the files given, in its order and by its names. Of files with the same bytes each is used once while they last. */
function inputsOf(run: Run, given: readonly HashedFile[]) {
  const used = new Set<HashedFile>();
  const missing: string[] = [];
  const inputs = run.inputs.flatMap(({ file, sha256 = '' }): LintInput[] => {
    const same = given.filter((one) => one.sha256 === sha256);
    const one = same.find((each) => !used.has(each)) ?? same[0];
    if (one === undefined) {
      missing.push(`no file given is ${file} as it was checked (SHA-256 ${sha256.slice(0, 12)}…)`);
      return [];
    }
    used.add(one);
    return [{ path: one.path, file }];
  });
  return { inputs, missing, used };
}

async function again(
  inputs: readonly LintInput[],
  settings: ReturnType<typeof recordedSettings>['settings'],
  target: string,
  context: Context,
): Promise<void> {
  const { host, api } = context;
  const job = await withPast(jobOf(settings, undefined, context), context);
  const references = await loadReferences(settings, job.pack, context);
  const baseline = settings.baseline === undefined ? undefined : await loadBaseline(settings.baseline, context);
  const folder = writing(api, 'a folder to compare with', () => openOutputFolder(target, host));
  const result = await lintJob(job, inputs, references, folder.work, context);
  const sink = outputSet('a folder to compare with', folder, job.pack, baseline !== undefined, false, api);
  const { failures } = await deliver(result, job.pack, [sink], settings.maxFindings, folder.work, baseline, context);
  if (failures.length > 0) throw new api.InputError(failures.join('; '));
}

/** Compares a set of outputs with the one made again; if `run.json` stands alone, that alone. */
function compared(recorded: string, fresh: string, runName: string): { readonly same: number; readonly differences: readonly string[] } {
  const own = filesOf(recorded, runName);
  const made = own.length === 1 ? ['run.json'] : filesOf(fresh, 'run.json');
  const differences: string[] = [];
  for (const name of made) {
    if (!own.includes(name)) differences.push(`${name} is not there`);
    else if (!sameBytes(join(recorded, name === 'run.json' ? runName : name), join(fresh, name))) differences.push(`${name} differs`);
  }
  for (const name of own) if (!made.includes(name)) differences.push(`${name} is not an output of this run`);
  return { same: made.length, differences };
}

/** Files of a set of outputs, by name relative to its folder, `run.json` first. */
function filesOf(folder: string, runName: string): string[] {
  const stands = new Set(readdirSync(folder));
  const inside = (name: string): string[] => {
    if (!stands.has(name)) return [];
    if (name.includes('.')) return [name];
    return readdirSync(join(folder, name)).map((file) => `${name}/${file}`);
  };
  return ['run.json', ...SET_NAMES.filter((name) => name !== 'run.json' && name !== runName).flatMap(inside)];
}

/** Another program or other packs: then it is no wonder that outputs differ. */
function otherMakers(run: Run, againPath: string, { forTerminal }: Api): string[] {
  const now = JSON.parse(readFileSync(againPath, 'utf8')) as Run;
  const told: string[] = [];
  if (run.tool?.version !== now.tool.version) told.push(`made by pnd-lint ${run.tool?.version}, and this is ${now.tool.version}`);
  for (const { id, version, sha256 } of run.packs) {
    const own = now.packs.find((pack) => pack.id === id);
    if (own?.sha256 !== sha256)
      told.push(
        forTerminal(`made with pack ${id} ${version}, and here ${own === undefined ? 'is none' : `it is ${own.version} with other files`}`),
      );
  }
  return told;
}
