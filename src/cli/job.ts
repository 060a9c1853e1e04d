import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ColumnMap, LintInput, LintResult, LoadedReference, LoadPackOptions, Pack, PreviousRun, WaiverList } from '../index.ts';
import type { Api, Context } from './context.ts';
import { heapWhileJudging } from './heap.ts';
import { loadNamed } from './load.ts';
import { loadPrevious } from './previous.ts';
import { progressOn } from './progress.ts';
import { type Settings, shownOptions } from './settings.ts';

/** What a check works with, proven before any data is read. */
export interface Job {
  readonly settings: Settings;
  readonly pack: Pack;
  readonly packOptions: LoadPackOptions;
  readonly map: ColumnMap | undefined;
  /** A text says why there is none. */
  readonly previous: PreviousRun | string | undefined;
  readonly waivers: WaiverList | undefined;
}

/**
 * Loads what the settings name.
 *
 * @param previousName how messages name the previous run
 * @throws UsageError or PackError: nothing was read or written yet
 */
export function jobOf(settings: Settings, previousName: string | undefined, { host, api }: Pick<Context, 'host' | 'api'>): Job {
  const { pack, options: packOptions } = loadNamed(settings.packs, settings.codelists, host, api);
  const names = pack.fields.map((field) => field.name);
  for (const field of Object.keys(settings.set))
    if (!names.includes(field)) throw new api.UsageError(`--set: the pack has no field "${field}"${api.didYouMean(field, names)}`);
  const map = settings.map === undefined ? undefined : loadMap(settings.map, pack, host.cwd, api);
  const earlier = settings.previous;
  if (earlier !== undefined && settings.history !== undefined)
    throw new api.UsageError('give --previous or --history, not both: each names a past');
  const previous = earlier === undefined ? undefined : loadPrevious(earlier, previousName ?? earlier, pack, api);
  const waivers = settings.waivers === undefined ? undefined : api.loadWaivers(settings.waivers, pack);
  return { settings, pack, packOptions, map, previous, waivers };
}

/** A map of the pack by its name, or a file. */
function loadMap(name: string, pack: Pack, cwd: string, api: Api): ColumnMap {
  const file = resolve(cwd, name);
  return api.loadMap(!pack.maps.has(name) && existsSync(file) ? file : name, pack);
}

/** Lints the inputs of a job, and shows how far it is where that is wanted. */
export async function lintJob(
  { settings, pack, packOptions, map, previous, waivers }: Job,
  inputs: readonly LintInput[],
  references: readonly LoadedReference[],
  workFolder: string,
  { host, api, err, signal, version }: Context,
): Promise<LintResult> {
  const { set, asOf, values, marking, jobs, encoding, delimiter, sheet } = settings;
  const coded = new Set(pack.fields.filter((field) => field.coded).map((field) => field.name));
  const line = settings.progress
    ? progressOn(
        (text) => void err.print(text).catch(() => {}),
        host.stderr.columns,
        () => host.now().getTime(),
      )
    : undefined;
  const heap = heapWhileJudging(inputs, jobs, host.resident);
  try {
    return await api.lint({
      ...{
        pack,
        packOptions,
        inputs,
        references,
        set,
        asOf,
        values,
        marking,
        jobs,
        workFolder,
        signal,
        state: settings.state,
        forms: true,
      },
      ...(map === undefined ? {} : { map }),
      ...(previous === undefined ? {} : { previous }),
      ...(waivers === undefined ? {} : { waivers }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(settings.shard === undefined ? {} : { shard: settings.shard }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(line === undefined ? {} : { onProgress: line.show }),
      ...heap,
      toolVersion: version,
      shown: shownOptions(settings, (field) => coded.has(field)),
    });
  } finally {
    heap?.onCounted();
    line?.end();
  }
}
