import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { Scorecards } from '../../src/model/run.ts';
import { lookAt } from './known.ts';
import type { Outputs, Written } from './nights.ts';
import { recountAll, type Seen } from './scorecards.ts';

/** Rules that judge records, by id. */
export const rulesOfRecords = (pack: Pack): ReadonlySet<string> =>
  new Set(
    pack.rules.flatMap((rule) => {
      const isOfRows = rule.kind === 'reconcile' && rule.judges !== 'record';
      return isOfRows || rule.kind === 'file' || rule.kind === 'dominantValue' || rule.kind === 'volume' ? [] : [rule.id];
    }),
  );

/** Counts a run again, from its batch, what was planted in it and what was found where nothing need be planted. */
export function recounted(
  { rows, files }: Pick<Written, 'rows' | 'files'>,
  { run, findings }: Pick<Outputs, 'run' | 'findings'>,
  pack: Pack,
  disputed: readonly string[] = [],
): { readonly cards: Scorecards; readonly seen: Seen } {
  const ofRecords = rulesOfRecords(pack);
  const byRecord = new Map<number, Finding[]>();
  for (const finding of findings) {
    if (!ofRecords.has(finding.rule)) continue;
    const record = finding.at.record!;
    const own = byRecord.get(record);
    if (own === undefined) byRecord.set(record, [finding]);
    else own.push(finding);
  }
  const skipped = new Set(
    run.rules.flatMap(({ status, rule }) => (status === 'skipped' ? [pack.rules.findIndex(({ id }) => id === rule)] : [])),
  );
  const about = findings.filter(({ at, rule }) => at.record === null && pack.rules.find(({ id }) => id === rule)!.kind === 'dominantValue');
  const seen = lookAt({ rows, findings: byRecord, files, asOf: run.asOf, disputed }, pack);
  return { cards: recountAll(seen, about, skipped, run.asOf, pack), seen };
}

/** Every figure of all scorecards; if not all are the same, one by one so that a difference says where it is. */
export function expectSame(found: Scorecards, counted: Scorecards): void {
  if (isDeepStrictEqual(found, counted)) return;
  expect(found.nation).toEqual(counted.nation);
  expect(found.regions.map(({ region }) => region)).toEqual(counted.regions.map(({ region }) => region));
  for (const [index, card] of found.regions.entries()) expect(card).toEqual(counted.regions[index]);
  expect(found.agencies.map(({ agency }) => agency)).toEqual(counted.agencies.map(({ agency }) => agency));
  for (const [index, { sourceSystems, units, rootCauses, ...card }] of found.agencies.entries()) {
    const { sourceSystems: systems, units: ownUnits, rootCauses: causes, ...own } = counted.agencies[index]!;
    expect(card).toEqual(own);
    expect(rootCauses).toEqual(causes);
    for (const [place, system] of sourceSystems.entries()) expect(system).toEqual(systems[place]);
    for (const [place, unit] of units.entries()) expect(unit).toEqual(ownUnits[place]);
    expect([sourceSystems.length, units.length]).toEqual([systems.length, ownUnits.length]);
  }
  expect(found.rootCauses).toEqual(counted.rootCauses);
  expect(found.ruleDebt).toEqual(counted.ruleDebt);
  expect(found.dropped).toEqual(counted.dropped);
}

/** What one file says of the scorecards stands in the other, which may say more. */
export function expectWithin(part: object, whole: object): void {
  if (!isWithin(part, whole)) expect(whole).toMatchObject(part);
}

function isWithin(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return Object.is(part, whole);
  if (Array.isArray(part) && part.length !== (whole as readonly unknown[]).length) return false;
  return Object.entries(part).every(([key, value]) => isWithin(value, (whole as Record<string, unknown>)[key]));
}

/** What rests on the record alone is found where it was planted, and nowhere else. */
export function expectPlanted({ findings }: Pick<Outputs, 'findings'>, { planted }: Pick<Written, 'planted'>, pack: Pack): void {
  const proven = new Set([...rulesOfRecords(pack)].filter((id) => pack.rules.find((rule) => rule.id === id)!.basis === 'record'));
  const keys = (all: readonly { readonly record: number | null; readonly field: string | null; readonly rule: string }[]) =>
    all.flatMap(({ record, field, rule }) => (proven.has(rule) ? [`${record} ${field} ${rule}`] : [])).sort();
  expect(keys(findings.map(({ at, rule }) => ({ ...at, rule })))).toEqual(keys(planted));
}
