import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Run } from '../../src/model/run.ts';
import { fakeHost, folderForAll } from '../cli/fake-host.ts';
import { generated } from '../whole-runs/run.ts';

const { folder: cwd, remove } = folderForAll();
afterAll(remove);
const run = async (...args: string[]) => {
  const host = fakeHost({ cwd });
  return { code: await main(args, host), err: host.stderrText() };
};
const check = (day: string, ...more: string[]) => run('check', 'batch.csv', '--as-of', day, '--fail-on', 'never', '--quiet', ...more);
const text = (...names: string[]) => readFileSync(join(cwd, ...names), 'utf8');

writeFileSync(join(cwd, 'batch.csv'), generated({ records: 200, seed: 5, agencies: 4 }).batch);
await check('2026-06-29', '--out', 'before');
const before = JSON.parse(text('before', 'run.json')) as Run;
const [some, ...others] = before.scorecards.agencies;
const grown = { ...before, scorecards: { ...before.scorecards, agencies: [{ ...some!, records: some!.records * 20 }, ...others] } };
writeFileSync(join(cwd, 'grown.json'), JSON.stringify(grown));
for (const shard of ['1/2', '2/2']) await check('2026-06-30', '--state', '--shard', shard, '--out', `shard-${shard[0]}`);

describe('merging shards with the past', () => {
  it.each([
    ['an earlier run', '--previous', 'grown.json', 1],
    ['the last run of a history', '--history', 'nights.duckdb', 0],
    ['a history that is not there yet', '--history', 'none.duckdb', 0],
  ] as const)('compares volumes with %s as one check does', async (_, option, file, dropped) => {
    if (file === 'nights.duckdb') expect(await run('history', 'add', 'before', '--history', file)).toMatchObject({ code: 0 });
    expect(await check('2026-06-30', option, file, '--out', 'one')).toMatchObject({ code: 0 });
    expect(await run('merge', 'shard-2', 'shard-1', option, file, '--out', 'whole')).toMatchObject({ code: 0, err: '' });
    for (const name of ['run.json', 'scorecards.json', 'counts.json']) expect(text('whole', name), name).toBe(text('one', name));
    const { rules } = JSON.parse(text('whole', 'run.json')) as Run;
    const rule = rules.find((one) => one.rule === 'intelligence-report/volume-dropped')!;
    if (file === 'none.duckdb') expect(rule).toMatchObject({ status: 'skipped', reason: 'there is no history none.duckdb yet' });
    else expect(rule).toMatchObject({ status: 'ran', failed: dropped });
  });

  it('refuses it for runs that are no shards, and two pasts', async () => {
    expect(await run('merge', 'before', '--previous', 'grown.json', '--out', 'x')).toEqual({
      code: 2,
      err: 'pnd-lint: --previous and --history are for shards: what other runs were compared with stays as it was there\n',
    });
    expect((await run('merge', 'shard-1', 'shard-2', '--previous', 'a', '--history', 'b', '--out', 'x')).code).toBe(2);
  });
});
