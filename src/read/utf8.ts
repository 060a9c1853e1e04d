import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/**
 * Walks bytes as UTF-8 and tells each run that is not: `[from, to)`, 0-based. Runs are the maximal parts that the
 * WHATWG Encoding Standard replaces by one U+FFFD. Returns true if some sequence of two or more bytes was right.
 */
export function walkUtf8(bytes: Uint8Array, bad: (from: number, to: number) => void): boolean {
  let good = false;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    if (lead < 0x80) {
      at++;
      continue;
    }
    let missing = lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (missing === 0) {
      bad(at, ++at);
      continue;
    }
    let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    let next = at + 1;
    while (missing > 0 && next < bytes.length && bytes[next]! >= low && bytes[next]! <= high) {
      low = 0x80;
      high = 0xbf;
      next++;
      missing--;
    }
    if (missing > 0) bad(at, next);
    else good = true;
    at = next;
  }
  return good;
}

/** Looks at bytes that come in portions of any size. */
export interface Watch {
  add(chunk: Uint8Array): void;
  finish(): void;
}

/** What is known of a stream's bytes above 127. */
export interface Utf8Watch extends Watch {
  /** Some sequence of two or more bytes is UTF-8. */
  good: boolean;
  /** Some byte is part of no such sequence. */
  bad: boolean;
  /** Some byte is one of the five that Windows-1252 leaves without a meaning; false if these are not looked for. */
  undefined1252: boolean;
}

/** 0-based index of a sequence at the end that needs bytes still to come, or the length. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** True if Windows-1252 gives this byte no character. */
export const isUndefined1252 = (byte: number): boolean => byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;

/** A watch on bytes that may be UTF-8. @param is1252 true if they are said to be Windows-1252 */
export function watchUtf8(is1252 = false): Utf8Watch {
  let pending: Uint8Array = new Uint8Array(0);
  const look = (bytes: Uint8Array): void => {
    if (isAscii(bytes)) return;
    if (is1252) watch.undefined1252 ||= bytes.some(isUndefined1252);
    if (watch.good && watch.bad) return;
    if (isUtf8(bytes)) watch.good = true;
    else {
      const good = walkUtf8(bytes, () => {
        watch.bad = true;
      });
      watch.good ||= good;
    }
  };
  const watch: Utf8Watch = {
    good: false,
    bad: false,
    undefined1252: false,
    add(chunk) {
      const bytes = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk;
      const tail = incompleteTail(bytes);
      look(bytes.subarray(0, tail));
      pending = Uint8Array.from(bytes.subarray(tail));
    },
    finish() {
      look(pending);
      pending = new Uint8Array(0);
    },
  };
  return watch;
}
