import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { UsageError } from '../model/errors.ts';
import type { FindingKey } from '../model/history.ts';
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
 * Reads what `check --out` wrote.
 *
 * @param path absolute path of the folder, or of its `run.json`
 * @param shown how messages name it
 * @throws UsageError if there is no run of schema version 1, or it is not complete
 */
export function readRunFolder(path: string, shown: string): RunFolder {
  const file = isFolder(path) ? join(path, 'run.json') : path;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'has no run.json' : `can't be read (${code})`;
    throw new UsageError(`${shown} ${why}: give a folder that check --out has written, or its run.json`);
  }
  const run = runOf(text, shown);
  const findings = join(dirname(file), 'findings.jsonl');
  return { shown, run, findings: existsSync(findings) ? () => readFindings(findings, run, `${shown}: findings.jsonl`) : undefined };
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function runOf(text: string, shown: string): Run {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${shown}: run.json is not JSON: give a folder that check --out has written, or its run.json`);
  }
  const run = (typeof json === 'object' && json !== null ? json : {}) as Partial<Run>;
  const lists = [run.packs, run.codelists, run.inputs, run.references, run.rules, run.scorecards?.agencies, run.scorecards?.regions];
  const isRun =
    /^\d{4}-\d{2}-\d{2}$/.test(String(run.asOf)) && lists.every(Array.isArray) && run.scorecards?.nation && run.totals?.findings;
  if (!isRun) throw new UsageError(`${shown} holds no run: give a folder that check --out has written, or its run.json`);
  if (run.schemaVersion !== 1)
    throw new UsageError(`${shown} has schema version ${String(run.schemaVersion)}, and this program reads version 1`);
  if (run.complete !== true)
    throw new UsageError(
      `${shown} is not complete, and what was not read would look like faults that were fixed: check again, then come back`,
    );
  return run as Run;
}

/** The findings of a run, proven to be all of them. Throws UsageError that names the line; it never quotes it. */
async function* readFindings(path: string, { totals }: Run, shown: string): AsyncGenerator<FindingKey> {
  const { error, warning, info, waived } = totals.findings;
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path, { highWaterMark: 1 << 18 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    const key = keyOf(text);
    if (key === undefined) throw new UsageError(`${shown}: line ${line} is no finding: the file was changed or cut; check again`);
    yield key;
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
