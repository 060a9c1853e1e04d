import { readFileSync } from 'node:fs';

/** How many files this process may have open at once; infinite where the system has no `/proc`: there Node raises the limit as far as it can. */
export function mostDescriptors(): number {
  const most = /^Max open files +(\d+)/m.exec(textOf('/proc/self/limits') ?? '')?.[1];
  return most === undefined ? Number.POSITIVE_INFINITY : Number(most);
}

/**
 * When a process started, in ticks since the machine did; undefined if there is none, or the system has no `/proc`.
 * Source: proc(5), `/proc/[pid]/stat`, field 22; the name in field 2 may hold blanks and brackets.
 */
export function startOf(pid: number): string | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
}
