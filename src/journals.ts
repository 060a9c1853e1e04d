import { applied, type Journal, mismatch, undoSplices, type Written, writeContent } from './fix/index.ts';
import { InputError } from './model/errors.ts';
import type { Survey } from './model/source.ts';
import { contentOf, survey } from './read/index.ts';

/** A file that a journal speaks of: where it lies, and its name in messages. */
export interface JournalledFile {
  readonly path: string;
  readonly file: string;
}

async function surveyed({ path, file }: JournalledFile): Promise<Survey> {
  const found = await survey(path, file);
  if (found.gzip && !found.complete) throw new InputError(`${file}: ${found.why ?? 'it is not whole'}`);
  return found;
}

/**
 * Gives the original back: writes the corrected file, its changes undone, to a new file.
 * @param undo lines of the file with the replaced bytes
 * @throws InputError if files and journal do not belong together, or the result is not the original; no file is then of use
 */
export async function undoFix(
  journal: Journal,
  fixed: JournalledFile,
  undo: { readonly lines: AsyncIterable<string>; readonly file: string },
  out: string,
): Promise<Written> {
  const splices = undoSplices(journal, undo.lines, undo.file);
  const found = await surveyed(fixed);
  const written = await writeContent(out, applied(contentOf(found), splices), found.gzip);
  const { input } = journal.head;
  if (written.sha256 !== input.sha256)
    throw new InputError(
      `${fixed.file}: it is not the file that was corrected, or was changed since, so the original can't be had from it`,
    );
  return written;
}

/** Whether journal, original and corrected file belong together: null, or what does not fit. Throws InputError if a file can't be read. */
export async function verifyFix(journal: Journal, input: JournalledFile, output: JournalledFile): Promise<string | null> {
  const [before, after] = [await surveyed(input), await surveyed(output)];
  return mismatch(journal, contentOf(before), contentOf(after));
}
