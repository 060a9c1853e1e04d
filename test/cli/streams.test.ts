import { describe, expect, it } from 'vitest';
import { printerOn } from '../../src/cli/printer.ts';
import { progressLine, progressOn } from '../../src/cli/progress.ts';
import { failing, memory } from './fake-host.ts';

describe('a printer', () => {
  it('writes text in order', async () => {
    const { stream, text } = memory();
    const printer = printerOn({ stream, isTTY: false, columns: 80 });
    await printer.print('a');
    await printer.print('');
    await printer.print('b');
    expect(text()).toBe('ab');
    expect(printer.gone).toBe(false);
  });

  it('takes a reader that has gone away as no error, and stops writing', async () => {
    const printer = printerOn({ stream: failing('EPIPE'), isTTY: false, columns: 80 });
    await printer.print('a');
    expect(printer.gone).toBe(true);
    await printer.print('b');
  });

  it('throws what else goes wrong, such as a full disk', async () => {
    const printer = printerOn({ stream: failing('ENOSPC'), isTTY: false, columns: 80 });
    await expect(printer.print('a')).rejects.toThrow(/ENOSPC/);
  });
});

describe('the line of progress', () => {
  const half = { bytes: 200_000_000, totalBytes: 400_000_000, records: 1_234_567 };

  it('says share, bytes, records and time left', () => {
    expect(progressLine(half, 12, 100)).toBe('50 %  200 of 400 MB  1,234,567 records  12 s left');
    expect(progressLine(half, 600, 100)).toContain('10 min left');
    expect(progressLine(half, 20_000, 100)).toContain('5 h 34 min left');
  });

  it('gives no time left before it can know, and no share of nothing', () => {
    expect(progressLine(half, undefined, 100)).not.toContain('left');
    expect(progressLine({ bytes: 0, totalBytes: 0, records: 0 }, undefined, 100)).toBe('0 %  0.0 of 0.0 MB  0 records');
  });

  it('takes the pace from the first sign of progress on', () => {
    let time = 60_000;
    let text = '';
    const line = progressOn(
      (written) => {
        text = written;
      },
      80,
      () => time,
    );
    line.show({ bytes: 20, totalBytes: 100, records: 0 });
    expect(text).not.toContain('left');
    time += 4000;
    line.show({ bytes: 60, totalBytes: 100, records: 0 });
    expect(text).toContain('4 s left');
  });

  it('fits in the terminal', () => {
    expect(progressLine(half, 12, 20)).toHaveLength(19);
    expect(progressLine(half, 12, 0)).toBe('');
  });

  it('is written anew at most ten times a second, and wiped at the end', () => {
    let time = 0;
    const written: string[] = [];
    const line = progressOn(
      (text) => written.push(text),
      80,
      () => time,
    );
    for (time = 0; time < 1000; time += 10) line.show(half);
    expect(written).toHaveLength(10);
    expect(written.every((text) => /^\r[^\r\n]*\x1b\[K$/.test(text))).toBe(true);
    line.end();
    expect(written.at(-1)).toBe('\r\x1b[K');
    line.end();
    expect(written).toHaveLength(11);
  });
});
