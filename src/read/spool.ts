import { open, unlink } from 'node:fs/promises';
import { InputError } from '../model/errors.ts';
import { inputError } from './bytes.ts';

/** The stream, its errors as InputError: they are no errors of the copy. */
async function* named(stream: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw inputError(file, error);
  }
}

/**
 * Copies a stream (standard input, a FIFO) to a new file at `path` that only its owner may read (0600). Returns its number of bytes.
 * Throws InputError if the stream breaks or the file can't be written; then no file is left.
 *
 * @param file name of the stream in errors
 */
export async function spool(stream: AsyncIterable<Uint8Array>, path: string, file: string): Promise<number> {
  let bytes = 0;
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of named(stream, file)) {
        await handle.writeFile(chunk);
        bytes += chunk.length;
      }
    } catch (error) {
      await unlink(path).catch(() => {});
      throw error;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError(`${file}: it could not be copied to the working folder (${code}); check its free space and rights`);
  }
  return bytes;
}
