import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/index.ts';
import { type BuiltPackage, buildPackage, start } from '../cli/built-package.ts';
import { folderForAll } from '../cli/fake-host.ts';
import { writeRun } from './folders.ts';
import { key } from './invented.ts';

const COLOUR = 'paint/unknown-colour';
/** Enough findings that an add can be killed at its work. */
const FINDINGS = 10_000;

let built: BuiltPackage;
const { folder: cwd, remove } = folderForAll();
beforeAll(() => {
  built = buildPackage();
  const agencies = { amber: { records: 100, ready: 90 } };
  writeRun(cwd, 'small', '2026-06-29', { agencies, findings: [key('amber', COLOUR, '1')] });
  const findings = Array.from({ length: FINDINGS }, (_, at) => key('amber', COLOUR, String(at)));
  writeRun(cwd, 'large', '2026-06-30', { agencies, findings });
});
afterAll(() => {
  remove();
});

const add = (run: string, file: string, ...more: string[]) =>
  start(built.program, ['history', 'add', run, '--history', file, ...more], cwd);

/** Runs of a history, and the findings that are open. */
async function stateOf(file: string) {
  const history = await openHistory(join(cwd, file), { mode: 'read', shown: file, wait: 10_000 });
  const runs = (await history.runs()).length;
  const open = (await history.ageing()).find(({ agency, rule }) => agency === null && rule === null)?.open;
  history.close();
  return { runs, open };
}

describe('a history', () => {
  it('is as it was, or has the run whole, when adding is killed at any moment', async () => {
    const [before, after] = [
      { runs: 1, open: 1 },
      { runs: 2, open: FINDINGS },
    ];
    const started = performance.now();
    expect((await add('small', 'timed').ended).code).toBe(0);
    const whole = performance.now() - started;
    // The moments are spread over the work: at once, while findings are read, when the log of the transaction grows, just after.
    const moments: readonly ((file: string) => Promise<unknown>)[] = [
      () => pause(whole / 2),
      () => pause(whole),
      () => pause(whole * 1.3),
      (file) => until(() => existsSync(join(cwd, `${file}.wal`))),
      (file) => until(() => (statSync(join(cwd, `${file}.wal`), { throwIfNoEntry: false })?.size ?? 0) > 50_000),
    ];
    for (const [at, moment] of moments.entries()) {
      const file = `killed-${at}`;
      cpSync(join(cwd, 'timed'), join(cwd, file));
      const { child, ended } = add('large', file);
      await Promise.race([moment(file), ended]);
      child.kill('SIGKILL');
      await ended;
      expect([before, after]).toContainEqual(await stateOf(file));
    }
    expect((await add('large', 'killed-0').ended).code).toBe(0);
    expect(await stateOf('killed-0')).toEqual(after);
    expect(readdirSync(cwd).filter((name) => name.startsWith('killed-0'))).toEqual(['killed-0']);
  });

  it('is waited for while another job holds it, and says so when that is too long', async () => {
    expect((await add('small', 'h3').ended).code).toBe(0);
    const held = await openHistory(join(cwd, 'h3'), { mode: 'write', shown: 'h3', wait: 0 });
    const busy = await add('large', 'h3', '--wait', '0').ended;
    expect(busy.code).toBe(3);
    expect(busy.stderr).toMatch(
      /^waiting for h3, in use by process \d+\npnd-lint: the history h3 is in use by process \d+, waited 0 s for it: try again later\n$/,
    );
    const waiting = add('large', 'h3');
    await new Promise((resolve) => waiting.child.stderr?.once('data', resolve));
    held.close();
    expect(await waiting.ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/^waiting for h3, in use by process \d+\n$/) });
  });

  it('takes jobs that add side by side one after another', async () => {
    const ended = await Promise.all([add('small', 'h4').ended, add('large', 'h4').ended]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(await stateOf('h4')).toEqual({ runs: 2, open: FINDINGS });
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(1);
}
