import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { STORY } from '../../src/generate/index.ts';
import type { Run, Score } from '../../src/model/run.ts';
import { generated, lintFiles, oicPack, type Planted } from './run.ts';

type Row = Readonly<Record<string, string>>;
interface Known {
  readonly row: Row;
  readonly faults: readonly Planted[];
}

const table = (file: string): Row[] => parse(readFileSync(file, 'utf8'), { columns: true });
const CODES = new Map(table('rules/oic/codelists/crime-identifiers.csv').map((row) => [row.code, row]));
const OFFENCES = new Map(table('rules/oic/codelists/offences.csv').map((row) => [row.code, row]));
const AGENCIES = new Map(
  table('rules/intelligence-report/codelists/agencies.csv').flatMap((row) =>
    [row.code, row.label, row.force_code, row.ons_code, ...(row.aliases ?? '').split(';')].map(
      (name) => [String(name).toLowerCase(), row.code!] as const,
    ),
  ),
);
const basisOf = (rule: string) => oicPack().rules.find(({ id }) => id === rule)!.basis;
const severityOf = (rule: string) => oicPack().rules.find(({ id }) => id === rule)!.severity;

const NO_LIST: readonly string[] = [];
const items = (text: string | undefined) => (text ? text.split(';') : NO_LIST);
const isDay = (text: string | undefined) => {
  const day = (text ?? '').slice(0, 10);
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};
/** A date as officers write it, in ISO. */
const inIso = (text: string) =>
  text.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})/, (_, day, month, year) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
const dayOf = (text: string) => Date.parse(text.slice(0, 10)) / 86_400_000;
const marksOic = (row: Row) => items(row.crime_identifier_codes).some((code) => CODES.get(code)?.family === 'OIC');

/** The coding of a record, from its cells and the fault planted in it. */
function codingOf({ row, faults }: Known): 'correct' | 'wrong' | 'missing' | null {
  const offence = items(row.offence_codes).some((code) => OFFENCES.get(code)?.threat_areas && OFFENCES.get(code)?.declares === 'yes');
  if (!row.threat_area && !/^yes$/i.test(row.small_boat ?? '') && !row.nccu_reference && !offence && !marksOic(row)) return null;
  if (!row.crime_identifier_codes) return 'missing';
  const wrong = ['crime-identifier-threat-mismatch', 'crime-identifier-offence-mismatch', 'retired-crime-identifier'].map(
    (name) => `oic/${name}`,
  );
  return faults.some(({ rule }) => wrong.includes(rule)) || !marksOic(row) ? 'wrong' : 'correct';
}

/** Half and nine in ten of some days, by counting them out. */
function nearest(days: readonly number[], rank: number): number | null {
  const sorted = days.toSorted((a, b) => a - b);
  return sorted.length === 0 ? null : sorted[Math.ceil((sorted.length * rank) / 100) - 1]!;
}

function spans(known: readonly Known[], from: string, to: string): readonly number[] {
  return known.flatMap(({ row }) => (isDay(row[from]) && isDay(row[to]) ? [dayOf(row[to]!) - dayOf(row[from]!)] : []));
}

/** Every figure of a scorecard that the truth and the cells give, worked out without the program. */
function expectFigures(card: Score, known: readonly Known[]): void {
  const isHeld = ({ faults }: Known) => faults.some(({ rule }) => severityOf(rule) === 'error');
  const held = known.filter(isHeld).length;
  expect(card.records).toBe(known.length);
  expect([card.ready.count, card.ready.n]).toEqual([known.length - held, known.length]);
  const planted = known.flatMap(({ faults }) => faults.map(({ rule }) => rule));
  // What rests on reading a narrative may be seen where nothing was planted: other tests measure how often.
  const failed = new Map(
    card.rules.filter((rule) => rule.failed > 0 && basisOf(rule.rule) === 'record').map((rule) => [rule.rule, rule.failed]),
  );
  expect(failed).toEqual(
    new Map(
      [...new Set(planted.filter((rule) => basisOf(rule) === 'record'))].map((rule) => [
        rule,
        planted.filter((one) => one === rule).length,
      ]),
    ),
  );
  expect(card.findings.error).toBe(planted.filter((rule) => severityOf(rule) === 'error').length);
  // Codes are judged at the record's own date: whether one is current can't be told where that date can't be read.
  const isTold = !known.some(({ row }) => row.reported_on && !isDay(row.reported_on));
  if (isTold) {
    const states = known.map(codingOf);
    for (const state of ['correct', 'wrong', 'missing'] as const)
      expect(card.coding?.[state]).toBe(states.filter((one) => one === state).length);
    expect(card.coding?.rate).toMatchObject({ count: card.coding?.correct, n: states.filter((state) => state !== null).length });
  }
  for (const topic of card.topics) {
    const named = known.filter(({ row }) =>
      topic.topic === 'small-boats' ? /^yes$/i.test(row.small_boat ?? '') : row.threat_area === topic.topic,
    );
    expect([topic.topic, topic.records]).toEqual([topic.topic, named.length]);
    if (isTold) expect(topic.tagged).toMatchObject({ count: named.filter((one) => codingOf(one) === 'correct').length, n: named.length });
  }
  for (const [measure, from, to] of [
    ['event-to-report', 'event_on', 'reported_on'],
    ['report-to-submission', 'reported_on', 'submitted_on'],
  ] as const) {
    const all = spans(known, from, to);
    const days = all.filter((span) => span >= 0);
    const own = card.timeliness.find((one) => one.measure === measure)!;
    expect(own).toMatchObject({ n: days.length, before: all.length - days.length, p50: nearest(days, 50), p90: nearest(days, 90) });
    for (const { days: limit, share } of own.within) expect(share.count).toBe(days.filter((span) => span <= limit).length);
  }
  const months = new Map<string, number>();
  for (const { row } of known)
    if (isDay(row.reported_on)) months.set(row.reported_on!.slice(0, 7), (months.get(row.reported_on!.slice(0, 7)) ?? 0) + 1);
  expect(new Map(card.volumes.months.map(({ month, records }) => [month, records]))).toEqual(months);
  expect(card.volumes.undated).toBe(known.filter(({ row }) => !isDay(row.reported_on)).length);
  const [methods] = card.values;
  const counts = new Map<string, number>();
  for (const { row } of known) if (row.collection_method) counts.set(row.collection_method, (counts.get(row.collection_method) ?? 0) + 1);
  expect(new Map(methods!.values.map(({ value, share }) => [value, share.count]))).toEqual(
    new Map([...counts].filter(([, count]) => count >= 20)),
  );
  expect(methods!.absent).toBe(known.filter(({ row }) => !row.collection_method).length);
  const meaningless = card.defaults.reduce((sum, { share }) => sum + share.count, 0);
  expect(meaningless).toBe(planted.filter((rule) => rule.endsWith('/default-value-abuse')).length);
}

describe('scorecards of a national night', () => {
  let run: Run;
  let known: Known[];
  const NIGHT = 9;

  beforeAll(async () => {
    const { batch, planted } = generated({ records: 6000, seed: 31, agencies: 55, faults: 0.1, night: NIGHT });
    const rows: Row[] = parse(batch, { columns: true, bom: true, relax_quotes: true });
    const byRecord = new Map<number, Planted[]>();
    for (const one of planted) byRecord.set(one.record, [...(byRecord.get(one.record) ?? []), one]);
    const dated = (row: Row): Row => ({
      ...row,
      ...Object.fromEntries(['reported_on', 'event_on', 'submitted_on'].map((name) => [name, inIso(row[name] ?? '')])),
    });
    known = rows.map((row, index) => ({ row: dated(row), faults: byRecord.get(index + 1) ?? [] }));
    ({ run } = await lintFiles({ 'night.csv': batch }));
  }, 120_000);

  const agencyOf = ({ row, faults }: Known) =>
    faults.some(({ field }) => field === 'agency') ? undefined : AGENCIES.get((row.agency ?? '').toLowerCase());

  it('tell what the truth and the cells tell, for the nation', () => {
    expectFigures(run.scorecards.nation, known);
    expect(run.scorecards.agencies.length).toBeGreaterThan(50);
  }, 60_000);

  it('tell it for the source systems and units of an agency', () => {
    const card = run.scorecards.agencies.find(({ agency }) => agency === STORY.mapping.agency)!;
    const own = known.filter((one) => agencyOf(one) === card.agency);
    for (const system of card.sourceSystems)
      expectFigures(
        system,
        own.filter(({ row }) => (row.source_system || null) === system.source_system),
      );
    for (const unit of card.units)
      expectFigures(
        unit,
        own.filter(({ row }) => (row.unit || null) === unit.unit),
      );
  });

  it('name the system that writes a value in its own way, since when, and the mapping that clears it', () => {
    const { agency, system, from, to, since } = STORY.mapping;
    const hit = known.filter((one) => agencyOf(one) === agency && one.row.protective_marking === from);
    const [cause] = run.scorecards.agencies.find((card) => card.agency === agency)!.rootCauses;
    expect(hit.length).toBeGreaterThan(20);
    expect(cause).toMatchObject({
      ...{ agency, source_system: system, rule: 'intelligence-report/unknown-marking', field: 'protective_marking', value: from },
      records: hit.length,
      mapping: { from, to, clears: hit.length },
    });
    const days = hit.map(({ row }) => row.reported_on!.slice(0, 10)).sort();
    expect([cause!.first, cause!.last]).toEqual([days[0], days.at(-1)]);
    expect(cause!.first! >= since).toBe(true);
    expect(run.scorecards.rootCauses).toContainEqual(cause);
  });

  it('show the drift of the night and no fault that was fixed', () => {
    const drifting = run.scorecards.agencies.find(({ agency }) => agency === STORY.drift.agency)!;
    expect(drifting.coding!.rate.percent!).toBeLessThan(drifting.peers.codingRate! - 10);
    const fixed = run.scorecards.agencies.find(({ agency }) => agency === STORY.fix.agency)!;
    expect(fixed.rules.find(({ rule }) => rule === 'intelligence-report/missing-officer')?.failed ?? 0).toBeLessThan(5);
  });
});
