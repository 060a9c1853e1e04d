import { closeSync, openSync } from 'node:fs';
import { syncFile, writeAll } from './durable.ts';

/** Writes one file piece by piece. Throws the file system's errors. */
export interface FileWriter {
  write(text: string | Uint8Array): void;
  /** Ends the file: all of it is on disk when this returns. */
  close(): void;
  /** Writes what is held and closes, to go on later; the system may still hold it in memory. */
  leave(): void;
  /** Closes the file as it stands. Does nothing after `close`. */
  abandon(): void;
}

/** Bytes gathered before the system is called. */
const FULL = 1 << 18;

/**
 * Opens a new file that only this user can read. Flags are those of `open`: `wx` for a file that must not exist yet
 * (nor be a link), `a` to go on with one, `w` for a device or pipe.
 */
export function writeNew(path: string, flags: 'wx' | 'a' | 'w' = 'wx'): FileWriter {
  const descriptor = openSync(path, flags, 0o600);
  let pieces: Uint8Array[] = [];
  let gathered = 0;
  let open = true;
  const flush = () => {
    const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    pieces = [];
    gathered = 0;
    writeAll(descriptor, bytes);
  };
  const abandon = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  const end = (last: () => void) => {
    try {
      if (gathered > 0) flush();
      last();
    } finally {
      abandon();
    }
  };
  return {
    write(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      pieces.push(bytes);
      gathered += bytes.length;
      if (gathered >= FULL) flush();
    },
    close: () => end(() => syncFile(descriptor)),
    leave: () => end(() => {}),
    abandon,
  };
}
