import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { UsageError } from '../../src/model/errors.ts';
import { previousRun } from '../../src/previous.ts';
import { fakeHost } from '../cli/fake-host.ts';
import { oicPack } from '../whole-runs/run.ts';

const packs = oicPack().identities.map(({ id }) => ({ id, version: '0.0.1' }));
const agencies = [
  { agency: 'kent', records: 120 },
  { agency: '(unknown agency)', records: 7 },
];
const good = { schemaVersion: 1, asOf: '2026-06-29', complete: true, packs, scorecards: { agencies } };
const read = (json: unknown) => previousRun(typeof json === 'string' ? json : JSON.stringify(json), 'last.json', oicPack());

describe('a previous run', () => {
  it('gives the records of each known agency, of the same packs in whatever version', () => {
    const { asOf, complete, records } = read(good);
    expect({ asOf, complete, records: [...records] }).toEqual({ asOf: '2026-06-29', complete: true, records: [['kent', 120]] });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', 'agency,records\n', 'is not JSON'],
    ['no object', [], 'is no run.json'],
    ['another file of the outputs', { ...good, complete: undefined }, 'is no run.json'],
    ['no count of records', { ...good, scorecards: { agencies: [{ agency: 'kent', records: 'many' }] } }, 'is no run.json'],
    ['no scorecards', { ...good, scorecards: null }, 'is no run.json'],
    ['another schema version', { ...good, schemaVersion: 2 }, 'schema version 2'],
    ['fewer packs', { ...good, packs: packs.slice(1) }, 'was made with other packs'],
    ['other packs', { ...good, packs: [...packs, { id: 'drugs' }] }, 'was made with other packs: drugs, '],
  ])('is refused if it is %s', (_, json, why) => {
    expect(() => read(json)).toThrow(UsageError);
    expect(() => read(json)).toThrow(why);
  });
});

describe('check --previous', () => {
  const batch = (records: number) =>
    ['urn,agency', ...Array.from({ length: records }, (_, n) => `U${n},kent`)].map((line) => `${line}\n`).join('');

  it('compares a run with the run.json of the one before', async () => {
    const host = fakeHost();
    const check = (...args: string[]) => main(['check', 'batch.csv', '--fail-on', 'never', '--quiet', ...args], host);
    writeFileSync(join(host.cwd, 'batch.csv'), batch(100));
    expect(await check('--out', 'before')).toBe(0);
    writeFileSync(join(host.cwd, 'batch.csv'), batch(40));
    expect(await check('--out', 'after', '--previous', 'before/run.json')).toBe(0);
    const run = JSON.parse(readFileSync(join(host.cwd, 'after/run.json'), 'utf8'));
    expect(run.options.previous).toBe('run.json');
    expect(run.rules.find(({ rule }: { rule: string }) => rule.endsWith('/volume-dropped'))).toMatchObject({ status: 'ran', failed: 1 });
    expect(host.stdoutText()).toContain('kent has 40 records, against 100 in the run of 2026-06-30: 40%');
  });

  it.each([
    ['is not there', undefined, 'the previous run last.json is not there'],
    ['is no run', '{}', 'the previous run last.json is no run.json'],
    ['is of other packs', JSON.stringify({ ...good, packs: [] }), 'the previous run last.json was made with other packs'],
  ])('ends with 2 before data is read if the file %s', async (_, content, why) => {
    const host = fakeHost();
    if (content !== undefined) writeFileSync(join(host.cwd, 'last.json'), content);
    mkdirSync(join(host.cwd, 'batch.csv'));
    expect(await main(['check', 'batch.csv', '--previous', 'last.json'], host)).toBe(2);
    expect(host.stderrText()).toContain(why);
    expect(host.stdoutText()).toBe('');
  });
});
