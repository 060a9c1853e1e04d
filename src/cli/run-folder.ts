import { createReadStream, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Finding, Run } from '../index.ts';
import type { Context } from './context.ts';
import { systemCause } from './writing.ts';

/** A run as it lies in its folder. */
export interface RecordedRun {
  readonly run: Run;
  /** Text of `run.json`. */
  readonly text: string;
  /** Absolute. */
  readonly folder: string;
  /** Name of the `run.json` in its folder. */
  readonly name: string;
}

/** Reads a `run.json`, or that of a folder. Throws UsageError if it is none that this program can read. */
export function readRun(named: string, { host, api }: Pick<Context, 'host' | 'api'>): RecordedRun {
  const given = resolve(host.cwd, named);
  const path = statSync(given, { throwIfNoEntry: false })?.isDirectory() ? join(given, 'run.json') : given;
  let text: string;
  let run: Partial<Run> | null;
  try {
    text = readFileSync(path, 'utf8');
    run = JSON.parse(text) as typeof run;
  } catch (error) {
    const cause = systemCause(error);
    throw new api.UsageError(
      cause === undefined ? `${named} is not JSON: give the run.json of a check` : `${named} can't be read: ${cause}`,
    );
  }
  const lists = [run?.inputs, run?.packs, run?.codelists, run?.references, run?.rules];
  const isRun = typeof run?.options === 'object' && lists.every((list) => Array.isArray(list)) && typeof run.asOf === 'string';
  if (!isRun) throw new api.UsageError(`${named} is no run.json: give that of a check`);
  if (run?.schemaVersion !== 1)
    throw new api.UsageError(`${named} has schema version ${String(run?.schemaVersion)}, and this program reads version 1`);
  return { run: run as Run, text, folder: dirname(path), name: path.slice(dirname(path).length + 1) };
}

/** Packs of a run as its options name them. */
export const packsOf = (run: Pick<Run, 'options'>): readonly string[] =>
  Array.isArray(run.options.pack) ? (run.options.pack as readonly string[]) : [];

/** The findings of a run, from the `findings.jsonl` beside its `run.json`. Throws UsageError if they can't be read. */
export async function* findingsOf({ folder }: RecordedRun, { api }: Pick<Context, 'api'>): AsyncGenerator<Finding> {
  const path = join(folder, 'findings.jsonl');
  try {
    for await (const line of linesOf(path)) yield JSON.parse(line) as Finding;
  } catch (error) {
    const cause = systemCause(error) ?? (error instanceof SyntaxError ? 'a line is not JSON' : undefined);
    throw cause === undefined ? error : new api.UsageError(`findings.jsonl beside run.json can't be read: ${cause}`);
  }
}

/** Lines of a UTF-8 file without their ends; nothing behind the last line end. Throws the file system's errors. */
export async function* linesOf(path: string, onChunk: (chunk: string) => void = () => {}): AsyncGenerator<string> {
  let rest = '';
  const stream = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 });
  for await (const chunk of stream as AsyncIterable<string>) {
    onChunk(chunk);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest.trim() !== '') yield rest;
}
