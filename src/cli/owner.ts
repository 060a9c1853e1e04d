import { createHash } from 'node:crypto';
import type { Host } from './host.ts';

/** What tells whose a folder is, and whether its owner still runs. */
export type Self = Pick<Host, 'machine' | 'pid' | 'token' | 'isAlive' | 'now'>;

/** Milliseconds after which a folder of another machine counts as left over. */
const A_DAY = 86_400_000;

/** `<machine>-<pid>-<token>`: names the running process in the names of its temporary folders. */
export function ownerName(self: Self): string {
  return `${machineId(self)}-${self.pid}-${self.token}`;
}

/**
 * True if the process named by `owner` runs no more.
 * Processes of another machine can't be asked: theirs count as dead a day after `touched` (milliseconds since 1970).
 */
export function isDead(owner: string, touched: number, self: Self): boolean {
  const [machine, pid, token] = owner.split('-');
  if (machine !== machineId(self) || pid === undefined || token === undefined || !/^\d+$/.test(pid))
    return self.now().getTime() - touched > A_DAY;
  return Number(pid) === self.pid ? token !== self.token : !self.isAlive(Number(pid), token);
}

function machineId(self: Self): string {
  return createHash('sha256').update(self.machine).digest('hex').slice(0, 8);
}
