import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Run } from '../index.ts';
import type { Context } from './context.ts';
import { EXIT } from './context.ts';
import { syncFile, writeAll } from './durable.ts';
import { type Settings, shownOptions } from './settings.ts';
import { Stopped } from './stoppable.ts';
import { writing } from './writing.ts';

/** Writes one line about this run to the log, whatever way the run ends. */
export interface RunLog {
  /** Appends the line of a run that came to its end. Throws InputError if it can't. */
  end(run: Run, exit: number): void;
}

/**
 * Opens the log of `--log`, so that an unwritable one is found before any data is read; a log that is not asked for takes nothing.
 * A line says who ran what, when, on which data and with which end: counts and hashes, no value of any record.
 */
export function keepLog(files: readonly string[], settings: Settings, { host, api, version, signal, atEnd }: Context): RunLog {
  const { log: path } = settings;
  if (path === undefined) return { end: () => {} };
  const start = writing(api, path, () => endOf(path));
  if (start === undefined)
    throw new api.UsageError(`--log ${basename(path)} holds something else than a log of pnd-lint: give a new file, or such a log`);
  const descriptor = writing(api, path, () => openSync(path, 'a', 0o600));
  const append = (run: Run | undefined, exit: number) => {
    const line = {
      when: host.now().toISOString(),
      user: host.user,
      machine: host.machine,
      tool: `pnd-lint ${version}`,
      verb: 'check',
      options: shownOptions(settings, () => false),
      inputs:
        run?.inputs.map(({ file, bytes, sha256, records, complete }) => ({ file, bytes, sha256, records, complete })) ??
        files.map((file) => ({ file })),
      references: run?.references.map(({ file, sha256, records }) => ({ file, sha256, records })) ?? [],
      packs: run?.packs.map(({ id, sha256 }) => ({ id, sha256 })) ?? [],
      records: run?.totals.records ?? null,
      findings: run?.totals.findings ?? null,
      complete: run?.complete ?? false,
      exit,
    };
    // One call of the system, so that lines of runs side by side do not mix.
    writing(api, path, () => {
      writeAll(descriptor, Buffer.from(`${start}${api.forJson(`${JSON.stringify(line)}\n`)}`));
      syncFile(descriptor);
    });
  };
  let written = false;
  atEnd(() => {
    try {
      if (!written) append(undefined, signal.reason instanceof Stopped ? EXIT[signal.reason.signal] : EXIT.notWhole);
    } finally {
      closeSync(descriptor);
    }
  });
  return {
    end(run, exit) {
      written = true;
      append(run, exit);
    },
  };
}

/** How each line of a log begins. */
const FIRST = '{"when":"';

/** What must stand before the next line of a log: a line end, if the last line was cut. Undefined if the file is no log of ours. */
function endOf(path: string): string | undefined {
  const state = statSync(path, { throwIfNoEntry: false });
  if (!state?.isFile() || state.size === 0) return '';
  const descriptor = openSync(path, 'r');
  try {
    const at = (position: number, length: number): string => {
      const bytes = Buffer.alloc(length);
      return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, length, position));
    };
    if (at(0, FIRST.length) !== FIRST) return undefined;
    return at(state.size - 1, 1) === '\n' ? '' : '\n';
  } finally {
    closeSync(descriptor);
  }
}
