import { randomBytes } from 'node:crypto';
import { availableParallelism, hostname, tmpdir, userInfo } from 'node:os';
import { CommandError } from './command.ts';
import { mostDescriptors, startOf } from './proc.ts';

/** The signals that stop a run. */
export type StopSignal = 'SIGINT' | 'SIGTERM';

/** A stream that text is written to. */
export interface TextOut {
  readonly stream: NodeJS.WritableStream;
  readonly isTTY: boolean;
  /** Columns of the terminal; 120 where there is none. */
  readonly columns: number;
}

/** Everything outside the program that a command may touch, so that tests run commands in process. */
export interface Host {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** True if a person sits at standard input, who can be asked. */
  readonly isAsked?: boolean;
  readonly stdout: TextOut;
  readonly stderr: TextOut;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; names given by the user are relative to it. */
  readonly cwd: string;
  /** Absolute folder for private temporary files when no `--out` is given. */
  readonly temporary: string;
  /** The only clock. */
  readonly now: () => Date;
  readonly user: string;
  readonly machine: string;
  readonly pid: number;
  /** New for every process: tells this process from an earlier one with the same number. */
  readonly token: string;
  /** Whether the process of this number runs, and is the one that had this token as far as the system can tell. */
  readonly isAlive: (pid: number, token: string) => boolean;
  /** Processor cores. */
  readonly cores: number;
  /** How many files this process may have open at once; infinite where the system does not say. */
  readonly descriptors: number;
  /** Bytes of memory that the process takes; undefined where that plays no part. */
  readonly resident?: () => number;
  /** Folder of rule packs; undefined = the packs shipped with the program. */
  readonly rulesRoot?: string;
  /** Calls `listener` on every SIGINT and SIGTERM until the returned function is called. */
  readonly onSignal: (listener: (signal: StopSignal) => void) => () => void;
}

/** Throws CommandError if the folder is gone. */
function workingFolder(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch {
    throw new CommandError('the folder that this runs in is gone; change to another one');
  }
}

/** The host of a real run, made of Node's `process`. */
export function hostOf(process: NodeJS.Process): Host {
  // What libraries write beside our files (the log of a transaction) is private too.
  process.umask(0o077);
  return {
    // Opened when it is asked for: most runs leave it alone.
    get stdin() {
      return process.stdin;
    },
    get isAsked() {
      return process.stdin.isTTY === true;
    },
    stdout: textOut(process.stdout),
    stderr: textOut(process.stderr),
    env: process.env,
    get cwd() {
      return workingFolder(process);
    },
    temporary: tmpdir(),
    now: () => new Date(),
    // Looking a name up may ask a service, so it is done for the log alone.
    get user() {
      return userName(process.env);
    },
    machine: hostname(),
    pid: process.pid,
    token: `${startOf(process.pid) ?? ''}x${randomBytes(4).toString('hex')}`,
    isAlive: (pid, token) => isAlive(process, pid) && isSame(startOf(pid), token),
    cores: availableParallelism(),
    resident: () => process.memoryUsage.rss(),
    descriptors: mostDescriptors(),
    onSignal: (listener) => {
      process.on('SIGINT', listener);
      process.on('SIGTERM', listener);
      return () => {
        process.off('SIGINT', listener);
        process.off('SIGTERM', listener);
      };
    },
  };
}

function textOut(stream: NodeJS.WriteStream): TextOut {
  return { stream, isTTY: stream.isTTY === true, columns: stream.columns || 120 };
}

/** A user without an entry in the system's user list has no name there. */
function userName(env: NodeJS.ProcessEnv): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? 'unknown';
  }
}

function isAlive(process: NodeJS.Process, pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a token is of the process that started then. A number is given to another process once its own has ended. */
function isSame(start: string | undefined, token: string): boolean {
  return start === undefined || token.startsWith(`${start}x`);
}
