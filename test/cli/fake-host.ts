import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Host, StopSignal } from '../../src/cli/host.ts';

/** A temporary folder for all tests of a file, which removes it at its end. */
export function folderForAll(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A temporary folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface FakeHost extends Host {
  /** What was written so far. */
  readonly stdoutText: () => string;
  readonly stdoutBytes: () => Buffer;
  readonly stderrText: () => string;
  /** Sends a signal to the command that runs. */
  readonly send: (signal: StopSignal) => void;
}

/** A host in memory, at noon on 30 June 2026, in a temporary folder. */
export function fakeHost(changes: Partial<Host> & { readonly input?: string } = {}): FakeHost {
  const stdout = memory();
  const stderr = memory();
  const listeners = new Set<(signal: StopSignal) => void>();
  const cwd = changes.cwd ?? temporaryFolder();
  return {
    stdin: Readable.from([Buffer.from(changes.input ?? '')]),
    stdout: { stream: stdout.stream, isTTY: false, columns: 120 },
    stderr: { stream: stderr.stream, isTTY: false, columns: 120 },
    env: {},
    cwd,
    temporary: cwd,
    now: () => new Date('2026-06-30T12:00:00Z'),
    user: 'tester',
    machine: 'bench',
    pid: 4711,
    token: 'aaaaaaaa',
    isAlive: (pid) => pid === 4711,
    cores: 1,
    descriptors: 1024,
    onSignal: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...changes,
    stdoutText: stdout.text,
    stdoutBytes: stdout.bytes,
    stderrText: stderr.text,
    send: (signal) => {
      for (const listener of listeners) listener(signal);
    },
  };
}

/** A stream that keeps what it is given. */
export function memory(): { readonly stream: Writable; readonly text: () => string; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const bytes = () => Buffer.concat(chunks);
  return { stream, bytes, text: () => bytes().toString('utf8') };
}

/** A stream on which every write fails with this error code. */
export function failing(code: string): Writable {
  return new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error(`${code}: write failed`), { code, syscall: 'write' }));
    },
  });
}
