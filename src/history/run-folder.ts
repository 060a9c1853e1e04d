import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import type { FindingKey } from '../model/history.ts';
import { LineTooLong, linesIn } from '../model/lines.ts';
import { onlyAShard } from '../model/one-shard.ts';
import type { Run } from '../model/run.ts';

/** A run as `check --out` wrote it. */
export interface RunFolder {
  /** As the user named it. */
  readonly shown: string;
  readonly run: Run;
  /** The findings one by one; undefined if the folder has no findings.jsonl. */
  readonly findings: (() => AsyncGenerator<FindingKey>) | undefined;
}

/**
 * What history and comparisons need of a run.
 *
 * @param file absolute path of its `run.json`
 * @param shown how messages name it
 * @throws UsageError if it is not complete
 */
export function runFolderOf(run: Run, file: string, shown: string): RunFolder {
  const part = onlyAShard(run);
  if (part !== undefined) throw new UsageError(`${shown} ${part}`);
  if (run.complete !== true)
    throw new UsageError(
      `${shown} is not complete, and what was not read would look like faults that were fixed: check again, then come back`,
    );
  const findings = join(dirname(file), 'findings.jsonl');
  return { shown, run, findings: existsSync(findings) ? () => readFindings(findings, run, `${shown}: findings.jsonl`) : undefined };
}

/** The findings of a run, proven to be all of them. Throws UsageError that names the line; it never quotes it. */
async function* readFindings(path: string, { totals }: Run, shown: string): AsyncGenerator<FindingKey> {
  const { error, warning, info, waived } = totals.findings;
  let line = 0;
  try {
    for await (const text of linesIn(createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 18 }))) {
      line++;
      const key = keyOf(text);
      if (key === undefined) throw new UsageError(`${shown}: line ${line} is no finding: the file was changed or cut; check again`);
      yield key;
    }
  } catch (error) {
    if (error instanceof LineTooLong) throw new UsageError(`${shown}: line ${error.line} is no finding: the file was changed; check again`);
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw code === undefined || syscall === undefined ? error : new UsageError(`${shown} can't be read (${code}): check again`);
  }
  const expected = error + warning + info + waived;
  if (line !== expected)
    throw new UsageError(`${shown} has ${line} findings and run.json ${expected}: they are not of the same run; check again`);
}

function keyOf(text: string): FindingKey | undefined {
  try {
    const { agency, rule, fingerprint, status } = JSON.parse(text);
    const isKey = (agency === null || typeof agency === 'string') && typeof rule === 'string' && /^[0-9a-f]{32}$/.test(fingerprint);
    return isKey ? { agency, rule, fingerprint, waived: status === 'waived' } : undefined;
  } catch {
    return undefined;
  }
}
