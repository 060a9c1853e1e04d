import { type BigIntStats, closeSync, constants, createReadStream, openSync, statSync, writeSync } from 'node:fs';

/** Linux: the devices of memory (major number 1), such as `/dev/zero`, give bytes for ever; of these only `/dev/null` (3) ends. */
const isEndless = (device: number): boolean => device >> 8 === 1 && (device & 0xff) !== 3;

/** What stands under this name; its number is exact, so that two names of one file can be told. What can't be looked at is left to the reader, which says so. */
export function stateOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}

/** Whether the bytes under this name can be read once only. */
export function isPipe(path: string): boolean {
  const state = stateOf(path);
  return state !== undefined && (state.isFIFO() || (state.isCharacterDevice() && !isEndless(Number(state.rdev))));
}

/** The bytes of a pipe or device, until the signal is aborted. */
export function openPipe(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path, { signal });
  const onAbort = () => wake(path);
  signal.addEventListener('abort', onAbort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', onAbort));
  return stream;
}

/**
 * Ends the waiting for a writer, or for what it writes. Node can't: the thread that waits would keep the process from ending.
 * The byte is for nobody, since the run is being stopped.
 */
function wake(path: string): void {
  try {
    if (!statSync(path).isFIFO()) return;
    const descriptor = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    try {
      writeSync(descriptor, '\n');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Nobody reads there any more.
  }
}
