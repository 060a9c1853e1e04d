import { Buffer } from 'node:buffer';
import type { RowSink } from '../model/row.ts';
import type { Reader, Stretch } from './reader.ts';
import { CR, LF } from './window.ts';

/**
 * Units in a row, each of two bytes that text of one byte a character has, or of such a byte and a zero the other way round, that no text of
 * UTF-16 has by chance: of Chinese ones, one in five are of the first kind.
 */
const RUN = 32;
/** The same at the end of a file, from the beginning of a line on. */
const LAST_RUN = 8;

/** By byte, whether it is printable ASCII, a tab, a line end or part of the byte order mark of UTF-8. */
const NARROW = new Uint8Array(256).fill(1, 0x20, 0x7f);
for (const byte of [9, LF, CR, 0xef, 0xbb, 0xbf]) NARROW[byte] = 1;

/**
 * A reader of UTF-16 that ends where text of another encoding was put behind it, or a byte was lost: as pairs of bytes that would be one row
 * of signs nobody wrote.
 * The place is told as a fault; what stands behind it is not read. Other encodings are read by `reader` as they are.
 */
export function untilOtherEncoding(stretch: Stretch, sink: RowSink, reader: Reader): Reader {
  if (stretch.encoding !== 'utf-16le' && stretch.encoding !== 'utf-16be') return reader;
  const low = stretch.encoding === 'utf-16le' ? 0 : 1;
  let held: Uint8Array = Buffer.alloc(0);
  let offset = stretch.start;
  let line = stretch.line;
  let afterCr = false;
  let beginsLine = true;
  let changed = false;

  /** Tells what begins with the bytes held; nothing more is read. */
  function tell(bytes: Uint8Array): void {
    changed = true;
    if (stretch.cut) return;
    const detail = { offset, bytes: Buffer.from(bytes.subarray(0, 2)).toString('hex'), column: 1 };
    sink.fault({ kind: 'fault', fault: 'unreadable-bytes', record: null, line, detail });
  }

  /** Hands on the bytes that are certain, all but a run of narrow text or half a unit at their end, which are held. */
  function take(bytes: Uint8Array): void {
    let run = 0;
    let at = 0;
    for (; at + 1 < bytes.length && run < RUN; at += 2) {
      const isTurned = bytes[at + low] === 0 && NARROW[bytes[at + 1 - low]!] === 1;
      if (isTurned || (NARROW[bytes[at]!] === 1 && NARROW[bytes[at + 1]!] === 1)) {
        run++;
        continue;
      }
      const unit = bytes[at + 1 - low] === 0 ? bytes[at + low]! : 0;
      if (unit === CR || (unit === LF && !afterCr)) line++;
      afterCr = unit === CR;
      beginsLine = unit === CR || unit === LF;
      run = 0;
    }
    const certain = at - run * 2;
    if (certain > 0) reader.push(bytes.subarray(0, certain));
    offset += certain;
    held = Uint8Array.from(bytes.subarray(certain));
    if (run >= RUN) tell(held);
  }

  return {
    push(bytes) {
      if (!changed) take(held.length > 0 ? Buffer.concat([held, bytes]) : bytes);
    },
    finish() {
      if (!changed && beginsLine && held.length >= LAST_RUN * 2) tell(held);
      if (!changed && held.length > 0) reader.push(held);
      reader.finish();
    },
    done: () => changed || reader.done(),
  };
}
