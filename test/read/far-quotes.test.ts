import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { findClose, NEVER, QUOTE_REACH, swallowEnd, TOO_FAR, UNKNOWN } from '../../src/read/quotes.ts';

describe('a quote whose other stands far off', () => {
  const reaches = { near: 20, far: 40 };
  const close = (text: string, last: boolean, expected = 3) =>
    findClose(Uint8Array.from(Buffer.from(`${text}\n`)), 0, text.length, last, 44, expected, reaches);
  const prose = (length: number) => `"${'words and\n'.repeat(9).slice(0, length - 1)}`;
  const records = (length: number) => `"x,y\n${'1,2,3\n'.repeat(9)}`.slice(0, length);

  it('is closed by it if it stands near, whatever lies between', () => {
    for (const text of [prose, records])
      for (const length of [5, 20, 21]) {
        expect(close(`${text(length)}"`, true)).toBe(length > 20 && text === records ? TOO_FAR : length);
        expect(close(`${text(length)}"x`, false)).toBe(length > 20 && text === records ? TOO_FAR : length);
      }
  });

  it('waits for it, or is never closed, where the file ends near', () => {
    for (const text of [prose(5), prose(20), records(20)]) expect([close(text, false), close(text, true)]).toEqual([UNKNOWN, NEVER]);
  });

  it('is not closed over lines that look like records', () => {
    for (const length of [21, 30, 40, 50])
      expect([close(records(length), false), close(records(length), true)]).toEqual([TOO_FAR, TOO_FAR]);
    expect(close(`${records(30)}"`, true)).toBe(TOO_FAR);
    expect(close(`${records(30)}"`, true, 2)).toBe(30);
    expect(close(`"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl"`, true, 1)).toBe(24);
    expect(close(`"1,2,3\n1,2,3\nx\ny\nzzzzzzzz"`, true)).toBe(25);
    expect(close(`"x\n1,2,3\n1,2,3\n1,2,3\ny"`, true)).toBe(TOO_FAR);
  });

  it('is closed by it over prose, but not beyond all measure', () => {
    for (const length of [22, 30, 39]) {
      expect([close(`${prose(length)}"`, true), close(`${prose(length)}"x`, false), close(`${prose(length)}"`, false)]).toEqual([
        length,
        length,
        UNKNOWN,
      ]);
      expect([close(prose(length), false), close(prose(length), true)]).toEqual([UNKNOWN, NEVER]);
    }
    for (const length of [40, 41, 60]) expect([close(prose(length), false), close(prose(length), true)]).toEqual([TOO_FAR, TOO_FAR]);
    expect(close(`${prose(39)}""x`, true)).toBe(TOO_FAR);
    expect(close(`${prose(30)}""${'x'.repeat(4)}"`, true)).toBe(36);
    expect(close(`${prose(45)}"`, true)).toBe(TOO_FAR);
  });

  it('would have swallowed what lies up to its close, its reach or the end', () => {
    expect([swallowEnd(1, 0, 9), swallowEnd(1, 5, 9), swallowEnd(1, NEVER, 9), swallowEnd(1, TOO_FAR, 9)]).toEqual([0, 5, 9, 9]);
    expect([swallowEnd(7, TOO_FAR, 2 ** 30), swallowEnd(7, NEVER, 2 ** 30)]).toEqual([8 + QUOTE_REACH, 2 ** 30]);
  });
});
