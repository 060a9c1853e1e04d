import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds that all cores together have been busy since the machine started. */
export function busySeconds() {
  try {
    const [user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'utf8')
      .split('\n')[0]
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return (user + nice + system + irq + softirq + steal) / 100;
  } catch {
    return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
  }
}

/** Waits until next to nothing else runs, but not longer than `most` seconds: what is measured then says how disturbed it was. */
export async function untilQuiet(most) {
  for (let quarter = 0; quarter < most * 4; quarter++) {
    const before = busySeconds();
    await sleep(250);
    if (busySeconds() - before < 0.05) return;
  }
}
