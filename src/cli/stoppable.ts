import type { Host, StopSignal } from './host.ts';

/** The user or the system stopped the run. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly signal: StopSignal;
  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

/** Milliseconds that stopped work is given to come to its own end. */
const GRACE = 1000;

type AtEnd = (tidy: () => void) => () => void;

/**
 * Does `work`. On SIGINT or SIGTERM it tells the work to stop, waits a little and throws `Stopped`, at once on a second signal.
 * Whatever way it ends, the tidyings that the work registered with `atEnd` are done before this returns.
 */
export async function stoppable<T>(host: Pick<Host, 'onSignal'>, work: (signal: AbortSignal, atEnd: AtEnd) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const tidyings = new Set<() => void>();
  const atEnd: AtEnd = (tidy) => {
    const once = () => {
      if (tidyings.delete(once)) tidy();
    };
    tidyings.add(once);
    return once;
  };
  let unsubscribe = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    unsubscribe = host.onSignal((signal) => {
      if (stop.signal.aborted) reject(stop.signal.reason);
      stop.abort(new Stopped(signal));
      timer ??= setTimeout(() => reject(stop.signal.reason), GRACE);
    });
  });
  try {
    const result = await Promise.race([work(stop.signal, atEnd), stopped]);
    stop.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    unsubscribe();
    clearTimeout(timer);
    for (const tidy of tidyings) attempt(tidy);
  }
}

/** What can't be tidied now is cleared by the next run; it must not hide why this one ended. */
function attempt(tidy: () => void): void {
  try {
    tidy();
  } catch {}
}
