import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkFiles, settingsOf } from './check.ts';
import { type CheckWords, CommandError } from './command.ts';
import type { Context } from './context.ts';
import { describeFailure } from './failure.ts';
import { type Job, jobOf } from './job.ts';
import { systemCause, writing } from './writing.ts';

/** Milliseconds between two looks at the folder, and those for which a file must not have changed. */
export interface Pace {
  readonly every: number;
  readonly still: number;
}

const PACE: Pace = { every: 1000, still: 5000 };

/** What was seen of a file: it has stopped growing when that stays the same. */
interface Seen {
  readonly size: number;
  readonly changed: number;
  /** Milliseconds for which it has been seen so. */
  still: number;
  checked: boolean;
}

/**
 * `check FOLDER --watch`: checks each file of a folder when it has stopped growing, and again when it has changed, until it is stopped.
 * The outputs of each lie in a folder of its name below `--out`; a file that is older than its outputs is left alone. What is wrong with
 * one file keeps no other from being checked.
 */
export async function watch(folders: readonly string[], words: CheckWords, context: Context, pace: Pace = PACE): Promise<never> {
  const { host, err, signal, api } = context;
  const settings = settingsOf(words, context);
  const [named] = folders;
  const { out } = settings;
  if (folders.length !== 1 || named === undefined) throw new CommandError('--watch takes one folder');
  if (out === undefined) throw new CommandError('--watch needs --out DIR, where the outputs of each file go');
  if (settings.shard !== undefined) throw new CommandError('--watch checks each file whole: leave --shard out');
  const folder = resolve(host.cwd, named);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new CommandError(`--watch: ${named} is no folder`);
  if (out === folder) throw new CommandError('--watch: --out is the watched folder itself; name another one');
  const job = jobOf(settings, words.previous, context);
  writing(api, out, () => mkdirSync(out, { recursive: true, mode: 0o700 }));
  const seen = new Map<string, Seen>();
  if (!settings.quiet) await err.print(`${api.forTerminal(`watching ${named}; stop with Ctrl-C`)}\n`);
  for (;;) {
    for (const name of look(folder, named, out, seen, pace, context)) {
      // A day may have gone by since the last file.
      const { asOf } = settingsOf(words, context);
      const own = { ...job, settings: { ...settings, asOf, out: join(out, name) } };
      await checkOne(join(folder, name), name, own, context);
    }
    await pause(pace.every, undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
  }
}

/** Names of the files that have stopped growing and are not checked yet, in order of name. */
function look(folder: string, named: string, out: string, seen: Map<string, Seen>, { every, still }: Pace, { api }: Context): string[] {
  const names = readdir(folder, named, api);
  for (const name of [...seen.keys()]) if (!names.includes(name)) seen.delete(name);
  return names.filter((name) => {
    const state = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!state?.isFile()) return false;
    const before = seen.get(name);
    if (before === undefined || before.size !== state.size || before.changed !== state.mtimeMs) {
      const written = statSync(join(out, name, 'run.json'), { throwIfNoEntry: false });
      const checked = before === undefined && written !== undefined && written.mtimeMs > state.mtimeMs;
      seen.set(name, { size: state.size, changed: state.mtimeMs, still: 0, checked });
      return false;
    }
    before.still += every;
    if (before.checked || before.still < still) return false;
    before.checked = true;
    return true;
  });
}

/** Names that are not hidden, in order, without what Excel keeps beside an open workbook (`~$`). Throws InputError if the folder can't be read any more. */
function readdir(folder: string, named: string, api: Context['api']): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !/^(\.|~\$)/.test(name))
      .sort();
  } catch (error) {
    const cause = systemCause(error);
    throw cause === undefined ? error : new api.InputError(`${named} can't be read: ${cause}`);
  }
}

async function checkOne(path: string, name: string, job: Job, context: Context): Promise<void> {
  const { api, err, signal } = context;
  const tidyings: (() => void)[] = [];
  const atEnd: Context['atEnd'] = (tidy) => {
    const once = context.atEnd(tidy);
    tidyings.push(once);
    return once;
  };
  try {
    if (!job.settings.quiet) await err.print(`${api.forTerminal(name)}\n`);
    await checkFiles([path], job, { ...context, atEnd });
  } catch (error) {
    signal.throwIfAborted();
    const { lines } = await describeFailure(error, false, async () => api);
    await err.print(lines.map((line) => `${line}\n`).join(''));
  } finally {
    for (const tidy of tidyings) tidy();
  }
}
