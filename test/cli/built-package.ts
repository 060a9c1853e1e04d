import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as it is installed, built from the sources into a temporary folder. */
export interface BuiltPackage {
  readonly folder: string;
  /** Path of the program, for Node. */
  readonly program: string;
  readonly remove: () => void;
}

/** Builds the package, so that tests of whole processes never run an old `dist/`. */
export function buildPackage(): BuiltPackage {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-built-'));
  for (const name of ['bin', 'package.json', 'rules', 'schemas']) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, [join(root, 'build.mjs'), join(folder, 'dist')], { stdio: 'inherit' });
  return { folder, program: join(folder, 'bin/pnd-lint.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the program that runs. */
export interface Running {
  readonly child: ReturnType<typeof spawn>;
  readonly ended: Promise<Ended>;
}

/** Starts the program. Its standard input stays open until it is ended or the process goes. */
export function start(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Running {
  const child = spawn(process.execPath, [program, ...args], { cwd, env, stdio: 'pipe' });
  const texts = { stdout: '', stderr: '' };
  child.stdin.on('error', () => {});
  child.stdout.on('data', (chunk: Buffer) => {
    texts.stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    texts.stderr += chunk.toString('utf8');
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  return { child, ended };
}
