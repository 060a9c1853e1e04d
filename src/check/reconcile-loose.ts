import { growing, sharedCopy, sharedInts } from './reconcile-arrays.ts';
import { dayNumber } from './reconcile-dates.ts';
import { type KeyTable, listKeys } from './reconcile-keys.ts';

/** Rows that a record may belong to by nearness in time: those of one key in order of day. Threads share it. */
export interface LooseTable {
  readonly table: KeyTable;
  /** By first row of a key: where its rows begin and end in `rows` and `days`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly rows: Int32Array;
  /** Days since 1970. */
  readonly days: Int32Array;
}

/** Gathers such rows. */
export interface LooseRows {
  /** The next row of the file: its key, undefined if it does not fit, and its encoded date. */
  add(key: readonly string[] | undefined, date: number): void;
  table(): LooseTable;
}

/** No rows yet. */
export function looseRows(): LooseRows {
  const keys = listKeys();
  const all = growing((length) => new Float64Array(length));
  return {
    add(key, date) {
      keys.add(key === undefined || Number.isNaN(date) ? undefined : key);
      all.push(Number.isNaN(date) ? 0 : dayNumber(date));
    },
    table() {
      const table = keys.table();
      const dayOf = all.filled();
      const { firstOf } = table;
      const order = Int32Array.from([...firstOf.keys()].filter((row) => firstOf[row] !== -1));
      order.sort((a, b) => firstOf[a]! - firstOf[b]! || dayOf[a]! - dayOf[b]! || a - b);
      const [from, to] = [sharedInts(firstOf.length), sharedInts(firstOf.length)];
      for (const [place, row] of order.entries()) {
        if (place === 0 || firstOf[order[place - 1]!] !== firstOf[row]) from[firstOf[row]!] = place;
        to[firstOf[row]!] = place + 1;
      }
      return { table, from, to, rows: sharedCopy(order), days: sharedCopy(Int32Array.from(order, (row) => dayOf[row]!)) };
    },
  };
}

/** How many rows of a key, given by its first row, are dated at most so many days from a day. */
export function rowsNear({ from, to, days }: LooseTable, key: number, day: number, within: number): number {
  const before = (limit: number): number => {
    let [low, high] = [from[key]!, to[key]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (days[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return before(day + within + 1) - before(day - within);
}
