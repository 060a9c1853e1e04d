import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GENERATED_AS_OF } from '../../src/generate/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { lintFiles } from '../whole-runs/run.ts';
import { compare, generatedAll } from './given.ts';

const csv = (head: string, ...rows: readonly string[]) => `${[head, ...rows].join('\n')}\n`;
const batchOf = (...rows: readonly string[]) => csv('urn,agency,reported_on,nccu_reference,ocg_reference', ...rows);
const logOf = (...rows: readonly string[]) => csv('nccu_reference,agency,referred_on', ...rows);
const listOf = (...rows: readonly string[]) => csv('ocg_reference,agency,name,status', ...rows);
const of = (findings: readonly Finding[], rule: string) => findings.filter((finding) => finding.rule === `oic/${rule}`);

describe('findings of a comparison', () => {
  const batch = batchOf('A1,kent,2026-03-01,NCCU/1,OCG-1', 'A2,essex,2026-03-09,NCCU/2,OCG-9', 'A3,kent,2026-03-20,NCCU/3,');
  const log = logOf('NCCU/1,kent,2026-03-01', 'NCCU/2,kent,2026-03-01T10:00', 'NCCU/4,Essex Police,2026-03-05', 'NCCU/4,essex,2026-03-06');
  const list = listOf('OCG-1,kent,Secret name,active', 'OCG-2,46,Other name,active');

  it('about records stand in the batch and name the row; about rows they stand in the file, after those of the batch', async () => {
    const { findings } = await compare(batch, { referrals: log, 'ocg-list': list });
    expect(of(findings, 'referral-agency-mismatch')).toMatchObject([
      {
        agency: 'essex',
        at: { file: 'batch', record: 2, field: 'agency' },
        params: { other: 'kent', value: 'essex' },
        also: [{ file: 'referrals.csv', record: 2, line: 3, field: 'nccu_reference' }],
      },
    ]);
    expect(of(findings, 'document-late-for-referral')).toMatchObject([
      {
        at: { record: 2, field: 'reported_on' },
        params: { days: 8, limit: 3, other: '2026-03-01' },
        also: [{ field: 'referred_on', line: 3 }],
      },
    ]);
    expect(of(findings, 'referral-without-document')).toMatchObject([
      {
        agency: 'essex',
        urn: null,
        at: { file: 'referrals.csv', record: 3, line: 4, field: 'nccu_reference' },
        params: { value: 'NCCU/4', referred_on: '2026-03-05', from: '2026-03-01', to: '2026-03-17' },
      },
    ]);
    expect(of(findings, 'duplicate-referral')).toMatchObject([{ at: { record: 4 }, also: [{ record: 3, line: 4 }] }]);
    const files = findings.map((finding) => finding.at.file);
    expect(files.lastIndexOf('batch')).toBeLessThan(files.indexOf('ocg-list.csv'));
    expect(files.lastIndexOf('ocg-list.csv')).toBeLessThan(files.indexOf('referrals.csv'));
    expect(new Set(findings.map((finding) => finding.fingerprint)).size).toBe(findings.length);
  });

  it('hide the names of groups, and all values if none are to be shown', async () => {
    const masked = await compare(batch, { 'ocg-list': list, referrals: log }, { values: 'mask' });
    expect(JSON.stringify([masked.findings, masked.run])).not.toContain('ther name');
    const { findings } = await compare(batch, { 'ocg-list': list, referrals: log }, { values: 'none' });
    const params = JSON.stringify(findings.filter(({ rule }) => rule.startsWith('oic/')).map((finding) => finding.params));
    for (const value of ['NCCU', 'OCG-', 'kent', 'essex', '2026']) expect(params).not.toContain(value);
  });

  it('are counted in scorecards by the agency of the row', async () => {
    const { run } = await compare(batch, { referrals: log, 'ocg-list': list });
    const { nation, agencies, regions } = run.scorecards;
    expect(nation.referrals).toEqual({ total: 3, withDocument: 2, missing: 1, late: 1, outOfPeriod: 0, medianLagDays: 4 });
    expect(nation.ocgs).toEqual({ listed: 2, withRecentIntelligence: 0, archivedNamed: 0, unknownNamed: 1 });
    expect(agencies.map((card) => [card.agency, card.referrals?.total, card.ocgs?.unknownNamed])).toEqual([
      ['essex', 1, 1],
      ['kent', 2, 0],
    ]);
    expect(agencies[0]!.sourceSystems[0]).toMatchObject({ referrals: null, ocgs: null });
    const regional = regions.flatMap(({ referrals }) => (referrals === null ? [] : [referrals.total]));
    expect(regional.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(run.references).toMatchObject([
      { name: 'ocg-list', file: 'ocg-list.csv', records: 2 },
      { name: 'referrals', file: 'referrals.csv', records: 4 },
    ]);
  });

  it('hold no record back and change no score', async () => {
    const alone = await lintFiles({ batch });
    const { run } = await compare(batch, { referrals: log, 'ocg-list': list });
    expect(run.totals.ready).toBe(alone.run.totals.ready);
    expect(run.scorecards.nation.score).toBe(alone.run.scorecards.nation.score);
    expect(run.scorecards.nation.verdict).toEqual(alone.run.scorecards.nation.verdict);
  });
});

describe('rules whose file is not given, or can not be judged', () => {
  const results = (rules: readonly { rule: string; status: string; reason?: string }[], id: string) =>
    rules.find(({ rule }) => rule === `oic/${id}`);

  it('are skipped, and say which option is missing', async () => {
    const { run, findings } = await compare(batchOf('A1,kent,2026-03-01,NCCU/1,OCG-1'), { 'agencies-expected': 'agency\nkent\n' });
    expect(results(run.rules, 'unknown-referral')).toMatchObject({ status: 'skipped', reason: '--referrals was not given', applicable: 0 });
    expect(results(run.rules, 'duplicate-ocg')).toMatchObject({ status: 'skipped', reason: '--ocg-list was not given' });
    expect(results(run.rules, 'agency-submitted-nothing')).toMatchObject({ status: 'ran', applicable: 1, failed: 0 });
    expect(run.scorecards.nation).toMatchObject({ referrals: null, ocgs: null });
    expect(findings.filter(({ rule }) => /referral|ocg/.test(rule))).toEqual([]);
  });

  it('are skipped where the batch has no column to compare', async () => {
    const { run, findings } = await compare(csv('urn,agency,reported_on', 'A1,kent,2026-03-01', 'A2,kent,2026-03-30'), {
      referrals: logOf('NCCU/1,kent,2026-03-01', 'NCCU/1,kent,2026-03-01'),
    });
    for (const id of ['unknown-referral', 'referral-without-document'])
      expect(results(run.rules, id)).toMatchObject({ status: 'skipped', reason: 'no column for nccu_reference' });
    expect(of(findings, 'duplicate-referral')).toHaveLength(1);
    expect(run.scorecards.nation.referrals).toBeNull();
  });

  it('say nothing of what is missing if not every record could be read', async () => {
    const batch = {
      whole: batchOf('A1,kent,2026-03-01,NCCU/1,', 'A2,kent,2026-03-30,,'),
      broken: Buffer.from('504b0304140000000800', 'hex'),
    };
    const { run, findings } = await compare(batch, { referrals: logOf('NCCU/2,kent,2026-03-05'), 'agencies-expected': 'agency\nessex\n' });
    expect(run.complete).toBe(false);
    expect(of(findings, 'referral-without-document')).toEqual([]);
    expect(results(run.rules, 'agency-submitted-nothing')).toMatchObject({ status: 'skipped', reason: 'not every record could be read' });
    expect(of(findings, 'unknown-referral')).toHaveLength(1);
  });

  it('judge nothing in a batch without records', async () => {
    const { run } = await compare(batchOf(), { referrals: logOf('NCCU/1,kent,2026-03-01') });
    expect(run.scorecards.nation.referrals).toEqual({
      total: 1,
      withDocument: 0,
      missing: 0,
      late: 0,
      outOfPeriod: 1,
      medianLagDays: null,
    });
  });
});

describe('the same records', () => {
  const { batch, references } = generatedAll({ records: 2_000, seed: 12, faults: 0.3 });
  const [header, ...rows] = parse(batch) as [string[], ...string[][]];
  const table = (some: readonly string[][]) =>
    [header, ...some].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
  const placeless = ({ at, also, ...rest }: Finding) =>
    JSON.stringify({ ...rest, field: at.field, also: also.map((place) => place.field) });
  const isOurs = ({ rule }: Finding) => /^oic\/.*(referral|ocg|submitted-nothing)/.test(rule) && !rule.endsWith('malformed');

  it('split into files and small stretches have the same findings and scorecards', async () => {
    const whole = await compare(batch, references);
    const split = await compare(
      Object.fromEntries([0, 1, 2, 3].map((n) => [`part-${n}`, table(rows.slice(n * 500, n * 500 + 500))])),
      references,
      { segmentBytes: 20_000 },
    );
    expect(whole.findings.filter(isOurs).length).toBeGreaterThan(200);
    expect(split.findings.filter(isOurs).map(placeless)).toEqual(whole.findings.filter(isOurs).map(placeless));
    expect(split.run.scorecards).toEqual(whole.run.scorecards);
  });
});

describe('matching by agency and date', () => {
  /** The most rows that can be served if each record serves one at most, by trying everything. */
  const most = (rows: readonly number[], records: readonly number[]): number => {
    const [row, ...others] = rows;
    if (row === undefined) return 0;
    const without = most(others, records);
    const served = records.flatMap((record, at) => (Math.abs(record - row) <= 3 ? [1 + most(others, records.toSpliced(at, 1))] : []));
    return Math.max(without, ...served);
  };

  it('serves as many referrals as it can, each record once', async () => {
    const days = fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 5 });
    const day = (number: number) => `2026-04-${String(number).padStart(2, '0')}`;
    await fc.assert(
      fc.asyncProperty(days, days, async (records, rows) => {
        const batch = batchOf(...records.map((one, at) => `A${at},kent,${day(one)},,`));
        const { findings, run } = await compare(
          batch,
          { referrals: logOf(...rows.map((one) => `,kent,${day(one)}`)) },
          { asOf: GENERATED_AS_OF },
        );
        const loosely = of(findings, 'referral-matched-loosely');
        expect(loosely).toHaveLength(most(rows, records));
        expect(new Set(loosely.map(({ at }) => at.record)).size).toBe(loosely.length);
        expect(run.scorecards.nation.referrals!.withDocument).toBe(loosely.length);
      }),
      { seed: 8, numRuns: 25 },
    );
  });
});
