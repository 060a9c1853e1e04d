import { fileURLToPath } from 'node:url';

/** A fault for the program to meet; see failing-io.mjs. */
export interface IoFault {
  readonly kind: 'open' | 'read' | 'input' | 'list' | 'write' | 'fsync' | 'rename' | 'close' | 'mkdir' | 'remove' | 'stat';
  /** 1-based number of the call. */
  readonly at: number;
  readonly code?: string;
  readonly on?: boolean;
  readonly short?: boolean;
  readonly change?: 'append' | 'cut' | 'replace' | 'remove';
  readonly path?: string;
}

/** The environment in which the program meets a fault. */
export const withFault = (fault: IoFault): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_OPTIONS: `--import=${fileURLToPath(new URL('failing-io.mjs', import.meta.url))}`,
  FAULT: JSON.stringify(fault),
});
