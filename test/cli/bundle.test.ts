import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-bundle-'));
const program = join(folder, 'anything.mjs');
/** Node alone: no package beside the file, no packages of the user. */
const node = (...args: string[]): string =>
  execFileSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

beforeAll(() => {
  execFileSync(process.execPath, [join(root, 'bundle/bundle.mjs'), program], { stdio: 'inherit' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the program in one file', () => {
  it('stands alone', () => {
    expect(readdirSync(folder)).toEqual(['anything.mjs']);
    expect(node('--version')).toBe(`pnd-lint ${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`);
  });

  it('proves the packs that it holds', () => {
    expect(node('rules', 'validate')).toMatch(/^file .*, intelligence-report .*, oic .* rules, \d+ code lists, no problem\n$/);
  });

  it('takes a pack from a folder too', () => {
    cpSync(join(root, 'rules'), join(folder, 'own'), { recursive: true });
    expect(node('rules', 'list', '--pack', './own/file')).toContain('file/ragged-row');
    rmSync(join(folder, 'own'), { recursive: true });
  });

  it('finds with threads what the package finds', async () => {
    // Enough bytes for two stretches, most of them in a column that no rule reads.
    const [head, ...rows] = readFileSync(join(root, 'samples/two-agencies/batch.csv'), 'utf8').trimEnd().split('\n');
    const wide = rows.slice(0, 100).map((row) => `${row},${'x'.repeat(100_000)}\n`);
    writeFileSync(join(folder, 'batch.csv'), `${head},padding\n${wide.join('')}`);
    const args = ['check', 'batch.csv', '--as-of', '2026-06-30', '--fail-on', 'never', '--quiet'];
    node(...args, '--out', 'alone', '--jobs', '2');
    const host = fakeHost({ cwd: folder });
    expect(await main([...args, '--out', 'package', '--jobs', '1'], host)).toBe(0);
    const read = (set: string, name: string) => readFileSync(join(folder, set, name), 'utf8');
    for (const name of ['run.json', 'findings.jsonl', 'fix-list.csv', 'report.html'])
      expect(read('alone', name)).toBe(read('package', name));
  });

  it('tells of a file that is not there as the package does', () => {
    let seen: { status?: number; stderr?: string } = {};
    try {
      node('check', 'none.csv');
    } catch (error) {
      seen = error as typeof seen;
    }
    expect(seen.status).toBe(3);
    expect(seen.stderr).toMatch(/^pnd-lint: none\.csv/);
  });
});

describe('the examples for machines', () => {
  const example = (name: string) => join(root, 'examples', name);

  it('let a pipeline fail on what is new only, and keep the baseline', () => {
    const cwd = mkdtempSync(join(folder, 'pipeline-'));
    writeFileSync(join(cwd, 'export.csv'), readFileSync(join(root, 'samples/two-agencies/batch.csv')));
    const step = () =>
      spawnSync('sh', [example('pipeline/check.sh'), 'export.csv', 'baseline.jsonl'], {
        cwd,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, PND_LINT: `${process.execPath} ${program}` },
      });
    const first = step();
    expect(first.status, first.stderr).toBe(1);
    expect(existsSync(join(cwd, 'baseline.jsonl'))).toBe(false);
    writeFileSync(join(cwd, 'baseline.jsonl'), readFileSync(join(cwd, 'out/findings.jsonl')));
    const second = step();
    expect(second.status, second.stderr).toBe(0);
    expect(readFileSync(join(cwd, 'junit.xml'), 'utf8')).toMatch(/^<\?xml .*\n<testsuites name="pnd-lint" tests="\d+" failures="0"/);
  });

  it('start the nightly job with a command that works', () => {
    const unit = readFileSync(example('systemd/pnd-lint.service'), 'utf8');
    const [interpreter, path, ...args] = /^ExecStart=(.*)$/m.exec(unit)![1]!.split(' ');
    expect([interpreter, path]).toEqual(['/usr/bin/node', '/opt/pnd-lint/pnd-lint.mjs']);
    const cwd = mkdtempSync(join(folder, 'nightly-'));
    writeFileSync(join(cwd, 'export.csv'), readFileSync(join(root, 'samples/two-agencies/batch.csv')));
    const here = args.map((arg) => (arg.startsWith('/') ? join(cwd, arg.split('/').at(-1)!) : arg));
    const { status, stderr } = spawnSync(process.execPath, [program, ...here], { cwd, encoding: 'utf8' });
    expect(String(status), stderr).toBe(/^SuccessExitStatus=(.*)$/m.exec(unit)![1]);
    expect(existsSync(join(cwd, 'out/run.json')) && existsSync(join(cwd, 'runs.jsonl'))).toBe(true);
  });
});
