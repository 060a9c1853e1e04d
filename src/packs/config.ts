import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { readJsonFile } from './files.ts';
import { noProblems, quote } from './problems.ts';
import { broken, wrongName } from './reading.ts';

/** Name of the file that is looked for. */
export const CONFIG_FILE = 'pnd-lint.config.json';

/** Defaults for the options of `check`, by the long option's name. Paths are absolute. */
export interface Config {
  readonly pack?: readonly string[];
  /** Name of the list → CSV file. */
  readonly codelist?: Readonly<Record<string, string>>;
  readonly map?: string;
  /** Field → value. */
  readonly set?: Readonly<Record<string, string>>;
  /** The `run.json` of an earlier run. */
  readonly referrals?: string;
  readonly ocgList?: string;
  readonly agenciesExpected?: string;
  readonly previous?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  /** A history file that the last run before `asOf` is taken from. */
  readonly history?: string;
  /** ISO date. */
  readonly asOf?: string;
  readonly out?: string;
  readonly format?: 'table' | 'json' | 'jsonl' | 'csv' | 'openmetrics' | 'sarif' | 'junit' | 'xlsx';
  readonly failOn?: 'error' | 'warning' | 'info' | 'never';
  /** 0–100. */
  readonly minScore?: number;
  readonly values?: 'mask' | 'show' | 'none';
  readonly marking?: string;
  readonly maxFindings?: number;
  readonly jobs?: number;
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** One character. */
  readonly delimiter?: string;
  /** Name of the sheet that is read of workbooks. */
  readonly sheet?: string;
  readonly log?: string;
}

/**
 * Reads the config file that is named, else the nearest one from `cwd` upwards. A pack or map that is written without a slash
 * or a dot is meant by its name; anything else is a path relative to the config file.
 *
 * @param cwd absolute path
 * @returns undefined if none is named and none is found
 * @throws UsageError if the named one is not there
 * @throws PackError if the file is refused
 */
export function loadConfig(cwd: string, explicit?: string): { readonly path: string; readonly config: Config } | undefined {
  const path = explicit === undefined ? nearest(cwd) : resolve(cwd, explicit);
  if (path === undefined) return undefined;
  const problems = noProblems();
  const shown = explicit ?? path;
  let read: unknown;
  try {
    read = readJsonFile(path, 'config', shown, problems);
  } catch (error) {
    if (wrongName(error) === undefined) throw broken(shown, error);
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`the config file ${quote(shown)} ${code === 'ENOENT' ? 'is not there' : `can't be read (${code})`}`);
  }
  problems.refuse();
  return { path, config: placed(read as Readonly<Record<string, unknown>>, dirname(path)) };
}

function nearest(cwd: string): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

function placed(json: Readonly<Record<string, unknown>>, folder: string): Config {
  const { $schema: _, ...config } = json as Config & { readonly $schema?: string };
  const path = (text: string) => resolve(folder, text);
  const nameOrPath = (text: string) => (/[./\\]/.test(text) ? path(text) : text);
  return {
    ...config,
    ...(config.pack && { pack: config.pack.map(nameOrPath) }),
    ...(config.codelist && { codelist: Object.fromEntries(Object.entries(config.codelist).map(([name, file]) => [name, path(file)])) }),
    ...(config.map && { map: nameOrPath(config.map) }),
    ...(config.previous && { previous: path(config.previous) }),
    ...(config.waivers && { waivers: path(config.waivers) }),
    ...(config.baseline && { baseline: path(config.baseline) }),
    ...(config.history && { history: path(config.history) }),
    ...(config.out && { out: path(config.out) }),
    ...(config.log && { log: path(config.log) }),
    ...(config.referrals && { referrals: path(config.referrals) }),
    ...(config.ocgList && { ocgList: path(config.ocgList) }),
    ...(config.agenciesExpected && { agenciesExpected: path(config.agenciesExpected) }),
    ...(config.delimiter === 'tab' && { delimiter: '\t' }),
  };
}
