import { type ModuleMemory, openModule } from '../model/web-assembly.ts';
import { MARKS_WASM } from './marks-wasm.ts';
import type { Units } from './window.ts';

/** Units that are looked at together. */
export const SPAN = 64 << 10;
/** Bytes that are looked at in one go: behind a span stand zeros up to a multiple. */
const BLOCK = 64;

/** Where things stand in the module's memory, as `marks.as` lays it out. */
const PLACES = SPAN + BLOCK;
const STARTS = PLACES + 4 * (SPAN + 4);
const MOST = 2048;
const ENDS = STARTS + 4 * MOST;
const FORMS = ENDS + 4 * MOST;
const HEADINGS = FORMS + MOST;
const FACTS = HEADINGS + 256;

/** Places in `facts`. */
export const COUNT = 0;
export const END = 1;
export const NEXT_ROW = 2;
export const BREAKS = 3;
export const SURE = 5;
export const NEXT_PLACE = 6;

interface Exports {
  readonly memory: ModuleMemory;
  readonly inQuotes: { value: bigint };
  mark(length: number, delimiter: number, base: number, out: number): number;
  countIn(from: number, to: number, byte: number): number;
  row(from: number, next: number, to: number, delimiter: number, expected: number, digits: number): number;
  rows(from: number, next: number, to: number, delimiter: number, expected: number, digits: number, ending: number, stop: number): number;
  isAscii(from: number, to: number): number;
}

/** What finds the marks of bytes and the cells of plain rows, in memory of its own. What is found is lent. */
export interface MarksModule extends Pick<Exports, 'countIn' | 'row' | 'rows' | 'isAscii'> {
  /** Marks `[from, to)` of units, at most `SPAN`, and tells how many marks there are; behind them stands `to`. */
  mark(units: Units, from: number, to: number, delimiter: number, inQuotes: boolean): number;
  /** True if what follows the units marked last stands in quotes. */
  isInQuotes(): boolean;
  readonly places: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly forms: Uint8Array;
  readonly facts: Int32Array;
  /** By the first byte of a row, 1 if its first cell may be a heading; of the table that `table` stands for. */
  readonly headings: Uint8Array;
  table: object | null;
}

/** Null where WebAssembly may not run or gets no memory. */
export function compiledMarks(): MarksModule | null {
  const compiled = openModule<Exports>(MARKS_WASM);
  if (compiled === null) return null;
  const { buffer } = compiled.memory;
  const held = new Uint8Array(buffer);
  const places = new Int32Array(buffer, PLACES, SPAN + 1);
  const { countIn, row, rows, isAscii } = compiled;
  return {
    ...{ places, countIn, row, rows, isAscii, table: null },
    starts: new Int32Array(buffer, STARTS, MOST),
    ends: new Int32Array(buffer, ENDS, MOST),
    forms: new Uint8Array(buffer, FORMS, MOST),
    headings: new Uint8Array(buffer, HEADINGS, 256),
    facts: new Int32Array(buffer, FACTS, 7),
    mark(units, from, to, delimiter, inQuotes) {
      const length = to - from;
      held.set(units.subarray(from, to));
      held.fill(0, length, (length + BLOCK - 1) & -BLOCK);
      compiled.inQuotes.value = inQuotes ? -1n : 0n;
      const count = (compiled.mark(length, delimiter, from, PLACES) - PLACES) >> 2;
      places[count] = to;
      return count;
    },
    isInQuotes: () => compiled.inQuotes.value !== 0n,
  };
}
