import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Journal, type JournalChange, readJournal } from '../../src/fix/index.ts';
import { type FixFileOptions, type FixFileResult, fixFile } from '../../src/fix-file.ts';
import { GENERATED_AS_OF } from '../../src/generate/index.ts';
import { linesIn } from '../../src/model/lines.ts';
import { OIC, oicPack } from '../whole-runs/run.ts';

export interface Fixed {
  readonly result: FixFileResult;
  readonly folder: string;
  readonly bytes: Buffer;
  readonly journal: string;
  readonly undo: string;
}

/** A journal of its text. */
export const journalOf = (text: string): Promise<Journal> => readJournal(() => linesIn([text]), 'journal');

/** The changes of a journal of its text. */
export async function changesOf(text: string): Promise<readonly JournalChange[]> {
  const changes: JournalChange[] = [];
  for await (const change of (await journalOf(text)).changes()) changes.push(change);
  return changes;
}

/** Corrects a file given by its content, as `fix` would. */
export async function fixed(content: string | Uint8Array, more: Partial<FixFileOptions> = {}): Promise<Fixed> {
  const folder = mkdtempSync(join(tmpdir(), 'pnd-lint-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'input');
  writeFileSync(path, content);
  mkdirSync(join(folder, 'work'));
  const result = await fixFile({
    pack: oicPack(),
    packOptions: OIC,
    input: { path, file: 'input' },
    names: { input: '../input', output: 'fixed' },
    shown: {},
    set: {},
    asOf: GENERATED_AS_OF,
    jobs: 1,
    level: 'likely',
    split: false,
    workFolder: join(folder, 'work'),
    toolVersion: '0.0.0',
    ...more,
  });
  const read = (file: string) => readFileSync(file);
  const { fixed: made, journal, undo } = result.files;
  return { result, folder, bytes: read(made), journal: read(journal).toString(), undo: read(undo).toString() };
}
