import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { broken } from './reading.ts';

/** Folder of the packs that ship with the program; at the same place seen from `src/` and from `dist/`. */
export const SHIPPED_RULES = fileURLToPath(new URL('../../rules', import.meta.url));

/** Whether a folder holds a rule pack. */
export function isPackFolder(path: string): boolean {
  // A file among the packs, such as a README, has nothing below it: `statSync` would throw.
  return existsSync(join(path, 'pack.json'));
}

/** Ids of the packs in a folder of packs, in order; none if there is no such folder. Throws InputError if it can't be read. */
export function shippedPacks(rulesRoot: string): readonly string[] {
  try {
    return readdirSync(rulesRoot)
      .filter((name) => isPackFolder(join(rulesRoot, name)))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw broken(rulesRoot, error);
  }
}
