import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Pack } from '../model/pack.ts';
import type { Uses } from './uses.ts';

/** Packs as they were loaded with their own code lists. */
export interface CompiledPack {
  readonly pack: Pack;
  readonly uses: Uses;
}

/** Written by the build beside the program; there is none where it runs from its sources. */
const FOLDER = new URL('../compiled/', import.meta.url);

const fileOf = (key: string): string => `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.bin`;

/**
 * Packs as they were loaded when the program was built: reading a pack from its own files takes longer than linting a small batch.
 * @param key of names and hashes of all files, so that a pack that was changed since is not found
 * @returns undefined if there are none
 */
export function readCompiled(key: string): CompiledPack | undefined {
  const file = new URL(fileOf(key), FOLDER);
  if (!existsSync(file)) return undefined;
  try {
    const read = deserialize(readFileSync(file)) as Partial<CompiledPack>;
    return read.pack === undefined ? undefined : (read as CompiledPack);
  } catch {
    // Built by a later Node, whose form this one does not know: the pack's own files say the same.
    return undefined;
  }
}

/** Loaded packs as a file of the folder of compiled packs: its name and what it holds. */
export const compiledFile = (key: string, compiled: CompiledPack): readonly [name: string, bytes: Uint8Array] => [
  fileOf(key),
  serialize(compiled),
];
