import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Pack } from '../model/pack.ts';

/** Written by the build beside the program; there is none where it runs from its sources. */
const FOLDER = new URL('../compiled/', import.meta.url);

const fileOf = (key: string): string => `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.bin`;

/**
 * Packs as they were loaded when the program was built: reading a pack from its own files takes longer than linting a small batch.
 * @param key of names and hashes of all files, so that a pack that was changed since is not found
 * @returns undefined if there are none
 */
export function readCompiled(key: string): Pack | undefined {
  const file = new URL(fileOf(key), FOLDER);
  if (!existsSync(file)) return undefined;
  try {
    return deserialize(readFileSync(file)) as Pack;
  } catch {
    // Built by a later Node, whose form this one does not know: the pack's own files say the same.
    return undefined;
  }
}

/** A loaded pack as a file of the folder of compiled packs: its name and what it holds. */
export const compiledFile = (key: string, pack: Pack): readonly [name: string, bytes: Uint8Array] => [fileOf(key), serialize(pack)];
