import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveBack, LARGE, roomOf } from '../../src/read/room.ts';
import { newRow } from '../../src/read/scan-row.ts';
import { mayBeTrailer } from '../../src/read/trailer.ts';
import { isUndefined1252, watchUtf8 } from '../../src/read/utf8.ts';
import { append, drop, openWindow } from '../../src/read/window.ts';

describe('parts of bytes', () => {
  it('are UTF-8 wherever a sign of it is parted', () => {
    for (const text of ['é', '語', '😀', 'aé', '😀a'])
      for (const behind of ['', 'z']) {
        const bytes = Buffer.from(text + behind);
        for (let at = 0; at <= bytes.length; at++) {
          const watch = watchUtf8();
          watch.add(bytes.subarray(0, at));
          watch.add(bytes.subarray(at));
          watch.finish();
          expect([text, at, watch.good, watch.bad]).toEqual([text, at, true, false]);
        }
        const cut = watchUtf8();
        cut.add(Buffer.from(text).subarray(0, -1));
        expect(cut.bad).toBe(false);
        cut.finish();
        expect([text, cut.bad]).toEqual([text, !text.endsWith('a')]);
      }
  });

  it('of Windows-1252 have a sign each, but for five', () => {
    const without = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => isUndefined1252(byte));
    expect(without).toEqual([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
  });

  it('of UTF-16 are never taken for ASCII', () => {
    const window = openWindow('utf-16le', 0);
    append(window, Buffer.from('ab\ncd', 'utf16le'));
    expect(window.ascii).toBe(false);
    drop(window, 2);
    expect(window.ascii).toBe(false);
  });

  it('have room that grows where it lies, and keeps what it holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 1024, LARGE - 1, LARGE, LARGE + 1, LARGE * 2), fc.constantFrom(1, 100, 3000), (bytes, kept) => {
        const old = new ArrayBuffer(Math.min(kept, bytes));
        new Uint8Array(old).fill(7);
        const room = roomOf(bytes, old, old.byteLength);
        expect(room.byteLength).toBeGreaterThanOrEqual(bytes);
        expect(new Uint8Array(room, 0, old.byteLength).every((byte) => byte === 7)).toBe(true);
        const more = roomOf(bytes * 2, room, old.byteLength);
        expect(more.byteLength).toBeGreaterThanOrEqual(bytes * 2);
        expect(new Uint8Array(more, 0, old.byteLength).every((byte) => byte === 7)).toBe(true);
        expect(more === room).toBe(bytes > LARGE);
        giveBack(more);
        expect(more.byteLength === 0).toBe(bytes * 2 > LARGE);
      }),
      { seed: 71, numRuns: 20 },
    );
    expect(roomOf(1, new ArrayBuffer(0), 0).byteLength).toBe(1024);
  });

  it.each([
    [[], false],
    [[''], false],
    [['', ''], false],
    [['x'], true],
    [['x', '', 'x', 'x', 'x'], true],
    [['x', 'x', 'x', 'x', 'x'], false],
    [['x', 'x', 'x', 'x', '', 'x'], false],
  ])('that are cells %j may close a table: %s', (cells, expected) => {
    const row = newRow();
    let at = 0;
    for (const cell of cells) {
      row.starts[row.count] = at;
      at += cell.length;
      row.ends[row.count++] = at;
    }
    expect(mayBeTrailer(row)).toBe(expected);
  });
});
