// Builds `dist/` (or the folder given): the library module by module with its types, and in `program/` what `bin/` runs.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const source = (name) => join(root, 'src', name);
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
const compiler = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json'), '--outDir', dist], { stdio: 'inherit' });

// The program in few files: Node opens modules that are imported side by side at the same time, and needs a descriptor for each.
// They lie one folder below `dist/`, as modules do, so that paths relative to a module lead to the same place.
const few = {
  absWorkingDir: root,
  outdir: join(dist, 'program'),
  bundle: true,
  platform: 'node',
  target: 'node20.12',
  format: 'esm',
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Packages of the older kind call `require`, which modules do not have.
  banner: { js: "import { createRequire as requireFor } from 'node:module';const require = requireFor(import.meta.url);" },
};
/** The command line loads the library as it would any other package. */
const libraryApart = {
  name: 'library-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './library.js', external: true })),
};
await build({ ...few, entryPoints: { main: source('cli/program.ts') }, plugins: [libraryApart] });
// tinypool looks for its own files beside itself, and only runs with threads need it; DuckDB is not always installed.
await build({ ...few, entryPoints: { library: source('index.ts'), worker: source('worker.ts') }, splitting: true, external: ['tinypool', '@duckdb/node-api'] });

// Packs are proven once, here: of those that have not changed since, a run trusts the files.
const { loadPack, SHIPPED_RULES, shippedPacks } = await import(pathToFileURL(join(dist, 'packs/index.js')).href);
const { identities } = loadPack({ packs: shippedPacks(SHIPPED_RULES), codelists: [], rulesRoot: SHIPPED_RULES });
writeFileSync(join(dist, 'proven.json'), `${JSON.stringify(identities.map(({ sha256 }) => sha256))}\n`);
