import { lstatSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { FixFileResult } from '../index.ts';
import { settingsOf } from './check.ts';
import { CommandError, type FixWords } from './command.ts';
import { type Context, EXIT } from './context.ts';
import { fixedInWords } from './fix-in-words.ts';
import { keepHeapSmall } from './heap.ts';
import { findInputs } from './inputs.ts';
import { isWorkbook } from './is-workbook.ts';
import { jobOf } from './job.ts';
import { openStaging } from './staging.ts';
import { undo, verify } from './undo.ts';
import { makeWorkFolder } from './work-folder.ts';
import { writing } from './writing.ts';

/** Where everything goes that a fix writes. Absolute. */
interface Places {
  readonly fixed: string;
  readonly journal: string;
  readonly undo: string;
  readonly ready: string;
  readonly held: string;
}

/** `fix`: a corrected copy, its journal, and the way back; or, with `--undo` and `--verify`, the way back itself and its proof. */
export async function fix(file: string | undefined, words: FixWords, context: Context): Promise<number> {
  if (words.undo !== undefined && words.verify !== undefined)
    throw new CommandError('--undo and --verify are two commands: give one of them');
  if (words.undo !== undefined) return undo(words.undo, file, words.out, context);
  if (words.verify !== undefined) return verify(words.verify, file, words.out, context);
  if (file === undefined) throw new CommandError('give the file to correct, and after it --out FIXED');
  if (words.out === undefined) throw new CommandError('--out FIXED is missing: fix writes a copy and never touches its input');
  return correct(file, words, words.out, context);
}

async function correct(file: string, words: FixWords, out: string, context: Context): Promise<number> {
  const { host, api, version, signal, atEnd } = context;
  const { out: _out, level, only, dryRun, journal, split, quiet, ...rest } = words;
  // What the config says of the past is nothing to a correction.
  const chosen = settingsOf({ ...rest, progress: false, color: false }, context);
  const settings = { ...chosen, previous: undefined, history: undefined, baseline: undefined };
  const { pack, packOptions, map, waivers } = jobOf(settings, undefined, context);
  const rules = pack.rules.map((rule) => rule.id);
  for (const rule of only ?? [])
    if (!rules.includes(rule))
      throw new api.UsageError(`--only: there is no rule "${rule}"${api.didYouMean(rule, rules)}; give FILE before --only`);
  const places = placesOf(resolve(host.cwd, out), journal === undefined ? undefined : resolve(host.cwd, journal));
  proveApart(file === '-' ? undefined : resolve(host.cwd, file), places, split === true);
  const staging = dryRun ? undefined : writing(api, out, () => openStaging(dirname(places.fixed), host));
  if (staging !== undefined) atEnd(staging.discard);
  const workFolder = staging?.folder ?? makeWorkFolder(context);
  const inputs = await findInputs([file], workFolder, context);
  keepHeapSmall(inputs);
  const [input] = inputs;
  if (statSync(input!.path, { throwIfNoEntry: false })?.isFile() && isWorkbook(input!.path))
    throw new api.InputError(`${file}: a workbook can't be corrected byte for byte: save it as CSV, correct that, and open the copy`);
  const nameFrom = (path: string) => relative(dirname(places.journal), path).split(sep).join('/');
  const { set, asOf, jobs, encoding, delimiter } = settings;
  const result: FixFileResult = await api.fixFile({
    ...{ pack, packOptions, set, asOf, jobs, level, workFolder, signal },
    ...(only === undefined ? {} : { only: new Set(only) }),
    ...(map === undefined ? {} : { map }),
    ...(waivers === undefined ? {} : { waivers }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    input: input!,
    names: { input: file === '-' ? '-' : nameFrom(resolve(host.cwd, file)), output: nameFrom(places.fixed) },
    shown: { level, only: only ?? null, asOf },
    split: split === true,
    toolVersion: version,
  });
  if (staging !== undefined) {
    const named = (['undo', 'journal', 'ready', 'held', 'fixed'] as const).flatMap((name) => {
      const from = result.files[name];
      return from === undefined ? [] : [{ from, to: places[name] }];
    });
    signal.throwIfAborted();
    writing(api, out, () => staging.place(named));
  }
  if (!quiet)
    await context.out.print(
      fixedInWords(result, { file, out, level, dryRun: dryRun === true, journal: places.journal, split: split === true }, context),
    );
  return EXIT.done;
}

/** `fixed.csv.gz` goes with `ready.csv.gz` and `held.csv.gz`. */
function placesOf(fixed: string, journal: string | undefined): Places {
  const name = basename(fixed);
  const kind = name.includes('.') ? name.slice(name.indexOf('.', 1)) : '';
  const beside = (other: string) => join(dirname(fixed), other);
  return {
    fixed,
    journal: journal ?? `${fixed}.journal.jsonl`,
    undo: `${fixed}.undo`,
    ready: beside(`ready${kind}`),
    held: beside(`held${kind}`),
  };
}

/** Proves that nothing is written over the input, and no two outputs to one place. Throws CommandError. */
function proveApart(input: string | undefined, { ready, held, ...places }: Places, split: boolean): void {
  const outputs = Object.values(split ? { ...places, ready, held } : places);
  const twice = outputs.find((path, index) => outputs.indexOf(path) !== index);
  if (twice !== undefined)
    throw new CommandError(`two outputs would be written to ${basename(twice)}: give --out or --journal another name`);
  const folder = outputs.find((path) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (folder !== undefined) throw new CommandError(`${basename(folder)} is a folder: give the name of a file`);
  const own = input === undefined ? undefined : statSync(input, { throwIfNoEntry: false });
  for (const path of outputs) {
    const state = statSync(path, { throwIfNoEntry: false });
    const isSame = path === input || (own !== undefined && state !== undefined && own.ino === state.ino && own.dev === state.dev);
    if (isSame) throw new CommandError(`${basename(path)} is the input: fix never touches it; give --out another name`);
  }
}
