import { join } from 'node:path';
import type { SyncBeside } from './durable.ts';
import { goOn, writeNew } from './file-writer.ts';
import { type Gathered, gathered } from './gathered.ts';

/** Many files of one folder, grown side by side without holding a descriptor for each. Throws the file system's errors. */
export interface ManyFiles {
  /** Adds text, which may be lent, to the file of this name, without extension, which begins with the heading. */
  add(name: string, text: Uint8Array): void;
  /** Writes what is still held; all files are on disk when what makes them so beside other work is settled. */
  close(beside: SyncBeside): void;
}

/** Bytes held in memory over all files before they are written. */
const HELD = 1 << 21;

/** Files in `folder` of one extension, each beginning with `heading`. */
export function growFiles(folder: string, extension: string, heading: string): ManyFiles {
  const pathOf = (name: string): string => join(folder, name + extension);
  const started = new Set<string>();
  const held = new Map<string, Gathered>();
  let size = 0;
  const flush = () => {
    for (const [name, waiting] of held) {
      if (waiting.size === 0) continue;
      const isNew = !started.has(name);
      const path = pathOf(name);
      const file = isNew ? writeNew(path) : goOn(path);
      started.add(name);
      if (isNew) file.write(heading);
      file.write(waiting.take());
      file.leave();
    }
    size = 0;
  };
  return {
    add(name, text) {
      let waiting = held.get(name);
      if (waiting === undefined) {
        waiting = gathered();
        held.set(name, waiting);
      }
      waiting.add(text);
      size += text.length;
      if (size >= HELD) flush();
    },
    close(beside) {
      flush();
      for (const name of started) goOn(pathOf(name)).close(beside);
    },
  };
}
