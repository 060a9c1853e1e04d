import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, temporaryFolder } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(cwd: string, ...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}

function sample(): string {
  const cwd = temporaryFolder();
  for (const name of ['batch.csv', 'waivers.json']) cpSync(join(root, 'samples/two-agencies', name), join(cwd, name));
  return cwd;
}

const schemaOf = (name: string) => JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')) as object;

describe('check --waivers', () => {
  it('marks what is waived in every output, and leaves it out of what it fails on', async () => {
    const cwd = sample();
    const { code, out, err } = await run(cwd, 'check', 'batch.csv', '--waivers', 'waivers.json', '--out', 'out');
    expect(code).toBe(1);
    expect(err).toMatch(/^pnd-lint: 13 errors in 200 records\n/);
    expect(out).toContain('waivers.json: 2 findings waived, by 1 of 4 waivers');
    const read = (name: string) => readFileSync(join(cwd, 'out', name), 'utf8');
    expect(read('fix-list.csv').match(/,waived,/g)).toHaveLength(2);
    expect(read('findings.jsonl').match(/"status":"waived"/g)).toHaveLength(2);
    expect(read('report.html')).toContain('id="waivers"');
    const json = JSON.parse(read('run.json'));
    expect(json.waivers.waivers.map(({ state }: { state: string }) => state)).toEqual(['in-force', 'exceeded', 'expired', 'unmatched']);
    expect(json.options.waivers).toBe('waivers.json');
    const ajv = new Ajv2020({ strict: false, schemas: [schemaOf('scorecards'), schemaOf('agency-scorecard')] });
    const validate = ajv.compile(schemaOf('run'));
    expect(validate(json), ajv.errorsText(validate.errors)).toBe(true);
  });

  it('is a wrong command if the file is not sound, and nothing is read', async () => {
    const cwd = sample();
    writeFileSync(join(cwd, 'bad.json'), '{"waivers": [{"id": "W-1"}, {"id": "W-1"}]}');
    const { code, err } = await run(cwd, 'check', 'no-such-batch.csv', '--waivers', 'bad.json');
    expect(code).toBe(2);
    expect(err).toMatch(/problems; no data was read\n/);
    expect(await run(cwd, 'check', 'batch.csv', '--waivers', 'nowhere.json')).toMatchObject({ code: 2 });
  });
});

describe('waivers check', () => {
  it('exits 1 when a waiver does not hold, and says which', async () => {
    const { code, out } = await run(sample(), 'waivers', 'check', 'waivers.json', '--as-of', '2026-07-15');
    expect({ code, out }).toEqual({
      code: 1,
      out: [
        'MPS-2026-07: expired on 2026-05-31; renew it with a new approval, or take it out',
        'MPS-2026-08: ends soon, on 2026-07-31 (16 days left)',
        '4 waivers, 3 in force on 2026-07-15\n',
      ].join('\n'),
    });
  });

  it('exits 0 when all hold', async () => {
    const cwd = sample();
    const file = JSON.parse(readFileSync(join(cwd, 'waivers.json'), 'utf8'));
    writeFileSync(join(cwd, 'waivers.json'), JSON.stringify({ waivers: file.waivers.slice(0, 2) }));
    expect(await run(cwd, 'waivers', 'check', 'waivers.json')).toMatchObject({ code: 0, out: '2 waivers, 2 in force on 2026-06-30\n' });
  });
});

describe('waivers list', () => {
  it('shows those that end first at the top, and no URN', async () => {
    const cwd = sample();
    const file = JSON.parse(readFileSync(join(cwd, 'waivers.json'), 'utf8'));
    file.waivers[1].scope = { urn: 'KENT/2026/0000042' };
    writeFileSync(join(cwd, 'waivers.json'), JSON.stringify(file));
    const { code, out } = await run(cwd, 'waivers', 'list', 'waivers.json');
    expect(code).toBe(0);
    expect(out.match(/^[A-Z]+-2026-\d\d/gm)).toEqual(['MPS-2026-07', 'MPS-2026-08', 'KENT-2026-01', 'KENT-2026-02']);
    expect(out).not.toContain('0000042');
    const json = JSON.parse((await run(cwd, 'waivers', 'list', 'waivers.json', '--json')).out);
    expect(json[0]).toMatchObject({ id: 'MPS-2026-07', state: 'expired', daysLeft: 0, cap: null });
  });
});
