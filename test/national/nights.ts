import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { main } from '../../src/cli/main.ts';
import { type BatchOptions, generateBatch, REFERENCE_FILES } from '../../src/generate/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Run, Scorecards } from '../../src/model/run.ts';
import { fakeHost } from '../cli/fake-host.ts';
import type { Row } from './cells.ts';

/** A fault that `generate` says it has planted. */
export interface Planted {
  readonly record: number;
  readonly urn: string;
  readonly field: string;
  readonly rule: string;
}

/** A batch on disk, with what was planted in it. */
export interface Written {
  /** Folder with `batch.csv` and the reference files. */
  readonly folder: string;
  readonly rows: readonly Row[];
  readonly planted: readonly Planted[];
  /** Paths of the reference files, by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Writes an invented batch with all its reference files. */
export function writeBatch(folder: string, options: BatchOptions): Written {
  mkdirSync(folder, { recursive: true });
  const pieces = new Map<string, Uint8Array[]>([['batch', []], ...REFERENCE_FILES.map((name) => [name, []] as [string, Uint8Array[]])]);
  let truth = '';
  for (const part of generateBatch({ ...options, references: REFERENCE_FILES })) {
    pieces.get('batch')!.push(part.batch);
    for (const name of REFERENCE_FILES) pieces.get(name)!.push(part.references[name] ?? new Uint8Array(0));
    truth += part.truth;
  }
  for (const [name, own] of pieces) writeFileSync(join(folder, `${name}.csv`), Buffer.concat(own));
  const planted = (parse(truth, { columns: true }) as Row[]).map(({ record, urn, field, rule }) => ({
    ...{ record: Number(record), urn: urn!, field: field!, rule: rule! },
  }));
  const files = Object.fromEntries(REFERENCE_FILES.map((name) => [name, join(folder, `${name}.csv`)]));
  return { folder, planted, files, rows: readRows(join(folder, 'batch.csv')) };
}

export const readRows = (path: string): readonly Row[] =>
  parse(readFileSync(path, 'utf8'), { columns: true, bom: true, relax_quotes: true });

/** Runs the program as it is run from a terminal. @throws Error with what it said, unless it ends well */
export async function run(cwd: string, ...args: readonly string[]): Promise<string> {
  const host = fakeHost({ cwd, cores: 2 });
  const code = await main(args, host);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code}: ${host.stderrText()}`);
  return host.stdoutText();
}

/** Outputs of `check`, as another program reads them. */
export interface Outputs {
  readonly scorecards: Scorecards;
  readonly run: Run;
  readonly findings: readonly Finding[];
}

const json = (folder: string, name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

export const readScorecards = (folder: string): Scorecards => json(folder, 'scorecards.json');

export function readOutputs(folder: string): Outputs {
  const lines = readFileSync(join(folder, 'findings.jsonl'), 'utf8').split('\n');
  return {
    scorecards: readScorecards(folder),
    run: json(folder, 'run.json'),
    findings: lines.flatMap((line) => (line === '' ? [] : JSON.parse(line))),
  };
}
