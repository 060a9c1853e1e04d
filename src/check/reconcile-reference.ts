import type { NumberReader, OpenNumbers, StoredNumbers } from '../model/stored-numbers.ts';
import { placesIn, type ReferenceIndex } from './reconcile-index.ts';
import { keyFinder, repeatFinder } from './reconcile-keys.ts';
import { type LooseTable, looseTable } from './reconcile-loose.ts';
import type { ReferencePlan } from './reconcile-plan.ts';
import { textReader } from './reconcile-texts.ts';

/** The rows of a reference file, read as far as they are asked for. A row is named by its index: its 1-based record less one. */
export interface OpenReference {
  /** The file's name as given, for places. */
  readonly file: string;
  readonly rows: number;
  /** 1-based physical line. */
  line(row: number): number;
  /** 0-based offset of its first byte, and one past its last. */
  start(row: number): number;
  end(row: number): number;
  /** By `ReferencePlan.conditions`: whether the row meets them. */
  met(row: number, condition: number): boolean;
  /** By `ReferencePlan.texts`; undefined if absent, or unknown to the column's code list. */
  text(row: number, text: number): string | undefined;
  /** By `ReferencePlan.dates`: encoded; NaN if absent or not readable. */
  date(row: number, date: number): number;
  /** By `ReferencePlan.keys`: the first row with a key, -1 if there is none. */
  find(key: number, hash: Uint32Array): number;
  /** By `ReferencePlan.keys`: tells of rows, asked in order, the first with the same key, which may be itself; -1 for a row without a key. */
  firstOf(key: number): (row: number) => number;
  /** By `ReferencePlan.ways`; undefined for ways without `near`. */
  readonly loose: readonly (LooseTable | undefined)[];
  close(): void;
}

/** Opens what was kept of a reference file. Its methods throw the system's errors; it must be closed. */
export function openReference(plan: ReferencePlan, index: ReferenceIndex, open: OpenNumbers): OpenReference {
  const readers: NumberReader[] = [];
  const opened = (stored: StoredNumbers): NumberReader => {
    const reader = open(stored);
    readers.push(reader);
    return reader;
  };
  const numbers = opened(index.numbers);
  const places = placesIn(plan);
  const at = (row: number, place: number): number => numbers.at(row * places.width + place);
  const texts = textReader(opened(index.texts));
  const finders = index.tables.map((table) => keyFinder(table, opened(table.sorted)));
  return {
    file: index.file,
    rows: index.rows,
    line: (row) => at(row, places.line),
    start: (row) => at(row, places.start),
    end: (row) => at(row, places.end),
    met: (row, condition) => at(row, places.met + condition) === 1,
    text(row, text) {
      const place = at(row, places.text + text);
      return place === -1 ? undefined : texts(place);
    },
    date: (row, date) => at(row, places.date + date),
    find: (key, hash) => finders[key]!(hash),
    firstOf(key) {
      const table = index.tables[key]!;
      const first = repeatFinder(table, opened(table.repeats));
      return (row) => (at(row, places.hasKey + key) === 1 ? first(row) : -1);
    },
    loose: index.loose.map((stored) => stored && looseTable(stored, opened(stored))),
    close: () => readers.forEach((reader) => void reader.close()),
  };
}
