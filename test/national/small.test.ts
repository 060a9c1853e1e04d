import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../cli/fake-host.ts';
import { oicPack } from '../whole-runs/run.ts';
import { expectSame, recounted } from './compared.ts';
import { readOutputs, readRows, run, writeBatch } from './nights.ts';

const SAMPLE = 'samples/two-agencies';
const TIME = 120_000;

describe('scorecards', () => {
  it(
    'of the two-agency sample tell what its records and its expectation give, with waivers and without',
    async () => {
      const cwd = temporaryFolder();
      for (const name of ['batch.csv', 'waivers.json']) copyFileSync(join(SAMPLE, name), join(cwd, name));
      const expected: readonly string[] = JSON.parse(readFileSync(join(SAMPLE, 'expected.json'), 'utf8')).findings;
      const rows = readRows(join(cwd, 'batch.csv'));
      for (const waivers of [[], ['--waivers', 'waivers.json']]) {
        await run(cwd, 'check', 'batch.csv', '--as-of', '2026-06-30', '--fail-on', 'never', '--quiet', '--out', 'out', ...waivers);
        const outputs = readOutputs(join(cwd, 'out'));
        const told = outputs.findings.map(
          ({ severity, rule, at }) => `${severity} ${rule} record ${at.record ?? 'none'} line ${at.line} field ${at.field ?? 'none'}`,
        );
        expect(told.filter((line) => !line.includes('-waiver '))).toEqual(expected);
        expectSame(outputs.scorecards, recounted({ rows, files: {} }, outputs, oicPack(), ['oic/crime-identifier-offence-mismatch']).cards);
        expect(outputs.scorecards.nation.findings.waived > 0).toBe(waivers.length > 0);
      }
    },
    TIME,
  );

  it(
    'of two years compare the last one with the one before',
    async () => {
      const cwd = temporaryFolder();
      const { folder } = writeBatch(join(cwd, 'later'), { records: 400, seed: 77, agencies: 4 });
      const [header, ...lines] = readFileSync(join(folder, 'batch.csv'), 'utf8').trimEnd().split('\n');
      const yearBefore = (line: string) => line.replace(/\b(202[56])-(?=\d\d-\d\d)/g, (_, year) => `${Number(year) - 1}-`);
      mkdirSync(join(cwd, 'both'));
      const earlier = lines.slice(0, 250).map(yearBefore);
      writeFileSync(join(cwd, 'both/batch.csv'), `${[header, ...earlier, ...lines].join('\n')}\n`);
      await run(cwd, 'check', 'both/batch.csv', '--as-of', '2026-06-30', '--fail-on', 'never', '--quiet', '--out', 'out');
      const outputs = readOutputs(join(cwd, 'out'));
      const rows = readRows(join(cwd, 'both/batch.csv'));
      expectSame(outputs.scorecards, recounted({ rows, files: {} }, outputs, oicPack()).cards);
      const { yearOnYear } = outputs.scorecards.nation.volumes;
      expect(yearOnYear!.to).toBe('2026-05');
      expect(yearOnYear!.changePercent).toBeGreaterThan(50);
    },
    TIME,
  );
});
