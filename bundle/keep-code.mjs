// Runs the program in a folder over a sample, and writes beside it the code that the engine has compiled by then (see `load.cjs`).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

const [, , folder] = process.argv;
const require = createRequire(import.meta.url);
require(join(folder, 'engine.cjs'));
const { load, scripts, codeFile, sealOf } = require(join(folder, 'load.cjs'));
const { hostOf, main } = load('main');
const mask = process.umask();
const work = mkdtempSync(join(tmpdir(), 'pnd-lint-code-'));
try {
  const sample = join(root, 'samples/two-agencies/batch.csv');
  const code = await main(['check', sample, '--out', join(work, 'out'), '--fail-on', 'never', '--as-of', '2026-11-20', '--quiet'], hostOf(process));
  if (code !== 0) throw new Error(`the check of a sample ended with ${code}`);
  // The program takes from others what it writes; this is for all who run it.
  process.umask(mask);
  for (const [name, { script, text }] of scripts) {
    const compiled = script.createCachedData();
    writeFileSync(codeFile(name), Buffer.concat([sealOf(text, compiled), compiled]));
  }
} finally {
  rmSync(work, { recursive: true });
}
