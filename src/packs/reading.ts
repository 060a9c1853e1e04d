import { InputError } from '../model/errors.ts';

/** Codes of the system that mean that the name given is wrong, not that the machine failed. */
const WRONG_NAME = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'];

/** Why a file that the user named can't be read, in words; undefined if the fault is the machine's. */
export function wrongName(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !WRONG_NAME.includes(code)) return undefined;
  return code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `it can't be read (${code})`;
}

/**
 * Does what reads the file `shown`, which is known to be there.
 *
 * @throws InputError if the system can't read it: that is the machine's fault, not the pack's
 */
export function reading<T>(shown: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw broken(shown, error);
  }
}

/** The InputError that says so; any error that is not the system's as it is. */
export function broken(shown: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new InputError(`${shown}: it can't be read (${code}); check the disk and the rights, then run again`);
}
