import { BARE_IN_CELL, forCsv, inJson, isBareCell, isPlainJson, PLAIN_IN_JSON } from './escape.ts';

/** Puts together the bytes of lines, one after the other in the same room: there may be millions. */
export interface Line {
  /** Begins anew. */
  start(): void;
  /** Bytes put together so far. */
  length(): number;
  /** Goes back to where so many bytes were put together. */
  back(length: number): void;
  bytes(piece: Uint8Array): void;
  /** One character of ASCII, by its unit. */
  unit(unit: number): void;
  /** A whole number. */
  number(number: number): void;
  /** A text as JSON has it, or `null`. */
  json(text: string | null): void;
  /** Any text that was escaped already. */
  text(escaped: string): void;
  /** A cell of CSV, empty for null. */
  csv(text: string | null): void;
  /** A text that is a cell of CSV as it stands. @returns false if it may not be: then nothing is added */
  bare(text: string): boolean;
  /** What was put together, from the 0-based byte on, to before `end`. Lent: the next line re-uses it. */
  from(start: number, end?: number): Uint8Array;
}

const [QUOTE, DIGIT] = [0x22, 0x30];
/** Units of a text that is copied one by one; longer ones are quicker written at once. */
const SHORT = 24;
/** As `BARE_IN_CELL` has it. */
const [WORTH_AT_END, WORTH_AT_START] = [2, 3];
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
  const bare = (any: string): boolean => {
    const { length } = any;
    if (length > SHORT) {
      if (!isBareCell(any)) return false;
      need(length);
      at += room.write(any, at);
      return true;
    }
    need(length);
    const into = room;
    let to = at;
    let worth = 0;
    for (let n = 0; n < length; n++) {
      const unit = any.charCodeAt(n);
      const own = unit > 0x7f ? 0 : BARE_IN_CELL[unit]!;
      if (own < (n === 0 ? WORTH_AT_START : 1)) return false;
      worth = own;
      into[to++] = unit;
    }
    if (worth < WORTH_AT_END) return false;
    at = to;
    return true;
  };
  return {
    start() {
      at = 0;
    },
    length: () => at,
    back(length) {
      at = length;
    },
    bytes(piece) {
      need(piece.length);
      room.set(piece, at);
      at += piece.length;
    },
    unit(unit) {
      need(1);
      room[at++] = unit;
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
      if (length > SHORT) {
        if (!isPlainJson(any)) return text(inJson(any));
        to += into.write(any, to);
      } else
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
      if (any !== null && !bare(any)) text(forCsv(any));
    },
    bare,
    from: (start, end = at) => new Uint8Array(room.buffer, start, end - start),
  };
}
