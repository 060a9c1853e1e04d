import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDead, ownerName, type Self } from './owner.ts';

/** Makes a new folder `<prefix><owner>-<random>` inside `parent` that only this user can enter. Returns its path. */
export function makePrivateFolder(parent: string, prefix: string, self: Self): string {
  const folder = join(parent, `${prefix}${ownerName(self)}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/**
 * Makes the folder, and those above it, for this user alone, unless they are there. Node's own way never ends where the system makes none.
 * Returns those that were made, the innermost first.
 */
export function makeFolders(folder: string): readonly string[] {
  const isThere = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isThere(folder)) return [];
  try {
    mkdirSync(folder, { mode: 0o700 });
    return [folder];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = dirname(folder);
    // Somebody else may have made it in between.
    if (code === 'EEXIST' && isThere(folder)) return [];
    if (code !== 'ENOENT' || above === folder || isThere(above)) throw error;
    const made = makeFolders(above);
    mkdirSync(folder, { mode: 0o700 });
    return [folder, ...made];
  }
}

/** Removes those of these folders, the innermost first, in which nothing stands. */
export function removeEmptyFolders(folders: readonly string[]): void {
  try {
    for (const folder of folders) rmdirSync(folder);
  } catch {}
}

/** What `makePrivateFolder` puts behind the prefix; other people's folders may begin with the same prefix. */
const MADE_HERE = /^([0-9a-f]{8}-\d+-\w+)-[0-9a-f]{8}$/;

/** Removes folders that `makePrivateFolder` made in `parent` for processes that were killed. What can't be removed stays. */
export function clearLeftFolders(parent: string, prefix: string, self: Self): void {
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(prefix) ? MADE_HERE.exec(name.slice(prefix.length))?.[1] : undefined;
    if (owner === undefined) continue;
    const folder = join(parent, name);
    try {
      if (isDead(owner, statSync(folder).mtimeMs, self)) rmSync(folder, { recursive: true, force: true });
    } catch {}
  }
}
