import { expect, it } from 'vitest';
import { type BatchOptions, generateBatch } from '../../src/generate/index.ts';
import { headerFinder, makeRecord, planColumns } from '../../src/normalise/index.ts';
import { readSegment, survey } from '../../src/read/index.ts';
import { lender } from '../small-pack.ts';
import { oicPack } from '../whole-runs/run.ts';
import { changesOf, fixed } from './fixing.ts';

interface Planted {
  readonly key: string;
  readonly rule: string;
  readonly column: string;
  readonly isSlip: boolean;
  readonly value: string;
}

/** Cells of a line of CSV. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');

/** A generated batch, and what each cell that a fault changed truly holds. */
function batchOf(options: BatchOptions): { readonly batch: Buffer; readonly planted: readonly Planted[] } {
  const parts = [...generateBatch(options)];
  const lines = parts.flatMap((part) => part.values.split('\n').filter((line) => line !== '')).slice(1);
  const planted = lines.map((line) => {
    const [record, , , rule, column, isSlip, value] = cellsOf(line) as [string, string, string, string, string, string, string];
    return { key: `${record} ${column}`, rule, column, isSlip: isSlip === 'yes', value };
  });
  return { batch: Buffer.concat(parts.map((part) => part.batch)), planted };
}

/** What fields of a file's records read as. */
async function readFields(path: string, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, unknown>> {
  const pack = oicPack();
  const found = await survey(path, 'file', { findHeader: headerFinder(pack.fields, undefined) });
  const record = makeRecord(pack, planColumns(found.columns, found.headerLine ?? 0, pack.fields, undefined, {}), undefined);
  const values = new Map<string, unknown>();
  const row: Parameters<typeof readSegment>[2]['row'] = (view) => {
    record.load(view);
    for (const [index, { name }] of pack.fields.entries())
      if (wanted.has(`${view.record} ${name}`)) values.set(`${view.record} ${name}`, record.reading(index).value);
  };
  for (const segment of found.segments) await readSegment(found, segment, { row, fault: () => {} });
  return values;
}

it.each(['plain', 'rms', 'jsonl'] as const)('style %s with 30 %% faults: fixes restore what was meant', async (style) => {
  const pack = oicPack();
  const { batch, planted } = batchOf({ records: 1500, seed: 30, faults: 0.3, style });
  const { result, journal } = await fixed(batch);
  const changes = await changesOf(journal);
  const truth = new Map(planted.map((one) => [one.key, one]));
  const keyOf = ({ record, field }: { record: number; field: string }) => `${record} ${field}`;
  const now = await readFields(result.files.fixed, new Set([...changes.map(keyOf), ...truth.keys()]));
  const lend = lender(pack);
  const meant = (one: Planted) => lend({ [one.column]: one.value }).reading(pack.fields.findIndex((f) => f.name === one.column)).value;
  const isRestored = (key: string) => {
    const one = truth.get(key);
    return one !== undefined && JSON.stringify(now.get(key)) === JSON.stringify(meant(one));
  };
  const share = (of: readonly (typeof changes)[number][]) => of.filter((change) => isRestored(keyOf(change))).length / of.length;
  const certain = changes.filter((change) => change.confidence === 'certain');
  const wrong = changes
    .filter((change) => !isRestored(keyOf(change)))
    .map(({ rule, field, confidence }) => `${rule} ${field} ${confidence}`);

  // A value fault: the planted fault is one of form or list, and a value that was there reads otherwise.
  const dimension = new Map(pack.rules.map((rule) => [rule.id, rule.dimension]));
  const faults = planted.filter(
    ({ rule, value, key }) => dimension.get(rule) === 'conformity' && value !== '' && now.get(key) !== undefined,
  );
  const slips = planted.filter(({ isSlip }) => isSlip);
  const covered = (of: readonly Planted[]) => of.filter(({ key }) => isRestored(key)).length / of.length;
  const figures = {
    changes: changes.length,
    certain: { n: certain.length, precision: share(certain) },
    likely: { n: changes.length - certain.length, precision: share(changes) },
    coverage: { faults: faults.length, share: covered(faults), slips: slips.length, shareOfSlips: covered(slips) },
    wrong,
  };
  if (process.env.SHOW_FIGURES)
    console.log(
      style,
      JSON.stringify(figures),
      planted
        .filter((p) => p.isSlip && !isRestored(p.key))
        .map((p) => `${p.rule} ${p.column} <${p.value}> ${JSON.stringify(now.get(p.key))}`)
        .slice(0, 40),
    );
  expect(wrong.filter((one) => one.endsWith('certain'))).toEqual([]);
  expect(share(changes), wrong.join('; ')).toBeGreaterThanOrEqual(0.98);
  expect(covered(faults)).toBeGreaterThanOrEqual(0.6);
  expect(covered(slips)).toBeGreaterThanOrEqual(0.9);
});
