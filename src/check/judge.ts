import type { Param } from '../model/finding.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';
import { type Evaded, evasionOf } from './evasion.ts';
import { type Desk, layOut } from './layout.ts';
import { FAILED, NOT_APPLICABLE, PASSED } from './outcome.ts';
import { makeRowMemory, type Profile } from './profile.ts';
import type { CompiledRules } from './rules.ts';
import { switchOff } from './switched-off.ts';

/** What the rules made of one record. The object and its lists are lent: the next record re-uses them. */
export interface Judgement {
  /** What it shares with other records. */
  readonly profiles: readonly Profile[];
  /** Profiles that hold, the first of the list. */
  readonly profileCount: number;
  /** What rules came to that the profiles do not tell. */
  readonly own: Evaded & { readonly passed: number[]; readonly failed: number[] };
  /** Checks that failed. */
  readonly failed: readonly Check[];
  readonly coding: CodingState | null;
}

export interface Judge {
  /** Judges one record by all rules that are not switched off. */
  judge(record: IntelRecord): Judgement;
  /** The failing items of a list, 1-based, or of a single value. */
  failingItems(check: Check, record: IntelRecord): readonly { readonly index: number; readonly value: string }[];
  /** What a failing check can say of the values that it found fault with. @param item the first failing item of a list */
  facts(check: Check, record: IntelRecord, item: string | undefined): Readonly<Record<string, Param>>;
  /** Rules that crashed, with the first message. They are not run again. */
  readonly crashes: ReadonlyMap<number, string>;
  /** Presence rules of required fields that have no column: every record fails them, without a finding of its own. */
  readonly alwaysFailed: readonly number[];
  /** Rules of basis `record` that weigh in scores: all of them are charged for a record that can't be judged. */
  readonly weighing: readonly number[];
  /** Rules that the missing columns switch off, with the index of the field that lacks. */
  readonly skipped: ReadonlyMap<number, number>;
}

/**
 * Makes a judge for the records of one file. Judges of the same rules may not be used at the same time.
 * Records that agree in all that a check looks at are judged by it once.
 *
 * @param missing indexes of fields that the file has no column for
 */
export function makeJudge(rules: CompiledRules, missing: readonly number[]): Judge {
  const { pack, context, coding } = rules;
  const off = switchOff(rules, missing);
  const { alwaysFailed, skipped, isPresence, required } = off;
  const evade = evasionOf(pack, off.weighing);
  const { live, furtherRules, placeOf, desks, ownDesks, ownFields, ownBits, isDated, isCodingLive, bitOf, spread } = layOut(
    rules,
    off.running,
  );
  const liveMemory = makeRowMemory<Profile>(furtherRules.length);
  const words = Math.ceil(spread.length / 32);
  const noBits = new Int32Array(words);
  const spreadMemory = makeRowMemory<Profile>(words * 2);

  const crashes = new Map<number, string>();
  const outcomes = new Uint8Array(pack.rules.length);
  const profiles: Profile[] = [];
  const failed: Check[] = [];
  const own = { passed: [] as number[], failed: [] as number[], evaded: [] as number[], evadedPassed: [] as number[] };
  /** To be emptied for every record; those that are empty are left alone, as emptying a list lets go of its room. */
  const lent: { length: number }[] = [failed, own.passed, own.failed, own.evaded, own.evadedPassed];
  const judgement = { profiles, profileCount: 0, own, failed, coding: null as CodingState | null };
  const alwaysLists = { passed: [], failed: alwaysFailed };
  let made = 0;
  /** Another one from every crash on: what was made before no longer holds. */
  let maker = {};
  const profileOf = (lists: Pick<Profile, 'passed' | 'failed'>, more: Partial<Profile> = {}): Profile => {
    const whole = { failedChecks: [], applied: noBits, broken: noBits, coding: null, ...lists, ...more };
    const hasFailed = whole.failedChecks.length > 0;
    const hasRules = lists.passed.length > 0 || lists.failed.length > 0;
    const hasBits = whole.applied.some((word) => word !== 0);
    return {
      id: made++,
      maker,
      hasFailed,
      hasRules,
      hasBits,
      isEmpty: !hasFailed && !hasRules && !hasBits,
      ...whole,
    };
  };
  const always = profileOf(alwaysLists);

  const crash = (rule: number, error: unknown): void => {
    if (!crashes.has(rule)) crashes.set(rule, error instanceof Error ? error.message : String(error));
    maker = {};
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
  const makeProfile = ({ checks, isCoding }: Desk): Profile => {
    if (isCoding) return profileOf({ passed: [], failed: [] }, { coding: coding.of(context) });
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
  const seek = (desk: Desk, isWhole: boolean): Profile => {
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
  };
  /** The outcome of the rules whose checks are spread over panels, of their bits put together. */
  const putTogether = (): Profile => {
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
  };
  /** The outcome of the rules that look further: each record is looked at, but what they come to is seldom new. */
  const judgeLive = (): Profile => {
    const { wanted } = liveMemory;
    wanted.fill(NOT_APPLICABLE);
    for (let c = 0; c < live.length; c++) {
      const check = live[c]!;
      const outcome = run(check);
      if (outcome === FAILED) failed.push(check);
      if (outcome > wanted[placeOf[c]!]!) wanted[placeOf[c]!] = outcome;
    }
    if (crashes.size > 0) for (let n = 0; n < furtherRules.length; n++) if (crashes.has(furtherRules[n]!)) wanted[n] = NOT_APPLICABLE;
    const known = liveMemory.find();
    if (known !== undefined) return known;
    const withOutcome = (outcome: number) => furtherRules.filter((_, n) => wanted[n] === outcome);
    const profile = profileOf({ passed: withOutcome(PASSED), failed: withOutcome(FAILED) });
    liveMemory.keep(profile);
    return profile;
  };
  const chargeEvaded = (): void => {
    if (required.length === 0 && !failed.some(isPresence)) return;
    const lacking = new Set(required);
    for (const check of failed) if (isPresence(check)) lacking.add(check.at);
    outcomes.fill(NOT_APPLICABLE);
    const note = (lists: Pick<Profile, 'passed' | 'failed'>): void => {
      for (const rule of lists.passed) outcomes[rule] = PASSED;
      for (const rule of lists.failed) outcomes[rule] = FAILED;
    };
    for (let p = 0; p < profileCount; p++) note(profiles[p]!);
    note(own);
    evade(own, [...lacking], outcomes);
    outcomes.fill(NOT_APPLICABLE);
  };
  let era = 0;
  let profileCount = 0;
  const { wanted: together } = spreadMemory;
  const take = (profile: Profile): void => {
    if (profile.hasFailed) failed.push(...profile.failedChecks);
    if (profile.hasRules) profiles[profileCount++] = profile;
    if (!profile.hasBits) return;
    const { applied, broken } = profile;
    for (let word = 0; word < words; word++) {
      together[word]! |= applied[word]!;
      together[words + word]! |= broken[word]!;
    }
  };
  return {
    crashes,
    skipped,
    alwaysFailed,
    weighing: [...new Set(off.weighing.map(({ rule }) => rule))],
    judge(record) {
      const isWhole = rules.lookWhole(record);
      era = rules.era();
      profileCount = 0;
      for (const list of lent) if (list.length > 0) list.length = 0;
      if (alwaysFailed.length > 0) profiles[profileCount++] = always;
      together.fill(0);
      let state: CodingState | null = null;
      for (let d = 0; d < ownDesks.length; d++) {
        const reading = rules.readings[ownFields[d]!]!;
        const holder = reading.stencil !== undefined && (ownBits[d]! & ~reading.stencil.asked) === 0 ? reading.stencil : reading;
        const before = holder.settled as Profile | undefined;
        if (before !== undefined && before.maker === maker && isWhole && isDated[d] === 0) {
          if (!before.isEmpty) take(before);
        } else {
          const profile = seek(ownDesks[d]!, isWhole);
          holder.settled = profile;
          take(profile);
        }
      }
      for (let d = 0; d < desks.length; d++) {
        const desk = desks[d]!;
        const profile = seek(desk, isWhole);
        if (desk.isCoding) state = profile.coding;
        take(profile);
      }
      if (words > 0) profiles[profileCount++] = putTogether();
      if (live.length > 0) take(judgeLive());
      if (failed.length > 0 && crashes.size > 0) failed.splice(0, failed.length, ...failed.filter(({ rule }) => !crashes.has(rule)));
      if (failed.length > 0 || required.length > 0) chargeEvaded();
      if (isCodingLive) state = coding.of(context);
      judgement.profileCount = profileCount;
      judgement.coding = state === 'correct' && failed.some(({ rule }) => coding.faults.has(rule)) ? 'wrong' : state;
      return judgement;
    },
    failingItems(check, record) {
      context.record = record;
      const { value } = record.reading(check.at);
      if (!Array.isArray(value)) return [];
      const items = (value as readonly string[]).map((text, index) => ({ index: index + 1, value: text }));
      return check.item === undefined ? [] : items.filter((item) => !check.item!(item.value));
    },
    facts(check, record, item) {
      context.record = record;
      const told: Record<string, Param> = {};
      for (const { field, facts } of check.tells) {
        const { value, written } = record.reading(field);
        const text = field === check.at ? (item ?? written ?? value) : value;
        if (typeof text === 'string') Object.assign(told, facts(text, context));
      }
      return told;
    },
  };
}
