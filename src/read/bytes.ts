import { Buffer } from 'node:buffer';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
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

/** Puts the bytes `[start, end)` of a file at the beginning of a buffer that holds as many. Throws InputError if the file ends before `end` or can't be read. */
export async function readInto({ file, handle }: OpenFile, into: Uint8Array, start: number, end: number): Promise<void> {
  for (let at = start; at < end; ) {
    const { bytesRead } = await handle.read(into, at - start, end - at, at).catch((error: unknown) => {
      throw inputError(file, error);
    });
    if (bytesRead === 0) throw changed(file);
    at += bytesRead;
  }
}

/**
 * The bytes `[start, end)` of a file, `size` at a time; the next portion is read while the caller works on one.
 * The buffer is lent: it is overwritten when the next portion is asked for. Throws InputError if the file ends before `end` or can't be read.
 */
export async function* bytesOf({ file, handle }: OpenFile, start: number, end: number, size = CHUNK_SIZE): AsyncGenerator<Uint8Array> {
  const length = Math.max(1, Math.min(size, end - start));
  let buffer: Buffer = Buffer.allocUnsafe(length);
  let other: Buffer | null = null;
  const read = (at: number): Promise<number | Error> =>
    handle.read(buffer, 0, Math.min(buffer.length, end - at), at).then(
      ({ bytesRead }) => bytesRead,
      (error: unknown) => inputError(file, error),
    );
  let pending = start < end ? read(start) : null;
  try {
    for (let at = start; pending !== null; ) {
      const count = await pending;
      pending = null;
      if (typeof count !== 'number') throw count;
      if (count === 0) throw changed(file);
      at += count;
      const ready = buffer.subarray(0, count);
      [buffer, other] = [other ?? Buffer.allocUnsafe(at < end ? length : 0), buffer];
      if (at < end) pending = read(at);
      yield ready;
    }
  } finally {
    await pending;
  }
}
