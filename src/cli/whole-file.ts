import type { Api } from './context.ts';
import { systemCause } from './writing.ts';

/** Codes of the system that mean that the disk failed, not that the wrong file was named. */
const BROKEN = ['EIO', 'EMFILE', 'ENFILE', 'ENOMEM'];

/**
 * A whole file that the user named; of one that is too large, or never ends, no more is read than it may have.
 *
 * @param path absolute
 * @param shown how messages name it
 * @param instead what to do: it ends the message
 * @throws UsageError if it can't be had; InputError if the disk fails
 */
export function wholeFile(path: string, shown: string, instead: string, api: Api): Buffer {
  let bytes: Buffer | undefined;
  try {
    bytes = api.bytesUpTo(path, api.MOST_TEXT_BYTES);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cause = systemCause(error);
    if (cause === undefined) throw error;
    if (BROKEN.includes(code ?? '')) throw new api.InputError(`${shown} can't be read (${code}); check the disk, then run again`);
    throw new api.UsageError(`${shown} ${code === 'ENOENT' ? 'is not there' : `can't be read: ${cause}`}; ${instead}`);
  }
  if (bytes !== undefined) return bytes;
  throw new api.UsageError(`${shown} is larger than ${api.MOST_TEXT_BYTES / 1_000_000} MB; ${instead}`);
}

/** As `wholeFile`: its text, UTF-8. */
export function wholeText(...what: Parameters<typeof wholeFile>): string {
  return wholeFile(...what).toString('utf8');
}
