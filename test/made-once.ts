import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import type * as Compiled from '../src/compiled-packs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder for what is made once a run and serves all test files. */
    readonly madeOnce: string;
  }
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** Of the folder for what is made once: the sources as JavaScript, where they stand to rules and schemas as they do in the repository. */
export const SOURCES = 'sources';

/** Writes the sources as JavaScript, with the packs as the build keeps them: to load those from their files takes longer than most tests. */
async function writeSources(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const name of ['rules', 'schemas', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(folder, name));
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noCheck', '--declaration', 'false', '--sourceMap'];
  const args = [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', join(folder, 'dist'), ...options];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
  const made = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'dist/compiled-packs.js')).href);
  mkdirSync(join(folder, 'dist/compiled'));
  for (const [name, bytes] of (made as typeof Compiled).compiledPacks(join(root, 'rules')))
    writeFileSync(join(folder, 'dist', name), bytes);
}

/** Fills the folder of a run of the tests, which all its projects share, and removes it afterwards. */
export async function setup({ config }: TestProject): Promise<() => void> {
  const madeOnce = config.provide.madeOnce as string;
  if (!existsSync(madeOnce)) await writeSources(join(madeOnce, SOURCES));
  return () => rmSync(madeOnce, { recursive: true, force: true });
}
