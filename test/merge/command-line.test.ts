import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost, temporaryFolder } from '../cli/fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ajv = new Ajv2020({ strict: false, allErrors: true });
for (const name of ['scorecards', 'agency-scorecard', 'run'])
  ajv.addSchema(JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')));

async function run(cwd: string, ...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}

describe('merge', () => {
  it('puts two runs together, hides small counts when told, and refuses what would count twice', { timeout: 90_000 }, async () => {
    const cwd = temporaryFolder();
    const text = readFileSync(join(root, 'samples/two-agencies/batch.csv'), 'utf8');
    const [header, ...lines] = text.split('\n');
    // The cut may fall within a record: both files are then told so, alike in one run and in two.
    const cut = lines.findIndex((line, index) => index > 90 && /^[A-Z0-9/-]+,/.test(line));
    writeFileSync(join(cwd, 'a.csv'), `${[header, ...lines.slice(0, cut)].join('\n')}\n`);
    writeFileSync(join(cwd, 'b.csv'), [header, ...lines.slice(cut)].join('\n'));
    const check = (...args: string[]) => run(cwd, 'check', ...args, '--as-of', '2026-06-30', '--fail-on', 'never', '--quiet');
    await check('a.csv', '--out', 'a', '--state');
    await check('b.csv', '--out', 'b', '--state');
    await check('a.csv', 'b.csv', '--out', 'whole');

    const merged = await run(cwd, 'merge', 'a', 'b', '--out', 'merged', '--state');
    expect(merged).toMatchObject({ code: 0, err: '' });
    expect(merged.out).toMatch(/^merged 2 runs, 2 with state: 2 inputs, 200 records, 3 agencies\noutputs are in merged\n$/);
    const file = (...names: string[]) => readFileSync(join(cwd, ...names), 'utf8');
    expect(file('merged', 'scorecards.json')).toBe(file('whole', 'scorecards.json'));
    expect(file('merged', 'run.json')).toBe(file('whole', 'run.json'));
    expect(readdirSync(join(cwd, 'merged', 'state')).sort()).toEqual(['counts.json', 'keys-1', 'keys-2']);
    expect((await run(cwd, 'merge', 'merged', '--out', 'again', '--state')).out).toMatch(
      /^merged 1 run, 1 with state: 2 inputs, 200 records/,
    );
    expect(file('again', 'run.json')).toBe(file('whole', 'run.json'));
    expect(file('again', 'state', 'counts.json')).toBe(file('merged', 'state', 'counts.json'));
    expect(readdirSync(join(cwd, 'merged', 'scorecards'))).toEqual(readdirSync(join(cwd, 'whole', 'scorecards')));
    expect(existsSync(join(cwd, 'whole', 'state'))).toBe(false);
    expect(statSync(join(cwd, 'a', 'state', 'keys-1')).mode & 0o077).toBe(0);

    const hidden = await run(cwd, 'merge', 'a', 'b', '--out', 'hidden', '--suppress', '5');
    expect(hidden.out).toContain('counts from 1 to 4 are suppressed');
    const cards = JSON.parse(file('hidden', 'scorecards.json'));
    expect(cards.suppressedBelow).toBe(5);
    expect(existsSync(join(cwd, 'hidden', 'counts.json'))).toBe(false);
    for (const [name, json] of [
      ['scorecards', cards],
      ['run', JSON.parse(file('hidden', 'run.json'))],
    ] as const) {
      const valid = ajv.getSchema(`https://pnd-lint.example/schemas/${name}.schema.json`)!;
      expect(valid(json) ? null : valid.errors).toBeNull();
    }
    expect(JSON.stringify(cards.nation.rules)).not.toMatch(/"failed":[1-4],/);

    cpSync(join(cwd, 'a'), join(cwd, 'twin'), { recursive: true });
    expect(await run(cwd, 'merge', 'a', 'twin', '--out', 'x')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/a\.csv stands in a and in twin/),
    });
    expect(existsSync(join(cwd, 'x'))).toBe(false);
    expect(await run(cwd, 'merge', 'a', 'hidden', '--out', 'x')).toMatchObject({ code: 2, err: expect.stringMatching(/no counts\.json/) });
    expect(await run(cwd, 'merge', 'a', 'nowhere', '--out', 'x')).toMatchObject({ code: 2 });
    rmSync(join(cwd, 'b', 'state'), { recursive: true });
    const without = await run(cwd, 'merge', 'a', 'b', '--out', 'without');
    expect(without.out).not.toContain('no state is written');
    expect((await run(cwd, 'merge', 'a', 'b', '--out', 'without', '--state')).out).toContain('no state is written: not all runs have one');
    expect(existsSync(join(cwd, 'without', 'state'))).toBe(false);
    expect(without.out).toContain('without state (check --state): b; rules that compare records of several runs are skipped');
    expect(existsSync(join(cwd, 'x'))).toBe(false);
  });
});
