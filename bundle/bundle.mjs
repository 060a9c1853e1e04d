// Makes `dist/pnd-lint.mjs` (or the file given): the program, its packs and schemas in one file that runs with Node alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { compiledPacks, loadingFrom, requireOf, root, settings } from './settings.mjs';

const at = (...names) => join(root, ...names);
const outfile = resolve(process.argv[2] ?? at('dist/pnd-lint.mjs'));

/** Files that the program reads of its own package, by name relative to it. READMEs and licences of packs stay outside. */
function contents(packs) {
  const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const files = { 'package.json': JSON.stringify({ name, version }) };
  for (const folder of ['rules', 'schemas'])
    for (const entry of readdirSync(at(folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(json|csv)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files[relative(root, path).split(sep).join('/')] = readFileSync(path, 'utf8');
    }
  // Bytes that are no text, as text. Modules can't be loaded from here.
  for (const [name, bytes] of packs)
    if (!name.endsWith('.cjs')) files[`dist/${name}`] = Buffer.from(bytes).toString(name.endsWith('.json') ? 'utf8' : 'base64');
  return Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const packs = await compiledPacks();
/** Modules that read packs, schemas and the version. */
const READS_CONTENTS = /[\\/]src[\\/](packs[\\/][^\\/]+|cli[\\/]version)\.ts$/;
const inOneFile = {
  name: 'in-one-file',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:fs$/ }, ({ importer }) => (READS_CONTENTS.test(importer) ? { path: at('bundle/files.mjs') } : undefined));
    onResolve({ filter: /^tinypool$/ }, () => ({ path: at('bundle/pool.mjs') }));
    onResolve({ filter: /^embedded:contents$/ }, ({ path }) => ({ path, namespace: 'embedded' }));
    onLoad({ filter: /.*/, namespace: 'embedded' }, () => ({ contents: JSON.stringify(contents(packs)), loader: 'json' }));
  },
};

await build({
  ...settings,
  entryPoints: [at('bundle/entry.mjs')],
  outfile,
  plugins: [inOneFile, loadingFrom((name) => `require(${name})`)],
  // The history keeps a database, whose engine is no JavaScript: it is used where it is installed.
  external: ['@duckdb/node-api'],
  // Modules look for files two folders up from themselves, where `files.mjs` makes the contents seem to be.
  define: { 'import.meta.url': '__pndHome' },
  banner: {
    js: [
      '#!/usr/bin/env node',
      'const __pndSelf = import.meta.url;',
      "const __pndHome = new URL('./pnd-lint.contents/dist/program/x.js', __pndSelf).href;",
      requireOf('__pndSelf'),
    ].join('\n'),
  },
});
