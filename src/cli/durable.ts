import { closeSync, fsync, fsyncSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

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
  /** Takes over an open file, and closes it in the end. Throws the file system's error of a file that is not left for later. */
  take(descriptor: number): void;
  /** Resolves when all that were taken are durable and closed. Rejects, then too, with the first of the file system's errors. */
  settle(): Promise<void>;
}

/** The first files that are taken, which are the large ones, are left for later: each is open meanwhile, and a process may have few of that. */
const LEFT = 2;

const sync = promisify(fsync);

/** Nothing is taken yet. */
export function syncBeside(): SyncBeside {
  /** Each resolves to its error, undefined if there is none. */
  const left: Promise<unknown>[] = [];
  const syncLater = async (descriptor: number): Promise<unknown> => {
    try {
      try {
        await sync(descriptor);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      return NOTHING_TO_SYNC.includes((error as NodeJS.ErrnoException).code ?? '') ? undefined : error;
    }
    return undefined;
  };
  return {
    take(descriptor) {
      if (left.length < LEFT) {
        left.push(syncLater(descriptor));
        return;
      }
      try {
        syncFile(descriptor);
      } finally {
        closeSync(descriptor);
      }
    },
    async settle() {
      for (const error of await Promise.all(left)) if (error !== undefined) throw error;
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
