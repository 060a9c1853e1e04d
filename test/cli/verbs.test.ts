import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { SHIPPED_RULES, shippedPacks } from '../../src/packs/index.ts';
import { fakeApi } from './fake-api.ts';
import { failing, fakeHost } from './fake-host.ts';

async function run(...args: string[]) {
  const host = fakeHost();
  const code = await main(args, host);
  return { code, stdout: host.stdoutText(), stderr: host.stderrText(), cwd: host.cwd };
}

describe('--version and --help', () => {
  it('answer without loading the library', async () => {
    const load = () => Promise.reject(new Error('the library was loaded'));
    for (const args of [['--version'], ['--help'], ['check', '--help']]) expect(await main(args, fakeHost(), load)).toBe(0);
  });

  it('say the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await run('--version')).stdout).toBe(`pnd-lint ${version}\n`);
  });
});

describe('a wrong command', () => {
  it('is refused with exit 2 and one line on standard error', async () => {
    expect(await run('chekc', 'x')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: "pnd-lint: unknown command 'chekc' (Did you mean check?)\n",
    });
  });

  it('can not steer the terminal', async () => {
    const { stderr } = await run('\u001b]0;x\u0007');
    expect(stderr).not.toMatch(/[\u001b\u0007]/);
  });

  it('shows its stack only with --debug', async () => {
    expect((await run('check', '--jobs', 'x')).stderr.split('\n')).toHaveLength(2);
    expect((await run('check', '--jobs', 'x', '--debug')).stderr).toMatch(/\n +at /);
  });

  it('is refused though standard error is closed', async () => {
    const host = fakeHost({ stderr: { stream: failing('EPIPE'), isTTY: false, columns: 80 } });
    expect(await main(['nonsense'], host)).toBe(2);
  });
});

describe('explain', () => {
  it('finds a rule by its id or by its name alone', async () => {
    const full = await run('explain', 'oic/unknown-crime-identifier');
    expect(full.code).toBe(0);
    expect(full.stdout).toMatch(/^oic\/unknown-crime-identifier\n/);
    expect((await run('explain', 'unknown-crime-identifier')).stdout).toBe(full.stdout);
  });

  it('says what was meant when there is no such rule', async () => {
    const { code, stderr } = await run('explain', 'oic/unknwon-crime-identifier');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pnd-lint: no rule "oic\/unknwon-crime-identifier".*oic\/unknown-crime-identifier.*\n$/);
  });
});

describe('rules', () => {
  it('list shows every rule once, as text and as JSON', async () => {
    const lines = (await run('rules', 'list')).stdout.trimEnd().split('\n');
    const list = JSON.parse((await run('rules', 'list', '--json')).stdout) as { id: string; severity: string }[];
    expect(list.length).toBeGreaterThan(30);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(list.map(({ id }) => id));
  });

  it('list is about the pack that is asked for', async () => {
    const list = JSON.parse((await run('rules', 'list', '--json', '--pack', 'file')).stdout) as { id: string }[];
    expect(list.every(({ id }) => id.startsWith('file/'))).toBe(true);
  });

  it('validate proves every pack that ships', async () => {
    const { code, stdout } = await run('rules', 'validate');
    expect(code).toBe(0);
    for (const id of shippedPacks(SHIPPED_RULES)) expect(stdout).toContain(id);
  });

  it('validate shows all problems of a folder at once, the reason first', async () => {
    const host = fakeHost();
    const folder = join(host.cwd, 'mine');
    mkdirSync(folder);
    writeFileSync(join(folder, 'pack.json'), '{ "id": 7, "colour": "red" }');
    writeFileSync(join(folder, 'fields.json'), '{ "fields": 1 }');
    expect(await main(['rules', 'validate', './mine'], host)).toBe(2);
    const [first, ...rest] = host.stderrText().trimEnd().split('\n');
    expect(first).toMatch(/^pnd-lint: \d+ problems; no data was read$/);
    expect(rest.join('\n')).toMatch(/pack\.json.*\n.*fields\.json/s);
  });

  // Those of all packs are run where the README says so.
  it('test runs the examples of a pack alone with the packs whose headings they have, and all pass', async () => {
    const { code, stdout } = await run('rules', 'test', '--pack', 'file');
    expect(stdout).toMatch(/^\d{3,} passed, 0 failed\n$/);
    expect(code).toBe(0);
  });

  it('test names the examples that fail, and ends with the count', async () => {
    const host = fakeHost();
    const failures = [{ rule: 'a/b', example: 'c', message: 'no finding' }];
    const load = async () => ({ ...(await fakeApi()()), testExamples: async () => ({ passed: 4, failures }) });
    expect(await main(['rules', 'test'], host, load)).toBe(1);
    expect(host.stdoutText()).toBe('a/b: c: no finding\n4 passed, 1 failed\n');
  });
});

describe('generate', () => {
  const words = ['generate', '--records', '300', '--seed', '3', '--faults', '0.5', '--out', 'batch.csv', '--truth', 'truth.csv'];

  it('writes the same batch and truth for the same seed', async () => {
    const [first, second] = [await run(...words), await run(...words)];
    expect([first.code, first.stdout, first.stderr]).toEqual([0, '', '']);
    for (const name of ['batch.csv', 'truth.csv'])
      expect(readFileSync(join(first.cwd, name)).equals(readFileSync(join(second.cwd, name))), name).toBe(true);
    expect(readdirSync(first.cwd).sort()).toEqual(['batch.csv', 'truth.csv']);
    expect(readFileSync(join(first.cwd, 'truth.csv'), 'utf8')).toMatch(/^record,urn,field,rule\n/);
    expect(statSync(join(first.cwd, 'batch.csv')).size).toBeGreaterThan(10_000);
  });

  it('refuses to write both into one file', async () => {
    const { code, stderr } = await run(...words.slice(0, -1), './batch.csv');
    expect([code, stderr]).toEqual([2, 'pnd-lint: --out and --truth name the same file\n']);
  });

  it('leaves what stands there when it can not write', async () => {
    const host = fakeHost();
    writeFileSync(join(host.cwd, 'batch.csv'), 'old');
    expect(await main([...words.slice(0, -1), 'nowhere/truth.csv'], host)).toBe(3);
    expect(host.stderrText()).toMatch(/^pnd-lint: can't write nowhere\/truth\.csv: no such file or directory \(ENOENT\)\n$/);
    expect(readFileSync(join(host.cwd, 'batch.csv'), 'utf8')).toBe('old');
    expect(readdirSync(host.cwd)).toEqual(['batch.csv']);
  });

  it('writes to a device as it is, and says when that is full', async () => {
    const host = fakeHost();
    expect(await main([...words.slice(0, -1), '/dev/full'], host)).toBe(3);
    expect(host.stderrText()).toMatch(/^pnd-lint: can't write \/dev\/full: no space left on device \(ENOSPC\)\n$/);
    expect(existsSync(join(host.cwd, 'batch.csv'))).toBe(false);
    expect(statSync('/dev/full').isCharacterDevice()).toBe(true);
  });
});
