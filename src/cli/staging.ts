import { closeSync, copyFileSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFile, syncFolder } from './durable.ts';
import type { Self } from './owner.ts';
import { clearLeftFolders, makePrivateFolder } from './private-folder.ts';

const PREFIX = '.pnd-lint-';

/** A private folder where files grow before they stand under their names. */
export interface Staging {
  /** Absolute. */
  readonly folder: string;
  /** Puts finished files in their places, in this order. Throws the file system's errors. */
  place(files: readonly { readonly from: string; readonly to: string }[]): void;
  /** Removes the folder and what is left in it. */
  discard(): void;
}

/** Opens a staging folder inside `parent` (absolute), and clears those of killed runs. Throws the file system's errors. */
export function openStaging(parent: string, self: Self): Staging {
  clearLeftFolders(parent, PREFIX, self);
  const folder = makePrivateFolder(parent, PREFIX, self);
  return {
    folder,
    place(files) {
      const drafts = files.map(({ from, to }, index) => ({ from: dirname(to) === parent ? from : besides(from, to, self, index), to }));
      for (const { from } of drafts) sync(from);
      for (const { from, to } of drafts) renameSync(from, to);
      for (const at of new Set(files.map(({ to }) => dirname(to)))) syncFolder(at);
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copies a file to the folder of its place: what lies on another disk can't be renamed into it. */
function besides(from: string, to: string, { token }: Self, index: number): string {
  const draft = join(dirname(to), `${PREFIX}${token}-${index}`);
  copyFileSync(from, draft);
  return draft;
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    syncFile(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
