import type { PartTally } from '../model/tally.ts';
import { makePacker } from './packed-counts.ts';

/** Rules, by index, that hold and that don't. */
export interface Outcomes {
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

/** Counts of rules in many groups, in memory that does not grow with them. */
export interface DenseCounts {
  /** Begins a record of a group, by its number; what is counted until the next belongs to it. */
  open(group: number): void;
  /** Counts the first `count` of these profiles. What profiles of one id hold never changes. */
  addProfiles(profiles: readonly (Outcomes & { readonly id: number })[], count: number): void;
  add(outcomes: Outcomes): void;
  addPassed(rules: readonly number[]): void;
  /** Counts rules that an absent required value takes out of reach, or lets pass. */
  addEvaded(evaded: readonly number[], evadedPassed: readonly number[]): void;
  /** All that was counted. Nothing may be counted afterwards: the memory goes to whoever counts next. */
  finish(): PartTally['ruleCounts'];
}

/** Groups that are counted in side by side; when one more comes, what was counted is put together, and counting goes on from zero. */
const MOST_ROWS = 2048;
/** Profiles that a row counts by their number; those that are met later are seldom, and are counted rule by rule. */
const PROFILES = 128;
/** Numbers that each row has for each rule. */
const [APPLICABLE, FAILED, EVADED, EVADED_FAILED] = [0, 1, 2, 3] as const;
const EACH = 4;

/** Memory that was counted in before: parts of a run come one after another, and each would leave megabytes of it behind. */
let spare: Uint32Array<ArrayBuffer> | undefined;

/** @param rules how many there are */
export function makeDenseCounts(rules: number): DenseCounts {
  const width = PROFILES + EACH * rules;
  let counts = spare ?? new Uint32Array(16 * width);
  spare = undefined;
  /** The group of each row, and the row of each group and 1; 0 for none. */
  const groups: number[] = [];
  const rowOf: number[] = [];
  /** First place of the row that is counted in. */
  let from = 0;
  const packed = makePacker();
  /** The first profiles met, and by the id of each its number and 1; PROFILES and 1 for all others. */
  const known: Outcomes[] = [];
  let numbers = new Uint8Array(256);
  const numberOf = (profile: Outcomes & { readonly id: number }): number => {
    const { id } = profile;
    if (id >= numbers.length) {
      const wider = new Uint8Array(id * 2);
      wider.set(numbers);
      numbers = wider;
    }
    if (numbers[id] === 0) numbers[id] = known.length < PROFILES ? known.push(profile) : PROFILES + 1;
    return numbers[id]! - 1;
  };
  const add = ({ passed, failed }: Outcomes, records: number): void => {
    const first = from + PROFILES;
    for (let i = 0; i < passed.length; i++) counts[first + EACH * passed[i]! + APPLICABLE]! += records;
    for (let i = 0; i < failed.length; i++) {
      const at = first + EACH * failed[i]!;
      counts[at + APPLICABLE]! += records;
      counts[at + FAILED]! += records;
    }
  };
  /** Puts together what was counted since the last time. */
  const putTogether = (): void => {
    for (from = 0; from < groups.length * width; from += width)
      for (let number = 0; number < known.length; number++) if (counts[from + number]! > 0) add(known[number]!, counts[from + number]!);
    for (const [row, group] of groups.entries())
      for (let rule = 0; rule < rules; rule++) {
        const at = row * width + PROFILES + EACH * rule;
        if (!isCounted(at)) continue;
        packed.push(group);
        packed.push(rule);
        for (let n = 0; n < EACH; n++) packed.push(counts[at + n]!);
      }
    for (const group of groups) rowOf[group] = 0;
    groups.length = 0;
  };
  const isCounted = (at: number): boolean => counts[at]! + counts[at + EVADED]! + counts[at + EVADED_FAILED]! > 0;
  const newRow = (group: number): number => {
    if (groups.length === MOST_ROWS) putTogether();
    const begin = groups.length * width;
    if (begin + width > counts.length) {
      const wider = new Uint32Array((begin + width) * 2);
      wider.set(counts.subarray(0, begin));
      counts = wider;
    }
    counts.fill(0, begin, begin + width);
    while (rowOf.length <= group) rowOf.push(0);
    rowOf[group] = groups.push(group);
    return begin;
  };
  return {
    open(group) {
      const row = group < rowOf.length ? rowOf[group]! : 0;
      from = row === 0 ? newRow(group) : (row - 1) * width;
    },
    addProfiles(profiles, count) {
      for (let i = 0; i < count; i++) {
        const profile = profiles[i]!;
        const number = numberOf(profile);
        if (number < PROFILES) counts[from + number]!++;
        else add(profile, 1);
      }
    },
    add: (outcomes) => add(outcomes, 1),
    addPassed(passed) {
      for (let i = 0; i < passed.length; i++) counts[from + PROFILES + EACH * passed[i]! + APPLICABLE]!++;
    },
    addEvaded(evaded, evadedPassed) {
      const first = from + PROFILES;
      for (let i = 0; i < evaded.length; i++) {
        const at = first + EACH * evaded[i]!;
        counts[at + EVADED]!++;
        counts[at + EVADED_FAILED]!++;
      }
      for (let i = 0; i < evadedPassed.length; i++) counts[first + EACH * evadedPassed[i]! + EVADED_FAILED]!++;
    },
    finish() {
      putTogether();
      spare = counts;
      return packed.finish();
    },
  };
}
