import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BatchOptions, GENERATED_AS_OF, generateBatch } from '../../src/generate/index.ts';
import { lint } from '../../src/lint.ts';
import type { LintOptions } from '../../src/lint-job.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Pack } from '../../src/model/pack.ts';
import type { Run } from '../../src/model/run.ts';
import { type LoadPackOptions, loadPack, SHIPPED_RULES } from '../../src/packs/index.ts';

export const OIC: LoadPackOptions = { packs: ['oic'], codelists: [], rulesRoot: SHIPPED_RULES };
let oic: Pack | undefined;
/** The default pack, loaded once per test file. */
export const oicPack = (): Pack => (oic ??= loadPack(OIC));

export interface Linted {
  readonly run: Run;
  readonly findings: readonly Finding[];
  readonly problems: readonly string[];
}

/** Lints files given as name → content, as `check` would. */
export async function lintFiles(files: Readonly<Record<string, string | Uint8Array>>, more: Partial<LintOptions> = {}): Promise<Linted> {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  try {
    const inputs = Object.entries(files).map(([file, content], index) => {
      const path = join(folder, `${index}`);
      writeFileSync(path, content);
      return { path, file };
    });
    mkdirSync(join(folder, 'work'));
    const result = await lint({
      pack: oicPack(),
      packOptions: OIC,
      inputs,
      set: {},
      asOf: GENERATED_AS_OF,
      values: 'show',
      marking: 'OFFICIAL-SENSITIVE',
      jobs: 1,
      workFolder: join(folder, 'work'),
      toolVersion: '0.0.0',
      shown: {},
      ...more,
    });
    const findings: Finding[] = [];
    for await (const finding of result.findings()) findings.push(finding);
    return { run: result.run, findings, problems: result.problems };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Planted {
  readonly record: number;
  readonly field: string;
  readonly rule: string;
}

/** A generated batch as one buffer, with the faults planted in it. */
export function generated(options: BatchOptions): { readonly batch: Buffer; readonly planted: readonly Planted[] } {
  const batch: Uint8Array[] = [];
  let truth = '';
  for (const part of generateBatch(options)) {
    batch.push(part.batch);
    truth += part.truth;
  }
  const planted = truth
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split(',');
      return { record: Number(cells[0]), field: cells.at(-2)!, rule: cells.at(-1)! };
    });
  return { batch: Buffer.concat(batch), planted };
}

/** One text a finding or planted fault, to compare lists by. */
export const keyOf = (record: number | null, field: string | null, rule: string): string => `${record} ${field} ${rule}`;
