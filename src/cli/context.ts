import type { Host } from './host.ts';
import type { Printer } from './printer.ts';

/** The library as the command line sees it: nothing but the public API. */
export type Api = typeof import('../index.ts');

/** What a verb works with. */
export interface Context {
  readonly host: Host;
  readonly api: Api;
  readonly version: string;
  readonly out: Printer;
  readonly err: Printer;
  /** Aborted when the user or the system stops the run. */
  readonly signal: AbortSignal;
  /** Registers a synchronous tidying that is done whatever way the command ends; the returned function does it at once. */
  readonly atEnd: (tidy: () => void) => () => void;
}

/** Exit codes of every verb. */
export const EXIT = { done: 0, no: 1, wrongCommand: 2, notWhole: 3, SIGINT: 130, SIGTERM: 143 } as const;
