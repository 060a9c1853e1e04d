import { stat } from 'node:fs/promises';

/** Bytes of a file as it lies on disk; 0 if that can't be told: what is wrong with it is told when it is read. */
export async function fileSize(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
