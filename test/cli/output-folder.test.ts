import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openOutputFolder } from '../../src/cli/output-folder.ts';
import type { Self } from '../../src/cli/owner.ts';
import { temporaryFolder } from './fake-host.ts';

/** Makes the n-th call of a file system function fail, or the process "die" there: then every later call fails too. */
const fault = vi.hoisted(() => ({ call: '', at: 0, dies: false, seen: 0 }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const failing = <T extends (...args: never[]) => unknown>(name: string, act: T): T =>
    ((...args: Parameters<T>) => {
      if (fault.call === name) fault.seen += 1;
      const hit = fault.at > 0 && (fault.dies ? fault.seen >= fault.at : fault.call === name && fault.seen === fault.at);
      if (hit) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: name });
      return act(...args);
    }) as T;
  return {
    ...fs,
    renameSync: failing('rename', fs.renameSync),
    fsyncSync: failing('fsync', fs.fsyncSync),
    writeSync: failing('write', fs.writeSync as never),
    rmSync: failing('rm', fs.rmSync),
  };
});

beforeEach(() => {
  Object.assign(fault, { call: '', at: 0, dies: false, seen: 0 });
});

const self = (changes: Partial<Self> = {}): Self => ({
  machine: 'bench',
  pid: 10,
  token: 'first',
  isAlive: (pid) => pid === 10,
  now: () => new Date('2026-06-30T12:00:00Z'),
  ...changes,
});
const later = self({ pid: 11, token: 'second', isAlive: (pid) => pid === 11 });

const NAMES = ['findings.jsonl', 'fix-list.csv', 'fix-lists', 'report.html', 'run.json', 'scorecards', 'scorecards.json'];

/** Writes a whole set in which every file says `text`. */
function fill(folder: string, text: string, agencies: readonly string[]): void {
  for (const name of ['run.json', 'scorecards.json', 'findings.jsonl', 'fix-list.csv', 'report.html'])
    writeFileSync(join(folder, name), text);
  for (const name of ['scorecards', 'fix-lists']) {
    mkdirSync(join(folder, name));
    for (const agency of agencies) writeFileSync(join(folder, name, agency), text);
  }
}

/** The texts found anywhere in the set: one text if it is whole. */
function texts(folder: string): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(folder).filter((entry) => !entry.startsWith('.'))) {
    const path = join(folder, name);
    const files = statSync(path).isDirectory() ? readdirSync(path).map((file) => join(path, file)) : [path];
    for (const file of files) found.add(readFileSync(file, 'utf8'));
  }
  return [...found].sort();
}

async function put(folder: string, text: string, agencies: readonly string[], owner = self()): Promise<void> {
  const output = openOutputFolder(folder, owner);
  fill(output.fresh, text, agencies);
  await output.commit();
}

describe('a folder of outputs', () => {
  it('holds the new set and nothing else after a commit, made for this user alone', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    await put(folder, 'one', ['kent']);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('keeps no file of agencies that were in the old set only', async () => {
    const folder = temporaryFolder();
    await put(folder, 'one', ['kent', 'essex']);
    await put(folder, 'two', ['kent']);
    expect(readdirSync(join(folder, 'scorecards'))).toEqual(['kent']);
    expect(texts(folder)).toEqual(['two']);
  });

  it("leaves other people's files alone", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    await put(folder, 'one', []);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  });

  it('replaces a link instead of writing through it', async () => {
    const folder = temporaryFolder();
    const elsewhere = join(temporaryFolder(), 'precious');
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, join(folder, 'run.json'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'scorecards'));
    await put(folder, 'one', []);
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(readFileSync(join(folder, 'run.json'), 'utf8')).toBe('one');
  });

  it('refuses a folder where its file would stand, and a file where its folder would, and leaves them as they are', () => {
    for (const name of ['run.json', 'fix-list.csv', 'state', 'scorecards']) {
      const folder = temporaryFolder();
      const isFolder = name.includes('.');
      if (isFolder) mkdirSync(join(folder, name));
      writeFileSync(isFolder ? join(folder, name, 'notes') : join(folder, name), 'precious');
      expect(() => openOutputFolder(folder, self())).toThrow(`"${name}" in it is a ${isFolder ? 'folder' : 'file'}`);
      expect(readFileSync(isFolder ? join(folder, name, 'notes') : join(folder, name), 'utf8')).toBe('precious');
      expect(readdirSync(folder)).toEqual([name]);
    }
  });

  it('takes back the folders that it made, if nothing came of them', async () => {
    const above = temporaryFolder();
    const folder = join(above, 'new', 'deep', 'er');
    openOutputFolder(folder, self()).discard();
    expect(readdirSync(above)).toEqual([]);
    const output = openOutputFolder(folder, self());
    writeFileSync(join(above, 'new', 'notes'), 'not ours');
    output.discard();
    expect(readdirSync(join(above, 'new'))).toEqual(['notes']);
    const kept = openOutputFolder(folder, self());
    fill(kept.fresh, 'one', []);
    await kept.commit();
    kept.discard();
    expect(texts(folder)).toEqual(['one']);
  });

  it('keeps the old set until the commit, and after a discard', async () => {
    const folder = temporaryFolder();
    await put(folder, 'one', ['kent']);
    const output = openOutputFolder(folder, self());
    fill(output.fresh, 'two', []);
    expect(texts(folder)).toEqual(['one']);
    output.discard();
    expect(readdirSync(folder).sort()).toEqual(NAMES);
    expect(texts(folder)).toEqual(['one']);
  });

  it('holds private folders for the run while it works', () => {
    const output = openOutputFolder(temporaryFolder(), self());
    expect([output.fresh, output.work].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  });

  it('can be written by two runs at once: one whole set wins', async () => {
    const folder = temporaryFolder();
    const both = self({ isAlive: () => true });
    const first = openOutputFolder(folder, both);
    const second = openOutputFolder(folder, self({ pid: 12, isAlive: () => true }));
    fill(first.fresh, 'one', ['kent']);
    fill(second.fresh, 'two', ['essex']);
    await Promise.all([first.commit(), second.commit()]);
    expect(texts(folder)).toEqual(['two']);
    expect(readdirSync(folder).sort()).toEqual(NAMES);
  });

  it.each(['rename', 'fsync', 'write'])('has the old set again, whole, whichever call of %s fails', async (call) => {
    let failures = 0;
    for (let at = 1; ; at++) {
      const folder = temporaryFolder();
      await put(folder, 'one', ['kent']);
      const output = openOutputFolder(folder, self());
      fill(output.fresh, 'two', ['essex']);
      Object.assign(fault, { call, at, seen: 0 });
      const failed = await output.commit().then(
        () => false,
        () => true,
      );
      Object.assign(fault, { call: '', at: 0 });
      output.discard();
      expect(readdirSync(folder).sort()).toEqual(NAMES);
      expect(texts(folder)).toEqual([failed ? 'one' : 'two']);
      if (!failed) break;
      failures += 1;
    }
    expect(failures).toBeGreaterThan(0);
  });

  it('is made whole by the next run, whichever step of the replacement a killed run died at', async () => {
    let deaths = 0;
    for (let at = 1; ; at++) {
      const folder = temporaryFolder();
      await put(folder, 'one', ['kent']);
      const output = openOutputFolder(folder, self());
      fill(output.fresh, 'two', ['essex']);
      Object.assign(fault, { call: 'rename', at, dies: true, seen: 0 });
      const died = await output.commit().then(
        () => false,
        () => true,
      );
      Object.assign(fault, { call: '', at: 0, dies: false });
      const visible = texts(folder);
      expect(visible.length, `old and new side by side after ${at} steps`).toBeLessThanOrEqual(1);
      if (existsSync(join(folder, 'run.json')))
        expect(
          readdirSync(folder)
            .filter((name) => !name.startsWith('.'))
            .sort(),
        ).toEqual(NAMES);
      openOutputFolder(folder, later).discard();
      expect(readdirSync(folder).sort()).toEqual(NAMES);
      expect(texts(folder)).toHaveLength(1);
      if (!died) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(10);
  });

  it('is cleared of what killed runs left, but not of what a running one holds', () => {
    const folder = temporaryFolder();
    openOutputFolder(folder, self());
    openOutputFolder(folder, self({ pid: 12, isAlive: () => true }));
    const alive = (pid: number) => pid === 12 || pid === 11;
    openOutputFolder(folder, { ...later, isAlive: alive }).discard();
    expect(readdirSync(folder).filter((name) => name.includes('-10-'))).toEqual([]);
    expect(readdirSync(folder).filter((name) => name.includes('-12-'))).toHaveLength(1);
  });

  it('is refused at once where a file stands in its place', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => openOutputFolder(file, self())).toThrow(/EEXIST/);
    expect(() => openOutputFolder(join(file, 'out'), self())).toThrow(/ENOTDIR/);
  });
});
