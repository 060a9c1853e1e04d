import { basename, dirname, join, resolve } from 'node:path';
import type { Journal, JournalledFile } from '../index.ts';
import { CommandError } from './command.ts';
import { type Context, EXIT } from './context.ts';
import { linesOf } from './run-folder.ts';
import { openStaging } from './staging.ts';
import { systemCause, writing } from './writing.ts';

/** Lines of a file that the user named. Throws InputError. */
async function* linesIn(path: string, name: string, { api }: Context): AsyncGenerator<string> {
  try {
    yield* linesOf(path, api);
  } catch (error) {
    if (error instanceof api.LineTooLong) throw new api.InputError(`${name}: ${error.message}; give the file that fix wrote`);
    const cause = systemCause(error);
    throw cause === undefined ? error : new api.InputError(`${name}: it can't be read: ${cause}; give the file that fix wrote`);
  }
}

async function load(name: string, context: Context): Promise<{ readonly path: string; readonly journal: Journal }> {
  const path = resolve(context.host.cwd, name);
  return { path, journal: await context.api.readJournal(() => linesIn(path, name, context), basename(name)) };
}

/** A file that the journal names, or the one that the user names in its place. */
function fileOf(named: string | undefined, told: string, journal: string, { host }: Context): JournalledFile {
  if (named === undefined && told === '-')
    throw new CommandError('the input came from standard input and has no name in the journal: name the file that holds it');
  const path = named === undefined ? resolve(dirname(journal), told) : resolve(host.cwd, named);
  return { path, file: named ?? basename(path) };
}

/**
 * `fix --undo`: gives the original back, byte for byte.
 * @param file the corrected file, where it does not lie as the journal says
 * @param out where the original goes; without it, in the place of the corrected file
 */
export async function undo(name: string, file: string | undefined, out: string | undefined, context: Context): Promise<number> {
  const { host, api, atEnd } = context;
  const { path, journal } = await load(name, context);
  const fixed = fileOf(file, journal.end.output.file, path, context);
  const [replaced, replacedFile] = [`${fixed.path}.undo`, `${fixed.file}.undo`];
  const to = out === undefined ? fixed.path : resolve(host.cwd, out);
  const shown = out ?? fixed.file;
  const staging = writing(api, shown, () => openStaging(dirname(to), host));
  atEnd(staging.discard);
  const draft = join(staging.folder, 'original');
  await api.undoFix(journal, fixed, { lines: linesIn(replaced, replacedFile, context), file: replacedFile }, draft);
  writing(api, shown, () => staging.place([{ from: draft, to }]));
  await context.out.print(`${api.forTerminal(`${shown} is the original again: ${api.counted(journal.end.changes, 'change')} undone`)}\n`);
  return EXIT.done;
}

/** `fix --verify`: proves that journal, input and corrected file belong together. 1 if they do not, and why. */
export async function verify(name: string, input: string | undefined, fixed: string | undefined, context: Context): Promise<number> {
  const { api, out, err } = context;
  const say = async (reason: string): Promise<number> => {
    await err.print(`${api.forTerminal(`pnd-lint: ${reason}`)}\n`);
    return EXIT.no;
  };
  try {
    const { path, journal } = await load(name, context);
    const before = fileOf(input, journal.head.input.file, path, context);
    const after = fileOf(fixed, journal.end.output.file, path, context);
    const odd = await api.verifyFix(journal, before, after);
    if (odd !== null) return await say(`${basename(name)}: ${odd}`);
    await out.print(
      `${api.forTerminal(`${basename(name)}: ${api.counted(journal.end.changes, 'change')}; journal, input and output belong together`)}\n`,
    );
    return EXIT.done;
  } catch (error) {
    if (error instanceof api.JournalFault) return say(error.message);
    throw error;
  }
}
