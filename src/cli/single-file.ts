import { lstatSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './durable.ts';
import { type FileWriter, writeNew, writeThrough } from './file-writer.ts';
import type { Self } from './owner.ts';
import { clearLeftFolders, makePrivateFolder } from './private-folder.ts';

/** A file that stands under its name only when it is whole. */
export interface SingleFile extends Pick<FileWriter, 'write' | 'close'> {
  /** Puts the closed file in its place. */
  place(): void;
  /** Leaves what stands under the name as it is. Does nothing after `place`. */
  discard(): void;
}

const STAGING = '.pnd-lint-';

/** Opens a file to be written at `path` (absolute), and clears the drafts of killed runs beside it. Pipes and devices are written as they are. Throws the file system's errors. */
export function writeWhole(path: string, self: Self): SingleFile {
  const state = lstatSync(path, { throwIfNoEntry: false });
  if (state !== undefined && !state.isFile() && !state.isSymbolicLink()) return inPlace(path);
  clearLeftFolders(dirname(path), STAGING, self);
  const staging = makePrivateFolder(dirname(path), STAGING, self);
  const draft = join(staging, basename(path));
  const file = writeNew(draft);
  return {
    write: file.write,
    close: file.close,
    place() {
      renameSync(draft, path);
      syncFolder(dirname(path));
      rmSync(staging, { recursive: true, force: true });
    },
    discard() {
      file.abandon();
      rmSync(staging, { recursive: true, force: true });
    },
  };
}

function inPlace(path: string): SingleFile {
  const file = writeThrough(path);
  return { write: file.write, close: file.close, place: () => {}, discard: file.abandon };
}
