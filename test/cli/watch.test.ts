import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/cli/context.ts';
import { main } from '../../src/cli/main.ts';
import { printerOn } from '../../src/cli/printer.ts';
import { Stopped, stoppable } from '../../src/cli/stoppable.ts';
import { watch } from '../../src/cli/watch.ts';
import { fakeApi } from './fake-api.ts';
import { fakeHost } from './fake-host.ts';

const sample = fileURLToPath(new URL('../../samples/clean/batch.csv', import.meta.url));
const words = { out: 'out', progress: false, color: false } as const;

/** Watches the folder `in` with an invented lint; `until` says when to stop. */
async function watching(during: (cwd: string, linted: readonly string[]) => Promise<void>, failOn?: string) {
  const host = fakeHost();
  mkdirSync(join(host.cwd, 'in'));
  const linted: string[] = [];
  const real = await import('../../src/index.ts');
  const api = await fakeApi({
    during: ({ inputs }) => {
      linted.push(inputs[0]!.file);
      if (inputs[0]!.file === failOn) throw new real.InputError(`${failOn}: can't be read`);
    },
  })();
  const [out, err] = [printerOn(host.stdout), printerOn(host.stderr)];
  const work = stoppable(host, (signal, atEnd) => {
    const context: Context = { host, api, version: '0', out, err, signal, atEnd };
    return watch(['in'], words, context, { every: 10, still: 30 });
  });
  const ended = work.catch((error: unknown) => error);
  await during(host.cwd, linted);
  host.send('SIGINT');
  expect(await ended).toBeInstanceOf(Stopped);
  return { host, linted };
}

async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !condition(); turn++) await pause(10);
  expect(condition()).toBe(true);
}

describe('check --watch', () => {
  it('checks a file when it has stopped growing, and again when it has changed', async () => {
    const { linted } = await watching(async (cwd, soFar) => {
      const path = join(cwd, 'in/a.csv');
      copyFileSync(sample, path);
      await until(() => soFar.length === 1 && existsSync(join(cwd, 'out/a.csv/run.json')));
      appendFileSync(path, '\n');
      await until(() => soFar.length === 2);
    });
    expect(linted).toEqual(['a.csv', 'a.csv']);
  });

  it('leaves alone what is hidden, a folder, or older than its outputs', async () => {
    const { linted } = await watching(async (cwd, soFar) => {
      mkdirSync(join(cwd, 'out/old.csv'), { recursive: true });
      writeFileSync(join(cwd, 'out/old.csv/run.json'), '{}');
      for (const name of ['old.csv', '.part', '~$z.xlsx', 'z.csv']) copyFileSync(sample, join(cwd, 'in', name));
      utimesSync(join(cwd, 'in/old.csv'), 1, 1);
      mkdirSync(join(cwd, 'in/folder'));
      await until(() => soFar.length > 0);
    });
    expect(linted).toEqual(['z.csv']);
  });

  it('goes on after a file that cannot be checked', async () => {
    const { host, linted } = await watching(async (cwd, soFar) => {
      for (const name of ['bad.csv', 'good.csv']) copyFileSync(sample, join(cwd, 'in', name));
      await until(() => soFar.includes('good.csv') && existsSync(join(cwd, 'out/good.csv/run.json')));
    }, 'bad.csv');
    expect(linted).toEqual(['bad.csv', 'good.csv']);
    expect(host.stderrText()).toContain("pnd-lint: bad.csv: can't be read\n");
    expect(existsSync(join(host.cwd, 'out/bad.csv'))).toBe(false);
    expect(readFileSync(sample).length).toBeGreaterThan(0);
  });

  it.each([
    [['in', '--watch'], '--out DIR'],
    [['none', '--watch', '--out', 'out'], 'is no folder'],
    [['in', 'in', '--watch', '--out', 'out'], 'one folder'],
    [['in', '--watch', '--out', 'in'], 'another one'],
  ])('is a wrong command: %j', async (args, words) => {
    const host = fakeHost();
    mkdirSync(join(host.cwd, 'in'));
    expect(await main(['check', ...args], host, fakeApi())).toBe(2);
    expect(host.stderrText()).toContain(words);
  });
});
