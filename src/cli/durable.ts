import { closeSync, fsync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes all bytes. A full disk takes a part of them first, and says so on the next call. Throws the file system's error. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** What pipes and devices say, which have nothing to make durable. */
const NOTHING_TO_SYNC = ['EINVAL', 'ENOTSUP'];

/** Makes what was written durable. Pipes and devices have nothing to make so. Throws the file system's error. */
export function syncFile(descriptor: number): void {
  unless(NOTHING_TO_SYNC, () => fsyncSync(descriptor));
}

/** Makes files durable while other work goes on. */
export interface SyncBeside {
  /** Takes over an open file, and closes it in the end. */
  take(descriptor: number): void;
  /** Resolves when all that were taken are durable and closed. Rejects, then too, with the first of the file system's errors. */
  settle(): Promise<void>;
}

/** Files that are made durable beside other work at the same time: each is open meanwhile, of which a process may have few. The first are the large ones. */
const MOST_OPEN = 2;

/** Nothing is taken yet. */
export function syncBeside(): SyncBeside {
  const errors: unknown[] = [];
  const open = new Set<Promise<void>>();
  const noting = (act: () => void): void => {
    try {
      unless(NOTHING_TO_SYNC, act);
    } catch (error) {
      errors.push(error);
    }
  };
  return {
    take(descriptor) {
      if (open.size === MOST_OPEN) {
        noting(() => fsyncSync(descriptor));
        return noting(() => closeSync(descriptor));
      }
      const one: Promise<void> = new Promise((resolve) => {
        fsync(descriptor, (error) => {
          noting(() => {
            if (error !== null) throw error;
          });
          noting(() => closeSync(descriptor));
          open.delete(one);
          resolve();
        });
      });
      open.add(one);
    },
    async settle() {
      await Promise.all(open);
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Makes the names in a folder durable. Systems that open no folders (Windows) have no such call. */
export function syncFolder(folder: string): void {
  unless(['EISDIR', 'EPERM'], () => {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function unless(codes: readonly string[], act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
