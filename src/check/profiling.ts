import type { Check } from './compile.ts';
import type { Desk, Layout } from './layout.ts';
import { FAILED, NOT_APPLICABLE, PASSED } from './outcome.ts';
import { makeRowMemory, type Profile } from './profile.ts';
import { makeQuickRun, UNTOLD } from './quick-run.ts';
import type { CompiledRules } from './rules.ts';

/** Makes profiles of the record that the rules look at, and remembers them. */
export interface Profiler {
  /** Tells the profiles that hold now from those made before a crash. */
  maker(): object;
  /** Rules that crashed, with the first message. They are not run again. */
  readonly crashes: ReadonlyMap<number, string>;
  /** A profile of its own, of rules that always come to the same. */
  ofLists(lists: Pick<Profile, 'passed' | 'failed'>): Profile;
  /**
   * What the checks of a desk make of the record.
   * @param isWhole false if some marks of the record are not known: then nothing is remembered
   * @param era that the record belongs to
   */
  at(desk: Desk, isWhole: boolean, era: number): Profile;
  /** The bits of the profiles of a record put together, for `ofBits`: first those that apply, then those that fail. To be emptied for every record. */
  readonly together: Int32Array;
  /** Numbers of 32 bits that a profile has of each. */
  readonly words: number;
  /** The outcome of the rules whose checks are spread over panels, of their bits put together. */
  ofBits(): Profile;
  /** What a check makes of the record, remembered by nobody. */
  run(check: Check): number;
  /** The outcome of the rules that look further: each record is looked at, but what they come to is seldom new. Checks that fail are added to `failed`. */
  further(failed: Check[]): Profile;
}

/** Profiles remembered by what they say at most; when there are more all are forgotten, as data in which everything is wrong in its own way has ever new ones. */
const MOST_SAME = 4096;

/** @param layout of the checks of one judge, whose desks are used by nobody else */
export function makeProfiler(rules: CompiledRules, layout: Layout): Profiler {
  const { context } = rules;
  const { live, furtherRules, placeOf, desks, ownDesks, bitOf, spread } = layout;
  const furtherMemory = makeRowMemory<Profile>(furtherRules.length);
  const words = Math.ceil(spread.length / 32);
  const noBits = new Int32Array(words);
  const spreadMemory = makeRowMemory<Profile>(words * 2);
  const crashes = new Map<number, string>();
  let made = 0;
  /** Profiles by all that they say: what is made for other marks often says the same, and few of them are counted quickly. */
  const same = new Map<string, Profile>();
  const checkNumbers = new Map<Check, number>();
  /** Another one from every crash on: what was made before no longer holds. */
  let maker = {};

  const numberOf = (check: Check): number => {
    const known = checkNumbers.get(check) ?? checkNumbers.size;
    if (known === checkNumbers.size) checkNumbers.set(check, known);
    return known;
  };
  const profileOf = (lists: Pick<Profile, 'passed' | 'failed'>, more: Partial<Profile> = {}): Profile => {
    const whole = { failedChecks: [] as readonly Check[], applied: noBits, broken: noBits, coding: null, ...lists, ...more };
    const { passed, failed, failedChecks, applied, broken, coding } = whole;
    const key = [passed, failed, failedChecks.map(numberOf), applied, broken].join('|') + coding;
    const known = same.get(key);
    if (known !== undefined) return known;
    const hasFailed = whole.failedChecks.length > 0;
    const hasRules = lists.passed.length > 0 || lists.failed.length > 0;
    const hasBits = whole.applied.some((word) => word !== 0);
    const profile: Profile = {
      id: made++,
      maker,
      hasFailed,
      hasRules,
      hasBits,
      isTold: hasFailed || hasRules || coding !== null,
      isEmpty: !hasFailed && !hasRules && !hasBits && coding === null,
      ...whole,
    };
    if (same.size === MOST_SAME) same.clear();
    same.set(key, profile);
    return profile;
  };
  const crash = (rule: number, error: unknown): void => {
    if (!crashes.has(rule)) crashes.set(rule, error instanceof Error ? error.message : String(error));
    maker = {};
    same.clear();
    for (const { memory } of [...desks, ...ownDesks]) memory.forget();
    spreadMemory.forget();
  };
  const inEffect = (check: Check): boolean => {
    if (check.from === undefined && check.to === undefined) return true;
    const day = context.day();
    return day !== undefined && (check.from === undefined || check.from <= day) && (check.to === undefined || day <= check.to);
  };
  const run = (check: Check): number => {
    try {
      if ((crashes.size > 0 && crashes.has(check.rule)) || !inEffect(check) || !rules.holds(check.when)) return NOT_APPLICABLE;
      return rules.holds(check.expect) ? PASSED : FAILED;
    } catch (error) {
      crash(check.rule, error);
      return NOT_APPLICABLE;
    }
  };
  const quickly = makeQuickRun(live, { of: rules.marks, asked: rules.asked }, context);
  const runLive = (number: number): number => {
    if (crashes.size === 0)
      try {
        const outcome = quickly(number);
        if (outcome !== UNTOLD) return outcome;
      } catch {
        // It crashes the plain way, too.
      }
    return run(live[number]!);
  };
  const makeProfile = ({ checks, isCoding }: Desk): Profile => {
    if (isCoding) return profileOf({ passed: [], failed: [] }, { coding: rules.coding.of(context) });
    const found = new Map<number, number>();
    const failedChecks: Check[] = [];
    for (const check of checks) {
      const outcome = run(check);
      if (outcome === FAILED) failedChecks.push(check);
      if (outcome > (found.get(check.rule) ?? NOT_APPLICABLE)) found.set(check.rule, outcome);
    }
    for (const rule of crashes.keys()) found.delete(rule);
    const applied = new Int32Array(words);
    const broken = new Int32Array(words);
    const lists = { passed: [] as number[], failed: [] as number[] };
    for (const [rule, outcome] of found) {
      const bit = bitOf[rule]!;
      if (bit === -1) lists[outcome === PASSED ? 'passed' : 'failed'].push(rule);
      else {
        applied[bit >> 5]! |= 1 << (bit & 31);
        if (outcome === FAILED) broken[bit >> 5]! |= 1 << (bit & 31);
      }
    }
    return profileOf(lists, { failedChecks: failedChecks.filter(({ rule }) => !crashes.has(rule)), applied, broken });
  };
  // Not within `further`, which would make room for it with every record.
  const furtherProfile = (): Profile => {
    const withOutcome = (outcome: number) => furtherRules.filter((_, n) => furtherMemory.wanted[n] === outcome);
    return profileOf({ passed: withOutcome(PASSED), failed: withOutcome(FAILED) });
  };
  return {
    maker: () => maker,
    crashes,
    words,
    together: spreadMemory.wanted,
    run,
    ofLists: (lists) => profileOf(lists),
    at(desk, isWhole, era) {
      const { key, memory } = desk;
      const { wanted } = memory;
      const { fields, bits, identities } = key;
      let n = 0;
      for (let i = 0; i < fields.length; i++) wanted[n++] = rules.marks[fields[i]!]! & bits[i]!;
      for (let i = 0; i < identities.length; i++) wanted[n++] = context.record.reading(identities[i]!).id;
      wanted[n] = desk.isDated ? era : 0;
      const known = isWhole ? memory.find() : undefined;
      if (known !== undefined) return known;
      const before = crashes.size;
      const profile = makeProfile(desk);
      if (isWhole && crashes.size === before) memory.keep(profile);
      return profile;
    },
    ofBits() {
      const { wanted } = spreadMemory;
      const known = spreadMemory.find();
      if (known !== undefined) return known;
      const lists = { passed: [] as number[], failed: [] as number[] };
      for (const [bit, rule] of spread.entries()) {
        const mask = 1 << (bit & 31);
        if ((wanted[bit >> 5]! & mask) === 0) continue;
        lists[(wanted[words + (bit >> 5)]! & mask) === 0 ? 'passed' : 'failed'].push(rule);
      }
      const profile = profileOf(lists);
      spreadMemory.keep(profile);
      return profile;
    },
    further(failed) {
      const { wanted } = furtherMemory;
      for (let n = 0; n < furtherRules.length; n++) wanted[n] = NOT_APPLICABLE;
      for (let c = 0; c < live.length; c++) {
        const outcome = runLive(c);
        if (outcome === FAILED) failed.push(live[c]!);
        if (outcome > wanted[placeOf[c]!]!) wanted[placeOf[c]!] = outcome;
      }
      if (crashes.size > 0) for (let n = 0; n < furtherRules.length; n++) if (crashes.has(furtherRules[n]!)) wanted[n] = NOT_APPLICABLE;
      const known = furtherMemory.find();
      if (known !== undefined) return known;
      const profile = furtherProfile();
      furtherMemory.keep(profile);
      return profile;
    },
  };
}
