import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as it is installed, built from the sources once a test run. Nothing may change it. */
export interface BuiltPackage {
  readonly folder: string;
  /** Path of the program, for Node. */
  readonly program: string;
  /** What a part of the program exports, loaded into this process. */
  readonly load: (part: 'library') => unknown;
}

function buildInto(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const name of ['bin', 'package.json', 'rules', 'schemas']) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(process.execPath, [join(root, 'build.mjs'), join(folder, 'dist')], { stdio: 'inherit' });
}

/** True if this process is the one to do it, false if another does. */
function claim(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The package, so that tests of whole processes never run an old `dist/`. The first test file that asks builds it, others wait. */
export function buildPackage(): BuiltPackage {
  const made = inject('madeOnce');
  const [folder, claimed, done] = ['built', 'building', 'built.done'].map((name) => join(made, name)) as [string, string, string];
  while (!existsSync(done)) {
    if (claim(claimed)) {
      try {
        buildInto(folder);
        mkdirSync(done);
      } finally {
        rmSync(claimed, { recursive: true });
      }
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
  const load = (part: string): unknown => createRequire(import.meta.url)(join(folder, 'dist/program/load.cjs')).load(part);
  return { folder, program: join(folder, 'bin/pnd-lint.js'), load };
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
