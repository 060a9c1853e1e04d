import { createReadStream } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
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
  const { run, text, path } = api.readRunFile(resolve(host.cwd, named), named, 'run.json of a check');
  return { run, text, folder: dirname(path), name: basename(path) };
}

/** As `readRun`, of a run over all its inputs. Throws UsageError for a shard too. */
export function readWholeRun(named: string, context: Pick<Context, 'host' | 'api'>): RecordedRun {
  const recorded = readRun(named, context);
  const part = context.api.onlyAShard(recorded.run);
  if (part !== undefined) throw new context.api.UsageError(`${named} ${part}`);
  return recorded;
}

/** Packs of a run as its options name them. */
export const packsOf = (run: Pick<Run, 'options'>): readonly string[] =>
  Array.isArray(run.options.pack) ? (run.options.pack as readonly string[]) : [];

/** The findings of a run, from the `findings.jsonl` beside its `run.json`. Throws UsageError if they can't be read. */
export async function* findingsOf({ folder }: RecordedRun, { api }: Pick<Context, 'api'>): AsyncGenerator<Finding> {
  const path = join(folder, 'findings.jsonl');
  let number = 0;
  const refuse = (why: string) =>
    new api.UsageError(`findings.jsonl beside run.json ${why}: give the run.json of a check with its outputs beside it`);
  try {
    for await (const line of linesOf(path, api)) {
      number++;
      yield JSON.parse(line) as Finding;
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw refuse(`is not JSON in line ${number}`);
    if (error instanceof api.LineTooLong) throw refuse(`is no list of findings: ${error.message}`);
    const cause = systemCause(error);
    throw cause === undefined ? error : refuse(`can't be read (${cause})`);
  }
}

/** Lines of a UTF-8 file without their ends; nothing behind the last line end. Throws the file system's errors, and LineTooLong. */
export async function* linesOf(
  path: string,
  { linesIn }: Pick<Context['api'], 'linesIn'>,
  onChunk: (chunk: string) => void = () => {},
): AsyncGenerator<string> {
  yield* linesIn(chunksOf(path, onChunk));
}

async function* chunksOf(path: string, onChunk: (chunk: string) => void): AsyncGenerator<string> {
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }) as AsyncIterable<string>) {
    onChunk(chunk);
    yield chunk;
  }
}
