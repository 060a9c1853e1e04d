// Builds `dist/` (or the folder given): the library module by module with its types, and in `program/` what `bin/` runs.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { askedFor, compiledPacks, loadingFrom, requireOf, root, settings, source } from './bundle/settings.mjs';

const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' });

// The program in few files: Node opens modules that are imported side by side at the same time, and needs a descriptor for each.
// They lie one folder below `dist/`, as modules do, so that paths relative to a module lead to the same place.
const few = { ...settings, outdir: join(dist, 'program'), banner: { js: requireOf('import.meta.url') } };
/** The command line loads the library as it would any other package. */
const libraryApart = {
  name: 'library-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './library.js', external: true })),
};
await build({ ...few, entryPoints: { main: source('cli/program.ts') }, plugins: [libraryApart] });
// tinypool looks for its own files beside itself, and only runs with threads need it; DuckDB is not always installed.
await build({
  ...few,
  entryPoints: { library: source('index.ts'), worker: source('worker.ts') },
  splitting: true,
  external: ['tinypool', '@duckdb/node-api'],
  plugins: [loadingFrom((name) => `load('./asked.cjs')[${name}]`)],
});
// What only packs need that were not compiled here.
await build({ ...settings, format: 'cjs', stdin: { contents: askedFor, resolveDir: root }, outfile: join(dist, 'program/asked.cjs') });
// Every thread holds the text of what it runs: with one character beyond ASCII each of them takes two bytes. esbuild leaves those of patterns and templates.
for (const name of readdirSync(join(dist, 'program'))) {
  const file = join(dist, 'program', name);
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(?<!\\)[\u0080-\uffff]/g, escaped));
}

for (const [name, bytes] of await compiledPacks()) {
  const file = join(dist, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
