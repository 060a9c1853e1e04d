import { dirname, join, relative, resolve, sep } from 'node:path';
import type { LintInput } from '../index.ts';
import type { Context } from './context.ts';
import { isPipe, openPipe, stateOf } from './pipe.ts';
import { writingSlowly } from './writing.ts';

/**
 * Where the bytes of each named input lie. Standard input (`-`) and pipes can be read only once, so they are copied
 * into `work`, a private folder. Throws InputError if the copy can't be written.
 */
export async function findInputs(files: readonly string[], work: string, { host, api, signal }: Context): Promise<LintInput[]> {
  const inputs: LintInput[] = [];
  const names = namesOf(files, host.cwd);
  for (const [index, file] of files.entries()) {
    const path = resolve(host.cwd, file);
    const stream = file === '-' ? host.stdin : isPipe(path) ? openPipe(path, signal) : undefined;
    const copy = join(work, `input-${index}`);
    if (stream !== undefined) await writingSlowly(api, `a copy of ${file}`, () => api.spool(stream, copy, names[index]!));
    inputs.push({ path: stream === undefined ? path : copy, file: names[index]! });
  }
  return inputs;
}

/**
 * Throws UsageError for an empty name, and for one that leads where an earlier one does, by whatever path: the records of a file would count
 * twice and repeat each other, and what comes through a pipe was read then. Devices, and what can't be looked at, are left to the reader.
 */
export function refuseDoubled(files: readonly string[], { host, api }: Pick<Context, 'host' | 'api'>): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    if (file === '') throw new api.UsageError('the name of a file is empty: name a file, or - for standard input');
    const state = file === '-' ? undefined : stateOf(resolve(host.cwd, file));
    if (file !== '-' && !state?.isFile() && !state?.isFIFO()) continue;
    const place = state === undefined ? file : `${state.dev} ${state.ino}`;
    const before = seen.get(place);
    seen.set(place, file);
    if (before === undefined) continue;
    if (file === '-') throw new api.UsageError('standard input (-) can be read once only: name it once');
    if (state?.isFIFO()) throw new api.UsageError(`${file} is a pipe, which can be read once only: name it once`);
    const twice = before === file ? `${file} is given twice` : `${before} and ${file} are the same file`;
    throw new api.UsageError(`${twice}: its records would be counted twice; give each input once`);
  }
}

/**
 * Names under which inputs stand in outputs: relative to the folder that all of them share, so that outputs do not depend on where
 * the files lie nor on the working folder, and no absolute path gets out. `-` stays.
 */
export function namesOf(files: readonly string[], cwd: string): string[] {
  const paths = files.map((file) => (file === '-' ? undefined : resolve(cwd, file)));
  const folders = paths.flatMap((path) => (path === undefined ? [] : [dirname(path).split(sep)]));
  let shared = folders[0] ?? [];
  for (const folder of folders) {
    const differs = shared.findIndex((part, index) => part !== folder[index]);
    if (differs !== -1) shared = shared.slice(0, differs);
  }
  const common = shared.join(sep) || sep;
  return paths.map((path) => (path === undefined ? '-' : relative(common, path).split(sep).join('/')));
}
