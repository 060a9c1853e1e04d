import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';

/** What the rules make of all records whose fields have the same marks: found out once. Lent by the judge and never changed. */
export interface Profile {
  /** Its own number in the run of one judge. */
  readonly id: number;
  /** Rules that hold, and rules that don't, by index; live ones left out. */
  readonly passed: readonly number[];
  readonly failed: readonly number[];
  /** Checks that failed. */
  readonly failedChecks: readonly Check[];
  /** Checks that must look at each record: what they ask is more than marks. */
  readonly live: readonly Check[];
  /** Rules that a required value's absence takes out of reach, or that it lets pass; basis `record` only, live ones left out. */
  readonly evaded: readonly number[];
  /** The same of live rules: those that are evaded whatever they come to, and those that are if they do not apply. */
  readonly evadedAnyway: readonly number[];
  readonly evadedUnlessApplied: readonly number[];
  /** Undefined if it can't be told without the live checks. */
  readonly coding: CodingState | null | undefined;
}

/** Profiles kept at most; when full all are forgotten. */
const CAPACITY = 8192;
const SLOTS = CAPACITY * 4;

/** Profiles by what they stand for: a row of whole numbers, all rows of the same width. */
export interface ProfileMemory {
  /** The numbers to look for; to be filled before `find`. */
  readonly wanted: Int32Array;
  /** The profile remembered for `wanted`. */
  find(): Profile | undefined;
  /** Remembers the profile of the `wanted` that was not found last. */
  keep(profile: Profile): void;
  forget(): void;
}

/** @param width numbers of a row */
export function makeProfileMemory(width: number): ProfileMemory {
  const wanted = new Int32Array(width);
  const slots = new Uint16Array(SLOTS);
  let rows = new Int32Array(256 * width);
  const hashes = new Int32Array(CAPACITY);
  let profiles: Profile[] = [];
  let hash = 0;
  let free = 0;
  const forget = (): void => {
    slots.fill(0);
    profiles = [];
  };
  const isWanted = (entry: number): boolean => {
    for (let n = 0, at = entry * width; n < width; n++) if (rows[at + n] !== wanted[n]) return false;
    return true;
  };
  return {
    wanted,
    forget,
    find() {
      hash = 0;
      for (let n = 0; n < width; n++) hash = Math.imul(hash ^ wanted[n]!, 0x01000193) + 1;
      hash ^= hash >>> 15;
      for (free = hash & (SLOTS - 1); slots[free] !== 0; free = (free + 1) & (SLOTS - 1)) {
        const entry = slots[free]! - 1;
        if (hashes[entry] === hash && isWanted(entry)) return profiles[entry];
      }
      return undefined;
    },
    keep(profile) {
      if (profiles.length === CAPACITY) {
        forget();
        free = hash & (SLOTS - 1);
      }
      const entry = profiles.length;
      if ((entry + 1) * width > rows.length) {
        const wider = new Int32Array(rows.length * 2);
        wider.set(rows);
        rows = wider;
      }
      rows.set(wanted, entry * width);
      hashes[entry] = hash;
      profiles.push(profile);
      slots[free] = entry + 1;
    },
  };
}
