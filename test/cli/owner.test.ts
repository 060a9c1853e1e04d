import { describe, expect, it } from 'vitest';
import { hostOf } from '../../src/cli/host.ts';
import { isDead, ownerName, type Self } from '../../src/cli/owner.ts';

const noon = Date.parse('2026-06-30T12:00:00Z');
const self = (changes: Partial<Self> = {}): Self => ({
  machine: 'bench',
  pid: 10,
  token: 'aa',
  isAlive: () => true,
  now: () => new Date(noon),
  ...changes,
});

describe('the owner of a temporary folder', () => {
  it('lives while its process runs', () => {
    expect(isDead(ownerName(self()), noon, self({ pid: 11 }))).toBe(false);
    expect(isDead(ownerName(self()), noon, self({ pid: 11, isAlive: () => false }))).toBe(true);
  });

  it('is dead if this process bears its number but is another one, as in a container that starts anew', () => {
    expect(isDead(ownerName(self()), noon, self())).toBe(false);
    expect(isDead(ownerName(self()), noon, self({ token: 'bb' }))).toBe(true);
  });

  it('of another machine counts as dead after a day', () => {
    const elsewhere = ownerName(self({ machine: 'other' }));
    expect(isDead(elsewhere, noon - 1000, self({ isAlive: () => false }))).toBe(false);
    expect(isDead(elsewhere, noon - 90_000_000, self())).toBe(true);
  });

  it('that can not be made out counts as dead after a day', () => {
    expect(isDead('', noon, self())).toBe(false);
    expect(isDead('rubbish', noon - 90_000_000, self())).toBe(true);
  });
});

describe('the host', () => {
  it('knows itself, and takes no other process for one that had its number before', () => {
    const { isAlive, pid, token } = hostOf(process);
    expect(isAlive(pid, token)).toBe(true);
    expect(isAlive(process.ppid, token)).toBe(false);
    expect(isAlive(pid, '1x00000000')).toBe(false);
    expect(isAlive(2 ** 30, token)).toBe(false);
  });
});
