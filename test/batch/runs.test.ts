import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { MOST_VALUES, WHOLE_BATCH } from '../../src/check/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { previousRun } from '../../src/previous.ts';
import { findingJson, problemOf, runJson } from '../../src/report/index.ts';
import { generated, keyOf, lintFiles, oicPack } from '../whole-runs/run.ts';

const REPEATED = 'intelligence-report/narrative-repeated';
const NEARLY = 'intelligence-report/narrative-nearly-repeated';
const DOMINANT = 'intelligence-report/dominant-value';
const DROPPED = 'intelligence-report/volume-dropped';
const JUMPED = 'intelligence-report/volume-jumped';

type Table = readonly [header: readonly string[], ...rows: readonly string[][]];
const tableOf = (batch: Buffer): Table => parse(batch) as unknown as Table;
const csv = (header: readonly string[], rows: readonly (readonly string[])[]) =>
  [header, ...rows].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
const of = (findings: readonly Finding[], rule: string) => findings.filter((finding) => finding.rule === rule);
const placeless = ({ at, also, ...rest }: Finding) => JSON.stringify({ ...rest, field: at.field, also: also.map((place) => place.field) });
const statusOf = (run: { rules: readonly { rule: string }[] }, rule: string) => run.rules.find((one) => one.rule === rule);

describe('narratives that repeat earlier ones', () => {
  it('are found where they were planted, and word for word ones nowhere else', async () => {
    const { batch, planted } = generated({ records: 12_000, seed: 31, faults: 0.35, style: 'rms' });
    const { findings } = await lintFiles({ batch });
    const keys = (rule: string) => of(findings, rule).map((finding) => keyOf(finding.at.record, finding.at.field, rule));
    const plantedKeys = (rule: string) => planted.filter((one) => one.rule === rule).map((one) => keyOf(one.record, one.field, rule));
    expect(plantedKeys(REPEATED).length).toBeGreaterThan(20);
    expect(keys(REPEATED)).toEqual(plantedKeys(REPEATED));
    const near = new Set(keys(NEARLY));
    expect(plantedKeys(NEARLY).length).toBeGreaterThan(20);
    expect(plantedKeys(NEARLY).filter((key) => !near.has(key))).toEqual([]);
    // The invented narratives are made from a small corpus, so that some are near each other by chance.
    expect(near.size - plantedKeys(NEARLY).length).toBeLessThan(100);
  });

  it('name the first record with the text, and are compared across agencies and files', async () => {
    const text = 'The brothers hold the money until the crossing is done, and both drive for the same hire firm.';
    const header = ['urn', 'agency', 'narrative'];
    const { findings, run } = await lintFiles({
      a: csv(header, [
        ['A1', 'kent', 'Something else was seen at the harbour wall by the lorry park.'],
        ['A2', 'kent', text],
        ['A2', 'kent', text],
      ]),
      b: csv(header, [
        ['B1', 'essex', text.toUpperCase()],
        ['B2', 'essex', `${text} Ends.`],
      ]),
    });
    const places = (rule: string) =>
      of(findings, rule).map(({ at, also }) => [at.file, at.record, also.map((one) => [one.file, one.record])]);
    expect(places(REPEATED)).toEqual([['b', 1, [['a', 2]]]]);
    expect(places(NEARLY)).toEqual([['b', 2, [['a', 2]]]]);
    expect(places('intelligence-report/duplicate-urn')).toEqual([['a', 3, [['a', 2]]]]);
    const essex = run.scorecards.agencies.find((card) => card.agency === 'essex')!;
    expect(essex.findings.warning).toBe(of(findings, REPEATED).length);
    expect(statusOf(run, REPEATED)).toMatchObject({ status: 'ran', applicable: 5, failed: 1 });
    expect(statusOf(run, NEARLY)).toMatchObject({ status: 'ran', applicable: 5, failed: 1 });
  });

  it('never show the text unless it is asked for', async () => {
    const { batch } = generated({ records: 2_000, seed: 5, faults: 0.5 });
    const { findings } = await lintFiles({ batch }, { values: 'mask' });
    const values = [...of(findings, REPEATED), ...of(findings, NEARLY)].map((finding) => finding.params.value);
    expect(values.length).toBeGreaterThan(5);
    expect(new Set(values)).toEqual(new Set(['[hidden]']));
  });

  it('are skipped without a column of narratives, and so is the comparison of gradings without theirs', async () => {
    const { run } = await lintFiles({ batch: csv(['urn', 'agency', 'officer'], [['A1', 'kent', '1']]) });
    expect(statusOf(run, REPEATED)).toMatchObject({ status: 'skipped', reason: 'no column for narrative' });
    expect(statusOf(run, NEARLY)).toMatchObject({ status: 'skipped', reason: 'no column for narrative' });
    const compared = 'source_evaluation, intelligence_assessment, handling_code, protective_marking, collection_method, review_group';
    expect(statusOf(run, DOMINANT)).toMatchObject({ status: 'skipped', reason: `no column for ${compared}` });
  });
});

/** A clean batch in which one agency sends everything as from a debrief. */
const [header, ...clean] = tableOf(generated({ records: 1_200, seed: 17, faults: 0, agencies: 4 }).batch);
const column = (name: string) => header.indexOf(name);
const agencyOf = (row: readonly string[]) => row[column('agency')]!;
const habitual = clean.map((row) => (agencyOf(row) === 'essex' ? row.with(column('collection_method'), 'DEBRIEF') : row));
const whole = await lintFiles({ batch: csv(header, habitual) });

describe('a dominant value', () => {
  it('is one finding about all records of the agency, before all others', async () => {
    const [found, ...others] = of(whole.findings, DOMINANT);
    expect(others).toEqual([]);
    expect(whole.findings[0]).toBe(found);
    expect(found).toMatchObject({
      agency: 'essex',
      urn: null,
      at: { file: WHOLE_BATCH, line: 0, record: null, field: 'collection_method' },
      params: { agency: 'essex', value: 'DEBRIEF', records: clean.filter((row) => agencyOf(row) === 'essex').length, percent: 100 },
      also: [],
    });
    const schema = JSON.parse(readFileSync(new URL('../../schemas/finding.schema.json', import.meta.url), 'utf8'));
    expect(new Ajv2020({ allowUnionTypes: true }).compile(schema)(JSON.parse(findingJson(found!)))).toBe(true);
    const rule = oicPack().rules.find((one) => one.id === DOMINANT)!;
    expect(problemOf(found!, rule, oicPack())).toMatch(
      /^essex has DEBRIEF in Collection method on 100% of \d+ records, against a median of \d+% among the other agencies$/,
    );
  });

  it('counts in the scorecard of its agency, region and the nation, in no score, and for its rule by agencies', async () => {
    const before = await lintFiles({ batch: csv(header, clean) });
    expect(of(before.findings, DOMINANT)).toEqual([]);
    const infos = (linted: typeof whole) => ({
      nation: linted.run.scorecards.nation.findings.info,
      essex: linted.run.scorecards.agencies.find((card) => card.agency === 'essex')!.findings.info,
      kent: linted.run.scorecards.agencies.find((card) => card.agency === 'kent')!.findings.info,
      total: linted.run.totals.findings.info,
    });
    const [a, b] = [infos(before), infos(whole)];
    expect(b).toEqual({ nation: a.nation + 1, essex: a.essex + 1, kent: a.kent, total: a.total + 1 });
    expect(whole.run.scorecards.nation.score).toBe(before.run.scorecards.nation.score);
    expect(statusOf(whole.run, DOMINANT)).toMatchObject({ status: 'ran', applicable: 4, failed: 1 });
  });

  it('is the same when the batch is split in files, and its value is left out when values are', async () => {
    const [first, second] = [habitual.slice(0, 400), habitual.slice(400)];
    const split = await lintFiles({ a: csv(header, first), b: csv(header, second) });
    expect(split.findings.map(placeless)).toEqual(whole.findings.map(placeless));
    expect(split.run.scorecards).toEqual(whole.run.scorecards);
    const none = await lintFiles({ batch: csv(header, habitual) }, { values: 'none' });
    expect(of(none.findings, DOMINANT)[0]!.params).toMatchObject({ value: '', agency: 'essex' });
  });

  it('is not looked for in a field that holds too many values, which is said', async () => {
    const rows = Array.from({ length: MOST_VALUES + 1 }, (_, n) => [`U${n}`, 'kent', `G${n}`, 'P']);
    const { run } = await lintFiles({ batch: csv(['urn', 'agency', 'review_group', 'handling_code'], rows) });
    expect(statusOf(run, DOMINANT)).toMatchObject({ reason: expect.stringContaining('review_group') });
  });
});

describe('volumes', () => {
  const previous = previousRun(runJson(whole.run), 'run.json', oicPack());
  const fewer = clean.filter((row, index) => agencyOf(row) !== 'kent' || index % 5 === 0);
  const more = clean.flatMap((row, n) => (agencyOf(row) === 'metropolitan' ? [0, 1, 2].map((k) => row.with(0, `X${n}-${k}`)) : [row]));

  it('are compared with the previous run, agency by agency', async () => {
    const { findings, run } = await lintFiles({ batch: csv(header, fewer) }, { previous });
    const before = previous.records.get('kent')!;
    const now = fewer.filter((row) => agencyOf(row) === 'kent').length;
    expect(of(findings, DROPPED).map(({ agency, at, params }) => ({ agency, at, params }))).toEqual([
      {
        agency: 'kent',
        at: { file: WHOLE_BATCH, line: 0, record: null, field: null },
        params: { agency: 'kent', records: now, previous: before, percent: Math.round((100 * now) / before), previous_as_of: '2026-06-30' },
      },
    ]);
    expect(of(findings, JUMPED)).toEqual([]);
    expect(statusOf(run, DROPPED)).toMatchObject({ status: 'ran', applicable: 4, failed: 1 });
    const jumped = await lintFiles({ batch: csv(header, more) }, { previous });
    expect(of(jumped.findings, JUMPED).map(({ agency }) => agency)).toEqual(['metropolitan']);
    const same = await lintFiles({ batch: csv(header, clean) }, { previous });
    expect([...of(same.findings, DROPPED), ...of(same.findings, JUMPED)]).toEqual([]);
  });

  it('tell of an agency that has fallen silent', async () => {
    const rows = clean.filter((row) => agencyOf(row) !== 'essex');
    const { findings, run } = await lintFiles({ batch: csv(header, rows) }, { previous });
    expect(of(findings, DROPPED).map(({ agency, params }) => [agency, params.records, params.percent])).toEqual([['essex', 0, 0]]);
    const { nation, agencies } = run.scorecards;
    expect(nation.findings.warning).toBe(1 + agencies.reduce((sum, card) => sum + card.findings.warning, 0));
  });

  it('are skipped, and say why, without a previous run, with one that was not complete, and where an input is not', async () => {
    const reasonOf = ({ run }: typeof whole) => [statusOf(run, DROPPED), statusOf(run, JUMPED)];
    const skipped = (reason: string) => [DROPPED, JUMPED].map(() => expect.objectContaining({ status: 'skipped', reason }));
    expect(reasonOf(whole)).toEqual(skipped('no history or previous run given'));
    const cut = await lintFiles({ batch: csv(header, fewer) }, { previous: { ...previous, complete: false } });
    expect(reasonOf(cut)).toEqual(skipped('the previous run is not complete'));
    const batch = Buffer.from('PK\x03\x04 is no batch');
    expect(reasonOf(await lintFiles({ a: csv(header, fewer), batch }, { previous }))).toEqual(
      skipped('not all of the inputs could be read'),
    );
  });
});
