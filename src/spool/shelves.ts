import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { appendTo } from './append.ts';

/** Numbers put aside on numbered shelves until they are wanted: there are more than are to be held in memory. */
export interface Shelves {
  /** Adds numbers to what lies on a shelf. They are copied. Throws the system's errors. */
  put(shelf: number, numbers: Uint32Array): void;
  /** All that was put on a shelf, in the order of putting; in `room` if that is large enough. Throws the system's errors, and if the file has become shorter. */
  take(shelf: number, room?: Uint32Array): Uint32Array;
  /** Clears all shelves. */
  clear(): void;
}

/** Numbers gathered before they are written. */
const BLOCK = 1 << 18;
const SIZE = Uint32Array.BYTES_PER_ELEMENT;
const NO_ROOM = new Uint32Array(0);

/** Shelves in one file of its own, which is there only while something lies on them: readable by the owner only. */
export function openShelves(path: string): Shelves {
  /** By shelf: offset and length, in numbers, of each piece. */
  let pieces: number[][] = [];
  let block = new Uint32Array(BLOCK);
  let gathered = 0;
  let written = 0;
  const flush = (): void => {
    if (gathered === 0) return;
    appendTo(path, new Uint8Array(block.buffer, 0, gathered * SIZE), written === 0);
    written += gathered;
    gathered = 0;
  };
  return {
    put(shelf, numbers) {
      if (gathered + numbers.length > block.length) flush();
      if (numbers.length > block.length) block = new Uint32Array(numbers.length);
      block.set(numbers, gathered);
      pieces[shelf] ??= [];
      pieces[shelf].push(written + gathered, numbers.length);
      gathered += numbers.length;
    },
    take(shelf, room = NO_ROOM) {
      flush();
      const own = pieces[shelf] ?? [];
      let count = 0;
      for (let piece = 1; piece < own.length; piece += 2) count += own[piece]!;
      const taken = count > room.length ? new Uint32Array(count) : room.subarray(0, count);
      if (count === 0) return taken;
      const bytes = new Uint8Array(taken.buffer, taken.byteOffset, taken.byteLength);
      const file = openSync(path, 'r');
      try {
        let at = 0;
        for (let piece = 0; piece < own.length; piece += 2) {
          const [start, end] = [own[piece]! * SIZE, at + own[piece + 1]! * SIZE];
          for (let read = 0; at < end; at += read) {
            read = readSync(file, bytes, at, end - at, start + own[piece + 1]! * SIZE - (end - at));
            if (read === 0) throw new Error('a spool file has become shorter');
          }
        }
      } finally {
        closeSync(file);
      }
      return taken;
    },
    clear() {
      pieces = [];
      gathered = 0;
      if (written > 0) rmSync(path, { force: true });
      written = 0;
    },
  };
}
