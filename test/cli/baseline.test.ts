import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, temporaryFolder } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(cwd: string, ...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}

describe('check --baseline', () => {
  it('fails only on what is new, and says what is gone', async () => {
    const cwd = temporaryFolder();
    cpSync(join(root, 'samples/two-agencies/batch.csv'), join(cwd, 'batch.csv'));
    expect((await run(cwd, 'check', 'batch.csv', '--out', 'out')).code).toBe(1);
    const same = await run(cwd, 'check', 'batch.csv', '--baseline', 'out/findings.jsonl', '--out', 'out');
    expect(same).toMatchObject({ code: 0, err: `outputs are in ${join(cwd, 'out')}\n` });
    const lines = () => readFileSync(join(cwd, 'out/findings.jsonl'), 'utf8').trimEnd().split('\n');
    expect(readFileSync(join(cwd, 'out/new-findings.jsonl'), 'utf8')).toBe('');

    const before = lines();
    const at = before.findIndex((line) => line.includes('"severity":"error"'));
    const extra = before[at]!.replace(/"fingerprint":"[0-9a-f]+"/, `"fingerprint":"${'ab'.repeat(16)}"`);
    writeFileSync(join(cwd, 'baseline.jsonl'), [...before.filter((_, index) => index !== at), extra].map((line) => `${line}\n`).join(''));
    const other = await run(cwd, 'check', 'batch.csv', '--baseline', 'baseline.jsonl', '--out', 'out');
    expect(other.code).toBe(1);
    expect(other.err).toMatch(/^pnd-lint: 1 new error in 200 records\n/);
    expect(other.out).toContain('Compared with the baseline (shown 1 of 1 new finding)');
    expect(readFileSync(join(cwd, 'out/new-findings.jsonl'), 'utf8')).toBe(`${before[at]}\n`);
    expect(readFileSync(join(cwd, 'out/gone-findings.jsonl'), 'utf8')).toBe(`${extra}\n`);
    const json = JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8'));
    expect(json.baseline).toMatchObject({
      file: 'baseline.jsonl',
      known: before.length - 1,
      new: { error: 1, warning: 0, info: 0 },
      gone: 1,
    });

    await run(cwd, 'check', 'batch.csv', '--out', 'out');
    expect(existsSync(join(cwd, 'out/new-findings.jsonl'))).toBe(false);
  });

  it('is a wrong command if the file is no list of findings', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'run.json'), '{\n "schemaVersion": 1\n}\n');
    const wrong = await run(cwd, 'check', 'no-such.csv', '--baseline', 'run.json');
    expect(wrong).toMatchObject({
      code: 2,
      err: 'pnd-lint: the baseline run.json: line 1 is no finding: give the findings.jsonl of an earlier check\n',
    });
    expect(await run(cwd, 'check', 'no-such.csv', '--baseline', 'none.jsonl')).toMatchObject({ code: 2 });
  });
});
