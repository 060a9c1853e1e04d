import type { Pack, PreviousRun } from '../index.ts';
import type { Api } from './context.ts';
import { wholeText } from './whole-file.ts';

/**
 * Loads the `run.json` of an earlier run.
 * @param path absolute
 * @param shown how messages name it
 * @throws UsageError if it can't be read, or is not a run of the same packs; InputError if the disk fails
 */
export function loadPrevious(path: string, shown: string, pack: Pack, api: Api): PreviousRun {
  const text = wholeText(path, `the previous run ${shown}`, 'give the run.json of an earlier check', api);
  return api.previousRun(text, shown, pack);
}
