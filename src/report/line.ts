import { forCsv, inJson, PLAIN_IN_JSON } from './escape.ts';

/** Puts together the bytes of lines, one after the other in the same room: there may be millions. */
export interface Line {
  /** Begins anew. */
  start(): void;
  /** Bytes put together so far. */
  length(): number;
  bytes(piece: Uint8Array): void;
  /** A whole number. */
  number(number: number): void;
  /** A text as JSON has it, or `null`. */
  json(text: string | null): void;
  /** Any text that was escaped already. */
  text(escaped: string): void;
  /** A cell of CSV, empty for null. */
  csv(text: string | null): void;
  /** What was put together, from the 0-based byte on, to before `end`. Lent: the next line re-uses it. */
  from(start: number, end?: number): Uint8Array;
}

const [QUOTE, DIGIT] = [0x22, 0x30];
/** Units of a text that is copied one by one; longer ones are quicker written at once. */
const SHORT = 24;
/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const WIDEST = 3;
/** Digits of the largest whole number that is exact. */
const LONGEST_NUMBER = 16;

export function makeLine(): Line {
  let room: Buffer = Buffer.allocUnsafeSlow(1 << 14);
  let at = 0;
  const need = (more: number): void => {
    if (at + more <= room.length) return;
    const wider = Buffer.allocUnsafeSlow(Math.max(room.length * 2, at + more));
    wider.set(room);
    room = wider;
  };
  const text = (any: string): void => {
    const { length } = any;
    need(length * WIDEST);
    if (length > SHORT) {
      at += room.write(any, at);
      return;
    }
    const into = room;
    let to = at;
    for (let n = 0; n < length; n++) {
      const unit = any.charCodeAt(n);
      if (unit > 0x7f) {
        at += into.write(any, at);
        return;
      }
      into[to++] = unit;
    }
    at = to;
  };
  return {
    start() {
      at = 0;
    },
    length: () => at,
    bytes(piece) {
      need(piece.length);
      room.set(piece, at);
      at += piece.length;
    },
    number(number) {
      if (!(number >= 0 && number <= 0x7fffffff)) return text(String(number));
      need(LONGEST_NUMBER);
      let size = 1;
      for (let left = number; left > 9; left = (left / 10) | 0) size++;
      at += size;
      for (let [place, left] = [at - 1, number]; size > 0; size--, place--, left = (left / 10) | 0) room[place] = DIGIT + (left % 10);
    },
    json(any) {
      if (any === null) return text('null');
      const { length } = any;
      need(length + 2);
      const into = room;
      let to = at;
      into[to++] = QUOTE;
      for (let n = 0; n < length; n++) {
        const unit = any.charCodeAt(n);
        if (unit > 0x7f || PLAIN_IN_JSON[unit] === 0) return text(inJson(any));
        into[to++] = unit;
      }
      into[to++] = QUOTE;
      at = to;
    },
    text,
    csv(any) {
      if (any !== null) text(forCsv(any));
    },
    from: (start, end = at) => new Uint8Array(room.buffer, start, end - start),
  };
}
