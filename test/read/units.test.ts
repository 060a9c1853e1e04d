import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from '../../src/model/source.ts';
import { isCutMark, markLength } from '../../src/read/byte-order-mark.ts';
import { provenDelimiter, separatorLine } from '../../src/read/delimiter.ts';
import { lineEndFaults, noLineEnds } from '../../src/read/line-ends.ts';
import {
  afterLine,
  countBreaks,
  findClose,
  hasRecordLine,
  linesLike,
  literalCells,
  NEVER,
  swallowEnd,
  TOO_FAR,
  UNKNOWN,
} from '../../src/read/quotes.ts';
import { foreignKind, isGzip, recogniseEncoding } from '../../src/read/recognise.ts';
import { eachUnreadable, hexOf, rawOf, textOf } from '../../src/read/text.ts';
import { looksLikeTrailer } from '../../src/read/trailer.ts';
import { walkUtf8, watchUtf8 } from '../../src/read/utf8.ts';
import { watchUtf16 } from '../../src/read/utf16.ts';
import { append, awaitedAfter, closeWindow, drop, find, nextUnit, openWindow, rewind } from '../../src/read/window.ts';

const COMMA = 44;
const unitsOf = (text: string) => Uint8Array.from(Buffer.from(`${text}\n`, 'latin1'));
const seeded = { seed: 9, numRuns: 500 };
const rows = fc.array(fc.constantFrom('a', ',', '"', '\n', '\r', ' ', ', '), { maxLength: 14 }).map((all) => all.join(''));

describe('lines of a stretch, all quotes taken as text', () => {
  const ends = /\r\n|\n|\r/;
  it('are counted by their ends, of which CRLF is one', () => {
    fc.assert(
      fc.property(rows, (text) => {
        expect(countBreaks(unitsOf(text), 0, text.length)).toBe(text.split(ends).length - 1);
        const { cells, end } = literalCells(unitsOf(text), 0, text.length, COMMA);
        const [first] = text.split(ends) as [string];
        expect([cells, end]).toEqual([first.split(',').length, first.length]);
        const after = afterLine(unitsOf(text), 0, text.length);
        expect(after).toBe(text.length - text.slice(first.length).replace(ends, '').length);
      }),
      seeded,
    );
    expect(countBreaks(unitsOf('a\nb\nc'), 2, 3)).toBe(0);
    expect(afterLine(unitsOf('a\r\nb'), 0, 2)).toBe(2);
  });

  it('are alike if they have the cells of the table, empty ones left out', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 3 }), fc.constantFrom(2, 100), (text, expected, most) => {
        const all = text
          .split(/\n|\r/)
          .filter((line) => line !== '')
          .slice(0, most);
        expect(linesLike(unitsOf(text), 0, text.length, COMMA, expected, most)).toEqual({
          lines: all.length,
          alike: all.filter((line) => line.split(',').length === expected).length,
        });
      }),
      seeded,
    );
  });

  it('read like a record if they have its cells, and half of the delimiters are not followed by a blank', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (text, expected) => {
        const reads = text.split(/\n|\r/).some((line, n, all) => {
          if (n === all.length - 1 && line === '') return false;
          const hard = (line.match(/,(?! )/g) ?? []).length;
          return line.split(',').length >= expected && hard * 2 >= expected - 1;
        });
        expect(hasRecordLine(unitsOf(text), 0, text.length, COMMA, expected), JSON.stringify(text)).toBe(reads);
      }),
      seeded,
    );
    const prose = (length: number) => hasRecordLine(unitsOf(`${'x'.repeat(length)},a,b`), 0, length + 4, COMMA, 3);
    expect([prose(80), prose(82)]).toEqual([true, false]);
    for (const end of ['\n', '\r', '\r\n']) {
      const second = `${'x'.repeat(90)},a,b${end}1,2,3`;
      expect(hasRecordLine(unitsOf(second), 0, second.length, COMMA, 3)).toBe(true);
      expect(hasRecordLine(unitsOf(second), 0, 94 + end.length, COMMA, 3)).toBe(false);
    }
  });
});

describe('the quote that closes another', () => {
  it('is the last of the first odd run behind it', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (text, last) => {
        const whole = `"${text}`;
        const run = [...whole.slice(1).matchAll(/"+/g)].find(([quotes]) => quotes.length % 2 === 1);
        const endsInQuote = whole.length > 1 && whole.endsWith('"');
        const at = run === undefined ? NEVER : run.index + run[0].length;
        const isOpen = endsInQuote && (at === NEVER || at === whole.length - 1);
        const found = findClose(unitsOf(whole), 0, whole.length, last, COMMA, 3);
        expect(found, JSON.stringify(whole)).toBe(!last && (isOpen || at === NEVER) ? UNKNOWN : at);
      }),
      seeded,
    );
    expect([swallowEnd(1, 5, 9), swallowEnd(1, NEVER, 9), swallowEnd(1, TOO_FAR, 9)]).toEqual([5, 9, 9]);
  });
});

describe('UTF-8', () => {
  const bytes = fc
    .array(
      fc.oneof(
        fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x8f, 0x90, 0xff),
        fc.nat(255),
      ),
      { maxLength: 12 },
    )
    .map((all) => Uint8Array.from(all));

  it('is bad where a decoder puts a sign in its place, and good where it reads more than one byte', () => {
    fc.assert(
      fc.property(bytes, (all) => {
        const bad: [number, number][] = [];
        const good = walkUtf8(all, (from, to) => bad.push([from, to]));
        let rest = 0;
        let text = '';
        for (const [from, to] of bad) {
          text += `${new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all.subarray(rest, from))}\ufffd`;
          rest = to;
        }
        text += new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all.subarray(rest));
        expect(text).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(all));
        expect(good).toBe(/[^\x00-\x7f]/.test(text.replaceAll('\ufffd', '')) || Buffer.from(all).includes('\ufffd'));
      }),
      { seed: 9, numRuns: 1500 },
    );
  });

  it('is watched the same in portions of any size', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 5 }), (all, size) => {
        const whole = watchUtf8();
        whole.add(all);
        whole.finish();
        const parts = watchUtf8(true);
        for (let at = 0; at < all.length; at += size) parts.add(all.subarray(at, at + size));
        parts.finish();
        const bad: number[] = [];
        const good = walkUtf8(all, (from) => bad.push(from));
        expect([parts.good, parts.bad]).toEqual([good, bad.length > 0]);
        expect([whole.good, whole.bad]).toEqual([good, bad.length > 0]);
        expect(parts.undefined1252).toBe(all.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)));
      }),
      { seed: 9, numRuns: 1500 },
    );
  });
});

describe('UTF-16', () => {
  it('is bad where half a pair or half a unit stands alone, in portions of any size', () => {
    const units = fc.array(fc.constantFrom(0x41, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000), { maxLength: 6 });
    fc.assert(
      fc.property(units, fc.boolean(), fc.boolean(), fc.integer({ min: 1, max: 3 }), (all, big, torn, size) => {
        const bytes = Buffer.alloc(all.length * 2 + (torn ? 1 : 0));
        for (const [at, unit] of all.entries()) big ? bytes.writeUInt16BE(unit, at * 2) : bytes.writeUInt16LE(unit, at * 2);
        const watch = watchUtf16(big);
        for (let at = 0; at < bytes.length; at += size) watch.add(bytes.subarray(at, at + size));
        watch.finish();
        expect(watch.bad).toBe(torn || /\p{Surrogate}/u.test(String.fromCharCode(...all)));
      }),
      { seed: 9, numRuns: 800 },
    );
  });
});

describe('a window', () => {
  const held = (encoding: Encoding, bytes: Uint8Array, size = 1000, offset = 100) => {
    const window = openWindow(encoding, offset);
    for (let at = 0; at < bytes.length; at += size) append(window, bytes.subarray(at, at + size));
    closeWindow(window);
    return window;
  };
  const wide = (text: string, encoding: Encoding) => {
    const bytes = Buffer.from(text, 'utf16le');
    return encoding === 'utf-16be' ? bytes.swap16() : bytes;
  };

  it.each(['utf-16le', 'utf-16be'] as const)('of %s holds its text, bytes and faults, in portions of any size', (encoding) => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'é', '\n', '😀', '\ud800', '\udc00', '語'), maxLength: 8 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        (text, torn, size) => {
          const bytes = Buffer.concat([wide(text, encoding), Buffer.from(torn ? [0x41] : [])]);
          const window = held(encoding, bytes, size);
          const well = text.replace(/\p{Surrogate}/gu, '\ufffd');
          expect(window.length).toBe(text.length + (torn ? 1 : 0));
          expect(textOf(window, 0, window.length)).toBe(well + (torn ? '\ufffd' : ''));
          expect(Buffer.from(rawOf(window, 100, 100 + bytes.length))).toEqual(bytes);
          expect(hexOf(window, 0, window.length)).toBe(bytes.toString('hex'));
          const bad: string[] = [];
          eachUnreadable(window, 0, window.length, (from, to) => bad.push(`${from}-${to}`));
          const expected = Array.from({ length: text.length }, (_, at) => at).filter((at) => text[at] !== well[at]);
          expect(bad).toEqual([...expected, ...(torn ? [text.length] : [])].map((at) => `${at}-${at + 1}`));
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });

  it('of one byte a character holds what its encoding reads', () => {
    const bytes = Uint8Array.of(0x41, 0x80, 0x81, 0x9f, 0xe9);
    const bad = (encoding: Encoding) => {
      const found: string[] = [];
      eachUnreadable(held(encoding, bytes), 0, 5, (from, to) => found.push(`${from}-${to}`));
      return found;
    };
    expect(textOf(held('windows-1252', bytes), 0, 5)).toBe('A€\ufffdŸé');
    expect(textOf(held('windows-1252', bytes), 3, 3)).toBe('');
    expect(bad('windows-1252')).toEqual(['2-3']);
    expect(textOf(held('utf-8', Buffer.from('aé😀')), 1, 7)).toBe('é😀');
    expect(bad('utf-8')).toEqual(['1-2', '2-3', '3-4', '4-5']);
    expect(hexOf(held('utf-8', bytes), 1, 3)).toBe('8081');
    expect([...rawOf(held('utf-8', bytes), 101, 103)]).toEqual([0x80, 0x81]);
    expect([held('utf-8', bytes).ascii, held('utf-8', Buffer.from('ab')).ascii]).toEqual([false, true]);
  });

  it('lets go of what was read, and finds units in what is left', () => {
    const window = held('utf-8', Buffer.from('aé\nb\rc\nd'));
    expect([
      find(window, 10, 0),
      find(window, 10, 4),
      find(window, 0x7a, 0),
      nextUnit(window, window.lf, 0),
      nextUnit(window, window.lf, 2),
    ]).toEqual([3, 7, 9, 3, 3]);
    expect([nextUnit(window, window.lf, 4), nextUnit(window, window.lf, 1), nextUnit(window, window.cr, 0)]).toEqual([7, 3, 5]);
    drop(window, 4);
    expect([window.length, window.offset, textOf(window, 0, window.length), window.ascii, nextUnit(window, window.lf, 0)]).toEqual([
      5,
      104,
      'b\rc\nd',
      true,
      3,
    ]);
    drop(window, 0);
    expect(window.offset).toBe(104);
    rewind(window, 7);
    append(window, Buffer.from('x'));
    expect([window.length, window.offset, window.ascii, window.torn, textOf(window, 0, 1)]).toEqual([1, 7, true, false, 'x']);
    const two = held('utf-16le', wide('ab\nc', 'utf-16le'));
    drop(two, 1);
    expect([two.length, two.offset, find(two, 10, 0)]).toEqual([3, 102, 1]);
    expect([awaitedAfter(10), awaitedAfter(1 << 30)]).toEqual([20, (1 << 30) + (1 << 28)]);
  });

  it('knows a byte order mark, whole or cut', () => {
    const of = (bytes: number[], encoding: Encoding = 'utf-8') => held(encoding, Uint8Array.from(bytes));
    expect([
      markLength(of([0xef, 0xbb, 0xbf]), 0),
      markLength(of([0xef, 0xbb, 0xbe]), 0),
      markLength(of([0xef, 0xba, 0xbf]), 0),
      markLength(of([0xee, 0xbb, 0xbf]), 0),
    ]).toEqual([3, 0, 0, 0]);
    expect([markLength(of([0xff, 0xfe], 'utf-16le'), 0), markLength(of([0xfe, 0xff], 'utf-16le'), 0)]).toEqual([1, 0]);
    const cut = [[0xef], [0xef, 0xbb], [0xef, 0xba], [0x41], [0xef, 0xbb, 0xbf]].map((bytes) => isCutMark(of(bytes), 0));
    expect(cut).toEqual([true, true, false, false, false]);
    expect(isCutMark(of([0xef, 0x00], 'utf-16le'), 0)).toBe(false);
  });
});

describe('what the first bytes say', () => {
  const foreign = (bytes: Uint8Array | string, encoding: Encoding = 'utf-8') =>
    foreignKind(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, encoding);

  it.each([
    ['504b0304', 'ZIP archive'],
    ['504b0506', 'ZIP archive'],
    ['504b0304786c2f', 'Excel workbook (XLSX)'],
    ['25504446', 'PDF document'],
    ['d0cf11e0a1b11ae1', 'old Excel or Word document'],
    ['d0cf11e0a1b11ae145006e0063007200790070007400650064005000610063006b00610067006500', 'Office document with a password'],
    ['25504446786c2f45006e0063007200790070007400650064005000610063006b00610067006500', 'PDF document'],
    ['504b030445006e0063007200790070007400650064005000610063006b00610067006500', 'ZIP archive'],
    ['d0cf11e0a1b11ae1786c2f', 'old Excel or Word document'],
    ['1f8b08', 'gzip inside gzip'],
    ['425a6831314159265359', 'bzip2 archive'],
    ['425a6830314159265359', null],
    ['7b5c727466', 'RTF document'],
  ])('%s: %s', (hex, kind) => {
    expect(foreign(Buffer.from(hex, 'hex'))).toBe(kind);
  });

  it.each([
    ['<html>', 'HTML page'],
    [' <!-- x --> <TABLE border>', 'HTML page'],
    ['\xef\xbb\xbf<!DOCTYPE html>', 'HTML page'],
    ['<htmlx>', null],
    ['x<html>', null],
    ['<?xml version="1.0"?>', 'XML document'],
    ['\n%PDF-1.4', 'PDF document'],
    ['a,b\n1,2\n', null],
    ['', null],
    ['\0\0\0', 'binary file'],
    [`${'\x01\x02'.repeat(10)}`, 'binary file'],
    [`${'\x01'.repeat(20)}abc`, null],
    [`${'\x01\x02\x03\x04'.repeat(2)}${'text '.repeat(100)}`, null],
    [`${'\x01a'.repeat(8)}${'x'.repeat(140)}`, 'binary file'],
    [`${'\x01a'.repeat(7)}`, null],
    [`a,b,c,d,e,f,g\n${'\x01\x02'.repeat(10)}`, null],
    [`a,b,c,d,\x01,f\n${'\x01\x02'.repeat(10)}`, 'binary file'],
    [`a,b\n${'\x01\x02'.repeat(10)}`, 'binary file'],
    [`a\tb\x1a\x1b${'\x07\x0c'.repeat(20)}`, null],
  ])('%j: %s', (text, kind) => {
    expect(foreign(text)).toBe(kind);
  });

  it('knows archives of tar, text of a mainframe, and pages in two bytes a character', () => {
    const tar = Buffer.alloc(512, 0x61);
    tar.write('ustar', 257, 'latin1');
    expect(foreign(tar)).toBe('tar archive');
    const mainframe = Buffer.from('c1c2c36bf1f2f36bc4c5c640c7c8c9', 'hex');
    expect([foreign(mainframe), foreign(mainframe.subarray(0, 11)), foreign(Buffer.concat([mainframe, Buffer.from(' ')]))]).toEqual([
      'EBCDIC text',
      null,
      null,
    ]);
    expect(foreign(Buffer.concat([mainframe, Buffer.from('\n')]))).toBeNull();
    expect(foreign(Buffer.from('c1c2c36bf1f2f36bb0b1b2b3b4b5b6', 'hex'))).toBeNull();
    expect(foreign(Buffer.from('<html>', 'utf16le'), 'utf-16le')).toBe('HTML page');
    expect(foreign(Buffer.from('a,b\n', 'utf16le'), 'utf-16le')).toBeNull();
  });

  it('show a binary file by one control in twenty signs and eight at least, unless its first line is text', () => {
    const controls = (count: number, length: number) => `${'\x01a'.repeat(count)}${'x'.repeat(length - 2 * count)}`;
    expect([foreign(controls(8, 159)), foreign(controls(8, 160)), foreign(controls(9, 160)), foreign(controls(7, 20))]).toEqual([
      'binary file',
      null,
      'binary file',
      null,
    ]);
    const far = 'x'.repeat(1 << 16);
    expect([foreign(far + '\x01\x02'.repeat(9000)), foreign(far.slice(0, -9000) + '\x01\x02'.repeat(4500))]).toEqual([null, 'binary file']);
    const behind = '\x01\x02'.repeat(5000);
    const line = (length: number) => foreign(`${'x'.repeat(length)}\n${behind}`);
    expect([line(11), line(12), line((16 << 10) - 1)]).toEqual(['binary file', null, null]);
    expect(foreign(`${'x'.repeat(16 << 10)}\n${behind.repeat(2)}`)).toBe('binary file');
    expect([foreign(`some text, \xe9\n${behind}`), foreign(`some text, ~\n${behind}`), foreign(`some text, \x80\n${behind}`)]).toEqual([
      'binary file',
      null,
      'binary file',
    ]);
    expect([foreign('\0'.repeat(5)), foreign(`${'\0'.repeat(5)}a`)]).toEqual(['binary file', null]);
    const each = Array.from({ length: 32 }, (_, code) => code).filter(
      (code) => foreign(`${String.fromCharCode(code)}a`.repeat(20)) === 'binary file',
    );
    expect(each).toEqual([0, 1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31]);
  });

  it('show text of a mainframe by nineteen in twenty of its signs, half of them high', () => {
    const of = (letters: number, low: number, other: number) =>
      foreign(Buffer.concat([Buffer.alloc(letters, 0xc1), Buffer.alloc(low, 0x6b), Buffer.alloc(other, 0xb0)]));
    expect([of(39, 0, 1), of(38, 0, 2), of(12, 0, 0), of(11, 0, 0), of(21, 19, 0), of(20, 20, 0)]).toEqual([
      ...['EBCDIC text', null, 'EBCDIC text', null, 'EBCDIC text', null],
    ]);
    const two = (byte: number) => foreign(Buffer.concat([Buffer.alloc(38, 0xc1), Buffer.alloc(1, 0xb0), Buffer.alloc(1, byte)]));
    const signs = Array.from({ length: 256 }, (_, byte) => byte).filter(
      (byte) => byte !== 0x20 && byte !== 10 && two(byte) === 'EBCDIC text',
    );
    const named = [
      ...'0d 15 25 40 4b 4c 4d 4e 4f 5c 5d 5e 5f 60 61 6b 6c 6d 6e 6f 7a 7b 7c 7d 7e 7f'.split(' ').map((hex) => Number.parseInt(hex, 16)),
    ];
    const runs = [0x81, 0x91, 0xc1, 0xd1, 0xf0].flatMap((from) => Array.from({ length: from === 0xf0 ? 10 : 9 }, (_, n) => from + n));
    const short = [0xa2, 0xe2].flatMap((from) => Array.from({ length: 8 }, (_, n) => from + n));
    expect(signs).toEqual([...named, ...runs, ...short].sort((one, other) => one - other));
  });

  it('tell UTF-16 by zeros in a third of its pairs, early ones too, on one side, and by its line feeds', () => {
    /** Pairs whose second byte is zero (z), whose first is (Z), that are line feeds (n), turned ones (N), halves of one (h), or none of these. */
    const BYTES: Readonly<Record<string, readonly [number, number]>> = {
      z: [97, 0],
      Z: [0, 97],
      n: [10, 0],
      N: [0, 10],
      h: [10, 97],
      H: [97, 10],
      x: [97, 97],
    };
    const of = (pairs: string, more: readonly number[] = []) =>
      recogniseEncoding(Uint8Array.from([...[...pairs].flatMap((one) => BYTES[one]!), ...more]), undefined).encoding;
    const turned = (pairs: string) =>
      of([...pairs].map((one) => ({ z: 'Z', Z: 'z', n: 'N', N: 'n', h: 'H', H: 'h' })[one] ?? one).join(''));
    const x = (count: number) => 'x'.repeat(count);
    const z = (count: number) => 'z'.repeat(count);
    for (const [pairs, isWide] of [
      ['z', false],
      ['zz', true],
      [z(11) + x(19), true],
      [z(10) + x(20), false],
      [`${z(5)}${x(11)}${z(14)}`, false],
      [`${z(6)}${x(10)}${z(14)}`, true],
      [`${x(10)}${z(6)}${z(14)}`, true],
      [`${x(11)}${z(5)}${z(14)}`, false],
      [`${z(49)}Z`, false],
      [`${z(50)}Z`, true],
      [`${z(30)}nh`, true],
      [`${z(30)}nhh`, false],
      [`${z(30)}nH`, true],
      [`${z(30)}H`, false],
      [`${z(120)}nN`, true],
      [`${z(120)}N`, false],
      [`${z(120)}nnNh`, true],
      [`${z(120)}nNh`, false],
      [z(2048) + x(9000), true],
      [x(2048) + z(9000), false],
    ] as const) {
      expect([pairs.slice(0, 40), of(pairs)]).toEqual([pairs.slice(0, 40), isWide ? 'utf-16le' : null]);
      expect([pairs.slice(0, 40), turned(pairs)]).toEqual([pairs.slice(0, 40), isWide ? 'utf-16be' : null]);
    }
    expect([of('zz', [97]), of('z', [97]), of('')]).toEqual(['utf-16le', null, null]);
  });

  it('tell gzip by its two first bytes and its method', () => {
    expect(
      [[0x1f, 0x8b, 8], [0x1f, 0x8b], [0x1f, 0x8b, 7], [0x1f, 0x8c, 8], [0x1e, 0x8b, 8], []].map((bytes) => isGzip(Uint8Array.from(bytes))),
    ).toEqual([true, true, false, false, false, false]);
  });

  it('tell an encoding by its mark, or by the zeros of UTF-16', () => {
    const told = (bytes: Uint8Array, declared?: Encoding) => recogniseEncoding(bytes, declared);
    const mark = (hex: string, declared?: Encoding) => told(Buffer.from(hex, 'hex'), declared);
    expect([mark('efbbbf41'), mark('fffe4100'), mark('feff0041'), mark('efbb4141')]).toEqual([
      { encoding: 'utf-8', bom: 3 },
      { encoding: 'utf-16le', bom: 2 },
      { encoding: 'utf-16be', bom: 2 },
      { encoding: null, bom: 0 },
    ]);
    expect([mark('efbbbf41', 'utf-8'), mark('efbbbf41', 'windows-1252'), mark('41', 'utf-8')]).toEqual([
      { encoding: 'utf-8', bom: 3 },
      { encoding: 'windows-1252', bom: 0 },
      { encoding: 'utf-8', bom: 0 },
    ]);
    const wide = (text: string) => Buffer.from(text, 'utf16le');
    expect([told(wide('a,b\n1,2\n')), told(wide('a,b\n1,2\n').swap16())]).toEqual([
      { encoding: 'utf-16le', bom: 0 },
      { encoding: 'utf-16be', bom: 0 },
    ]);
    expect(
      [
        told(Buffer.from('a,b\n')),
        told(wide('a')),
        told(Buffer.concat([Buffer.from('a,b,c,d,e\n'.repeat(5)), wide('a,b\n'.repeat(30))])),
      ].map(({ encoding }) => encoding),
    ).toEqual([null, null, null]);
    // Line feeds of one byte are none of UTF-16.
    expect(told(Buffer.concat([wide('abcdefghijklmnop'), Buffer.from('a\nb\nc\nd\n')])).encoding).toBeNull();
  });
});

describe('small signs of a table', () => {
  it('a delimiter is one sign that neither quotes nor ends lines', () => {
    for (const good of [',', ';', '\t', '|', ' ', 'x', '~']) expect(provenDelimiter(good)).toBe(good);
    for (const bad of ['', '"', ',,', '\n', '\r', 'é', '\x1f', '\x7f'])
      expect(() => provenDelimiter(bad)).toThrow(/give one character, such as/);
  });

  it('a first line may name it', () => {
    const named = (text: string, encoding: Encoding = 'utf-8') => {
      const bytes = Buffer.from(text, encoding === 'utf-8' ? 'latin1' : 'utf16le');
      return separatorLine(encoding === 'utf-16be' ? bytes.swap16() : bytes, encoding);
    };
    expect([named('sep=;\r\na'), named('SEP=|\na'), named('"sep=\t"\ra'), named('sep=,')]).toEqual([
      { delimiter: ';', bytes: 7 },
      { delimiter: '|', bytes: 6 },
      { delimiter: '\t', bytes: 8 },
      { delimiter: ',', bytes: 5 },
    ]);
    expect([named('sep=;\r\na', 'utf-16le'), named('sep=;\na', 'utf-16be')]).toEqual([
      { delimiter: ';', bytes: 14 },
      { delimiter: ';', bytes: 12 },
    ]);
    expect([named('sep="\n'), named('sep=;;\n'), named('xsep=;\n'), named('sep;\n'), named('')]).toEqual([null, null, null, null, null]);
  });

  it('line ends are unusual if there are several kinds, told at the first of the rarest, or if all are of old Macs', () => {
    const faults = (lf: [number, number], crlf: [number, number], cr: [number, number]) => {
      const ends = noLineEnds();
      for (const [name, [rows, line]] of Object.entries({ lf, crlf, cr })) Object.assign(ends[name as 'lf'], { rows, line });
      return lineEndFaults(ends).map(({ line, detail }) => [line, detail.lf, detail.crlf, detail.cr, detail.line]);
    };
    expect(faults([9, 1], [0, 0], [0, 0])).toEqual([]);
    expect(faults([0, 0], [9, 1], [0, 0])).toEqual([]);
    expect(faults([0, 0], [0, 0], [9, 1])).toEqual([[1, 0, 0, 9, 1]]);
    expect(faults([9, 1], [2, 4], [0, 0])).toEqual([[4, 9, 2, 0, 4]]);
    expect(faults([2, 4], [2, 7], [5, 1])).toEqual([[7, 2, 2, 5, 7]]);
    expect(faults([0, 0], [0, 0], [0, 0])).toEqual([]);
  });

  it('a closing line says so in one or two cells', () => {
    expect(looksLikeTrailer(['Total: 500', ''], false)).toBe(true);
    expect(looksLikeTrailer(['', ' 500 rows ', 'x'], false)).toBe(true);
    expect(looksLikeTrailer(['a', 'b', 'total'], false)).toBe(false);
    expect(looksLikeTrailer(['', ' '], false)).toBe(false);
    expect(looksLikeTrailer(['nothing'], false)).toBe(false);
    expect(looksLikeTrailer([`total ${'x'.repeat(195)}`], false)).toBe(false);
    expect(looksLikeTrailer([`total ${'x'.repeat(194)}`], false)).toBe(true);
    expect(looksLikeTrailer(['End of report', '', '', '', ''], true)).toBe(true);
    expect(looksLikeTrailer(['End of report', '', '', ''], true)).toBe(false);
    expect(looksLikeTrailer(['x', 'End of report', '', '', ''], true)).toBe(false);
  });
});
