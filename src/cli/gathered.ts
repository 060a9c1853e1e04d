/** Bytes that are gathered in memory of their own, to be written together. */
export interface Gathered {
  readonly size: number;
  /** Copies the bytes: they may be lent, and a part of something far larger. */
  add(bytes: Uint8Array): void;
  /** All that was gathered since it was taken; valid until more is added. */
  all(): Uint8Array;
  /** The same, to begin anew. */
  take(): Uint8Array;
}

const FIRST_ROOM = 1 << 12;

/** Gathers nothing yet. */
export function gathered(): Gathered {
  let room = Buffer.allocUnsafeSlow(0);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(bytes) {
      const needed = size + bytes.length;
      if (needed > room.length) {
        const wider = Buffer.allocUnsafeSlow(Math.max(needed, 2 * room.length, FIRST_ROOM));
        wider.set(room.subarray(0, size));
        room = wider;
      }
      room.set(bytes, size);
      size = needed;
    },
    all: () => room.subarray(0, size),
    take() {
      const all = room.subarray(0, size);
      size = 0;
      return all;
    },
  };
}
