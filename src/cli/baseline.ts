import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Baseline } from '../index.ts';
import type { Context } from './context.ts';
import { isPipe, openPipe } from './pipe.ts';
import { linesOf } from './run-folder.ts';
import { makeWorkFolder } from './work-folder.ts';
import { systemCause, writingSlowly } from './writing.ts';

/** A baseline and where it lies, for it is read twice: before the run, and after it for what is gone. */
export interface LoadedBaseline {
  /** As outputs name it, without its folder. */
  readonly file: string;
  readonly sha256: string;
  readonly findings: Baseline;
  /** Lines of the file. */
  lines(): AsyncGenerator<string>;
}

/**
 * Reads a baseline.
 *
 * @param path absolute; a pipe, which can be read only once, is copied to a private folder
 * @throws UsageError if it can't be read or is no list of findings
 */
export async function loadBaseline(path: string, context: Context): Promise<LoadedBaseline> {
  const { api, signal } = context;
  const file = basename(path);
  let whole = path;
  if (isPipe(path)) {
    whole = join(makeWorkFolder(context), 'baseline');
    await writingSlowly(api, `a copy of ${file}`, () => api.spool(openPipe(path, signal), whole, file));
  }
  const hash = createHash('sha256');
  const gathered = api.gatherBaseline();
  let number = 0;
  try {
    for await (const line of linesOf(whole, api, (chunk) => hash.update(chunk))) {
      signal.throwIfAborted();
      gathered.add(line, ++number);
    }
  } catch (error) {
    if (error instanceof api.UsageError) throw new api.UsageError(`the baseline ${file}: ${error.message}`);
    if (error instanceof api.LineTooLong)
      throw new api.UsageError(`the baseline ${file}: line ${error.line} is no finding: give the findings.jsonl of an earlier check`);
    const cause = systemCause(error);
    if (cause === undefined) throw error;
    throw new api.UsageError(`the baseline ${file} can't be read: ${cause}; give the findings.jsonl of an earlier check`);
  }
  return { file, sha256: hash.digest('hex'), findings: gathered.whole(), lines: () => linesOf(whole, api) };
}
