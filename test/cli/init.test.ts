import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeHost } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = (cwd: string, name: string) => JSON.parse(readFileSync(join(cwd, name), 'utf8'));

describe('init', () => {
  it('writes a config and a map that check then takes', async () => {
    const host = fakeHost();
    const { cwd } = host;
    const [head, ...rows] = readFileSync(join(root, 'samples/clean/batch.csv'), 'utf8').split('\n');
    writeFileSync(
      join(cwd, 'export.csv'),
      [head!.replace('narrative', 'Narrative as entered').replace('agency,', 'Zq,'), ...rows].join('\n'),
    );
    expect(await main(['init', '--agency', 'Kent Police', '--sample', 'export.csv'], host), host.stderrText()).toBe(0);
    expect(json(cwd, 'pnd-lint.config.json')).toEqual({ map: './pnd-lint.map.json', set: { agency: 'kent' }, out: './out' });
    expect(json(cwd, 'pnd-lint.map.json').columns).toMatchObject({ urn: 'urn', 'Narrative as entered': 'narrative' });
    expect(host.stderrText()).toMatch(/guesses, please look at them: .*Narrative as entered → narrative/);
    expect(host.stderrText()).toContain('columns that are no field: Zq');
    const again = fakeHost({ cwd });
    expect(await main(['check', 'export.csv'], again), again.stderrText()).toBe(0);
    expect(json(join(cwd, 'out'), 'run.json').scorecards.agencies.map(({ agency }: { agency: string }) => agency)).toEqual(['kent']);
    const third = fakeHost({ cwd });
    expect(await main(['init', '--agency', 'kent'], third)).toBe(2);
    expect(third.stderrText()).toContain('--force writes it anew');
  });

  it('asks for what no option says, where somebody can answer', async () => {
    const host = fakeHost({ input: '\nessex\nATLAS\n', isAsked: true });
    expect(await main(['init'], host)).toBe(0);
    expect(json(host.cwd, 'pnd-lint.config.json')).toEqual({ set: { agency: 'essex', source_system: 'ATLAS' }, out: './out' });
  });

  it('refuses an agency that is not listed, and a sample that cannot be read, and writes nothing', async () => {
    const host = fakeHost();
    cpSync(join(root, 'samples/clean/batch.csv'), join(host.cwd, 'batch.csv'));
    expect(await main(['init', '--agency', 'Kentt'], host)).toBe(2);
    expect(host.stderrText()).toContain('did you mean "kent"?');
    expect(await main(['init', '--sample', 'none.csv'], fakeHost({ cwd: host.cwd }))).toBe(3);
    expect(existsSync(join(host.cwd, 'pnd-lint.config.json'))).toBe(false);
  });
});
