import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type * as Api from '../../src/index.ts';
import { buildPackage } from '../cli/built-package.ts';
import { generatedAll } from '../reconcile/given.ts';

const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));
// Each thread loads it anew: in few files, as the program has it.
const api = buildPackage().load('library') as typeof Api;
const packOptions = { packs: ['oic'], codelists: [], rulesRoot: api.SHIPPED_RULES };
const pack = api.loadPack(packOptions);
const asOf = api.GENERATED_AS_OF;
let runs = 0;

async function textOf(blocks: ReturnType<Api.LintResult['written']>): Promise<string> {
  let text = '';
  for await (const block of blocks) for (const { json, row } of block) text += Buffer.concat([json, row]).toString();
  return text;
}

/**
 * Lints the batch of a style, alone or with the files that go with it.
 * @param held bytes of a list of numbers that stay in memory; the others are written to files, and findings in their final forms
 */
async function lint(style: string, withFiles: boolean, jobs: number, segmentBytes: number, held: number) {
  const workFolder = join(folder, `work-${runs++}`);
  mkdirSync(workFolder);
  const named = withFiles ? ['agencies-expected', 'referrals', 'ocg-list'] : [];
  const references = await api.loadReferences(
    pack,
    asOf,
    named.map((name) => ({ name, path: join(folder, `${style}-${name}`), file: name })),
    undefined,
    { folder: () => workFolder, held },
  );
  const inputs = [{ path: join(folder, style), file: 'batch' }];
  const fixed = { set: {}, asOf, values: 'mask', marking: 'OFFICIAL', toolVersion: '0', shown: {} } as const;
  const forms = held < 1 << 30;
  const result = await api.lint({ ...fixed, pack, packOptions, inputs, references, jobs, segmentBytes, workFolder, forms });
  const findings: string[] = [];
  for await (const finding of result.findings()) findings.push(JSON.stringify(finding));
  const delivered = await textOf(result.written());
  expect(await textOf(result.written(true))).toBe(delivered);
  // What was handed out in its final forms for the last time is gone.
  const left = readdirSync(workFolder).filter((name) => /\.(loose|records|late|matched)$/.test(name));
  expect(left.length === 0).toBe(forms);
  return { run: JSON.stringify(result.run), findings, delivered, problems: result.problems };
}

describe('the number of threads, the size of what each takes and the memory for keys', () => {
  for (const style of ['plain', 'rms', 'jsonl'] as const)
    it(`change nothing in style ${style}, with reference files and without`, async () => {
      const { batch, references } = generatedAll({ records: 1_500, seed: 21, faults: 0.3, style });
      writeFileSync(join(folder, style), batch);
      for (const [name, content] of Object.entries(references)) writeFileSync(join(folder, `${style}-${name}`), content);
      const one = await lint(style, true, 1, 1 << 30, 1 << 30);
      expect(one.problems).toEqual([]);
      expect(one.findings.length).toBeGreaterThan(500);
      expect(one.delivered.length).toBeGreaterThan(one.findings.join('\n').length);
      expect(one.findings.filter((finding) => finding.includes('"file":"referrals"')).length).toBeGreaterThan(50);
      for (const [jobs, bytes] of [
        [1, 40_000],
        [2, 60_000],
        [2, 300_000],
        [3, 1 << 30],
      ] as const) {
        expect(await lint(style, true, jobs, bytes, 2048)).toEqual(one);
        expect(readdirSync(join(folder, `work-${runs - 1}`)).filter((name) => name.startsWith('numbers-')).length).toBeGreaterThan(4);
      }
      expect(await lint(style, false, 2, 100_000, 2048)).toEqual(await lint(style, false, 1, 1 << 30, 1 << 30));
    });
});
