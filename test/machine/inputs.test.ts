import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BuiltPackage, buildPackage, start } from '../cli/built-package.ts';
import { type IoFault, withFault } from './faults.ts';

let built: BuiltPackage;
let cwd: string;

beforeAll(() => {
  built = buildPackage();
  cwd = mkdtempSync(join(tmpdir(), 'pnd-lint-inputs-'));
  writeFileSync(join(cwd, 'good.csv'), 'one,two\n1,2\n');
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const check = (files: readonly string[], env?: NodeJS.ProcessEnv) =>
  start(built.program, ['check', ...files, '--pack', 'file', '--as-of', '2026-06-30', '--out', 'out'], cwd, env).ended;
const run = () => JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8')) as { complete: boolean; inputs: { file: string }[] };

describe('an input that is changed while it is read', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `${index},${'some text '.repeat(120)}\n`).join('');
  const path = () => join(cwd, 'changing.csv');
  const changed = async (change: NonNullable<IoFault['change']>, at: number) => {
    writeFileSync(path(), `number,text\n${lines}`);
    return check(['changing.csv', 'good.csv', '--jobs', '1'], withFault({ kind: 'input', at, change, path: path() }));
  };

  // Eleven reads: the survey sees how the file begins and reads its four portions, and begins and reads the other file; then rules read
  // the four portions. Afterwards it is no longer needed.
  it.each(['append', 'cut', 'replace', 'remove'] as const)('(%s) is said, with 3, and other files are done', async (change) => {
    for (const at of [1, 6, 8, 11]) {
      const { code, stderr } = await changed(change, at);
      expect(code, `${change} before read ${at}: ${stderr}`).toBe(3);
      expect(stderr).toMatch(/^pnd-lint: changing\.csv: (it changed while it was read; run again|there is no such file)/);
      expect(run()).toMatchObject({ complete: false });
      expect(run().inputs.map(({ file }) => file)).toContain('good.csv');
    }
  });
});

describe('an input that is no file', () => {
  it.each([
    ['a folder', 'folder', /^pnd-lint: folder: it is a folder; give the files in it$/m],
    ['a file that is not there', 'nowhere.csv', /^pnd-lint: nowhere\.csv: there is no such file; check the name$/m],
    ['a link that leads in a circle', 'circle', /^pnd-lint: circle: its links lead in a circle; give the file itself$/m],
    ['a socket', 'socket', /^pnd-lint: socket: nothing is behind it to read from; copy what it should give to a file first$/m],
    ['a device that never ends', '/dev/zero', /^pnd-lint: .*zero: it is a pipe or device; copy it to a file first$/m],
  ])('(%s) is said, with 3, and others are done', async (_, file, words) => {
    mkdirSync(join(cwd, 'folder'), { recursive: true });
    if (!readdirSync(cwd).includes('circle')) symlinkSync('circle', join(cwd, 'circle'));
    const server = createServer();
    if (file === 'socket') await new Promise<void>((listening) => void server.listen(join(cwd, file), listening));
    const { code, stderr } = await check([file, 'good.csv']);
    server.close();
    expect(stderr).toMatch(words);
    expect(code).toBe(3);
    expect(run()).toMatchObject({ complete: false, totals: { records: 1 } });
  });

  it('(an empty name, as of a variable that was not set) is refused before anything is read', async () => {
    const { code, stderr } = await check(['good.csv', '']);
    expect([code, stderr]).toEqual([2, 'pnd-lint: the name of a file is empty: name a file, or - for standard input\n']);
  });

  it('(a name, where the folder that the run begins in is gone) is refused in one line', async () => {
    const gone = mkdtempSync(join(cwd, 'gone-'));
    const command = `rmdir "${gone}" && exec "${process.execPath}" "${built.program}" check "${join(cwd, 'good.csv')}" --pack file`;
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: gone, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, 'pnd-lint: the folder that this runs in is gone; change to another one\n']);
  });

  it('(a pipe that is named twice) is refused before anything is read: it would be empty the second time', async () => {
    execFileSync('mkfifo', [join(cwd, 'twice')]);
    const { code, stderr } = await start(built.program, ['check', 'twice', 'good.csv', './twice'], cwd).ended;
    expect([code, stderr]).toEqual([2, 'pnd-lint: ./twice is a pipe, which can be read once only: name it once\n']);
  });

  it.each(['has no writer yet', 'has a writer that says nothing'])(
    '(a pipe that %s) is waited for until the run is stopped',
    async (how) => {
      const pipe = join(mkdtempSync(join(cwd, 'pipe-')), 'fifo');
      execFileSync('mkfifo', [pipe]);
      const out = `${pipe}-out`;
      const { child, ended } = start(built.program, ['check', pipe, '--pack', 'file', '--out', out], cwd);
      while (!existsSync(out) || readdirSync(out).length === 0) await pause(10);
      const writer = how === 'has no writer yet' ? undefined : openSync(pipe, 'w');
      onTestFinished(() => void child.kill('SIGKILL'));
      await pause(300);
      child.kill('SIGTERM');
      // Without waking it waits for ever.
      const end = await Promise.race([ended, pause(10_000, 'late', { ref: false })]);
      if (writer !== undefined) closeSync(writer);
      expect(end).toMatchObject({ code: 143, stderr: 'pnd-lint: stopped by SIGTERM\n' });
      expect(existsSync(out)).toBe(false);
    },
  );
});
