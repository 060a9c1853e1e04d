import type { NumberReader, NumberStore, NumberWriter, StoredNumbers } from '../model/stored-numbers.ts';
import { dayNumber } from './reconcile-dates.ts';
import { beginsWith, hashOfKey, lowerBound } from './reconcile-keys.ts';

/** Words of a key's hash, then the day, then the row. */
const WIDTH = 6;
/** Added to days since 1970, so that none is negative. */
const EPOCH = 2 ** 31;

/** Gathers rows that a record may belong to by nearness in time. */
export interface LooseRows {
  /** @param date encoded */
  add(key: readonly string[], date: number, row: number): void;
  /** Those of one key together, in order of day. */
  finish(): StoredNumbers;
}

/** No rows yet. */
export function looseRows(store: NumberStore): LooseRows {
  const rows: NumberWriter = store.sorter(WIDTH);
  return {
    add(key, date, row) {
      for (const word of hashOfKey(key)) rows.push(word);
      rows.push(dayNumber(date) + EPOCH);
      rows.push(row);
    },
    finish: rows.finish,
  };
}

/** Rows of one key in order of day, by place. A key is named by the place of its first row. */
export interface LooseTable {
  /** The key with this hash, -1 if no row has it. */
  find(hash: Uint32Array): number;
  /** One past the last place of a key. */
  endOf(key: number): number;
  /** Days since 1970 of the row at a place. */
  day(place: number): number;
  row(place: number): number;
  /** How many rows of a key are dated at most so many days from a day. */
  near(key: number, day: number, within: number): number;
}

/** Counts that are remembered: records of an agency and a day come again. */
const REMEMBERED = 1 << 12;

export function looseTable(stored: StoredNumbers, numbers: NumberReader): LooseTable {
  const all = stored.length / WIDTH;
  const hashAt = (place: number): number[] => [0, 1, 2, 3].map((n) => numbers.at(place * WIDTH + n));
  const ends = new Map<number, number>();
  const endOf = (key: number): number => {
    const known = ends.get(key);
    if (known !== undefined) return known;
    const [a, b, c, d] = hashAt(key) as [number, number, number, number];
    const end = lowerBound(numbers, WIDTH, key, all, [a, b, c, d, 2 ** 32]);
    if (ends.size < REMEMBERED) ends.set(key, end);
    return end;
  };
  const counts = new Map<number, Map<number, number>>();
  let remembered = 0;
  return {
    find(hash) {
      const place = lowerBound(numbers, WIDTH, 0, all, hash);
      return place < all && beginsWith(numbers, WIDTH, place, hash) ? place : -1;
    },
    endOf,
    day: (place) => numbers.at(place * WIDTH + 4) - EPOCH,
    row: (place) => numbers.at(place * WIDTH + 5),
    near(key, day, within) {
      const known = counts.get(key)?.get(day);
      if (known !== undefined) return known;
      const hash = hashAt(key);
      const before = (limit: number): number => lowerBound(numbers, WIDTH, key, endOf(key), [...hash, limit + EPOCH]);
      const count = before(day + within + 1) - before(day - within);
      if (remembered++ < REMEMBERED) counts.set(key, (counts.get(key) ?? new Map<number, number>()).set(day, count));
      return count;
    },
  };
}
