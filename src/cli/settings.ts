import { basename, isAbsolute, resolve } from 'node:path';
import type { Config, Shard } from '../index.ts';
import { type CheckWords, type FailOn, type Format, REFERENCES } from './command.ts';
import type { Host } from './host.ts';
import { todayInLondon } from './today.ts';

/** What a check is asked to do, after the command line, the config file and the defaults have spoken. Paths are absolute. */
export interface Settings {
  readonly packs: readonly string[];
  readonly codelists: readonly { readonly name: string; readonly file: string }[];
  readonly map: string | undefined;
  readonly set: Readonly<Record<string, string>>;
  /** Files that records are compared with: what the packs call them, and the name to show. */
  readonly references: readonly { readonly name: string; readonly path: string; readonly file: string }[];
  /** The `run.json` of an earlier run. */
  readonly previous: string | undefined;
  readonly waivers: string | undefined;
  /** The `findings.jsonl` of an earlier run. */
  readonly baseline: string | undefined;
  /** The history that earlier runs are taken from. */
  readonly history: string | undefined;
  readonly asOf: string;
  readonly out: string | undefined;
  readonly format: Format;
  readonly failOn: FailOn;
  readonly minScore: number | undefined;
  readonly values: 'mask' | 'show' | 'none';
  readonly marking: string;
  readonly maxFindings: number;
  readonly jobs: number;
  readonly log: string | undefined;
  /** Whether what a merge needs is kept beside the outputs. */
  readonly state: boolean;
  /** The part of the inputs that is checked; all if undefined. */
  readonly shard: Shard | undefined;
  readonly encoding: NonNullable<CheckWords['encoding']> | undefined;
  readonly delimiter: string | undefined;
  /** Name of the sheet that is read of workbooks. */
  readonly sheet: string | undefined;
  readonly quiet: boolean;
  readonly progress: boolean;
  readonly color: boolean;
}

/** Threads beyond this gain nothing: one thread writes. */
const MOST_JOBS = 8;

/** Threads that are used on so many cores if nothing else is said. */
export const mostThreads = (cores: number): number => Math.max(1, Math.min(cores, MOST_JOBS));

/** Descriptors that a thread takes for itself and its files, and those that everything else takes; both seen on Linux, with room to spare. */
const THREAD_DESCRIPTORS = 12;
const OTHER_DESCRIPTORS = 32;

/** Threads for which there are descriptors. A thread that can't be started for want of them ends the whole process. */
function threadsWith(descriptors: number): number {
  return Math.floor((descriptors - OTHER_DESCRIPTORS) / THREAD_DESCRIPTORS);
}

/** The reference files that options name. */
export function referencesIn(words: Partial<Record<keyof typeof REFERENCES, string | undefined>>, cwd: string): Settings['references'] {
  return Object.entries(REFERENCES).flatMap(([option, name]) => {
    const file = words[option as keyof typeof REFERENCES];
    return file === undefined ? [] : [{ name, path: resolve(cwd, file), file: basename(file) }];
  });
}

/** Settles every option: what was typed wins over the config file, and that over the default. */
export function settle(
  words: CheckWords,
  config: Config,
  host: Pick<Host, 'cwd' | 'now' | 'cores' | 'descriptors' | 'stdout' | 'stderr' | 'env'>,
): Settings {
  const path = (file: string | undefined) => (file === undefined ? undefined : resolve(host.cwd, file));
  const codelists = new Map([...Object.entries(config.codelist ?? {}), ...(words.codelist ?? [])]);
  return {
    packs: words.pack ?? config.pack ?? ['oic'],
    codelists: [...codelists].map(([name, file]) => ({ name, file: resolve(host.cwd, file) })),
    map: words.map ?? config.map,
    set: Object.fromEntries(new Map([...Object.entries(config.set ?? {}), ...(words.set ?? [])])),
    references: referencesIn({ ...config, ...words }, host.cwd),
    previous: path(words.previous ?? config.previous),
    waivers: path(words.waivers ?? config.waivers),
    baseline: path(words.baseline ?? config.baseline),
    history: path(words.history ?? config.history),
    asOf: words.asOf ?? config.asOf ?? todayInLondon(host.now()),
    out: path(words.out ?? config.out),
    format: words.format ?? config.format ?? 'table',
    failOn: words.failOn ?? config.failOn ?? 'error',
    minScore: words.minScore ?? config.minScore,
    values: words.values ?? config.values ?? 'mask',
    marking: words.marking ?? config.marking ?? 'OFFICIAL-SENSITIVE',
    maxFindings: words.maxFindings ?? config.maxFindings ?? 1000,
    jobs: Math.max(1, Math.min(words.jobs ?? config.jobs ?? Math.min(host.cores, MOST_JOBS), threadsWith(host.descriptors))),
    state: words.state === true,
    shard: words.shard,
    log: path(words.log ?? config.log),
    encoding: words.encoding ?? config.encoding,
    delimiter: words.delimiter ?? config.delimiter,
    sheet: words.sheet ?? config.sheet,
    quiet: words.quiet === true,
    progress: words.progress && words.quiet !== true && host.stderr.isTTY,
    color: words.color && host.stdout.isTTY && !host.env.NO_COLOR,
  };
}

/**
 * The options that shape the outputs, as `run.json` shows them: file names without their folders,
 * constants only of fields that may be shown.
 */
export function shownOptions(
  settings: Settings,
  mayShow: (field: string) => boolean,
): Record<string, string | number | null | readonly string[]> {
  const name = (text: string) => (isAbsolute(text) || /[\\/]/.test(text) ? basename(text) : text);
  return {
    pack: settings.packs.map(name),
    codelist: settings.codelists.map((list) => `${list.name}=${name(list.file)}`),
    map: settings.map === undefined ? null : name(settings.map),
    set: Object.entries(settings.set).map(
      ([field, value]) => `${field}=${mayShow(field) && settings.values !== 'none' ? value : '[hidden]'}`,
    ),
    ...Object.fromEntries(
      Object.entries(REFERENCES).map(([option, own]) => {
        const given = settings.references.find((one) => one.name === own);
        return [option, given?.file ?? null];
      }),
    ),
    previous: settings.previous === undefined ? null : name(settings.previous),
    waivers: settings.waivers === undefined ? null : name(settings.waivers),
    baseline: settings.baseline === undefined ? null : name(settings.baseline),
    history: settings.history === undefined ? null : name(settings.history),
    asOf: settings.asOf,
    failOn: settings.failOn,
    minScore: settings.minScore ?? null,
    values: settings.values,
    marking: settings.marking,
    maxFindings: settings.maxFindings,
    encoding: settings.encoding ?? null,
    delimiter: settings.delimiter ?? null,
    ...(settings.sheet === undefined ? {} : { sheet: settings.sheet }),
    ...(settings.shard === undefined ? {} : { shard: `${settings.shard.index}/${settings.shard.of}` }),
  };
}
