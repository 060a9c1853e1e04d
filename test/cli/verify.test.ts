import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, folderForAll } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder: cwd, remove } = folderForAll();
const at = (name: string) => join(cwd, name);

async function run(...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}

beforeAll(async () => {
  cpSync(join(root, 'samples/json-lines/batch.jsonl'), at('batch.jsonl'));
  cpSync(join(root, 'samples/two-agencies/waivers.json'), at('waivers.json'));
  cpSync(join(root, 'rules/oic/codelists/crime-identifiers.csv'), at('official.csv'));
  writeFileSync(at('map.json'), '{"columns": {"Ref": "urn"}}');
  const given = [
    '--waivers',
    'waivers.json',
    '--codelist',
    'crime-identifiers=official.csv',
    '--map',
    'map.json',
    '--set',
    'apmis_reference=X1',
  ];
  await run('check', 'batch.jsonl', '--out', 'out', '--marking', 'OFFICIAL', '--as-of', '2026-06-29', ...given);
  renameSync(at('batch.jsonl'), at('renamed'));
  renameSync(at('waivers.json'), at('w'));
});
afterAll(remove);

const files = ['renamed', 'w', 'official.csv', 'map.json'];
const hidden = ['--set', 'apmis_reference=X1'];

describe('verify', () => {
  it('makes the same outputs from files with other names, and leaves the recorded ones alone', async () => {
    const before = readFileSync(at('out/run.json'));
    const { code, out, err } = await run('verify', 'out/run.json', ...files, ...hidden);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^\d+ files the same, byte for byte\n$/);
    expect(readFileSync(at('out/run.json')).equals(before)).toBe(true);
  });

  it('asks for what run.json hides', async () => {
    expect(await run('verify', 'out/run.json', ...files)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--set apmis_reference=VALUE'),
    });
  });

  it('says which files are missing, and which have no part in the run', async () => {
    writeFileSync(at('changed'), Buffer.concat([readFileSync(at('renamed')), Buffer.from('\n')]));
    const { code, err } = await run('verify', 'out/run.json', 'changed', 'map.json', ...hidden);
    expect(code).toBe(1);
    const lines = err.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/no file given is batch\.jsonl as it was checked/),
      expect.stringMatching(/--codelist crime-identifiers: no file given is official\.csv/),
      expect.stringMatching(/--waivers: no file given is waivers\.json/),
      'pnd-lint: changed: no file of this run',
    ]);
  });

  it('finds a changed output, one that is gone and one too many', async () => {
    cpSync(at('out'), at('forged'), { recursive: true });
    appendFileSync(at('forged/fix-list.csv'), '\r\n');
    rmSync(at('forged/report.html'));
    writeFileSync(at('forged/scorecards/nobody.json'), '{}');
    const { code, err } = await run('verify', 'forged/run.json', ...files, ...hidden);
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n')).toEqual([
      'pnd-lint: fix-list.csv differs',
      'pnd-lint: report.html is not there',
      'pnd-lint: scorecards/nobody.json is not an output of this run',
    ]);
  });

  it('says that other packs made the run, when that is why', async () => {
    const json = JSON.parse(readFileSync(at('out/run.json'), 'utf8'));
    json.packs.at(-1).sha256 = '0'.repeat(64);
    writeFileSync(at('alone.json'), JSON.stringify(json));
    rmSync(at('out'), { recursive: true });
    const { code, err } = await run('verify', 'alone.json', ...files, ...hidden);
    expect(code).toBe(1);
    expect(err).toMatch(/^pnd-lint: made with pack oic .* with other files\npnd-lint: run\.json differs\n$/);
  });

  it.each([['{}'], ['null'], ['[']])('is a wrong command if the file is no run.json: %s', async (text) => {
    writeFileSync(at('wrong.json'), text);
    expect(await run('verify', 'wrong.json', 'renamed')).toMatchObject({ code: 2 });
  });
});
