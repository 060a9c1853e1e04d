import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BatchOptions, GENERATED_AS_OF, generateBatch, REFERENCE_FILES, type ReferenceFileName } from '../../src/generate/index.ts';
import type { LintOptions } from '../../src/lint-job.ts';
import { type LoadedReference, loadReferences } from '../../src/references.ts';
import { type Linted, lintFiles, oicPack, type Planted } from '../whole-runs/run.ts';

export type Contents = Readonly<Partial<Record<string, string | Uint8Array>>>;

/** Loads reference files given as name → content, as `check` would, and lets `use` work with them while they are there. */
export async function withReferences<T>(
  contents: Contents,
  use: (references: readonly LoadedReference[]) => Promise<T>,
  asOf: string = GENERATED_AS_OF,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-references-'));
  try {
    const files = Object.entries(contents).map(([name, content]) => {
      const path = join(folder, name);
      writeFileSync(path, content!);
      return { name, path, file: `${name}.csv` };
    });
    return await use(await loadReferences(oicPack(), asOf, files));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lints a batch, or several files by name, against reference files. */
export const compare = (
  batch: string | Uint8Array | Readonly<Record<string, string | Uint8Array>>,
  contents: Contents,
  more: Partial<LintOptions> = {},
): Promise<Linted> => {
  const files = typeof batch === 'string' || batch instanceof Uint8Array ? { batch } : batch;
  return withReferences(
    contents,
    (references) => lintFiles(files as Record<string, string | Uint8Array>, { references, ...more }),
    more.asOf,
  );
};

/** A generated batch with all its reference files, each as one buffer, and what was planted. */
export function generatedAll(options: BatchOptions): {
  readonly batch: Buffer;
  readonly references: Record<ReferenceFileName, Buffer>;
  readonly planted: readonly Planted[];
} {
  const batch: Uint8Array[] = [];
  const pieces: Record<ReferenceFileName, Uint8Array[]> = { referrals: [], 'ocg-list': [], 'agencies-expected': [] };
  let truth = '';
  for (const part of generateBatch({ ...options, references: REFERENCE_FILES })) {
    batch.push(part.batch);
    truth += part.truth;
    for (const name of REFERENCE_FILES) pieces[name].push(part.references[name]!);
  }
  const planted = truth
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split(',');
      return { record: Number(cells[0]), field: cells.at(-2)!, rule: cells.at(-1)! };
    });
  const whole = (name: ReferenceFileName) => Buffer.concat(pieces[name]);
  return {
    batch: Buffer.concat(batch),
    references: { referrals: whole('referrals'), 'ocg-list': whole('ocg-list'), 'agencies-expected': whole('agencies-expected') },
    planted,
  };
}
