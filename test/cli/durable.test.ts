import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { syncBeside } from '../../src/cli/durable.ts';
import { temporaryFolder } from './fake-host.ts';

const opened = (): number => openSync(join(temporaryFolder(), 'file'), 'w');

describe('files made durable beside other work', () => {
  it('are all closed when that is settled, however many', async () => {
    const descriptors = Array.from({ length: 100 }, opened);
    const beside = syncBeside();
    for (const descriptor of descriptors) beside.take(descriptor);
    await beside.settle();
    for (const descriptor of descriptors) expect(() => fstatSync(descriptor)).toThrow('EBADF');
  });

  it('tell the first error when all others are settled', async () => {
    const [bad, good] = [opened(), opened()];
    const beside = syncBeside();
    closeSync(bad);
    beside.take(bad);
    beside.take(good);
    await expect(beside.settle()).rejects.toMatchObject({ code: 'EBADF' });
    expect(() => fstatSync(good)).toThrow('EBADF');
  });

  it('may be devices, which have nothing to make so', async () => {
    const beside = syncBeside();
    beside.take(openSync('/dev/null', 'w'));
    await beside.settle();
  });
});
