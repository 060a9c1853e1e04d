import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from '../cli/fake-host.ts';

const BATCH = 'urn,agency,reported_on,nccu_reference\nA1,kent,2026-03-01,NCCU/1\nA2,kent,2026-03-20,NCCU/9\n';
const LOG = 'nccu_reference,agency,referred_on\nNCCU/1,kent,2026-03-01\nNCCU/2,kent,2026-03-02\n';

function hostWith(files: Readonly<Record<string, string>>) {
  const host = fakeHost();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(host.cwd, name, '..'), { recursive: true });
    writeFileSync(join(host.cwd, name), content);
  }
  return host;
}

describe('check', () => {
  it('takes reference files and records them in run.json, which follows its schema', async () => {
    const host = hostWith({ 'batch.csv': BATCH, 'in/log.csv': LOG, 'all.jsonl': '{"agency":"kent"}\n{"agency":"essex"}\n' });
    const words = ['--referrals', 'in/log.csv', '--agencies-expected', 'all.jsonl', '--as-of', '2026-06-30', '--out', 'out'];
    expect(await main(['check', 'batch.csv', ...words], host)).toBe(1);
    const run = JSON.parse(readFileSync(join(host.cwd, 'out/run.json'), 'utf8'));
    expect(run.references).toMatchObject([
      { name: 'agencies-expected', file: 'all.jsonl', records: 2, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { name: 'referrals', file: 'log.csv', records: 2 },
    ]);
    expect(run.options).toMatchObject({ referrals: 'log.csv', ocgList: null, agenciesExpected: 'all.jsonl' });
    const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
    for (const name of ['scorecards', 'run']) ajv.addSchema(JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8')));
    const validate = ajv.getSchema('https://pnd-lint.example/schemas/run.schema.json')!;
    expect([validate(run), validate.errors]).toEqual([true, null]);
    expect(host.stdoutText()).toContain('Referrals: 2, with a document 1 (late 0), without 1, out of period 0');
    expect(readFileSync(join(host.cwd, 'out/report.html'), 'utf8')).toContain('Referrals and the documents that should follow them');
    const fixList = readFileSync(join(host.cwd, 'out/fix-lists/kent.csv'), 'utf8');
    expect(fixList).toContain('No record in this batch refers to this referral of 2026-03-02');
    expect(fixList).toContain('The referral log has no referral NCCU/9');
    expect(fixList).toMatch(/,log\.csv,3,2,nccu_reference,oic\/referral-without-document,/);
  });

  it('says nothing of referrals and groups if no such file is given', async () => {
    const host = hostWith({ 'batch.csv': BATCH });
    await main(['check', 'batch.csv', '--as-of', '2026-06-30', '--out', 'out'], host);
    expect(host.stdoutText()).not.toMatch(/^(Referrals|Organised crime groups):/m);
    expect(readFileSync(join(host.cwd, 'out/report.html'), 'utf8')).not.toContain('Compared with other files');
  });

  it('takes the files from the config', async () => {
    const host = hostWith({ 'batch.csv': BATCH, 'in/log.csv': LOG, 'pnd-lint.config.json': JSON.stringify({ referrals: 'in/log.csv' }) });
    await main(['check', 'batch.csv', '--as-of', '2026-06-30', '--format', 'json'], host);
    expect(JSON.parse(host.stdoutText()).references).toMatchObject([{ name: 'referrals', file: 'log.csv' }]);
  });

  it('ends with exit code 2 over a bad one before the batch is read, and writes nothing', async () => {
    const host = hostWith({ 'log.csv': 'a,b\n1,2\n' });
    const words = ['--referrals', 'log.csv', '--out', 'out', '--log', 'who.jsonl'];
    expect(await main(['check', 'there-is-no-batch.csv', ...words], host)).toBe(2);
    expect(host.stderrText()).toBe(
      'pnd-lint: --referrals log.csv: it has no column nccu_reference; expected a CSV or JSON Lines file with the columns nccu_reference, agency, referred_on\n',
    );
    expect([existsSync(join(host.cwd, 'out')), existsSync(join(host.cwd, 'who.jsonl'))]).toEqual([false, false]);
  });
});

describe('generate', () => {
  const words = ['generate', '--records', '300', '--seed', '4', '--out', 'b.csv', '--truth', 't.csv'];

  it('writes files that go with the batch', async () => {
    const host = hostWith({});
    expect(await main([...words, '--referrals', 'r.csv', '--ocg-list', 'o.csv', '--agencies-expected', 'a.csv'], host)).toBe(0);
    const heads = ['r.csv', 'o.csv', 'a.csv'].map((name) => readFileSync(join(host.cwd, name), 'utf8').split('\n')[0]);
    expect(heads).toEqual(['nccu_reference,agency,referred_on', 'ocg_reference,agency,name,status', 'agency']);
    expect(readFileSync(join(host.cwd, 't.csv'), 'utf8')).toMatch(/^\d+,,agency,oic\/agency-submitted-nothing$/m);
  });

  it('refuses to write two of them to one file', async () => {
    const host = hostWith({});
    expect(await main([...words, '--referrals', 'b.csv'], host)).toBe(2);
    expect(host.stderrText()).toBe('pnd-lint: --out and --referrals name the same file\n');
  });
});
