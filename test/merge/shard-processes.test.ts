import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { buildPackage, start } from '../cli/built-package.ts';
import { fakeHost, temporaryFolder } from '../cli/fake-host.ts';
import { generatedAll } from '../reconcile/given.ts';

const built = buildPackage();
const root = fileURLToPath(new URL('../..', import.meta.url));
const OPTIONS = ['--as-of', '2026-06-30', '--state', '--quiet', '--fail-on', 'never'];

describe('check --shard', () => {
  it('in as many processes as there are shards comes to what one process does', { timeout: 600_000 }, async () => {
    const cwd = temporaryFolder();
    const made = generatedAll({ records: 300, seed: 41, faults: 0.4, agencies: 4 });
    const batch = made.batch.toString('utf8');
    writeFileSync(join(cwd, 'log.csv'), made.references.referrals);
    const [header, ...lines] = batch.trimEnd().split('\n');
    writeFileSync(join(cwd, 'batch.csv'), batch);
    // Records of the other file, which repeat them.
    writeFileSync(join(cwd, 'again.csv.gz'), gzipSync(`${[header, ...lines.slice(-40)].join('\n')}\n`));
    const check = (...more: string[]) =>
      start(built.program, ['check', 'batch.csv', 'again.csv.gz', '--referrals', 'log.csv', ...OPTIONS, ...more], cwd).ended.then(
        ({ code, stderr }) => ({
          code,
          stderr,
        }),
      );
    const shards = [1, 2, 3].map((index) => check('--shard', `${index}/3`, '--out', `shard-${index}`));
    for (const ended of [...(await Promise.all(shards)), await check('--out', 'one')]) expect(ended).toEqual({ code: 0, stderr: '' });
    const merged = await start(built.program, ['merge', 'shard-3', 'shard-1', 'shard-2', '--referrals', 'log.csv', '--out', 'whole'], cwd)
      .ended;
    expect(merged).toMatchObject({ code: 0, stderr: '' });
    const text = (...names: string[]) => readFileSync(join(cwd, ...names), 'utf8');
    for (const name of [
      'run.json',
      'scorecards.json',
      'counts.json',
      ...readdirSync(join(cwd, 'one/scorecards')).map((card) => `scorecards/${card}`),
    ])
      expect(text('whole', name), name).toBe(text('one', name));
    const run = JSON.parse(text('shard-1/run.json'));
    expect(run.options.shard).toBe('1/3');
    expect(run.inputs).toMatchObject([{ file: 'batch.csv', range: { start: 0 } }]);
    expect(run.inputs[0].sha256).toBeUndefined();
    // What takes a run for all of its inputs takes no part of it.
    for (const args of [
      ['verify', 'shard-1/run.json', 'batch.csv'],
      ['dashboard', 'whole/run.json', 'shard-1/run.json', '--out', 'board'],
      ['history', 'add', 'shard-1', '--history', 'h.duckdb'],
      ['compare', 'one', 'shard-1'],
      ['check', 'batch.csv', '--previous', 'shard-1/run.json'],
    ]) {
      const host = fakeHost({ cwd });
      expect(await main(args, host), args[0]).toBe(2);
      expect(host.stderrText()).toMatch(
        /^pnd-lint: (the previous run )?shard-1(\/run\.json)? is shard 1\/3 of a run alone: merge all its shards first, and give what merge has written\n$/,
      );
    }
    expect(readdirSync(cwd).sort()).toEqual(['again.csv.gz', 'batch.csv', 'log.csv', 'one', 'shard-1', 'shard-2', 'shard-3', 'whole']);
    const valid = new Ajv2020({ strict: false });
    for (const name of ['scorecards', 'agency-scorecard'])
      valid.addSchema(JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')));
    expect(valid.validate(JSON.parse(readFileSync(join(root, 'schemas/run.schema.json'), 'utf8')), run)).toBe(true);
  });

  it('is refused without what it needs, before anything is read', async () => {
    const cwd = temporaryFolder();
    const refused = async (...args: string[]) => {
      const host = fakeHost({ cwd });
      expect(await main(['check', ...args], host)).toBe(2);
      return host.stderrText();
    };
    const whole = ['batch.csv', '--state', '--out', 'out', '--shard', '1/2'];
    expect(await refused('batch.csv', '--shard', '1/2')).toContain('--shard needs --out DIR and --state');
    expect(await refused('-', ...whole.slice(1))).toContain('--shard needs files, which every shard can read: - can be read only once');
    expect(await refused(...whole, '--history', 'h.duckdb', '--previous', 'p.json')).toContain(
      '--shard goes without --previous, --history: no shard knows the records of the others; give it to merge',
    );
    expect(await refused(...whole, '--baseline', 'b.jsonl')).toContain('--shard goes without --baseline: some findings show only when');
    expect(await refused('batch.csv', '--shard', '3/2')).toContain('Give a shard and how many there are, for example 2/4.');
    expect(readdirSync(cwd)).toEqual([]);
  });
});
