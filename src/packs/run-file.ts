import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { UsageError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { readJson } from './json.ts';
import { noProblems, step } from './problems.ts';
import { broken, bytesUpTo, reading, wrongName } from './reading.ts';
import { sentenceOf } from './sentences.ts';

/** Bytes that a file which is read as one text may have: several times what a whole country takes. */
export const MOST_TEXT_BYTES = 256_000_000;

/** A run as it lies in its folder. */
export interface RunFile {
  readonly run: Run;
  /** Text of `run.json`. */
  readonly text: string;
  /** Absolute path of `run.json`. */
  readonly path: string;
}

// Loaded when a run has to be proven: loading takes longer than checking a small batch.
const load = createRequire(import.meta.url);
const ROOT = new URL('../../schemas/', import.meta.url);

/** Keywords that shut out keys that nobody knows. */
const CLOSING = ['additionalProperties', 'unevaluatedProperties'];

let compiled: ValidateFunction | undefined;

/** The published schema of `run.json`, but for keys that nobody knows: a later program may have added them. */
function schema(): ValidateFunction {
  if (compiled !== undefined) return compiled;
  const [run, scorecards] = ['run', 'scorecards'].map((name): object => {
    const file = new URL(`${name}.schema.json`, ROOT);
    const text = reading(`${name}.schema.json`, () => readFileSync(file, 'utf8'));
    return JSON.parse(text, (key, value: unknown) => (CLOSING.includes(key) && value === false ? undefined : value)) as object;
  });
  const { Ajv2020 } = load('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  // The first fault is enough, and a hostile file could have millions.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, verbose: true, validateSchema: false });
  compiled = ajv.addSchema(scorecards!).compile(run!);
  return compiled;
}

/**
 * JSON text of a file that this program wrote. A fault is told by its place alone: it may be another file, whose content is nobody's business.
 *
 * @param what what the file is called
 * @throws UsageError with its line and column
 */
export function parseWritten(text: string, shown: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const problems = noProblems();
    readJson(text, shown, problems);
    throw new UsageError(`${shown} is not JSON${placeOf(problems)}: give the ${what}`);
  }
}

/** Where the text stops being JSON; nothing if that is not known. */
function placeOf(problems: ReturnType<typeof noProblems>): string {
  try {
    problems.refuse();
    return '';
  } catch (error) {
    const [first] = (error as { readonly problems?: readonly { readonly path: string }[] }).problems ?? [];
    return first === undefined ? '' : ` (${first.path})`;
  }
}

/**
 * Reads a `run.json`, or that of a folder.
 *
 * @param named absolute path
 * @param shown how messages name it
 * @param what what to give instead
 * @throws UsageError if there is none that this program can read: one line; InputError if the disk fails
 */
export function readRunFile(named: string, shown: string, what: string): RunFile {
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(named, 'run.json') : named;
  const refuse = (why: string): UsageError => new UsageError(`${shown} ${why}: give the ${what}`);
  let bytes: Buffer | undefined;
  try {
    bytes = bytesUpTo(path, MOST_TEXT_BYTES);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw refuse(isFolder ? 'has no run.json' : 'is not there');
    throw wrongName(error) === undefined ? broken(shown, error) : refuse(`can't be read (${code})`);
  }
  if (bytes === undefined) throw refuse(`is larger than ${MOST_TEXT_BYTES / 1_000_000} MB, which no run.json is`);
  const text = bytes.toString('utf8');
  return { run: parseRun(text, isFolder ? `${shown}/run.json`.replace('//', '/') : shown, what), text, path };
}

/**
 * A run of the text of its `run.json`, proven by the published schema.
 *
 * @param shown how messages name the file
 * @param what what to give instead
 * @throws UsageError if it is none, or of another schema version: one line with the place of the first fault
 */
export function parseRun(text: string, shown: string, what: string): Run {
  const json = parseWritten(text, shown, what);
  const version = typeof json === 'object' && json !== null ? (json as Partial<Run>).schemaVersion : undefined;
  if (typeof version === 'number' && (version as number) !== 1)
    throw new UsageError(`${shown} has schema version ${version as number}, and this program reads version 1`);
  const validate = schema();
  if (validate(json)) return json as Run;
  const [error] = validate.errors!;
  const keys = error!.instancePath.split('/').slice(1);
  const path = keys.reduce((at, key) => step(at, /^\d+$/.test(key) ? Number(key) : key.replaceAll('~1', '/').replaceAll('~0', '~')), '$');
  throw new UsageError(`${shown} is no run.json (${path}: ${sentenceOf(error!)}): give the ${what}`);
}
