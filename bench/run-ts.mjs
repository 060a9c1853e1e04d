// node bench/run-ts.mjs FILE.ts [OPTION …]: runs a TypeScript file of this folder, from the repository's root.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [file, ...options] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-run-'));
try {
  const outfile = join(folder, 'run.mjs');
  await build({ entryPoints: [resolve(file)], outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' });
  process.argv = [process.argv[0], outfile, ...options];
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
