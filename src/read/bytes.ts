import { Buffer } from 'node:buffer';
import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { InputError } from '../model/errors.ts';

/** Bytes that are read at a time. */
export const CHUNK_SIZE = 1 << 20;

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
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/** Opens a regular file for reading; `file` is its name in errors. Throws InputError. */
export async function openFile(path: string, file: string): Promise<OpenFile> {
  try {
    const handle = await open(path, 'r');
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) throw new InputError(`${file}: it is a folder; give the files in it`);
      if (!stats.isFile()) throw new InputError(`${file}: it is a pipe or device; copy it to a file first`);
      return { file, handle, stats };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw inputError(file, error);
  }
}

const changed = (file: string): InputError => new InputError(`${file}: it changed while it was read; run again when nothing writes to it`);

/** Throws InputError if the file has another size (bytes) or time of change (ms) than before. */
export async function assertUnchanged({ file, handle }: OpenFile, size: number, modified: number): Promise<void> {
  const stats = await handle.stat().catch((error: unknown) => {
    throw inputError(file, error);
  });
  if (stats.size !== size || stats.mtimeMs !== modified) throw changed(file);
}

/**
 * The bytes `[start, end)` of a file, `size` at a time. The buffer is lent: the next portion overwrites it.
 * Throws InputError if the file ends before `end` or can't be read.
 */
export async function* bytesOf({ file, handle }: OpenFile, start: number, end: number, size = CHUNK_SIZE): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.max(1, Math.min(size, end - start)));
  for (let at = start; at < end; ) {
    let read: number;
    try {
      ({ bytesRead: read } = await handle.read(buffer, 0, Math.min(buffer.length, end - at), at));
    } catch (error) {
      throw inputError(file, error);
    }
    if (read === 0) throw changed(file);
    at += read;
    yield buffer.subarray(0, read);
  }
}
