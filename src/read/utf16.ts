import type { Watch } from './utf8.ts';

/** What is known of a stream of UTF-16. */
export interface Utf16Watch extends Watch {
  /** Half of a surrogate pair, or half a unit at the end, stands alone. */
  bad: boolean;
}

/** A watch on bytes of UTF-16 in the given order. */
export function watchUtf16(bigEndian: boolean): Utf16Watch {
  let first = -1;
  let afterHigh = false;
  const watch: Utf16Watch = {
    bad: false,
    add(chunk) {
      for (let at = 0; at < chunk.length && !watch.bad; at++) {
        const byte = chunk[at]!;
        if (first < 0) {
          first = byte;
          continue;
        }
        const kind = (bigEndian ? first : byte) & 0xfc;
        const low = kind === 0xdc;
        watch.bad = low !== afterHigh;
        afterHigh = kind === 0xd8;
        first = -1;
      }
    },
    finish() {
      watch.bad ||= afterHigh || first >= 0;
    },
  };
  return watch;
}
