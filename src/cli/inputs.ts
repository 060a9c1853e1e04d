import { createReadStream, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LintInput } from '../index.ts';
import type { Context } from './context.ts';
import { writingSlowly } from './writing.ts';

/**
 * Where the bytes of each named input lie. Standard input (`-`) and pipes can be read only once, so they are copied
 * into `work`, a private folder. Throws InputError if the copy can't be written.
 */
export async function findInputs(files: readonly string[], work: string, { host, api, signal }: Context): Promise<LintInput[]> {
  const inputs: LintInput[] = [];
  for (const [index, file] of files.entries()) {
    const path = resolve(host.cwd, file);
    const stream = file === '-' ? host.stdin : isPipe(path) ? createReadStream(path, { signal }) : undefined;
    const copy = join(work, `input-${index}`);
    if (stream !== undefined) await writingSlowly(api, `a copy of ${file}`, () => api.spool(stream, copy));
    inputs.push({ path: stream === undefined ? path : copy, file });
  }
  return inputs;
}

/** What can't be looked at is left to the reader, which says so. */
function isPipe(path: string): boolean {
  try {
    const state = statSync(path);
    return state.isFIFO() || state.isSocket() || state.isCharacterDevice();
  } catch {
    return false;
  }
}
