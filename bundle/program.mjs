// Makes what `bin/` runs: few files, whose code the engine need not compile anew each time.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, transform } from 'esbuild';
import { askedFor, loadingFrom, root, settings, source } from './settings.mjs';

/** What begins the program, as it is. */
const BEGINS = ['engine.cjs', 'load.cjs'];

/** The command line loads the library as it would any other package. */
const libraryApart = {
  name: 'library-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './library.js', external: true })),
};

/** commander can start programs of verbs, and ours has none: what it would start them with takes 3 ms to load. */
const startingNothing = {
  name: 'starting-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'nothing' }));
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: '' }));
  },
};

/** A module as text of a function that `load.cjs` calls: engines keep compiled code of functions, and not of modules. */
async function partOf(module) {
  const { code } = await transform(module, {
    format: 'cjs',
    platform: 'node',
    target: settings.target,
    minifyWhitespace: true,
    define: { 'import.meta.url': 'here' },
  });
  const loading = code.replaceAll(/\bimport\(("[^"]+")\)/g, '__import($1)');
  // Nobody writes to what another part exports: plain values are read faster than esbuild's getters.
  const text = `(function(require,__import,here){var module={exports:{}};${loading}return{...module.exports}})\n`;
  // Every thread holds the text of what it runs: with one character beyond ASCII each of them takes two bytes. esbuild leaves those of patterns and templates.
  return text.replaceAll(/(?<!\\)[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Writes the program in few files: Node opens modules that are imported side by side at the same time, and needs a descriptor for each.
 * @param folder one folder below that of the modules, so that paths relative to a module lead to the same place
 */
export async function writeProgram(folder) {
  mkdirSync(folder, { recursive: true });
  const few = { ...settings, outdir: folder, write: false };
  const line = await build({ ...few, entryPoints: { main: source('cli/program.ts') }, plugins: [libraryApart, startingNothing] });
  // tinypool looks for its own files beside itself, and only runs with threads need it; DuckDB is not always installed.
  const library = await build({
    ...few,
    entryPoints: { library: source('index.ts'), work: source('worker.ts') },
    splitting: true,
    external: ['tinypool', '@duckdb/node-api'],
    plugins: [loadingFrom((name) => `load('./asked.cjs')[${name}]`)],
  });
  for (const { path, text } of [...line.outputFiles, ...library.outputFiles]) writeFileSync(join(folder, basename(path)), await partOf(text));
  for (const name of BEGINS) copyFileSync(join(root, 'bundle', name), join(folder, name));
  // A thread begins with a module.
  writeFileSync(join(folder, 'worker.js'), "import { load } from './load.cjs';\nexport default load('work').default;\n");
  // What only packs need that were not compiled here.
  await build({ ...settings, format: 'cjs', stdin: { contents: askedFor, resolveDir: root }, outfile: join(folder, 'asked.cjs') });
}

/** Keeps code as a run of the program over a sample has had it compiled. Settings of the engine that are not its own would make it another's. */
export function keepCode(folder) {
  const { NODE_OPTIONS, ...env } = process.env;
  execFileSync(process.execPath, [join(root, 'bundle/keep-code.mjs'), folder], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}
