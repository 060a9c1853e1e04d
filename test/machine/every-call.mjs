// Runs one check again and again in this process, each time with another call of the file system failing, and tells how each run ended:
// one line of JSON a run. Arguments: what loads the program, a working folder, the kinds of calls, and `once` or `on` (see failing-io.mjs).
// The folder holds `old/` (a whole set of outputs), `new/` (the one that the run would make) and `batch.csv`.
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';

const [program, folder, kinds, how] = process.argv.slice(2);
const { hostOf, main } = createRequire(import.meta.url)(program).load('main');
const out = join(folder, 'out');

function digest(set) {
  const entries = readdirSync(set, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  const hash = createHash('sha256');
  for (const file of files.filter((one) => !one.slice(set.length + 1).startsWith('.')))
    hash.update(`${file.slice(set.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

const sets = new Map([
  [digest(join(folder, 'old')), 'old'],
  [digest(join(folder, 'new')), 'new'],
]);

/** Neither set stands: one that says of itself that not everything could be read, one without `run.json`, or what must never be. */
function whatStands() {
  if (!readdirSync(out).includes('run.json')) return 'no set';
  const { complete } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  return complete ? 'mixture' : 'told to be incomplete';
}

async function run() {
  let stderr = '';
  const keep = new Writable({
    write(chunk, _encoding, done) {
      stderr += chunk;
      done();
    },
  });
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const host = { ...hostOf(process), cwd: folder, stdout: { stream: nowhere, columns: 80 }, stderr: { stream: keep, columns: 80 } };
  const args = ['check', 'batch.csv', '--pack', 'file', '--as-of', '2026-06-30', '--out', 'out', '--jobs', '1'];
  return { code: await main(args, host), stderr };
}

for (const kind of kinds.split(','))
  for (let at = 1; ; at++) {
    rmSync(out, { recursive: true, force: true });
    cpSync(join(folder, 'old'), out, { recursive: true });
    globalThis.failingIo.set({ kind, at, on: how === 'on' });
    const ended = await run();
    const met = (globalThis.failingIo.counts()[kind] ?? 0) >= at;
    globalThis.failingIo.set({});
    if (!met) break;
    const found = sets.get(digest(out)) ?? whatStands();
    const left = readdirSync(out).filter((name) => name.startsWith('.')).length;
    const line = { kind, at, ...ended, found, left };
    if (found === 'old' && left === 0) {
      console.log(JSON.stringify(line));
      continue;
    }
    await run();
    const next = sets.get(digest(out)) ?? 'mixture';
    const stillLeft = readdirSync(out).filter((name) => name.startsWith('.')).length;
    console.log(JSON.stringify({ ...line, next, stillLeft }));
  }
