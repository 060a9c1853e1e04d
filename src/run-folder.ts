import { type RunFolder, runFolderOf } from './history/index.ts';
import { readRunFile } from './packs/index.ts';

/**
 * Reads what `check --out` wrote.
 *
 * @param path absolute path of the folder, or of its `run.json`
 * @param shown how messages name it
 * @throws UsageError if there is no run of schema version 1, or it is not complete
 */
export function readRunFolder(path: string, shown: string): RunFolder {
  const { run, path: file } = readRunFile(path, shown, 'folder that check --out has written, or its run.json');
  return runFolderOf(run, file, shown);
}
