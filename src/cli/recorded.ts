import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack, Run } from '../index.ts';
import { REFERENCES } from './command.ts';
import type { Context } from './context.ts';
import { makeFolders } from './private-folder.ts';
import type { Settings } from './settings.ts';

/** A file that was named, and the SHA-256 of its bytes. */
export interface HashedFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
}

/** The settings of a run, as far as its `run.json` and the files given say them. */
export interface Recorded {
  readonly settings: Settings;
  /** Files of the run that none of those given is, one line each. */
  readonly missing: readonly string[];
  /** Files given that had a part in the run. */
  readonly used: ReadonlySet<HashedFile>;
}

/** What `run.json` does not tell. */
export interface Untold {
  /** Packs by id or folder; undefined = as they are named in it. */
  readonly packs: readonly string[] | undefined;
  /** Field → value, for those that are hidden in it. */
  readonly set: Readonly<Record<string, string>>;
  readonly jobs: number;
}

/**
 * Settings that make a run again. Files that options name are found by their SHA-256, or by their name where the run keeps none, and get
 * the names they had then, in a folder of their own in `work`: names stand in outputs.
 */
export function recordedSettings(
  run: Run,
  files: readonly HashedFile[],
  untold: Untold,
  maps: Pack['maps'],
  work: string,
  { api }: Pick<Context, 'api'>,
): Recorded {
  const missing: string[] = [];
  const used = new Set<HashedFile>();
  const text = (name: string): string | undefined => {
    const value = run.options[name];
    return typeof value === 'string' ? value : undefined;
  };
  const texts = (name: string): readonly string[] => {
    const value = run.options[name];
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const found = (option: string, file: string, sha256: string | undefined): string => {
    const one = files.find((given) => (sha256 === undefined ? given.name === file : given.sha256 === sha256));
    if (one === undefined) {
      missing.push(
        `--${option}: no file given ${sha256 === undefined ? `is named ${file}` : `is ${file} (SHA-256 ${sha256.slice(0, 12)}…)`}`,
      );
      return file;
    }
    used.add(one);
    const folder = join(work, 'named', option);
    makeFolders(folder);
    symlinkSync(one.path, join(folder, file));
    return join(folder, file);
  };
  const optional = (option: string, sha256?: string): string | undefined => {
    const file = text(option);
    return file === undefined ? undefined : found(option, file, sha256);
  };
  const map = text('map');
  const settings: Settings = {
    packs: untold.packs ?? texts('pack'),
    codelists: texts('codelist').map((pair) => {
      const cut = pair.indexOf('=');
      const name = pair.slice(0, cut);
      const list = run.codelists.find(({ id }) => id === name);
      return { name, file: found(`codelist ${name}`, pair.slice(cut + 1), list?.sha256) };
    }),
    map: map === undefined || maps.has(map) ? map : found('map', map, undefined),
    set: setOf(texts('set'), untold.set, api),
    references: Object.entries(REFERENCES).flatMap(([option, name]) => {
      const file = text(option);
      if (file === undefined) return [];
      return [{ name, file, path: found(name, file, run.references.find((one) => one.name === name)?.sha256) }];
    }),
    previous: optional('previous'),
    history: optional('history'),
    waivers: optional('waivers', run.waivers?.sha256),
    baseline: optional('baseline', run.baseline?.sha256),
    asOf: run.asOf,
    out: undefined,
    format: 'table',
    failOn: (text('failOn') ?? 'error') as Settings['failOn'],
    minScore: (run.options.minScore ?? undefined) as number | undefined,
    values: (text('values') ?? 'mask') as Settings['values'],
    marking: run.marking,
    maxFindings: Number(run.options.maxFindings),
    jobs: untold.jobs,
    log: undefined,
    state: false,
    shard: undefined,
    encoding: text('encoding') as Settings['encoding'],
    delimiter: text('delimiter'),
    sheet: text('sheet'),
    quiet: true,
    progress: false,
    color: false,
  };
  return { settings, missing, used };
}

/** Constants as they were given: those that are hidden in `run.json` have to be told. */
function setOf(shown: readonly string[], told: Untold['set'], api: Context['api']): Record<string, string> {
  const hidden: string[] = [];
  const set: Record<string, string> = {};
  for (const pair of shown) {
    const cut = pair.indexOf('=');
    const [field, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    if (value !== '[hidden]') set[field] = value;
    else if (told[field] !== undefined) set[field] = told[field];
    else hidden.push(field);
  }
  if (hidden.length > 0)
    throw new api.UsageError(`run.json hides the values that were set for ${hidden.join(', ')}: give them again, --set ${hidden[0]}=VALUE`);
  return set;
}
