import type { Outcome } from '../model/recall.ts';
import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';

/** What rules came to, by index of the rule. Those in no list do not apply. */
export interface Outcomes {
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

/** What some rules make of all records that agree in what those look at: found out once, and never changed. */
export interface Profile extends Outcomes, Outcome {
  /** Its own number in the run of one judge. */
  readonly id: number;
  /** Tells whose it is, and since when. */
  readonly maker: object;
  /** Checks that failed. */
  readonly failedChecks: readonly Check[];
  /** Whether there are such, whether any rule is in its lists, and whether any of its bits is set: most records need look no further. */
  readonly hasFailed: boolean;
  readonly hasRules: boolean;
  readonly hasBits: boolean;
  readonly coding: CodingState | null;
}

/** Profiles kept at most; when full all are forgotten. */
const CAPACITY = 2048;
const SLOTS = CAPACITY * 4;

/** What was made of rows of whole numbers, all rows of the same width. */
export interface RowMemory<T> {
  /** The numbers to look for; to be filled before `find`. */
  readonly wanted: Int32Array;
  /** What is remembered for `wanted`. */
  find(): T | undefined;
  /** Remembers it for the `wanted` that was not found last. */
  keep(what: T): void;
  forget(): void;
}

/** @param width numbers of a row */
export function makeRowMemory<T>(width: number): RowMemory<T> {
  const wanted = new Int32Array(width);
  // Room for a fourth as many rows as there are slots; both double together.
  let slots = new Uint16Array(64);
  let rows = new Int32Array(16 * width);
  let values: T[] = [];
  let hash = 0;
  let free = 0;
  const forget = (): void => {
    slots.fill(0);
    values = [];
  };
  const hashOf = (numbers: Int32Array, from: number): number => {
    let made = 0;
    for (let n = from; n < from + width; n++) made = Math.imul(made ^ numbers[n]!, 0x01000193) + 1;
    return made ^ (made >>> 15);
  };
  const isWanted = (entry: number): boolean => {
    for (let n = 0, at = entry * width; n < width; n++) if (rows[at + n] !== wanted[n]) return false;
    return true;
  };
  const freeSlot = (of: number): number => {
    let slot = of & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };
  const grow = (): void => {
    slots = new Uint16Array(slots.length * 2);
    const wider = new Int32Array(rows.length * 2);
    wider.set(rows);
    rows = wider;
    for (let entry = 0; entry < values.length; entry++) slots[freeSlot(hashOf(rows, entry * width))] = entry + 1;
  };
  return {
    wanted,
    forget,
    find() {
      hash = hashOf(wanted, 0);
      for (free = hash & (slots.length - 1); slots[free] !== 0; free = (free + 1) & (slots.length - 1)) {
        const entry = slots[free]! - 1;
        if (isWanted(entry)) return values[entry];
      }
      return undefined;
    },
    keep(what) {
      if (values.length === CAPACITY) forget();
      if (values.length * 4 >= slots.length && slots.length < SLOTS) grow();
      const entry = values.length;
      rows.set(wanted, entry * width);
      values.push(what);
      slots[freeSlot(hash)] = entry + 1;
    },
  };
}
