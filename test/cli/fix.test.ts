import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from './fake-host.ts';

const INPUT = 'urn,agency,subject_phone,protective_marking\nKNT-25-1,kent,07700 900123,official\n';
const FIXED = INPUT.replace('07700 900123', '+447700900123').replace('official\n', 'OFFICIAL\n');

/** A folder with a batch, in which commands run. */
function folder() {
  const { cwd } = fakeHost();
  const path = (name: string) => join(cwd, name);
  writeFileSync(path('batch.csv'), INPUT);
  const run = async (...args: string[]) => {
    const host = fakeHost({ cwd });
    const code = await main(
      ['fix', ...args, ...(args.includes('--undo') || args.includes('--verify') ? [] : ['--as-of', '2026-06-30'])],
      host,
    );
    return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
  };
  return { path, run, names: () => readdirSync(cwd).sort(), text: (name: string) => readFileSync(path(name), 'utf8') };
}

describe('fix', () => {
  it('writes a copy, its journal and the way back, and says what it did without a value', async () => {
    const { run, names, text, path } = folder();
    const { code, stdout } = await run('batch.csv', '--out', 'fixed.csv', '--level', 'likely');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^batch\.csv: 2 changes in 1 of 1 record\n/);
    expect(stdout).not.toMatch(/900123|official/);
    expect(names()).toEqual(['batch.csv', 'fixed.csv', 'fixed.csv.journal.jsonl', 'fixed.csv.undo']);
    expect([text('batch.csv'), text('fixed.csv')]).toEqual([INPUT, FIXED]);

    expect(await run('--verify', 'fixed.csv.journal.jsonl')).toMatchObject({ code: 0, stderr: '' });
    writeFileSync(path('batch.csv'), INPUT.replace('kent', 'kens'));
    const odd = await run('--verify', 'fixed.csv.journal.jsonl');
    expect(odd).toMatchObject({ code: 1, stderr: expect.stringMatching(/record 1 of the input is not the one that was corrected/) });

    expect(await run('--undo', 'fixed.csv.journal.jsonl', '--out', 'original.csv')).toMatchObject({ code: 0 });
    expect(await run('--undo', 'fixed.csv.journal.jsonl')).toMatchObject({ code: 0 });
    expect([text('original.csv'), text('fixed.csv')]).toEqual([INPUT, INPUT]);
    expect(await run('--undo', 'fixed.csv.journal.jsonl')).toMatchObject({ code: 3, stderr: expect.stringMatching(/fixed\.csv/) });
  });

  it('only says what it would do with --dry-run', async () => {
    const { run, names } = folder();
    const { code, stdout } = await run('batch.csv', '--out', 'fixed.csv', '--dry-run');
    expect([code, names()]).toEqual([0, ['batch.csv']]);
    expect(stdout).toMatch(/1 change in 1 of 1 record would be made/);
  });

  it('refuses what would touch its input or make no sense, before anything is read', async () => {
    const { run, names, path } = folder();
    linkSync(path('batch.csv'), path('same.csv'));
    const before = names();
    for (const args of [
      ['batch.csv'],
      ['--out', 'x.csv'],
      ['batch.csv', '--out', 'batch.csv'],
      ['batch.csv', '--out', 'same.csv'],
      ['batch.csv', '--out', 'x.csv', '--journal', 'x.csv'],
      ['batch.csv', '--out', 'x.csv', '--only', 'oic/no-such-rule'],
      ['--undo', 'a', '--verify', 'b'],
    ])
      expect(await run(...args), args.join(' ')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/^pnd-lint: [^\n]+\n$/),
      });
    expect(names()).toEqual(before);
  });

  it('ends with 3 and leaves nothing where the job can not be done', async () => {
    const { run, path, names } = folder();
    expect(await run('missing.csv', '--out', 'x.csv')).toMatchObject({ code: 3 });
    expect(await run('--undo', 'missing.jsonl')).toMatchObject({ code: 3 });
    writeFileSync(path('cut.json'), '[{"urn":"1"},{"urn":');
    expect(await run('cut.json', '--out', 'x.json')).toMatchObject({ code: 3, stderr: expect.stringMatching(/only a whole file/) });
    expect(existsSync(path('x.json'))).toBe(false);
    expect(names()).toEqual(['batch.csv', 'cut.json']);
  });
});
