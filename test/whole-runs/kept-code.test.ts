import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from '../cli/built-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-code-'));
const parts = join(folder, 'dist/program');
let intact: Readonly<Record<string, Buffer>>;
/** The program's files as they are. */
const files = () => Object.fromEntries(readdirSync(parts).map((name) => [name, readFileSync(join(parts, name))]));
const isIntact = (): boolean => {
  const now = files();
  return Object.keys(now).join() === Object.keys(intact).join() && Object.keys(now).every((name) => now[name]!.equals(intact[name]!));
};
beforeAll(() => {
  const built = buildPackage();
  for (const name of ['bin', 'dist', 'package.json', 'rules', 'schemas'])
    cpSync(join(built.folder, name), join(folder, name), { recursive: true });
  writeFileSync(join(folder, 'batch.csv'), 'a,b\n1,2\n');
  intact = files();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHECK = ['check', 'batch.csv', '--pack', 'file', '--out', 'out', '--quiet'];
const node = (args: readonly string[]): string =>
  execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
/** What the program says, run by Node with these options. */
const program = (args: readonly string[], ...options: string[]): string => node([...options, join(folder, 'bin/pnd-lint.js'), ...args]);

/** Parts that a check loads, and of which the engine took the code that was kept. */
function taken(): readonly string[] {
  const text = `require('./dist/program/engine.cjs');
    const { load, scripts } = require('./dist/program/load.cjs');
    const { hostOf, main } = load('main');
    main(${JSON.stringify(CHECK)}, hostOf(process)).then(() => {
      const found = [...scripts].map(([name, { script }]) => name + (script.cachedDataRejected === false ? '' : ' compiled'));
      console.log('\\n' + JSON.stringify(found));
    });`;
  return JSON.parse(node(['-e', text]).trimEnd().split('\n').at(-1)!) as string[];
}

it('takes the code that was kept of all that a check loads, and writes none', () => {
  const found = taken();
  expect(found.slice(0, 2)).toEqual(['main', 'library']);
  expect(found.filter((name) => name.endsWith(' compiled'))).toEqual([]);
  expect(isIntact()).toBe(true);
});

it('says the same with settings of the engine that code was not kept for', () => {
  expect(program(CHECK, '--stack-size=900')).toBe(program(CHECK));
  expect(isIntact()).toBe(true);
});

it('goes by the text where code was spoilt, cut or is gone', () => {
  const kept = Object.keys(intact).filter((name) => name.endsWith('.bin'));
  expect(kept.length).toBeGreaterThan(2);
  const said = program(['--help']);
  for (const spoil of [
    (bytes: Buffer) => bytes.with(bytes.length >> 1, bytes[bytes.length >> 1]! ^ 1),
    (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1),
    (bytes: Buffer) => bytes.subarray(0, 8),
    () => Buffer.alloc(0),
  ]) {
    for (const name of kept) writeFileSync(join(parts, name), spoil(intact[name]!));
    expect(program(['--help'])).toBe(said);
    expect(taken().every((name) => name.endsWith(' compiled'))).toBe(true);
  }
  for (const name of kept) rmSync(join(parts, name));
  expect(program(['--help'])).toBe(said);
  for (const name of kept) writeFileSync(join(parts, name), intact[name]!);
});

it('goes by a text that was changed, though it is as long as before', () => {
  const [from, to] = ['default: oic', 'default: ABC'];
  const text = intact['main.js']!.toString('latin1');
  expect(program(['check', '--help'])).toContain(from);
  writeFileSync(join(parts, 'main.js'), text.replaceAll(from, to), 'latin1');
  expect(program(['check', '--help'])).toContain(to);
});
