import { mkdir, writeFile } from 'node:fs/promises';

/** Writes lines, each with its end, to a new file that only its owner may read. Throws the file system's errors. */
export async function writeLines(path: string, lines: readonly string[]): Promise<void> {
  await writeFile(path, lines, { flag: 'wx', mode: 0o600 });
}

/** Makes a folder that only its owner may enter. Throws the file system's errors. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 });
}
