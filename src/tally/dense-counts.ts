import type { PartTally } from '../model/tally.ts';
import { makePacker, type Packer } from './packed-counts.ts';

/** Rules, by index, that hold and that don't. */
export interface Outcomes {
  readonly passed: readonly number[];
  readonly failed: readonly number[];
}

/** Counts of rules in many groups, in memory that does not grow with them. */
export interface DenseCounts {
  /** Begins a record of a group, by its number; what is counted until the next belongs to it. */
  open(group: number): void;
  /** Counts the first `length` of these profiles. What profiles of one id hold never changes. */
  addProfiles(profiles: readonly (Outcomes & { readonly id: number })[], length: number): void;
  add(outcomes: Outcomes): void;
  addPassed(rules: readonly number[]): void;
  /** Counts rules that an absent required value takes out of reach, or lets pass. */
  addEvaded(evaded: readonly number[], evadedPassed: readonly number[]): void;
  /** All that was counted. Nothing may be counted afterwards before it is begun anew: the memory goes to whoever counts next. */
  finish(): PartTally['ruleCounts'];
  /** Begins to count anew. */
  begin(): void;
}

/** Groups that are counted in side by side; when one more comes, what was counted is put together, and counting goes on from zero. */
const MOST_ROWS = 2048;
/** Profiles that a row counts by their number; those that are met later are seldom, and are counted rule by rule. */
const PROFILES = 128;
/** Numbers that each row has for each rule. */
const [APPLICABLE, FAILED, EVADED, EVADED_FAILED] = [0, 1, 2, 3] as const;
const EACH = 4;

/** Counts stand in a byte each, as most of many groups are small: what one has beyond it, a multiple of this, stands apart. */
const BEYOND = 1 << 8;

/** Memory that was counted in before: parts of a run come one after another, and each would leave megabytes of it behind. */
let spare: Uint8Array<ArrayBuffer> | undefined;

const NO_COUNTS = new Uint8Array(0);

/** What was counted in side by side, and by its place what a count has beyond its byte. */
interface Counted {
  readonly counts: Uint8Array;
  readonly beyond: ReadonlyMap<number, number>;
}

const counted = ({ counts, beyond }: Counted, at: number): number => counts[at]! + (beyond.size === 0 ? 0 : (beyond.get(at) ?? 0));

// Outside of what is made anew for each part of a file, so that V8 compiles them once.

/** Puts down the counts of the rules in the row at `first`, those of its profiles among them. */
function takeWhole(whole: Uint32Array, all: Counted, first: number, known: readonly Outcomes[]): void {
  for (let n = 0; n < whole.length; n++) whole[n] = counted(all, first + PROFILES + n);
  for (let number = 0; number < known.length; number++) {
    const records = counted(all, first + number);
    if (records === 0) continue;
    const { passed, failed } = known[number]!;
    for (let n = 0; n < passed.length; n++) whole[EACH * passed[n]! + APPLICABLE]! += records;
    for (let n = 0; n < failed.length; n++) {
      whole[EACH * failed[n]! + APPLICABLE]! += records;
      whole[EACH * failed[n]! + FAILED]! += records;
    }
  }
}

/** Packs the counts of the rules of a group, but for those that came to nothing. */
function pack(packed: Packer, group: number, whole: Uint32Array): void {
  for (let at = 0; at < whole.length; at += EACH) {
    if (whole[at]! + whole[at + EVADED]! + whole[at + EVADED_FAILED]! === 0) continue;
    packed.push(group);
    packed.push(at / EACH);
    for (let n = 0; n < EACH; n++) packed.push(whole[at + n]!);
  }
}

/** @param rules how many there are */
export function makeDenseCounts(rules: number): DenseCounts {
  const width = PROFILES + EACH * rules;
  let counts: Uint8Array<ArrayBuffer> = NO_COUNTS;
  /** By its place, what a count has beyond its byte. */
  const beyond = new Map<number, number>();
  /** The group of each row, and the row of each group and 1; 0 for none. */
  const groups: number[] = [];
  const rowOf: number[] = [];
  /** First place of the row that is counted in. */
  let from = 0;
  let packed = makePacker();
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
  /** Of a byte that goes on from zero. */
  const carry = (at: number): void => {
    beyond.set(at, (beyond.get(at) ?? 0) + BEYOND);
  };
  const count = (at: number): void => {
    if (++counts[at]! === BEYOND) carry(at);
  };
  const add = ({ passed, failed }: Outcomes): void => {
    const first = from + PROFILES;
    for (let i = 0; i < passed.length; i++) count(first + EACH * passed[i]! + APPLICABLE);
    for (let i = 0; i < failed.length; i++) {
      const at = first + EACH * failed[i]!;
      count(at + APPLICABLE);
      count(at + FAILED);
    }
  };
  const whole = new Uint32Array(EACH * rules);
  /** Puts together what was counted since the last time. */
  const putTogether = (): void => {
    const all = { counts, beyond };
    for (let row = 0; row < groups.length; row++) {
      takeWhole(whole, all, row * width, known);
      pack(packed, groups[row]!, whole);
    }
    for (const group of groups) rowOf[group] = 0;
    groups.length = 0;
    beyond.clear();
  };
  const newRow = (group: number): number => {
    if (groups.length === MOST_ROWS) putTogether();
    const begin = groups.length * width;
    if (begin + width > counts.length) {
      const wider = new Uint8Array(Math.min((begin + width) * 2, MOST_ROWS * width));
      wider.set(counts.subarray(0, begin));
      counts = wider;
    }
    counts.fill(0, begin, begin + width);
    while (rowOf.length <= group) rowOf.push(0);
    rowOf[group] = groups.push(group);
    return begin;
  };
  const begin = (): void => {
    counts = spare ?? new Uint8Array(16 * width);
    spare = undefined;
    beyond.clear();
    groups.length = rowOf.length = known.length = 0;
    numbers.fill(0);
    packed = makePacker();
  };
  begin();
  return {
    begin,
    open(group) {
      const row = group < rowOf.length ? rowOf[group]! : 0;
      from = row === 0 ? newRow(group) : (row - 1) * width;
    },
    addProfiles(profiles, length) {
      const bytes = counts;
      const first = from;
      for (let i = 0; i < length; i++) {
        const profile = profiles[i]!;
        const number = numberOf(profile);
        if (number >= PROFILES) add(profile);
        else if (++bytes[first + number]! === BEYOND) carry(first + number);
      }
    },
    add,
    addPassed(passed) {
      for (let i = 0; i < passed.length; i++) count(from + PROFILES + EACH * passed[i]! + APPLICABLE);
    },
    addEvaded(evaded, evadedPassed) {
      const first = from + PROFILES;
      for (let i = 0; i < evaded.length; i++) {
        const at = first + EACH * evaded[i]!;
        count(at + EVADED);
        count(at + EVADED_FAILED);
      }
      for (let i = 0; i < evadedPassed.length; i++) count(first + EACH * evadedPassed[i]! + EVADED_FAILED);
    },
    finish() {
      putTogether();
      spare = counts;
      counts = NO_COUNTS;
      return packed.finish();
    },
  };
}
