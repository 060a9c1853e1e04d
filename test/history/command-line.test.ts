import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../src/cli/context.ts';
import { main } from '../../src/cli/main.ts';
import * as real from '../../src/index.ts';
import { fakeHost, temporaryFolder } from '../cli/fake-host.ts';
import { writeRun } from './folders.ts';
import { key, runWith } from './invented.ts';

const COLOUR = 'paint/unknown-colour';
const AGENCIES = { amber: { records: 100, ready: 90 }, blue: { records: 50, ready: 50 } };

async function run(cwd: string, args: readonly string[], load?: () => Promise<Api>) {
  const host = fakeHost({ cwd });
  const code = await main(args, host, load);
  return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
}

function twoRuns(): string {
  const cwd = temporaryFolder();
  writeRun(cwd, 'monday', '2026-06-29', { agencies: AGENCIES, findings: [key('amber', COLOUR, '1'), key('blue', COLOUR, '1')] });
  writeRun(cwd, 'tuesday', '2026-06-30', { agencies: AGENCIES, findings: [key('amber', COLOUR, '1'), key('amber', COLOUR, '2')] });
  return cwd;
}

describe('history', () => {
  it('is added to, listed, shown, exported and forgotten', async () => {
    const cwd = twoRuns();
    const history = (...args: string[]) => run(cwd, ['history', ...args, '--history', 'h.duckdb']);
    const added = await history('add', 'monday', 'tuesday/run.json');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(added.stdout).toMatch(/^added monday as [0-9a-f]{12} \(2026-06-29, 150 records\)\nadded tuesday\/run\.json as [0-9a-f]{12} /);
    expect((await history('add', 'monday')).stdout).toMatch(/^monday is there already, as [0-9a-f]{12}\n$/);
    const list = await history('list', '--format', 'json', '--marking', 'OFFICIAL');
    expect(JSON.parse(list.stdout)).toMatchObject({
      schemaVersion: 1,
      marking: 'OFFICIAL',
      runs: [{ asOf: '2026-06-29' }, { asOf: '2026-06-30' }],
    });
    const { stdout } = await history('show');
    expect(stdout).toMatch(/^OFFICIAL-SENSITIVE\n\nRun [0-9a-f]{12} as of 2026-06-30: 150 records, 140 ready to submit/);
    expect(stdout).toMatch(/^amber depot +100 +90\.00% +1 +0 +1 +0$/m);
    expect(stdout).toMatch(/^blue depot +50 +100\.00% +0 +0 +0 +1$/m);
    expect(stdout).toMatch(/^amber +2 +0\.5 +1 +0 +–$/m);
    expect((await history('show', 'previous')).stdout).toMatch(/^amber depot +100 +90\.00% +first: 1$/m);
    expect((await history('trend', '--agency', 'amber')).stdout).toMatch(/^2026-06-30 +[0-9a-f]{12} +90\.00 +100/m);
    expect(await history('trend', '--agency', 'ambre')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no agency "ambre"'),
    });
    expect(await history('trend', '--measure', 'paint/unknown-color')).toMatchObject({ code: 2, stderr: expect.stringContaining(COLOUR) });
    const exported = await history('export', '--parquet', 'parquet');
    expect(exported.code).toBe(0);
    const names = ['findings', 'run_rules', 'runs', 'scorecard_rules', 'scorecards', 'spells'];
    expect(readdirSync(join(cwd, 'parquet')).sort()).toEqual(names.map((name) => `${name}.parquet`));
    for (const name of names)
      expect(readFileSync(join(cwd, 'parquet', `${name}.parquet`), 'latin1')).toMatch(/^PAR1[\s\S]*OFFICIAL-SENSITIVE[\s\S]*PAR1$/);
    expect((await history('forget', '--before', '2026-06-30')).stdout).toBe('forgot 1 run before 2026-06-30\n');
    expect((await history('forget', '--before', '2026-06-30')).stdout).toBe('forgot 0 runs before 2026-06-30\n');
    expect(JSON.parse((await history('list', '--format', 'json')).stdout).runs).toHaveLength(1);
  });

  it('says in one line what it can not add, and adds nothing of it', async () => {
    const cwd = twoRuns();
    const add = (folder: string) => run(cwd, ['history', 'add', folder, '--history', 'h.duckdb']);
    const refused = async (folder: string, words: string | RegExp) => {
      const { code, stderr } = await add(folder);
      expect([code, stderr.split('\n')]).toEqual([2, [expect.stringMatching(words), '']]);
    };
    await refused('none', 'pnd-lint: none is not there: give the folder that check --out has written, or its run.json');
    mkdirSync(join(cwd, 'bare'));
    await refused('bare', 'pnd-lint: bare has no run.json: give the folder that check --out has written, or its run.json');
    writeRun(cwd, 'cut', '2026-06-28', { agencies: AGENCIES }, { complete: false, incomplete: ['cut'] });
    await refused('cut', /^pnd-lint: cut is not complete/);
    writeRun(cwd, 'bad', '2026-06-28', { agencies: AGENCIES, findings: [key('amber', COLOUR, '1')] });
    writeFileSync(join(cwd, 'bad/findings.jsonl'), '{"secret":"narrative"');
    await refused('bad', /^pnd-lint: bad: findings\.jsonl: line 1 is no finding: the file was changed or cut; check again$/);
    writeFileSync(join(cwd, 'bad/findings.jsonl'), '');
    await refused('bad', 'bad: findings.jsonl has 0 findings and run.json 1: they are not of the same run; check again');
    writeFileSync(join(cwd, 'bad/run.json'), '{}');
    await refused('bad', /^pnd-lint: bad\/run\.json is no run\.json \(\$: the key "\$schema" is missing\): give the folder/);
    writeFileSync(join(cwd, 'bad/run.json'), '{\n "asOf": secret }');
    await refused('bad', /^pnd-lint: bad\/run\.json is not JSON \(line 2, column 10\): give the folder/);
    expect(JSON.parse((await run(cwd, ['history', 'list', '--history', 'h.duckdb', '--format', 'json'])).stdout).runs).toEqual([]);
    expect(await run(cwd, ['history', 'forget', '--before', '2026-01-01', '--history', 'other'])).toMatchObject({ code: 3 });
    expect(existsSync(join(cwd, 'other'))).toBe(false);
  });

  it('says what is missing where DuckDB is not installed, and compare works without', async () => {
    const cwd = twoRuns();
    const words = 'a history needs DuckDB, and the optional package @duckdb/node-api@1.5.5-r.5 is not installed';
    const load = async (): Promise<Api> => ({ ...real, openHistory: () => Promise.reject(new real.UsageError(words)) });
    expect(await run(cwd, ['history', 'list', '--history', 'h'], load)).toMatchObject({ code: 2, stderr: `pnd-lint: ${words}\n` });
    expect((await run(cwd, ['compare', 'monday', 'tuesday'], load)).code).toBe(0);
  });
});

describe('compare', () => {
  const schema = JSON.parse(readFileSync('schemas/comparison.schema.json', 'utf8'));
  const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

  it('tells the same of two folders as of two runs of a history, but for what came back', async () => {
    const cwd = twoRuns();
    await run(cwd, ['history', 'add', 'monday', 'tuesday', '--history', 'h']);
    const folders = JSON.parse((await run(cwd, ['compare', 'monday', 'tuesday', '--format', 'json'])).stdout);
    const history = JSON.parse((await run(cwd, ['compare', 'previous', 'latest', '--history', 'h', '--format', 'json'])).stdout);
    for (const one of [folders, history]) expect(validate(one) ? [] : validate.errors).toEqual([]);
    expect(history.total).toEqual({ new: 1, reappeared: 0, persisting: 1, fixed: 1 });
    expect(folders.total).toEqual({ new: 1, reappeared: null, persisting: 1, fixed: 1 });
    const plain = (one: { agencies: object[]; rules: object[]; notCompared: object }) =>
      JSON.parse(JSON.stringify([one.agencies, one.rules, one.notCompared]).replaceAll('"reappeared":null', '"reappeared":0'));
    expect(plain(folders)).toEqual(plain(history));
    expect(folders.before).toEqual({ name: 'monday', asOf: '2026-06-29', records: 150 });
  });

  it('makes a table and Markdown that nothing in a name can break', async () => {
    const cwd = twoRuns();
    writeRun(cwd, 'x|y', '2026-07-01', { agencies: { amber: { records: 100, ready: 90 } }, rules: { [COLOUR]: 'ran' }, findings: [] });
    const table = (await run(cwd, ['compare', 'monday', 'x|y'])).stdout;
    expect(table).toMatch(/^OFFICIAL-SENSITIVE\n\nFrom monday \(2026-06-29, 150 records\) to x\|y \(2026-07-01, 100 records\)\n/);
    expect(table).toContain('Not compared: blue, which only the earlier run judged, with 1 finding.');
    expect(table).toMatch(/^All findings +0 +– +0 +1$/m);
    const markdown = (await run(cwd, ['compare', 'monday', 'x|y', '--format', 'markdown'])).stdout;
    expect(markdown).toContain('x\\|y');
    expect(markdown).toContain(
      '\n| Agency | New | Reappeared | Persisting | Fixed |\n| --- | ---: | ---: | ---: | ---: |\n| amber | 0 | – | 0 | 1 |\n',
    );
  });

  it('says when packs differ, and when a folder has no findings', async () => {
    const cwd = twoRuns();
    const packs = runWith('2026-07-01', { agencies: AGENCIES }).packs.map((pack) => ({ ...pack, sha256: 'ef'.repeat(32) }));
    writeRun(cwd, 'other', '2026-07-01', { agencies: AGENCIES }, { packs });
    expect((await run(cwd, ['compare', 'monday', 'other'])).stdout).toContain('some of this comes from the rules');
    rmSync(join(cwd, 'other/findings.jsonl'));
    expect(await run(cwd, ['compare', 'monday', 'other'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('other has no findings.jsonl'),
    });
  });
});

describe('check --history', () => {
  it('takes the volumes of the last run before its day, and only reads', async () => {
    const cwd = temporaryFolder();
    const batch = join(process.cwd(), 'samples/clean/batch.csv');
    const check = async (day: string) => {
      const { code, stdout } = await run(cwd, ['check', batch, '--as-of', day, '--history', 'h', '--format', 'json', '--fail-on', 'never']);
      expect(code).toBe(0);
      const { rules, options } = JSON.parse(stdout) as real.Run;
      expect(options.history).toBe('h');
      return rules.find(({ rule }) => rule === 'intelligence-report/volume-dropped');
    };
    expect(await check('2026-06-30')).toMatchObject({ status: 'skipped', reason: 'there is no history h yet' });
    expect(existsSync(join(cwd, 'h'))).toBe(false);
    const packs = ['file', 'intelligence-report', 'oic', 'pole'].map((id) => ({
      id,
      version: '1.0.0',
      status: 'draft',
      owner: 'nobody',
      sha256: 'a'.repeat(64),
    }));
    const agencies = {
      kent: { records: 4000, ready: 1 },
      essex: { records: 20, ready: 1 },
      '(unknown agency)': { records: 900, ready: 0 },
    };
    writeRun(cwd, 'past', '2026-06-20', { agencies }, { packs } as Partial<real.Run>);
    expect((await run(cwd, ['history', 'add', 'past', '--history', 'h'])).code).toBe(0);
    expect(await check('2026-06-30')).toMatchObject({ status: 'ran', applicable: 1, failed: 1 });
    const both = await run(cwd, ['check', batch, '--history', 'h', '--previous', 'past/run.json']);
    expect(both).toMatchObject({ code: 2, stderr: 'pnd-lint: give --previous or --history, not both: each names a past\n' });
  });
});
