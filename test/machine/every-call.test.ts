import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltPackage, buildPackage, start } from '../cli/built-package.ts';
import { type IoFault, withFault } from './faults.ts';

let built: BuiltPackage;
let cwd: string;
const at = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const check = (args: readonly string[], env?: NodeJS.ProcessEnv) =>
  start(built.program, ['check', ...args, '--as-of', '2026-06-30'], cwd, env).ended;

beforeAll(async () => {
  built = buildPackage();
  cwd = mkdtempSync(join(tmpdir(), 'pnd-lint-calls-'));
  writeFileSync(join(cwd, 'batch.csv'), 'a,b\n1,2\n');
  await check(['batch.csv', '--pack', 'file', '--out', 'old']);
  writeFileSync(join(cwd, 'batch.csv'), 'a,b\n1,2\n3\n"x,4\n');
  expect((await check(['batch.csv', '--pack', 'file', '--out', 'new'])).code).toBe(1);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** How a run ended in which a call failed; see every-call.mjs. */
interface Line {
  readonly kind: IoFault['kind'];
  readonly at: number;
  readonly code: number;
  readonly stderr: string;
  readonly found: 'old' | 'new' | 'told to be incomplete' | 'no set' | 'mixture';
  readonly left: number;
  readonly next?: 'old' | 'new' | 'mixture';
  readonly stillLeft?: number;
}

function everyCall(kinds: readonly IoFault['kind'][], how: 'once' | 'on'): Line[] {
  const program = join(built.folder, 'dist/program/load.cjs');
  const args = [`--import=${at('failing-io.mjs')}`, at('every-call.mjs'), program, cwd, kinds.join(), how];
  const text = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

describe('a run in which a call of the file system fails', { timeout: 600_000 }, () => {
  it('ends with 3, words and the old outputs, whichever read, write, fsync, rename, open or close it is', () => {
    const lines = everyCall(['read', 'write', 'fsync', 'rename', 'open', 'close', 'mkdir'], 'once');
    for (const line of lines) {
      const told = JSON.stringify(line);
      expect(line.code, told).toBe(3);
      expect(line.stderr, told).toMatch(/^pnd-lint: .{10}/);
      // An input that can't be read to its end is reported as far as it was, and the outputs say so.
      const ofInput = line.stderr.startsWith('pnd-lint: batch.csv:');
      expect(line.found, told).toBe(ofInput ? 'told to be incomplete' : 'old');
      expect([line.next ?? 'new', line.stillLeft ?? 0], told).toEqual(['new', 0]);
    }
    const count = (kind: string) => lines.filter((line) => line.kind === kind).length;
    for (const kind of ['read', 'open', 'close']) expect(count(kind), kind).toBeGreaterThan(20);
    for (const kind of ['write', 'fsync', 'rename', 'mkdir']) expect(count(kind), kind).toBeGreaterThan(5);
  });

  it('never mixes old and new, even if all calls fail from one on, and the next run clears up', () => {
    const lines = everyCall(['write', 'fsync', 'rename', 'remove'], 'on');
    for (const line of lines) {
      const told = JSON.stringify(line);
      expect(line.found, told).toMatch(/^(old|new|no set)$/);
      expect(line.code === 3 || (line.kind === 'remove' && line.found === 'new'), told).toBe(true);
      expect([line.next ?? 'new', line.stillLeft ?? 0], told).toEqual(['new', 0]);
    }
    expect(lines.length).toBeGreaterThan(30);
  });

  it('loses nothing where the system takes or gives only a part of what it is asked to', async () => {
    const made = await check(['batch.csv', '--pack', 'file', '--out', 'short'], withFault({ kind: 'write', at: 0, short: true }));
    expect(made.code).toBe(1);
    await check(['batch.csv', '--pack', 'file', '--out', 'short2'], withFault({ kind: 'read', at: 0, short: true }));
    for (const folder of ['short', 'short2'])
      for (const name of ['run.json', 'findings.jsonl', 'fix-list.csv', 'report.html', 'scorecards.json'])
        expect(readFileSync(join(cwd, folder, name), 'utf8'), name).toBe(readFileSync(join(cwd, 'new', name), 'utf8'));
  });

  it('says that the disk is full, from threads too', async () => {
    writeFileSync(join(cwd, 'other.csv'), 'a,b\n1\n');
    const fault = withFault({ kind: 'write', at: 1, code: 'ENOSPC', on: true });
    const { code, stderr } = await check(['batch.csv', 'other.csv', '--pack', 'file', '--out', 'full', '--jobs', '2'], fault);
    expect(stderr).toMatch(/^pnd-lint: can't write .*full: made to fail \(ENOSPC\)\n$/);
    expect(code).toBe(3);
  });
});
