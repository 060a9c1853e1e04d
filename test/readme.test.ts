import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as help from '../src/cli/help.ts';
import { main } from '../src/cli/main.ts';
import { fakeHost, folderForAll } from './cli/fake-host.ts';
import { type ShellCommand, shellCommands } from './cli/shell-words.ts';
import { textRows, workbook } from './read/xlsx.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const { folder, remove } = folderForAll();
beforeAll(() => {
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  cpSync(join(root, 'samples'), join(folder, 'other/samples'), { recursive: true });
  cpSync(join(root, 'samples/rms-export/batch.csv'), join(folder, 'other/export.csv'));
  for (const name of ['batch.csv', 'kent.csv', 'export.csv']) cpSync(join(root, 'samples/clean/batch.csv'), join(folder, name));
  const rows = parse(readFileSync(join(root, 'samples/clean/batch.csv'))) as string[][];
  writeFileSync(join(folder, 'export.xlsx'), workbook({ sheets: { 'Read me': '', Records: textRows(rows) } }));
  cpSync(join(root, 'samples/json-lines/batch.jsonl'), join(folder, 'essex.jsonl.gz'));
  cpSync(join(root, 'rules/oic/codelists/crime-identifiers.csv'), join(folder, 'official.csv'));
  cpSync(join(root, 'samples/two-agencies/waivers.json'), join(folder, 'waivers.json'));
  writeFileSync(join(folder, 'log.csv'), 'nccu_reference,agency,referred_on\nNCCU-2026-0001,WMP,2026-03-02\n');
  cpSync(join(root, 'test/evidence/development.jsonl'), join(folder, 'narratives.jsonl'));
});
afterAll(remove);

interface Tried {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
/** Commands that change nothing and stand in several places are run once. */
const tried = new Map<string, Promise<Tried>>();
function run(command: Pick<ShellCommand, 'args' | 'stdoutTo'>): Promise<Tried> {
  const { args, stdoutTo } = command;
  if (args[0] !== 'rules' || stdoutTo !== undefined) return runNow(command);
  const words = args.join(' ');
  if (!tried.has(words)) tried.set(words, runNow(command));
  return tried.get(words)!;
}

async function runNow({ args, stdoutTo }: Pick<ShellCommand, 'args' | 'stdoutTo'>): Promise<Tried> {
  // A config file would speak in the commands that follow.
  const cwd = args[0] === 'init' ? join(folder, 'other') : folder;
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  if (stdoutTo !== undefined) writeFileSync(join(folder, stdoutTo), host.stdoutBytes());
  return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
}

describe('the README', () => {
  const commands = shellCommands(readme);

  it('shows commands', () => {
    expect(commands.length).toBeGreaterThan(8);
  });

  it.each(commands)('is right about: $line', async (command) => {
    const { code, stderr } = await run(command);
    expect(code, stderr).toBeLessThanOrEqual(1);
    if (command.args[0] === 'check' && code === 1) expect(stderr).toMatch(/^pnd-lint: [\d,]+ errors?\b/);
    else expect(code, stderr).toBe(0);
  });

  it('is right about npm start: exit 0 and a whole set of outputs', async () => {
    const [program, script, ...args] = packageJson.scripts.start.split(' ');
    expect([program, script]).toEqual(['node', packageJson.bin['pnd-lint']]);
    expect((await run({ args, stdoutTo: undefined })).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'out/run.json'), 'utf8')).complete).toBe(true);
  });

  it('names every option of check, and no other', async () => {
    const { stdout } = await run({ args: ['check', '--help'], stdoutTo: undefined });
    const options = (text: string) => [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map((match) => match[0]))].sort();
    const table = readme.slice(readme.indexOf('| option |'), readme.indexOf('### Exit codes'));
    expect(options(table)).toEqual(options(stdout).filter((option) => option !== '--help'));
  });

  it('gives a reason for every dependency', () => {
    const reasons = readme.slice(readme.indexOf('## Dependencies'));
    const named = Object.keys({ ...packageJson.dependencies, ...packageJson.optionalDependencies }).filter(
      (name) => !new RegExp(`^\\|[^|]*(?<![\\w@/-])${name}(?![\\w/-])[^|]*\\|`, 'm').test(reasons),
    );
    expect(named).toEqual([]);
  });
});

describe('the examples of --help', () => {
  const commands = Object.values(help).flatMap((text) => shellCommands(text));

  it.each(commands)('work: $line', async (command) => {
    const { code, stderr } = await run(command);
    expect(code, stderr).toBeLessThanOrEqual(1);
  });
});
