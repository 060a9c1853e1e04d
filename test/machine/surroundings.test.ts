import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltPackage, buildPackage, start } from '../cli/built-package.ts';

const linux = process.platform === 'linux';
const SAMPLE = fileURLToPath(new URL('../../samples/messy/batch.csv', import.meta.url));
let built: BuiltPackage;
let cwd: string;
/** Name → content of the files that a plain run writes. */
let plain: Record<string, string>;

const args = (out: string): string[] => ['check', 'batch.csv', '--as-of', '2026-06-30', '--out', out];
const check = (out: string, env?: NodeJS.ProcessEnv) => start(built.program, args(out), cwd, env).ended;

/** Runs a script in the shell, with the program as `$LINT`. Returns its exit code and what it says. */
function shell(script: string, before: readonly string[] = []): { code: number; text: string } {
  const [command = 'sh', ...rest] = [...before, 'sh', '-c', `{ ${script}; } 2>&1; echo "exit $?"`];
  const env = { ...process.env, LINT: `${process.execPath} ${built.program}`, ARGS: args('out').join(' ') };
  const text = execFileSync(command, rest, { cwd, env, encoding: 'utf8' });
  const [, words = '', code = ''] = /^([\s\S]*)exit (\d+)\n$/.exec(text) ?? [];
  return { code: Number(code), text: words };
}

/** Whether this user may make private mounts or networks; root may, and where the system allows it, others. */
function canUnshare(...flags: readonly string[]): boolean {
  try {
    execFileSync('unshare', [...flags, 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

beforeAll(async () => {
  built = buildPackage();
  cwd = mkdtempSync(join(tmpdir(), 'pnd-lint-around-'));
  cpSync(SAMPLE, join(cwd, 'batch.csv'));
  expect((await check('plain')).code).toBe(1);
  plain = contents(join(cwd, 'plain'));
});
beforeEach(() => rmSync(join(cwd, 'out'), { recursive: true, force: true }));
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

describe('the same bytes come out', () => {
  it.each([
    ['in a Turkish locale', { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' }],
    ['in another time zone', { TZ: 'America/St_Johns' }],
    ['by another clock', { NODE_OPTIONS: `--import=${fileURLToPath(new URL('other-clock.mjs', import.meta.url))}` }],
    ['with colours asked for and a terminal named', { FORCE_COLOR: '3', TERM: 'xterm-256color', CI: 'true' }],
  ])('%s', async (_, env) => {
    expect((await check('out', { ...process.env, ...env })).code).toBe(1);
    expect(contents(join(cwd, 'out'))).toEqual(plain);
  });

  it('without any environment: no home, no user, no search path', async () => {
    expect((await check('out', {})).code).toBe(1);
    expect(contents(join(cwd, 'out'))).toEqual(plain);
  });

  it.runIf(linux && canUnshare('-m'))('on a root that is read-only, as in a container, but for the output folder', () => {
    const script = 'mkdir -p out && mount --bind out out && mount -o remount,ro,bind / && $LINT $ARGS';
    const { code, text } = shell(`${script} >/dev/null`, ['unshare', '-m']);
    // Where `/` holds other file systems, such as that of the working folder, these stay writable; `/` itself is not.
    expect([code, text]).toEqual([1, expect.stringMatching(/^pnd-lint: \d+ errors/)]);
    expect(contents(join(cwd, 'out'))).toEqual(plain);
  });

  it.runIf(linux && canUnshare('-n'))('without any network interface', () => {
    const { code } = shell('$LINT $ARGS >/dev/null', ['unshare', '-n']);
    expect(code).toBe(1);
    expect(contents(join(cwd, 'out'))).toEqual(plain);
  });
});

describe('no connection is opened', () => {
  const hasStrace = (): boolean => {
    try {
      execFileSync('strace', ['-V'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };

  it.runIf(linux)('as the calls of the system show, by any thread', () => {
    expect(hasStrace(), 'this test needs strace: apt-get install strace').toBe(true);
    const { code } = shell('cp batch.csv again.csv && strace -f -qq -e trace=network -o calls $LINT $ARGS again.csv --jobs 2 >/dev/null');
    expect(code).toBe(1);
    const calls = readFileSync(join(cwd, 'calls'), 'utf8').split('\n');
    const opened = calls.filter((line) => /\b(connect|bind|listen|accept4?|sendto|sendmsg|recvfrom)\(|socket\(AF_INET/.test(line));
    expect(opened).toEqual([]);
    // That such calls would be seen.
    shell(
      `strace -f -qq -e trace=network -o seen ${process.execPath} -e "require('node:net').connect(9, '127.0.0.1').on('error', () => {})"`,
    );
    expect(readFileSync(join(cwd, 'seen'), 'utf8')).toMatch(/connect\(\d+, \{sa_family=AF_INET/);
  });
});

describe('a place that can not be written to', () => {
  it.each([
    ['lies under a file', 'batch.csv/out', /ENOTDIR/],
    ['is a file', 'batch.csv', /EEXIST/],
    ['lies where no folders are made', '/proc/out/deep', /ENOENT|EACCES|EPERM/],
  ])('is told before anything is read: it %s', async (_, out, cause) => {
    const { code, stderr } = await start(built.program, ['check', 'no-such-file.csv', '--out', out], cwd).ended;
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^pnd-lint: can't write .*\([A-Z]+\).*\n$/)]);
    expect(stderr).toMatch(cause);
    expect(stderr).not.toContain('no-such-file');
  });

  it('is told before anything is read: the log', async () => {
    const { code, stderr } = await start(built.program, ['check', 'no-such-file.csv', '--log', '/proc/log'], cwd).ended;
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^pnd-lint: can't write \/proc\/log: .*\)\n$/)]);
  });

  it.runIf(linux && canUnshare('-m'))('is told when its disk is full, and the old outputs stand', () => {
    mkdirSync(join(cwd, 'out'));
    writeFileSync(join(cwd, 'small.csv'), 'a,b\n1,2\n');
    const small = '$LINT check small.csv --pack file --as-of 2026-06-30 --out out --quiet';
    const script = [
      'mount -t tmpfs -o size=400k tmpfs out',
      `${small} >/dev/null`,
      'cp -r out before',
      '$LINT $ARGS --quiet >/dev/null; code=$?',
      'diff -r out before && ls -A out | wc -l && (exit $code)',
    ].join('; ');
    const { code, text } = shell(script, ['unshare', '-m']);
    expect(text).toMatch(/^pnd-lint: can't write .*out: no space left on device \(ENOSPC\)\n8\n$/);
    expect(code).toBe(3);
  });

  it.runIf(existsSync('/dev/full'))('is told when standard output or the log is full', () => {
    const screen = shell('$LINT $ARGS >/dev/full');
    expect([screen.code, screen.text]).toEqual([
      3,
      expect.stringMatching(/^pnd-lint: can't write standard output: no space left on device/),
    ]);
    const log = shell('$LINT $ARGS --log /dev/full >/dev/null');
    expect([log.code, log.text]).toEqual([3, expect.stringMatching(/^pnd-lint: can't write \/dev\/full: no space left on device/)]);
  });
});
