import { readFileSync } from 'node:fs';
import type { Pack, PreviousRun } from '../index.ts';
import type { Api } from './context.ts';

/**
 * Loads the `run.json` of an earlier run.
 * @param path absolute
 * @param shown how messages name it
 * @throws UsageError if it can't be read, or is not a run of the same packs; InputError if the disk fails
 */
export function loadPrevious(path: string, shown: string, pack: Pack, api: Api): PreviousRun {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EIO') throw new api.InputError(`the previous run ${shown} can't be read (${code}); check the disk, then run again`);
    throw new api.UsageError(`the previous run ${shown} ${code === 'ENOENT' ? 'is not there' : `can't be read (${code})`}`);
  }
  return api.previousRun(text, shown, pack);
}
