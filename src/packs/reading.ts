import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
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

/**
 * The bytes of a file, undefined if there are more than `most`: of a device that never ends no more than that is read.
 * @throws NodeJS.ErrnoException if it can't be read
 */
export function bytesUpTo(path: string, most: number): Buffer | undefined {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    const parts: Buffer[] = [];
    for (let total = 0; total <= most && size <= most; ) {
      const part = Buffer.allocUnsafe(Math.max(size + 1, 1 << 16));
      const read = readSync(handle, part);
      if (read === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, read));
      total += read;
    }
    return undefined;
  } finally {
    closeSync(handle);
  }
}
