import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/lint.ts';
import type { LintOptions } from '../../src/lint-job.ts';
import { mergeRuns } from '../../src/merge.ts';
import { type RunCounts, readCounts, stateCountsJson } from '../../src/merge-counts.ts';
import type { MergeFolder } from '../../src/merge-job.ts';
import { refuseLateWaivers } from '../../src/merge-waivers.ts';
import type { Waiver, WaiverList } from '../../src/model/waiver.ts';
import { rulesOfWhole } from '../../src/waivable.ts';
import { generatedAll, withReferences } from '../reconcile/given.ts';
import { generated, OIC, oicPack } from '../whole-runs/run.ts';

const root = mkdtempSync(join(tmpdir(), 'pnd-lint-shards-'));
afterAll(() => rmSync(root, { recursive: true }));
let runs = 0;
let files = 0;

const fileOf = (content: string | Uint8Array, name: string) => {
  const path = join(root, `file-${files++}`);
  writeFileSync(path, content);
  return { path, file: name };
};

/** Lints inputs, or one shard of them, keeping state, as the processes of an array job would. */
async function linted(inputs: LintOptions['inputs'], shard?: { index: number; of: number }, more: Partial<LintOptions> = {}) {
  const workFolder = join(root, String(runs++));
  mkdirSync(workFolder);
  const result = await lint({
    ...{ pack: oicPack(), packOptions: OIC, inputs, set: {}, asOf: '2026-06-30', values: 'mask', marking: 'OFFICIAL', jobs: 1 },
    ...{ workFolder, toolVersion: '0.0.0', state: true, segmentBytes: 6000 },
    shown: shard === undefined ? {} : { shard: `${shard.index}/${shard.of}` },
    ...(shard && { shard }),
    ...more,
  });
  const findings: string[] = [];
  const kinds = new Map(oicPack().rules.map(({ id, kind }) => [id, kind]));
  for await (const finding of result.findings()) if (kinds.get(finding.rule) === 'record') findings.push(JSON.stringify(finding));
  const folder: MergeFolder = {
    name: `shard-${shard?.index}`,
    run: result.run,
    counts: readCounts([...stateCountsJson(result.counts)].join('')) as RunCounts,
  };
  return { folder, findings };
}

const MERGING = { pack: oicPack(), overlap: false, mixed: false, toolVersion: '0.0.0' };
const merge = (folders: readonly MergeFolder[], mixed = false) => mergeRuns({ ...MERGING, folders, mixed });

const csv = generated({ records: 130, seed: 31, faults: 0.5, agencies: 3 }).batch.toString('utf8').trimEnd().split('\n');
const jsonl = generated({ records: 60, seed: 32, faults: 0.5, agencies: 3, style: 'jsonl' }).batch.toString('utf8');
const [header, ...lines] = csv as [string, ...string[]];
/** Report dates month first: that no day comes first shows in the whole file only. */
const monthFirst = lines.map((line) => line.replace(/(20\d\d)-(\d\d)-(\d\d)/, (_, year, month) => `${month}/28/${year}`));

const inputs = [
  // Lines before the header, a header and records again, cells with line ends, and a trailer.
  fileOf(
    `Extract of the night\n\n${[header, ...lines, header, ...lines.slice(0, 60), 'Total: 190 records'].join('\r\n')}\r\n`,
    'lines.csv',
  ),
  fileOf(gzipSync(`${[header, ...lines.slice(30, 50)].join('\n')}\n`), 'packed.csv.gz'),
  fileOf(jsonl, 'objects.jsonl'),
  fileOf('', 'empty.csv'),
  fileOf(`${[header, ...monthFirst].join('\n')}\n`, 'month-first.csv'),
  { path: join(root, 'nowhere'), file: 'nowhere.csv' },
  // A JSON array that ends inside.
  fileOf(`[${jsonl.trimEnd().split('\n').slice(0, 20).join(',\n')}`, 'array.json'),
];

describe('shards that were checked with reference files', () => {
  const { batch, references: clean } = generatedAll({ records: 260, seed: 53, faults: 0.4, agencies: 4 });
  const rows = clean.referrals.toString('utf8').trimEnd().split('\n');
  // A referral that stands there twice.
  const references = { ...clean, referrals: `${[...rows, rows[1]].join('\n')}\n` };
  const own = [fileOf(batch, 'batch.csv'), fileOf(gzipSync(batch.subarray(0, 9000)), 'again.csv.gz')];

  it('make the run that compares all records with them when they are merged', { timeout: 600_000 }, async () =>
    withReferences(references, async (loaded) => {
      const whole = await linted(own, undefined, { references: loaded });
      const failed = new Map(whole.folder.run.rules.map((rule) => [rule.rule, rule.failed]));
      for (const rule of [
        'oic/referral-without-document',
        'oic/document-late-for-referral',
        'oic/referral-matched-loosely',
        'oic/unknown-referral',
        'oic/duplicate-referral',
        'oic/ocg-without-recent-intelligence',
        'oic/agency-submitted-nothing',
      ])
        expect(failed.get(rule), rule).toBeGreaterThan(0);
      for (const of of [2, 5]) {
        const shards: MergeFolder[] = [];
        for (let index = 1; index <= of; index++) shards.push((await linted(own, { index, of }, { references: loaded })).folder);
        const merged = await mergeRuns({ ...MERGING, folders: [...shards].reverse(), references: loaded });
        expect(merged.run).toEqual(whole.folder.run);
        expect(merged.notes).toEqual([]);
        expect(merged.counts.found).toEqual(whole.folder.counts.found);
        const [later] = shards[0]!.run.rules.filter(({ rule }) => rule === 'oic/referral-without-document');
        expect(later).toMatchObject({ status: 'skipped', reason: 'known when all shards are merged', failed: 0 });
        if (of === 5) continue;
        await expect(mergeRuns({ ...MERGING, folders: shards })).rejects.toThrow(
          /^shard-1 was checked with --agencies-expected agencies-expected.csv: give merge the same file$/,
        );
        const other = loaded.map((one) => ({ ...one, survey: { ...one.survey, sha256: 'f'.repeat(64) } }));
        await expect(mergeRuns({ ...MERGING, folders: shards, references: other })).rejects.toThrow(
          /^--agencies-expected agencies-expected.csv is not the file that shard-1 was checked with \(SHA-256 [0-9a-f]{12}…\)$/,
        );
        const bare = [await linted(own, { index: 1, of }), await linted(own, { index: 2, of })].map(({ folder }) => folder);
        await expect(mergeRuns({ ...MERGING, folders: bare, references: loaded })).rejects.toThrow(
          /^--\S+: shard-1 was checked without it/,
        );
      }
      await expect(mergeRuns({ ...MERGING, folders: [whole.folder], references: loaded })).rejects.toThrow(/^--\S+ is for shards/);
    }),
  );
});

describe('shards that were checked with waivers', () => {
  it('waive when they are merged what one run does, and say so', { timeout: 600_000 }, async () => {
    const [first, ...rest] = csv;
    // Records again, which repeat those of another shard and so stay held back whatever is waived.
    const own = [fileOf(`${csv.join('\n')}\n`, 'batch.csv'), fileOf(`${[first, ...rest.slice(0, 50)].join('\n')}\n`, 'again.csv')];
    const plain = (await linted(own)).folder.run;
    const later = rulesOfWhole(oicPack());
    const rules = plain.rules
      .filter(({ rule, failed }) => failed > 0 && !later.has(rule) && !rule.startsWith('file/'))
      .map(({ rule }) => rule);
    const [agency, other] = plain.scorecards.agencies.map((card) => card.agency);
    const waiver = (rule: string, scope: Waiver['scope'], more: Partial<Waiver> = {}): Waiver => ({
      ...{
        id: `W-${rule} ${JSON.stringify([scope, more])}`,
        rule,
        scope,
        reason: 'rule-disputed',
        text: 'Invented.',
        owner: 'Owner',
        approver: 'Approver',
      },
      ...{ issued: '2026-01-01', expires: '2026-12-31' },
      ...more,
    });
    const waivers = [
      ...rules.filter((_, at) => at % 4 !== 3).map((rule) => waiver(rule, { agency: agency! })),
      ...rules.slice(0, 20).map((rule) => waiver(rule, { agency: other! }, { cap: { count: 1 } })),
      ...rules.slice(20).map((rule) => waiver(rule, { agency: other! }, { cap: { share: 0.04 } })),
      waiver(rules[0]!, { urn: 'none such' }),
      waiver(rules[1]!, { agency: agency! }, { expires: '2026-03-01' }),
    ];
    const list: WaiverList = { file: 'waivers.json', sha256: 'a'.repeat(64), waivers, lines: waivers.map((_, at) => at + 3) };
    const whole = (await linted(own, undefined, { waivers: list })).folder.run;
    expect(new Set(whole.waivers!.waivers.map(({ state }) => state))).toEqual(new Set(['in-force', 'exceeded', 'expired', 'unmatched']));
    expect(whole.scorecards.nation.ready.count).toBeGreaterThan(plain.scorecards.nation.ready.count);
    for (const of of [2, 4]) {
      const shards: MergeFolder[] = [];
      for (let index = 1; index <= of; index++) shards.push((await linted(own, { index, of }, { waivers: list })).folder);
      const { run, notes } = await mergeRuns({ ...MERGING, folders: [...shards].reverse(), waivers: list });
      expect(run).toEqual(whole);
      expect(notes).toEqual([]);
      expect(shards.every((one) => one.run.waivers === null && one.run.totals.findings.waived === 0)).toBe(true);
      if (of === 4) continue;
      await expect(mergeRuns({ ...MERGING, folders: shards })).rejects.toThrow(
        /^shard-1 was checked with --waivers waivers.json: give merge the same file$/,
      );
      await expect(mergeRuns({ ...MERGING, folders: shards, waivers: { ...list, sha256: 'b'.repeat(64) } })).rejects.toThrow(
        /^--waivers waivers.json is not the file that shard-1 was checked with \(SHA-256 aaaaaaaaaaaa…\)$/,
      );
      const { path } = shards[0]!.counts.waivable!;
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
      await expect(mergeRuns({ ...MERGING, folders: shards, waivers: list })).rejects.toThrow(
        /^shard-1: state\/waivable is missing or was changed: check its inputs again with --state$/,
      );
    }
  });

  it('can not have those of rules that compare records', () => {
    const all = { file: 'waivers.json', sha256: '', lines: [3], waivers: [{ rule: 'oic/referral-without-document' } as Waiver] };
    expect(() => refuseLateWaivers(all, oicPack())).toThrow(
      /^--shard goes without waivers of oic\/referral-without-document, whose findings show only when all shards are merged: check in one/,
    );
    expect(() => refuseLateWaivers({ ...all, waivers: [] }, oicPack())).not.toThrow();
  });
});

describe('shards of one run', () => {
  it('make that run when they are merged, in whatever order, with the same findings of each record', { timeout: 600_000 }, async () => {
    const whole = await linted(inputs);
    const told = whole.folder.run;
    expect(told.incomplete).toHaveLength(2);
    const failed = told.rules.flatMap(({ rule, failed }) => (rule.startsWith('file/') && failed > 0 ? [rule] : []));
    expect(failed).toEqual(
      expect.arrayContaining([
        'file/empty-file',
        'file/lines-before-header',
        'file/month-first-dates',
        'file/repeated-header',
        'file/truncated-file',
      ]),
    );
    for (const of of [2, 7]) {
      const shards = [];
      for (let index = 1; index <= of; index++) shards.push(await linted(inputs, { index, of }));
      const { run, counts, notes } = await merge(shards.map(({ folder }) => folder).reverse());
      expect(run).toEqual(told);
      expect(notes).toEqual([]);
      expect(counts.found).toEqual(whole.folder.counts.found);
      expect(shards.flatMap(({ findings }) => findings)).toEqual(whole.findings);
      expect(shards.filter(({ folder }) => folder.run.totals.records > 0).length).toBe(of);
      const ranges = shards.flatMap(({ folder }) =>
        folder.run.inputs.filter(({ file }) => file === 'month-first.csv').map(({ range }) => range),
      );
      if (of === 7) {
        expect(ranges.length).toBeGreaterThan(1);
        expect(ranges[0]!.start).toBe(0);
        expect(ranges.at(-1)!.end).toBe(told.inputs.find(({ file }) => file === 'month-first.csv')!.bytes);
        for (const [at, range] of ranges.slice(1).entries()) expect(range!.start).toBe(ranges[at]!.end);
      }
    }
  });

  it('are refused unless all of one run are there, each once', { timeout: 300_000 }, async () => {
    const own = inputs.slice(0, 2);
    const [a, b] = [(await linted(own, { index: 1, of: 2 })).folder, (await linted(own, { index: 2, of: 2 })).folder];
    expect((await merge([b, a])).run.inputs.map(({ file }) => file)).toEqual(['lines.csv', 'packed.csv.gz']);
    await expect(merge([a])).rejects.toThrow('of 2 shards one is missing: 2; give the folders of all');
    await expect(merge([a, { ...a, name: 'again' }, b])).rejects.toThrow('shard-1 and again are both shard 1/2: give each shard once');
    const third = (await linted(own, { index: 2, of: 3 })).folder;
    await expect(merge([a, third])).rejects.toThrow('shard-1 is shard 1/2 and shard-2 shard 2/3: give the shards of one run');
    const other = (await linted(inputs.slice(0, 1), { index: 2, of: 2 })).folder;
    await expect(merge([a, other])).rejects.toThrow('shard-1 and shard-2 were made from other inputs');
    await expect(merge([a, { ...b, run: { ...b.run, options: { ...b.run.options, values: 'show' } } }])).rejects.toThrow(
      'made with another values',
    );
    const whole = (await linted(own)).folder;
    await expect(merge([a, b, whole])).rejects.toThrow(/is no shard, and shard-1 is shard 1\/2/);
    await expect(merge([{ ...a, counts: { ...a.counts, shard: undefined } as never }, b])).rejects.toThrow(
      'shard-1 is a shard without its state/',
    );
    const shard = { ...b.counts.shard!, hashes: b.counts.shard!.hashes.map(() => 'f'.repeat(64)) };
    const changed = { ...b, counts: { ...b.counts, shard } };
    await expect(merge([a, changed])).rejects.toThrow('lines.csv changed between shard-1 and shard-2');
    const newer = { ...b, run: { ...b.run, tool: { ...b.run.tool, version: '9.9.9' } } };
    await expect(merge([a, newer])).rejects.toThrow('shard-1 was made by pnd-lint 0.0.0 and shard-2 by 9.9.9');
    const packs = b.counts.packs.map((pack) => ({ ...pack, version: '0.0.1' }));
    await expect(merge([a, { ...b, counts: { ...b.counts, packs } }], true)).rejects.toThrow(
      /shard-2 was made with other packs .*give the same --pack and --codelist$/,
    );
  });
});
