import { describe, expect, it } from 'vitest';
import { Stopped, stoppable } from '../../src/cli/stoppable.ts';
import { fakeHost } from './fake-host.ts';

const never = () => new Promise<never>(() => {});

describe('work that can be stopped', () => {
  it('gives its result, then tidies', async () => {
    const done: string[] = [];
    const result = await stoppable(fakeHost(), async (_signal, atEnd) => {
      atEnd(() => done.push('tidied'));
      return 7;
    });
    expect([result, done]).toEqual([7, ['tidied']]);
  });

  it('tidies once when it tidied before its end, and when it fails', async () => {
    const done: string[] = [];
    const work = stoppable(fakeHost(), async (_signal, atEnd) => {
      atEnd(() => done.push('early'))();
      atEnd(() => done.push('late'));
      throw new Error('broken');
    });
    await expect(work).rejects.toThrow('broken');
    expect(done).toEqual(['early', 'late']);
  });

  it('is told of a signal and ends as stopped, though it ended well or failed after it', async () => {
    for (const end of [() => 1, () => Promise.reject(new Error('aborted'))]) {
      const host = fakeHost();
      const work = stoppable(host, async (signal) => {
        host.send('SIGTERM');
        expect(signal.aborted).toBe(true);
        return end();
      });
      await expect(work).rejects.toMatchObject({ signal: 'SIGTERM' });
    }
  });

  it('that does not listen is left after a second, and tidied', async () => {
    const host = fakeHost();
    let tidied = false;
    const work = stoppable(host, async (_signal, atEnd) => {
      atEnd(() => {
        tidied = true;
      });
      host.send('SIGINT');
      return never();
    });
    await expect(work).rejects.toBeInstanceOf(Stopped);
    expect(tidied).toBe(true);
  });

  it('is left at once on a second signal', async () => {
    const host = fakeHost();
    const work = stoppable(host, async () => {
      host.send('SIGINT');
      host.send('SIGTERM');
      return never();
    });
    await expect(work).rejects.toMatchObject({ signal: 'SIGINT' });
  });

  it('ends for its own reason though something can not be tidied', async () => {
    const work = stoppable(fakeHost(), async (_signal, atEnd) => {
      atEnd(() => {
        throw new Error('busy');
      });
      throw new Error('the reason');
    });
    await expect(work).rejects.toThrow('the reason');
  });
});
