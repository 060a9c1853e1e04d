import { Buffer } from 'node:buffer';
import { constants, readSync, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { InputError } from '../model/errors.ts';

/** Bytes that are read at a time. */
export const CHUNK_SIZE = 256 << 10;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the name',
  EACCES: 'reading it is not permitted; ask for read access',
  EPERM: 'reading it is not permitted; ask for read access',
  EISDIR: 'it is a folder; give the files in it',
  ENOTDIR: 'a part of its path is not a folder; check the name',
  ELOOP: 'its links lead in a circle; give the file itself',
  EMFILE: 'too many files are open; close some or raise the limit',
  ENFILE: 'too many files are open on this machine; close some',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'nothing is behind it to read from; copy what it should give to a file first',
  EIO: 'the disk can not be read; copy the file and try the copy',
};

/** An error of the file system as one line that names the file and what to do. Any other error as it is. */
export function inputError(file: string, error: unknown): Error {
  if (error instanceof InputError || !(error instanceof Error) || !('code' in error)) return error as Error;
  return new InputError(`${file}: ${REASONS[String(error.code)] ?? `it can not be read (${String(error.code)})`}`);
}

/** An open file and what it was when it was opened. */
export interface OpenFile {
  readonly file: string;
  readonly path: string;
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/** Opens a regular file for reading, without waiting for a writer if it is a FIFO; `file` is its name in errors. Throws InputError. */
export async function openFile(path: string, file: string): Promise<OpenFile> {
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) throw new InputError(`${file}: it is a folder; give the files in it`);
      if (!stats.isFile()) throw new InputError(`${file}: it is a pipe or device; copy it to a file first`);
      return { file, path, handle, stats };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw inputError(file, error);
  }
}

const changed = (file: string): InputError => new InputError(`${file}: it changed while it was read; run again when nothing writes to it`);

/** What tells a file from what it was before, and from another one that took its name. Time in ms since 1970, size in bytes. */
export interface FileState {
  readonly size: number;
  readonly mtimeMs: number;
  readonly dev: number;
  readonly ino: number;
}

/** Throws InputError if the open file, or what now has its name, is not as it was then: by default, when it was opened. */
export async function assertUnchanged({ file, path, handle, stats }: OpenFile, then: FileState = stats): Promise<void> {
  const isSame = (now: FileState) => now.size === then.size && now.mtimeMs === then.mtimeMs && now.dev === then.dev && now.ino === then.ino;
  const states = await Promise.all([handle.stat(), stat(path)]).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? changed(file) : inputError(file, error);
  });
  if (!states.every(isSame)) throw changed(file);
}

/** Portions after which signals and timers get their turn. */
const PORTIONS = 16;
let portionsRead = 0;

/**
 * Puts the bytes `[start, end)` of a file at the beginning of a buffer that holds as many. They are read by this thread: see `bytesOf`.
 * Throws InputError if the file ends before `end` or can't be read.
 */
export async function readInto({ file, handle }: OpenFile, into: Uint8Array, start: number, end: number): Promise<void> {
  if (++portionsRead % PORTIONS === 0) await turn();
  for (let at = start; at < end; ) at += readPortion(file, handle.fd, into.subarray(at - start), at, end);
}

/**
 * The bytes `[start, end)` of a file, `size` at a time. They are read by this thread: the system reads ahead, and to hand each portion over from
 * another thread takes longer than to copy it from there.
 * The buffer is lent: it is overwritten when the next portion is asked for. Throws InputError if the file ends before `end` or can't be read.
 */
export async function* bytesOf({ file, handle }: OpenFile, start: number, end: number, size = CHUNK_SIZE): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafeSlow(Math.max(1, Math.min(size, end - start)));
  for (let at = start; at < end; ) {
    if (++portionsRead % PORTIONS === 0) await turn();
    const count = readPortion(file, handle.fd, buffer, at, end);
    at += count;
    yield buffer.subarray(0, count);
  }
}

/** Puts bytes from `at` on, none from `end` on, into the buffer, and tells how many. */
function readPortion(file: string, fd: number, into: Uint8Array, at: number, end: number): number {
  let count: number;
  try {
    count = readSync(fd, into, 0, Math.min(into.length, end - at), at);
  } catch (error) {
    throw inputError(file, error);
  }
  if (count === 0) throw changed(file);
  return count;
}
