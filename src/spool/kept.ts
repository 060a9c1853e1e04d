import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { appendTo } from './append.ts';

/** Keeps a value in a file of its own (refuses one that exists; readable by the owner only): whatever passes between threads. Throws the system's errors. */
export const keepIn = (path: string, value: unknown): void => appendTo(path, serialize(value), true);

/** A value that was kept so, as a copy. Throws the system's errors, and an error of code `EIO` if the file was cut. */
export function keptIn(path: string): unknown {
  const bytes = readFileSync(path);
  try {
    return deserialize(bytes);
  } catch {
    throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
  }
}
