import { open, unlink } from 'node:fs/promises';
import { InputError } from '../model/errors.ts';

/**
 * Copies a stream (standard input, a FIFO) to a new file at `path` that only its owner may read (0600). Returns its number of bytes.
 * Throws InputError if the stream breaks or the file can't be written; then no file is left.
 */
export async function spool(stream: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  let bytes = 0;
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of stream) {
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
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new InputError(`the input could not be copied to the working folder (${code}); check its free space and rights`);
  }
  return bytes;
}
