import { join } from 'node:path';
import { goOn, writeNew } from './file-writer.ts';

/** Many files of one folder, grown side by side without holding a descriptor for each. Throws the file system's errors. */
export interface ManyFiles {
  /** Adds text to the file of this name, which begins with the heading. */
  add(name: string, text: Uint8Array): void;
  /** Writes what is still held; all files are on disk when this returns. */
  close(): void;
}

/** Bytes held in memory over all files before they are written. */
const HELD = 1 << 22;

/** Files in `folder`, each beginning with `heading`. */
export function growFiles(folder: string, heading: string): ManyFiles {
  const started = new Set<string>();
  const held = new Map<string, Uint8Array[]>();
  let size = 0;
  const flush = () => {
    for (const [name, pieces] of held) {
      const isNew = !started.has(name);
      const path = join(folder, name);
      const file = isNew ? writeNew(path) : goOn(path);
      started.add(name);
      if (isNew) file.write(heading);
      file.write(Buffer.concat(pieces));
      file.leave();
    }
    held.clear();
    size = 0;
  };
  return {
    add(name, text) {
      const pieces = held.get(name);
      if (pieces === undefined) held.set(name, [text]);
      else pieces.push(text);
      size += text.length;
      if (size >= HELD) flush();
    },
    close() {
      flush();
      for (const name of started) goOn(join(folder, name)).close();
    },
  };
}
