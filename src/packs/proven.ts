import { existsSync, readFileSync } from 'node:fs';

/** Written by the build beside the program; there is none where it runs from its sources. */
const FILE = new URL('../proven.json', import.meta.url);

let hashes: ReadonlySet<string> | undefined;

/**
 * Whether a pack was proven when the program was built, and has not changed since. Proving takes longer than linting a small batch.
 * @param sha256 hex, over all files of the pack
 */
export function isProven(sha256: string): boolean {
  hashes ??= new Set(existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly string[]) : []);
  return hashes.has(sha256);
}
