import { hash } from 'node:crypto';
import { growing, sharedInts } from './reconcile-arrays.ts';

/** Rows of a reference file by a key; arrays that threads share. */
export interface KeyTable {
  /** A power of two of row indexes; -1 is empty. */
  readonly slots: Int32Array;
  /** Four 32-bit words a row: the first 128 bits of SHA-256 over the JSON text of the key. */
  readonly words: Uint32Array;
  /** By row: the first row with its key, which may be itself; -1 for a row without a key. */
  readonly firstOf: Int32Array;
}

/** Text as keys compare it: without regard to case and blanks. */
export const foldKey = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/gu, '');

/** The hash of a key: four 32-bit words. */
export function hashOfKey(texts: readonly string[]): Uint32Array {
  const digest = hash('sha256', JSON.stringify(texts.map(foldKey)), 'buffer');
  return Uint32Array.of(digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12));
}

const WORDS = 4;

function slotOf({ slots, words }: Pick<KeyTable, 'slots' | 'words'>, wanted: ArrayLike<number>, from: number): number {
  let slot = wanted[from]! & (slots.length - 1);
  for (;;) {
    const row = slots[slot]!;
    if (row === -1) return slot;
    let same = 0;
    while (same < WORDS && words[row * WORDS + same] === wanted[from + same]) same++;
    if (same === WORDS) return slot;
    slot = (slot + 1) & (slots.length - 1);
  }
}

/** Keys of rows, gathered in order. */
export interface KeyList {
  /** The key of the next row; undefined if it has none. */
  add(texts: readonly string[] | undefined): void;
  table(): KeyTable;
}

/** An empty list of keys. */
export function listKeys(): KeyList {
  const words = growing((length) => new Uint32Array(length));
  const has = growing((length) => new Uint8Array(length));
  return {
    add(texts) {
      for (const word of texts === undefined ? [0, 0, 0, 0] : hashOfKey(texts)) words.push(word);
      has.push(texts === undefined ? 0 : 1);
    },
    table() {
      const rows = has.length();
      let size = 16;
      while (size < rows * 2) size *= 2;
      const shared = new Uint32Array(new SharedArrayBuffer(rows * WORDS * 4));
      shared.set(words.filled());
      const table = { slots: sharedInts(size).fill(-1), words: shared, firstOf: sharedInts(rows).fill(-1) };
      for (const [row, there] of has.filled().entries()) {
        if (there === 0) continue;
        const slot = slotOf(table, shared, row * WORDS);
        if (table.slots[slot] === -1) table.slots[slot] = row;
        table.firstOf[row] = table.slots[slot]!;
      }
      return table;
    },
  };
}

/** The first row with a key, -1 if there is none. */
export const findRow = (table: KeyTable, key: Uint32Array): number => table.slots[slotOf(table, key, 0)]!;
