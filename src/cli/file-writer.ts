import { closeSync, constants, openSync } from 'node:fs';
import { type SyncBeside, syncFile, writeAll } from './durable.ts';
import { gathered } from './gathered.ts';

/** Writes one file piece by piece. Throws the file system's errors. */
export interface FileWriter {
  /** Bytes may be lent: they are copied, or written at once. */
  write(text: string | Uint8Array): void;
  /** Ends the file: all of it is on disk when this returns, or if it is made so beside other work, when that is settled. */
  close(beside?: SyncBeside): void;
  /** Writes what is held, to go on later; the system may still hold it in memory. */
  leave(): void;
  /** Drops what is held and leaves the file as it stands. */
  abandon(): void;
}

/** Bytes gathered before the system is called. */
const FULL = 1 << 18;

/** To go on with a file that is there, and is no link. Windows has no such links. */
const GO_ON = constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** Makes a new file that only this user can read, and that must not exist yet nor be a link. It is open only while it is written to. */
export function writeNew(path: string): FileWriter {
  closeSync(openSync(path, 'wx', 0o600));
  return goOn(path);
}

/** Goes on at the end of a file that `writeNew` made. */
export function goOn(path: string): FileWriter {
  const atEnd = (act: (descriptor: number) => void): void => {
    const descriptor = openSync(path, GO_ON);
    try {
      act(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };
  const { write, close, leave, abandon } = gathering(atEnd, () => {});
  return {
    ...{ write, leave, abandon },
    close(beside) {
      if (beside === undefined) return close();
      leave();
      beside.take(openSync(path, GO_ON));
    },
  };
}

/** Writes to a device or pipe, which stays open: the reader of a pipe takes a closing for the end. */
export function writeThrough(path: string): FileWriter {
  const descriptor = openSync(path, 'w');
  let open = true;
  const end = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  const { write, close, leave } = gathering((act) => act(descriptor), end);
  return { write, close, leave, abandon: end };
}

function gathering(withFile: (act: (descriptor: number) => void) => void, ended: () => void): FileWriter {
  const waiting = gathered();
  return {
    write(text) {
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      if (waiting.size + bytes.length < FULL) return waiting.add(bytes);
      withFile((descriptor) => {
        writeAll(descriptor, waiting.take());
        writeAll(descriptor, bytes);
      });
    },
    leave() {
      if (waiting.size > 0) withFile((descriptor) => writeAll(descriptor, waiting.take()));
    },
    close() {
      try {
        withFile((descriptor) => {
          writeAll(descriptor, waiting.take());
          syncFile(descriptor);
        });
      } finally {
        ended();
      }
    },
    abandon() {
      waiting.take();
    },
  };
}
