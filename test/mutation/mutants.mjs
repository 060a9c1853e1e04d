// Changes of the code by Stryker's mutators, all of them in place behind switches, and the tests built over it.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';

/** What stands in for a package where mutants are tried. */
const STAND_INS = { vitest: './stand-in.mjs', 'fast-check': './fewer-runs.mjs' };
const silent = Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map((level) => [level, () => {}]));
const quiet = { ...silent, isDebugEnabled: () => false };

const tsFilesOf = (path) =>
  path.endsWith('.ts')
    ? [path]
    : readdirSync(path, { recursive: true })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(path, name))
        .sort();

/** Every change of the files below `path`; by absolute path their text, and their text with all changes in it. */
export async function mutantsOf(path) {
  const files = tsFilesOf(path).map((name) => ({ name: resolve(name), mutate: true, content: readFileSync(name, 'utf8') }));
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const { files: changed, mutants } = await new Instrumenter(quiet).instrument(files, options);
  const byName = (all) => new Map(all.map(({ name, content }) => [name, content]));
  return { mutants, sources: byName(files), texts: byName(changed) };
}

/** Builds test files (below `test/`) with these texts into a folder; modules know where they stood before they were put together. */
export async function buildTests(names, texts, outdir) {
  const standsWhereItStood = {
    name: 'stands-where-it-stood',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^(vitest|fast-check)$/ }, ({ path }) => ({
        path: new URL(STAND_INS[path], import.meta.url).href,
        external: true,
      }));
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = texts.get(path) ?? readFileSync(path, 'utf8');
        return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
      });
    },
  };
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: names.map((name) => join('test', name)),
    outdir,
    outbase: 'test',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.12',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
    plugins: [standsWhereItStood],
  });
}

/** Test files below `test/` whose names begin so. */
export function testFilesOf({ tests, without }) {
  const all = readdirSync('test', { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  return all.filter((name) => tests.some((start) => name.startsWith(start)) && !without.includes(name)).sort();
}
