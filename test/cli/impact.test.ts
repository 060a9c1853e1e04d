import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { compareRuns } from '../../src/impact.ts';
import type { Finding } from '../../src/model/finding.ts';
import { lintFiles } from '../whole-runs/run.ts';
import { fakeHost, temporaryFolder } from './fake-host.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function run(cwd: string, ...args: string[]) {
  const host = fakeHost({ cwd });
  const code = await main(args, host);
  return { code, out: host.stdoutText(), err: host.stderrText() };
}

async function* stream<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

describe('impact', () => {
  it('says what a new code list would change: codes, findings and scores', async () => {
    const cwd = temporaryFolder();
    cpSync(join(root, 'samples/two-agencies/batch.csv'), join(cwd, 'batch.csv'));
    const list = readFileSync(join(root, 'rules/oic/codelists/crime-identifiers.csv'), 'utf8');
    writeFileSync(join(cwd, 'same.csv'), list);
    const same = await run(cwd, 'impact', 'batch.csv', '--codelist', 'crime-identifiers=same.csv');
    expect(same.code).toBe(0);
    expect(same.out).toMatch(/^No code list changes\.\n\n0 new findings, 0 dropped, 0 re-graded\n/);

    const batch = readFileSync(join(cwd, 'batch.csv'), 'utf8');
    const codes = list
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!);
    const used = codes.filter((code) => code !== '' && new RegExp(`[,;"]${code}[,;"]`).test(batch));
    const [gone] = used;
    writeFileSync(join(cwd, 'next.csv'), list.replaceAll(`${gone},`, `NEW-${gone},`));
    const next = await run(cwd, 'impact', 'batch.csv', '--codelist', 'crime-identifiers=next.csv', '--json');
    expect(next.code).toBe(1);
    const report = JSON.parse(next.out);
    expect(report.codelists).toMatchObject([{ list: 'crime-identifiers', added: [`NEW-${gone}`], gone: [gone] }]);
    expect(report.findings.all.new).toBeGreaterThan(0);

    // What check says of the same batch with either list.
    const check = async (...more: string[]) => {
      await run(cwd, 'check', 'batch.csv', '--out', 'out', ...more);
      const lines = readFileSync(join(cwd, 'out/findings.jsonl'), 'utf8').trimEnd().split('\n');
      return { count: lines.length, json: JSON.parse(readFileSync(join(cwd, 'out/run.json'), 'utf8')) };
    };
    const [was, is] = [await check(), await check('--codelist', 'crime-identifiers=next.csv')];
    expect(report.findings.all.new - report.findings.all.dropped).toBe(is.count - was.count);
    const sum = (name: string) => report.findings[name].reduce((total: number, one: { new: number }) => total + one.new, 0);
    expect([sum('rules'), sum('agencies')]).toEqual([report.findings.all.new, report.findings.all.new]);
    const { nation } = was.json.scorecards;
    expect(report.scores[0]).toMatchObject({
      agency: null,
      score: [nation.score, is.json.scorecards.nation.score],
      ready: [nation.ready.count, is.json.scorecards.nation.ready.count],
    });
  });

  it('asks what is to come', async () => {
    expect(await run(temporaryFolder(), 'impact', 'batch.csv')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--codelist NAME=FILE'),
    });
  });

  it('is no release note of a batch that cannot be read', async () => {
    const cwd = temporaryFolder();
    cpSync(join(root, 'rules/oic/codelists/crime-identifiers.csv'), join(cwd, 'list.csv'));
    expect(await run(cwd, 'impact', 'none.csv', '--codelist', 'crime-identifiers=list.csv')).toMatchObject({ code: 3 });
  });
});

describe('findings of two runs', () => {
  it('are new, dropped or graded anew, record by record', async () => {
    const { findings } = await lintFiles({ 'batch.csv': readFileSync(join(root, 'samples/messy/batch.csv')) });
    const compare = (a: readonly Finding[], b: readonly Finding[]) => compareRuns(stream(a), stream(b), ['batch.csv']);
    const none = await compare(findings, findings);
    expect(none).toEqual({ all: { new: 0, dropped: 0, regraded: 0 }, rules: [], agencies: [] });
    const after = findings.flatMap((one, index) =>
      index % 5 === 0
        ? []
        : [index % 5 === 1 ? { ...one, severity: one.severity === 'info' ? ('error' as const) : ('info' as const) } : one],
    );
    const counts = (rest: number) => findings.filter((_, index) => index % 5 === rest).length;
    expect((await compare(findings, after)).all).toEqual({ new: 0, dropped: counts(0), regraded: counts(1) });
    expect((await compare(after, findings)).all).toEqual({ new: counts(0), dropped: 0, regraded: counts(1) });
    expect((await compare([], findings)).all.new).toBe(findings.length);
  });

  it('are matched in the order of the inputs, whichever run finds something first', async () => {
    const { findings } = await lintFiles({ 'batch.csv': readFileSync(join(root, 'samples/two-agencies/batch.csv')) });
    const [one] = findings.filter(({ at }) => at.record !== null);
    const inFile = (file: string): Finding => ({ ...one!, at: { ...one!.at, file } });
    const both = await compareRuns(stream([inFile('b')]), stream([inFile('a'), inFile('b')]), ['a', 'b']);
    expect(both.all).toEqual({ new: 1, dropped: 0, regraded: 0 });
  });
});
