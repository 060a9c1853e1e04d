import { hash } from 'node:crypto';
import type { NumberReader, NumberStore, StoredNumbers } from '../model/stored-numbers.ts';

/** Text as keys compare it: without regard to case and blanks. */
export const foldKey = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s/gu, '');

/** The hash of a key: four 32-bit words, the first 128 bits of SHA-256 over the JSON text of the key. */
export function hashOfKey(texts: readonly string[]): Uint32Array {
  const digest = hash('sha256', JSON.stringify(texts.map(foldKey)), 'buffer');
  return Uint32Array.of(digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12));
}

const WORDS = 4;
/** Numbers of a row in a list of keys: the words of the hash, and the row. */
const KEYED = WORDS + 1;

/** Rows of a reference file by a key. */
export interface KeyTable {
  /** The hash of a key and a row with it, in order. */
  readonly sorted: StoredNumbers;
  /** Each row that repeats the key of an earlier one, and the first of these, in order of row. */
  readonly repeats: StoredNumbers;
}

/** Keys of rows, gathered in order. */
export interface KeyList {
  /** The key of a row, given by its index. */
  add(key: readonly string[], row: number): void;
  table(): KeyTable;
}

/** An empty list of keys. */
export function listKeys(store: NumberStore, open: (stored: StoredNumbers) => NumberReader): KeyList {
  const keys = store.sorter(KEYED);
  return {
    add(key, row) {
      for (const word of hashOfKey(key)) keys.push(word);
      keys.push(row);
    },
    table() {
      const sorted = keys.finish();
      const repeats = store.sorter(2);
      const numbers = open(sorted);
      try {
        let first = 0;
        for (let place = KEYED; place < sorted.length; place += KEYED) {
          if (!isSameKey(numbers, first, place)) {
            first = place;
            continue;
          }
          repeats.push(numbers.at(place + WORDS));
          repeats.push(numbers.at(first + WORDS));
        }
      } finally {
        numbers.close();
      }
      return { sorted, repeats: repeats.finish() };
    },
  };
}

function isSameKey(numbers: NumberReader, a: number, b: number): boolean {
  for (let n = 0; n < WORDS; n++) if (numbers.at(a + n) !== numbers.at(b + n)) return false;
  return true;
}

/**
 * The first of some sorted rows that is not before the one wanted, counted in rows.
 *
 * @param width numbers in a row, of which as many are compared as are wanted
 */
export function lowerBound(numbers: NumberReader, width: number, from: number, to: number, wanted: ArrayLike<number>): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    let n = 0;
    while (n < wanted.length && numbers.at(middle * width + n) === wanted[n]) n++;
    if (n < wanted.length && numbers.at(middle * width + n) < wanted[n]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a sorted row begins with these numbers. */
export function beginsWith(numbers: NumberReader, width: number, row: number, wanted: ArrayLike<number>): boolean {
  for (let n = 0; n < wanted.length; n++) if (numbers.at(row * width + n) !== wanted[n]) return false;
  return true;
}

/** Finds the first row with a key, -1 if there is none. */
export function keyFinder({ sorted }: KeyTable, numbers: NumberReader): (key: Uint32Array) => number {
  const all = sorted.length / KEYED;
  return (key) => {
    const at = lowerBound(numbers, KEYED, 0, all, key);
    return at < all && beginsWith(numbers, KEYED, at, key) ? numbers.at(at * KEYED + WORDS) : -1;
  };
}

/** Tells of rows, asked in order, the first row with the same key, which may be itself. */
export function repeatFinder({ repeats }: KeyTable, numbers: NumberReader): (row: number) => number {
  let next = 0;
  return (row) => {
    while (next < repeats.length && numbers.at(next) < row) next += 2;
    return next < repeats.length && numbers.at(next) === row ? numbers.at(next + 1) : row;
  };
}
