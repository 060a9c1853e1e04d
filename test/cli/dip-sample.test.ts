import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, folderForAll } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder: cwd, remove } = folderForAll();

async function run(...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}
beforeAll(async () => {
  cpSync(join(root, 'samples/two-agencies/batch.csv'), join(cwd, 'batch.csv'));
  await run('check', 'batch.csv', '--out', 'out');
});
afterAll(remove);

describe('dip-sample', () => {
  it('writes a list that a spreadsheet may change and save in its own way, and scores it', async () => {
    const { code, out } = await run('dip-sample', 'out', '--n', '12', '--seed', '3');
    expect(code).toBe(0);
    expect(await run('dip-sample', 'out/run.json', '--n', '12', '--seed', '3', '--out', 'sample.csv')).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(cwd, 'sample.csv'), 'utf8')).toBe(out);
    const rows = out.slice(1).trimEnd().split('\r\n');
    expect(rows).toHaveLength(13);
    const heads = rows[0]!.split(',');
    const keep = ['answer', 'rule', 'stratum_size', 'stratum', 'verdict', 'sample'];
    const answers = ['Fault', 'no fault', 'unsure', ''];
    const cells = rows.slice(1).map((row, index) => {
      const own = row.split(',');
      return keep.map((name) => (name === 'answer' ? answers[index % 4] : own[heads.indexOf(name)]));
    });
    writeFileSync(join(cwd, 'answers.csv'), [keep, ...cells].map((row) => `${row.join(';')}\n`).join(''));
    const scored = await run('dip-sample', 'score', 'answers.csv');
    expect(scored).toMatchObject({ code: 0, out: expect.stringMatching(/^6 answers, 3 unsure, 3 left blank\..*\n\nRule/) });
    const json = JSON.parse((await run('dip-sample', 'score', 'answers.csv', '--json')).out);
    expect(json).toMatchObject({ answers: 6, unsure: 3, blank: 3 });
    expect(json.judgements[0]).toMatchObject({ rule: null, answers: 6 });
  });

  it.each([
    ['another list', 'urn,agency\nA1,kent\n', /there is no column sample, verdict/],
    [
      'an answer of its own',
      'sample,verdict,stratum,stratum_size,rule,answer\na,found,s,3,r,perhaps\n',
      /line 2: the answer is not one of/,
    ],
    ['a changed verdict', 'sample,verdict,stratum,stratum_size,rule,answer\na,lost,s,3,r,fault\n', /line 2: verdict or stratum_size/],
    ['two samples', 'sample,verdict,stratum,stratum_size,rule,answer\na,found,s,3,r,fault\nb,found,s,3,r,fault\n', /several samples/],
    ['no question', 'sample,verdict,stratum,stratum_size,rule,answer\n', /no question/],
  ])('refuses %s in one line', async (_, text, words) => {
    writeFileSync(join(cwd, 'wrong.csv'), text);
    const { code, err } = await run('dip-sample', 'score', 'wrong.csv');
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('is a wrong command on what is no run, or with an unknown stratum', async () => {
    expect(await run('dip-sample', 'nowhere')).toMatchObject({ code: 2 });
    expect(await run('dip-sample', 'out', '--by', 'unit')).toMatchObject({
      code: 2,
      err: expect.stringContaining('agency, rule, verdict'),
    });
  });
});
