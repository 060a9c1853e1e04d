import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/lint.ts';
import { mergeRuns } from '../../src/merge.ts';
import { countsJson, type RunCounts, readCounts, stateCountsJson } from '../../src/merge-counts.ts';
import type { MergeFolder, MergeOptions } from '../../src/merge-job.ts';
import type { Run } from '../../src/model/run.ts';
import { generated, OIC, oicPack } from '../whole-runs/run.ts';

const root = mkdtempSync(join(tmpdir(), 'pnd-lint-merge-'));
afterAll(() => rmSync(root, { recursive: true }));
let runs = 0;

/** Lints files as one run that keeps its state, as `check --state` does; the folder is left for the merge. */
async function linted(name: string, files: readonly string[], state = true): Promise<MergeFolder> {
  const folder = join(root, String(runs++));
  mkdirSync(join(folder, 'work'), { recursive: true });
  const inputs = files.map((content, index) => {
    const path = join(folder, String(index));
    writeFileSync(path, content);
    return { path, file: `${name}-${index}.csv` };
  });
  const result = await lint({
    pack: oicPack(),
    packOptions: OIC,
    inputs,
    set: {},
    asOf: '2026-06-30',
    values: 'mask',
    marking: 'OFFICIAL-SENSITIVE',
    jobs: 1,
    workFolder: join(folder, 'work'),
    toolVersion: '0.0.0',
    shown: {},
    state,
  });
  // What is written is what is merged.
  const counts = readCounts([...(state ? stateCountsJson : countsJson)(result.counts)].join('')) as RunCounts;
  return { name, run: result.run, counts };
}

const merge = (folders: readonly MergeFolder[], more: Partial<MergeOptions> = {}) =>
  mergeRuns({ pack: oicPack(), folders, overlap: false, mixed: false, toolVersion: '0.0.0', ...more });

const lines = generated({ records: 260, seed: 12, faults: 0.5, agencies: 4 }).batch.toString('utf8').trimEnd().split('\n');
const [header, ...records] = lines as [string, ...string[]];
const fileOf = (own: readonly string[]) => `${[header, ...own].join('\n')}\n`;
const { inputs: _inputs, ...nothing } = {} as Run;
const withoutInputs = ({ inputs: _, ...rest }: Run): unknown => ({ ...nothing, ...rest });

describe('a merge of runs with state', () => {
  // Records that are there twice, near and far: a first one, and one with the same URN and another text.
  const doubled = [...records, ...records.slice(0, 40), ...records.slice(20, 60).map((line) => line.replace('"', '"Again, '))];

  it('is one run over all the data in everything but inputs, for any split', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { minLength: doubled.length, maxLength: doubled.length }),
        fc.integer({ min: 1, max: 3 }),
        async (places, last) => {
          const files = [0, 1, 2, 3]
            .slice(0, last + 1)
            .map((part) => fileOf(doubled.filter((_, index) => Math.min(places[index]!, last) === part)));
          const folders: MergeFolder[] = [];
          for (const [index, file] of files.entries()) folders.push(await linted(`part${index}`, [file]));
          const whole = await linted('part', files);
          const merged = await merge(folders);
          expect(withoutInputs(merged.run)).toEqual(withoutInputs(whole.run));
          expect(merged.run.inputs).toHaveLength(files.length);
          expect(merged.notes).toEqual([]);
          // A merge can be merged again: the first two, then what they made with the others.
          const first = await merge(folders.slice(0, 2));
          const again = await merge([
            { name: 'first', run: first.run, counts: readCounts([...stateCountsJson(first.counts)].join('')) as RunCounts },
            ...folders.slice(2),
          ]);
          expect(withoutInputs(again.run)).toEqual(withoutInputs(whole.run));
          expect(again.notes).toEqual([]);
          expect(whole.run.rules.find(({ rule }) => rule === 'intelligence-report/duplicate-urn')!.failed).toBeGreaterThan(30);
        },
      ),
      { seed: 5, numRuns: 3, endOnFailure: true },
    );
  });

  it('lets a signal have its turn while it compares', async () => {
    const folders = [await linted('a', [fileOf(records.slice(0, 20))]), await linted('b', [fileOf(records.slice(10, 30))])];
    let turns = 0;
    const again = () => {
      turns++;
      next = setImmediate(again);
    };
    let next = setImmediate(again);
    await merge(folders);
    clearImmediate(next);
    expect(turns).toBeGreaterThan(oicPack().rules.filter(({ kind }) => kind === 'unique' || kind === 'nearDuplicate').length);
  });

  it('says of rules across runs that there is no state where one lacks it, and keeps all else', async () => {
    const half = Math.floor(records.length / 2);
    const [a, b] = [await linted('a', [fileOf(records.slice(0, half))]), await linted('b', [fileOf(records.slice(half))], false)];
    const whole = await linted('ab', [fileOf(records.slice(0, half)), fileOf(records.slice(half))]);
    const { run, notes } = await merge([a, b]);
    const skipped = run.rules.filter(({ reason }) => reason === 'no state').map(({ rule, status }) => `${rule} ${status}`);
    expect(skipped).toEqual([
      'intelligence-report/dominant-value skipped',
      'intelligence-report/duplicate-urn skipped',
      'intelligence-report/narrative-nearly-repeated skipped',
      'intelligence-report/narrative-repeated skipped',
      'oic/dominant-value skipped',
    ]);
    expect(notes).toEqual([expect.stringMatching(/without state.*: b;/)]);
    expect(run.scorecards.nation.dimensions).toEqual(whole.run.scorecards.nation.dimensions);
    expect(run.scorecards.nation.coding).toEqual(whole.run.scorecards.nation.coding);
    expect(run.scorecards.nation.timeliness).toEqual(whole.run.scorecards.nation.timeliness);

    const log = [{ name: 'referrals', file: 'log.csv', sha256: 'f'.repeat(64), records: 3 }];
    expect((await merge([{ ...a, run: { ...a.run, references: log } }, b])).notes).toContain(
      'referrals: compared within each run alone (a), so what has its counterpart in another run counts as missing; not given to b',
    );

    await expect(merge([a, a])).rejects.toThrow(/--overlap/);
    await expect(merge([a, { ...a, name: 'again' }])).rejects.toThrow(/a-0.csv stands in a and in again .*--overlap/);
    expect((await merge([a, { ...a, name: 'again' }], { overlap: true })).run.totals.records).toBe(a.run.totals.records * 2);
    await expect(merge([a, { ...b, run: { ...b.run, marking: 'SECRET' } }])).rejects.toThrow(/say --marking/);
    const old = { ...b, counts: { ...b.counts, packs: b.counts.packs.map((pack) => ({ ...pack, version: '0.0.1' })) } };
    await expect(merge([a, old])).rejects.toThrow(/b was made with other packs .*--mixed/);
    expect((await merge([a, old], { mixed: true })).run.totals.records).toBe(whole.run.totals.records);
    await expect(merge([a, { ...old, counts: { ...old.counts, rules: ['x/y'] } }], { mixed: true })).rejects.toThrow(
      /other rules or fields/,
    );
  });
});
