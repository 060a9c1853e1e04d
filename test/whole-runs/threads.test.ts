import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type * as Api from '../../src/index.ts';
import { buildPackage } from '../cli/built-package.ts';
import { generated } from './run.ts';

const built = buildPackage();
const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-threads-'));
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});
const api = (await import(pathToFileURL(join(built.folder, 'dist/index.js')).href)) as typeof Api;
const packOptions = { packs: ['oic'], codelists: [], rulesRoot: api.SHIPPED_RULES };
const pack = api.loadPack(packOptions);
let runs = 0;

async function lint(path: string, jobs: number, segmentBytes: number) {
  const workFolder = join(folder, `work-${runs++}`);
  mkdirSync(workFolder);
  const fixed = { set: {}, asOf: api.GENERATED_AS_OF, values: 'mask', marking: 'OFFICIAL', toolVersion: '0', shown: {} } as const;
  const result = await api.lint({ ...fixed, pack, packOptions, inputs: [{ path, file: 'batch' }], jobs, segmentBytes, workFolder });
  const findings: string[] = [];
  for await (const finding of result.findings()) findings.push(JSON.stringify(finding));
  return { run: JSON.stringify(result.run), findings, problems: result.problems };
}

describe('the number of threads and the size of what each takes', () => {
  for (const style of ['plain', 'rms', 'jsonl'] as const)
    it(`change nothing in style ${style}`, async () => {
      const path = join(folder, style);
      writeFileSync(path, generated({ records: 3_000, seed: 21, faults: 0.3, style }).batch);
      const one = await lint(path, 1, 1 << 30);
      expect(one.problems).toEqual([]);
      expect(one.findings.length).toBeGreaterThan(500);
      for (const [jobs, bytes] of [
        [1, 20_000],
        [2, 60_000],
        [2, 300_000],
        [3, 1 << 30],
      ] as const) {
        const other = await lint(path, jobs, bytes);
        expect(other.run).toBe(one.run);
        expect(other.findings).toEqual(one.findings);
      }
    });
});
