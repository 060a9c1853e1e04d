import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { LintInput } from '../index.ts';
import type { Context } from './context.ts';
import { isPipe, openPipe } from './pipe.ts';
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

/** Throws UsageError for a file that is named twice, by whatever paths: its records would count twice, and repeat each other. */
export function refuseDoubled(files: readonly string[], { host, api }: Pick<Context, 'host' | 'api'>): void {
  const seen = new Map<string, string>();
  for (const file of files) {
    const path = real(resolve(host.cwd, file));
    const before = seen.get(path);
    if (before !== undefined) {
      const twice = before === file ? `${file} is given twice` : `${before} and ${file} are the same file`;
      throw new api.UsageError(`${twice}: its records would be counted twice; give each input once`);
    }
    seen.set(path, file);
  }
}

/** The path without symbolic links; as it stands if nothing is there, which is told when the file is opened. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
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
