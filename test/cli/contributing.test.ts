import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, folderForAll } from './fake-host.ts';
import { shellCommands } from './shell-words.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** The steps of the walk: a comment says what to do with the fenced block that follows. */
const steps = [...page.matchAll(/^<!-- walk: (.*) -->\n(```\w+\n([\s\S]*?)^```)/gm)].map((match) => {
  const [act = '', ...words] = (match[1] ?? '').split(' ');
  return { act, words, block: match[2] ?? '', text: match[3] ?? '' };
});

const { folder, remove } = folderForAll();
const path = (name: string) => join(folder, name);

/** What a data manager does with the block. */
const acts: Readonly<Record<string, (words: readonly string[], text: string) => void>> = {
  write: ([file = ''], text) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  },
  append: ([file = ''], text) => appendFileSync(path(file), text),
  alias: ([file = '', field = ''], text) => {
    const json = JSON.parse(readFileSync(path(file), 'utf8')) as { fields: { name: string; aliases?: string[] }[] };
    const found = json.fields.find(({ name }) => name === field);
    if (found === undefined) throw new Error(`no field ${field} in ${file}`);
    found.aliases = [...(found.aliases ?? []), JSON.parse(text) as string];
    writeFileSync(path(file), JSON.stringify(json, null, 2));
  },
  run: () => {},
};

async function run(...args: string[]) {
  const host = fakeHost({ cwd: folder, rulesRoot: path('rules') });
  const code = await main(args, host);
  return { code, stdout: host.stdoutText(), stderr: host.stderrText() };
}

async function rulesFound(): Promise<string[]> {
  const { stdout } = await run('check', 'batch.csv', '--as-of', '2026-03-05', '--format', 'jsonl');
  const findings = stdout.split('\n').filter((line) => line !== '');
  return findings
    .map((line) => JSON.parse(line) as { rule: string; severity: string })
    .filter(({ severity }) => severity !== 'info')
    .map(({ rule }) => rule);
}

beforeAll(() => cpSync(join(root, 'rules'), path('rules'), { recursive: true }));
afterAll(remove);

describe('the walk of CONTRIBUTING', () => {
  const edits = steps.filter(({ act }) => act !== 'run');

  it('adds a code, a heading and a rule by editing rules/ only', () => {
    expect(steps.map(({ act, words }) => [act, ...words].join(' '))).toEqual([
      'write batch.csv',
      'append rules/oic/codelists/crime-identifiers.csv',
      'alias rules/intelligence-report/fields.json urn',
      'write rules/oic/small-boat-without-nccu-reference.json',
      'run',
    ]);
  });

  it('begins with a batch that has two faults as the rules stand', async () => {
    const [batch] = edits;
    acts.write?.(batch?.words ?? [], batch?.text ?? '');
    const found = await rulesFound();
    expect(found).toContain('file/missing-column');
    expect(found).toContain('oic/unknown-crime-identifier');
    expect(found).not.toContain('oic/small-boat-without-nccu-reference');
  });

  it('ends with rules that are sound and find the one fault that is left', async () => {
    for (const { act, words, text } of edits) acts[act]?.(words, text);
    const commands = shellCommands(steps.find(({ act }) => act === 'run')?.block ?? '');
    const outputs = [];
    for (const { args } of commands) outputs.push(await run(...args));
    const [validate, test, explain, check] = outputs;
    expect(validate).toMatchObject({ code: 0, stdout: expect.stringMatching(/no problem\n$/) });
    expect(test).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d{2,} passed, 0 failed\n$/) });
    expect(explain?.stdout).toContain('Small-boat report without an NCCU reference');
    expect(check?.code).toBe(0);
    expect(await rulesFound()).toEqual(['oic/small-boat-without-nccu-reference']);
  });
});
