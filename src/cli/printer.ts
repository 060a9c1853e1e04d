import type { TextOut } from './host.ts';

/** Writes text to a stream of the host. A reader that has gone away is no error; any other failure is. */
export interface Printer {
  /** Resolves when the text has been taken; throws the stream's error unless the reader has gone away. */
  print(text: string | Uint8Array): Promise<void>;
  /** True once the reader has gone away, so that long outputs can stop. */
  readonly gone: boolean;
}

/** A printer on `out`. */
export function printerOn(out: TextOut): Printer {
  let gone = false;
  // Without a listener Node throws a stream's error where nobody can catch it; `print` reports it to its caller.
  out.stream.on('error', () => {});
  return {
    get gone() {
      return gone;
    },
    async print(text) {
      if (gone || text.length === 0) return;
      const error = await new Promise<Error | null | undefined>((resolve) => out.stream.write(text, resolve));
      if (!error) return;
      if (!isClosedPipe(error)) throw error;
      gone = true;
    },
  };
}

function isClosedPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'ECONNRESET';
}
