import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { generated } from '../whole-runs/run.ts';
import { type BuiltPackage, buildPackage, type Ended, start } from './built-package.ts';

let built: BuiltPackage;
let data: string;
let cwd: string;

beforeAll(() => {
  built = buildPackage();
  data = mkdtempSync(join(tmpdir(), 'pnd-lint-data-'));
  for (const [name, records, seed] of [
    ['few.csv', 40, 1],
    ['other.csv', 40, 3],
    // More than a pipe holds at once.
    ['old.csv', 300, 1],
    ['new.csv', 3000, 2],
  ] as const)
    writeFileSync(join(data, name), generated({ records, seed }).batch);
});
afterAll(() => {
  rmSync(data, { recursive: true, force: true });
});
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pnd-lint-process-'));
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }));
});

const batch = (name: string) => join(data, name);
const check = (...args: string[]) => start(built.program, ['check', '--as-of', '2026-06-30', ...args], cwd);

/** Every file of a set with its content; names of staging folders are not part of it. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const named = files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [path.slice(folder.length + 1), path] as const);
  return Object.fromEntries(named.filter(([name]) => !name.startsWith('.')).map(([name, path]) => [name, readFileSync(path, 'utf8')]));
}

describe('the program as a process', () => {
  it('takes a pipe that closes early as no error', async () => {
    const { child, ended } = check(batch('new.csv'), '--format', 'jsonl', '--fail-on', 'never');
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 3 when standard output is full', async () => {
    const args = [process.execPath, built.program, 'check', batch('few.csv'), '--as-of', '2026-06-30'];
    const script = `${args.map((arg) => `'${arg}'`).join(' ')} >/dev/full 2>err; echo $? >code`;
    execFileSync('sh', ['-c', script], { cwd });
    expect(readFileSync(join(cwd, 'code'), 'utf8')).toBe('3\n');
    expect(readFileSync(join(cwd, 'err'), 'utf8')).toMatch(/^pnd-lint: can't write standard output: no space left on device/);
  });

  it('reads standard input and pipes as it reads a file', async () => {
    const file = await check(batch('old.csv'), '--format', 'jsonl').ended;
    const { child, ended } = check('-', '--format', 'jsonl');
    child.stdin?.end(readFileSync(batch('old.csv')));
    const piped = await ended;
    expect(piped.code).toBe(1);
    expect(piped.stdout.replaceAll('"file":"-"', '"file":"old.csv"')).toBe(file.stdout);
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    const fromFifo = check('fifo', '--format', 'jsonl');
    execFileSync('sh', ['-c', `cat '${batch('old.csv')}' >fifo`], { cwd });
    expect((await fromFifo.ended).stdout.replaceAll('"file":"fifo"', '"file":"old.csv"')).toBe(file.stdout);
  });

  it('does what can be done when one of several files is missing, and ends with 3', async () => {
    const { code, stderr } = await check('nowhere.csv', batch('few.csv'), '--out', 'out').ended;
    expect(code).toBe(3);
    expect(stderr.split('\n')[0]).toMatch(/^pnd-lint: .*nowhere\.csv/);
    const run = JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8'));
    expect(run).toMatchObject({ complete: false, totals: { records: 40 } });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('stops at %s within two seconds, with exit %i, one line and nothing left', async (signal, code) => {
    const { child, ended } = check('-', '--out', 'out');
    child.stdin?.write('urn,agency\n');
    while (!existsSync(join(cwd, 'out')) || readdirSync(join(cwd, 'out')).length === 0) await pause(10);
    child.kill(signal);
    const late = pause(2000, 'late', { ref: false });
    const end = await Promise.race([ended, late]);
    expect(end).toMatchObject({ code, stdout: '', stderr: `pnd-lint: stopped by ${signal}\n` });
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('stops in the middle of the work too, and keeps the old set', async () => {
    await check(batch('few.csv'), '--out', 'out').ended;
    const before = contents(join(cwd, 'out'));
    const copies = ['a.csv', 'b.csv'].map((name) => join(cwd, name));
    for (const copy of copies) copyFileSync(batch('new.csv'), copy);
    const { child, ended } = check(batch('new.csv'), ...copies, '--out', 'out');
    while (!readdirSync(join(cwd, 'out')).some((name) => name.startsWith('.staging-'))) await pause(5);
    child.kill('SIGINT');
    const { code } = await ended;
    expect(code).toBe(130);
    expect(contents(join(cwd, 'out'))).toEqual(before);
    expect(readdirSync(join(cwd, 'out')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('stops in the middle of a long merge too, and leaves nothing', { timeout: 120_000 }, async () => {
    await check(batch('old.csv'), '--state', '--out', 'one').ended;
    const folders = Array<string>(150).fill('one');
    /** A signal before the program listens ends it as it ends any program: then it is sent later. */
    const stopped = async (after: number): Promise<{ readonly end: Ended; readonly took: number }> => {
      const { child, ended } = start(built.program, ['merge', ...folders, '--overlap', '--state', '--out', 'merged'], cwd);
      await pause(after);
      child.kill('SIGINT');
      const sent = performance.now();
      const end = await ended;
      return end.signal === 'SIGINT' ? stopped(after * 2) : { end, took: performance.now() - sent };
    };
    const { end, took } = await stopped(1000);
    expect(end).toMatchObject({ code: 130, stdout: '', stderr: 'pnd-lint: stopped by SIGINT\n' });
    expect(took).toBeLessThan(2000);
    expect(existsSync(join(cwd, 'merged')) ? readdirSync(join(cwd, 'merged')) : []).toEqual([]);
  });

  it('killed at any moment leaves the old set or the new one, and the next run clears the rest', { timeout: 600_000 }, async () => {
    const out = join(cwd, 'out');
    const staged = () => existsSync(out) && readdirSync(out).some((name) => name.startsWith('.'));
    /** Milliseconds between the first sign of a run in the folder and its end. */
    const timed = async (name: string) => {
      const { ended } = check(batch(name), '--out', 'out');
      while (!staged()) await pause(2);
      const begun = performance.now();
      await ended;
      return performance.now() - begun;
    };
    await timed('few.csv');
    const old = contents(out);
    const length = await timed('other.csv');
    const sets = [old, contents(out)];
    for (let kill = 0; kill < 20; kill++) {
      const { child, ended } = check(batch(kill % 2 === 0 ? 'few.csv' : 'other.csv'), '--out', 'out');
      while (!staged()) await pause(2);
      await pause((length * kill) / 18);
      child.kill('SIGKILL');
      await ended;
      const found = contents(out);
      if ('run.json' in found) expect(sets).toContainEqual(found);
    }
    await timed('few.csv');
    expect(contents(out)).toEqual(old);
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('writes the same bytes in another time zone, locale, folder and without a home', async () => {
    await check(batch('few.csv'), '--out', 'out').ended;
    const plain = contents(join(cwd, 'out'));
    const env = { PATH: process.env.PATH, TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const args = ['check', '--as-of', '2026-06-30', batch('few.csv'), '--out', join(cwd, 'other'), '--jobs', '1'];
    await start(built.program, args, '/', env).ended;
    expect(contents(join(cwd, 'other'))).toEqual(plain);
  });

  it('makes outputs and logs that only this user can read, whatever the umask', async () => {
    const args = [process.execPath, built.program, 'check', batch('few.csv'), '--out', 'out', '--log', 'log']
      .map((arg) => `'${arg}'`)
      .join(' ');
    execFileSync('sh', ['-c', `umask 000; ${args} --quiet >screen 2>err || true`], { cwd });
    for (const name of ['log', ...Object.keys(contents(join(cwd, 'out'))).map((file) => `out/${file}`)])
      expect(statSync(join(cwd, name)).mode & 0o777, name).toBe(0o600);
  });

  it('does 200 files with the few descriptors that Node itself leaves of 20', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `f${index}.csv`);
    const [header = '', first = ''] = readFileSync(batch('few.csv'), 'utf8').split('\n');
    for (const name of names) writeFileSync(join(cwd, name), `${header}\n${first}\n`);
    const args = [process.execPath, built.program, 'check', '--as-of', '2026-06-30', '--out', 'out', ...names]
      .map((arg) => `'${arg}'`)
      .join(' ');
    execFileSync('sh', ['-c', `ulimit -n 20; ${args} >screen 2>err; echo $? >code`], { cwd });
    expect(readFileSync(join(cwd, 'err'), 'utf8').split('\n')[0]).toMatch(/^pnd-lint: 199 errors in 200 records$/);
  });
});
