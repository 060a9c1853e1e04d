import type { Param } from '../model/finding.ts';
import type { Asked, Recall } from '../model/recall.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';
import { type Evaded, evasionOf } from './evasion.ts';
import { holderOf, layOut } from './layout.ts';
import { FAILED, NOT_APPLICABLE, PASSED } from './outcome.ts';
import type { Profile } from './profile.ts';
import { makeProfiler } from './profiling.ts';
import { askedOf, makeRecalling } from './recalling.ts';
import type { CompiledRules } from './rules.ts';
import { switchOff } from './switched-off.ts';
import { makeTouching } from './touching.ts';

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
  /** What is recalled of rows: for the records that are to be judged by it. Undefined if it was given none. */
  readonly recall: Recall | undefined;
  /** Judges one record by all rules that are not switched off. */
  judge(record: IntelRecord): Judgement;
  /**
   * Checks that a record fails which differs in some fields from another. Lent: the next call re-uses the list.
   * @param fields quickest if the same list comes for the same fields
   * @param before those that the other fails: they stand where a check looks at none of the fields
   */
  failsAfter(record: IntelRecord, fields: readonly number[], before: readonly Check[]): readonly Check[];
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
  /** Rules that the missing columns switch off, with the indexes of the fields that lack. */
  readonly skipped: ReadonlyMap<number, readonly number[]>;
}

const NO_ITEMS: readonly { readonly index: number; readonly value: string }[] = [];
const NO_FACTS: Readonly<Record<string, Param>> = {};

/**
 * Makes a judge for the records of one file. Judges of the same rules may not be used at the same time.
 * Records that agree in all that a check looks at are judged by it once.
 *
 * @param missing indexes of fields that the file has no column for
 * @param openRecall opens a recall for the records of the file
 */
export function makeJudge(rules: CompiledRules, missing: readonly number[], openRecall?: (asked: Asked) => Recall | undefined): Judge {
  const { pack, context, coding } = rules;
  const off = switchOff(rules, missing);
  const { alwaysFailed, skipped, isPresence, required } = off;
  const evade = evasionOf(pack, off.weighing);
  const layout = layOut(rules, off.running);
  const { live, desks, ownDesks, ownFields, ownBits, isDated, isCodingLive } = layout;
  const profiler = makeProfiler(rules, layout);
  const { crashes, together, words } = profiler;
  const outcomes = new Uint8Array(pack.rules.length);
  const profiles: Profile[] = [];
  const failed: Check[] = [];
  const own = { passed: [] as number[], failed: [] as number[], evaded: [] as number[], evadedPassed: [] as number[] };
  /** To be emptied for every record, one by one: setting the length takes longer, and lets go of a list's room. */
  const lent: { length: number; pop(): unknown }[] = [failed, own.passed, own.failed, own.evaded, own.evadedPassed];
  const judgement = { profiles, profileCount: 0, own, failed, coding: null as CodingState | null };
  const always = profiler.ofLists({ passed: [], failed: alwaysFailed });
  let profileCount = 0;

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
  const takeLists = (profile: Profile): void => {
    if (profile.hasFailed) failed.push(...profile.failedChecks);
    if (profile.hasRules) profiles[profileCount++] = profile;
  };
  const take = (profile: Profile): void => {
    takeLists(profile);
    if (!profile.hasBits) return;
    const { applied, broken } = profile;
    for (let word = 0; word < words; word++) {
      together[word]! |= applied[word]!;
      together[words + word]! |= broken[word]!;
    }
  };
  const recall = openRecall?.(askedOf(rules, layout, words));
  const recalling = recall && makeRecalling(rules, layout, profiler, recall, { take, takeLists });
  const begin = (): void => {
    profileCount = 0;
    for (let n = 0; n < lent.length; n++) while (lent[n]!.length > 0) lent[n]!.pop();
    if (alwaysFailed.length > 0) profiles[profileCount++] = always;
    for (let n = 0; n < together.length; n++) together[n] = 0;
  };
  /** Takes the profiles of all panels, one by one. */
  const gather = (record: IntelRecord): CodingState | null => {
    const isWhole = rules.lookWhole(record);
    const era = rules.era();
    begin();
    let state: CodingState | null = null;
    let maker = profiler.maker();
    for (let d = 0; d < ownDesks.length; d++) {
      const reading = rules.readings[ownFields[d]!]!;
      const holder = holderOf(reading, ownBits[d]!);
      const before = holder.settled as Profile | undefined;
      if (before !== undefined && before.maker === maker && isWhole && isDated[d] === 0) {
        if (!before.isEmpty) take(before);
      } else {
        const profile = profiler.at(ownDesks[d]!, isWhole, era);
        // Another one if a rule crashed.
        maker = profiler.maker();
        holder.settled = profile;
        take(profile);
      }
    }
    for (let d = 0; d < desks.length; d++) {
      const desk = desks[d]!;
      const profile = profiler.at(desk, isWhole, era);
      if (desk.isCoding) state = profile.coding;
      take(profile);
    }
    return state;
  };
  /** Checks that the same marks come to the same by at any time. */
  const timeless = new Set([...desks, ...ownDesks].filter((desk) => !desk.isDated).flatMap(({ checks }) => checks));
  const touching = makeTouching(pack, off.running, timeless);
  const tried: Check[] = [];
  return {
    recall,
    crashes,
    skipped,
    alwaysFailed,
    weighing: [...new Set(off.weighing.map(({ rule }) => rule))],
    judge(record) {
      let state: CodingState | null;
      if (recalling !== undefined && crashes.size === 0 && record.lookUp?.() === true) {
        begin();
        state = recalling.gather(record) ? recalling.coding() : gather(record);
      } else state = gather(record);
      if (words > 0) profiles[profileCount++] = profiler.ofBits();
      if (live.length > 0) take(profiler.further(failed));
      if (failed.length > 0 && crashes.size > 0) failed.splice(0, failed.length, ...failed.filter(({ rule }) => !crashes.has(rule)));
      if (failed.length > 0 || required.length > 0) chargeEvaded();
      if (isCodingLive) state = coding.of(context);
      judgement.profileCount = profileCount;
      judgement.coding = state === 'correct' && failed.some(({ rule }) => coding.faults.has(rule)) ? 'wrong' : state;
      return judgement;
    },
    failsAfter(record, fields, before) {
      const { checks, among, looked } = touching(fields);
      rules.lookAt(record, looked);
      while (tried.length > 0) tried.pop();
      for (let n = 0; n < checks.length; n++) if (profiler.run(checks[n]!) === FAILED) tried.push(checks[n]!);
      for (let n = 0; n < before.length; n++) if (!among.has(before[n]!)) tried.push(before[n]!);
      return crashes.size === 0 ? tried : tried.filter(({ rule }) => !crashes.has(rule));
    },
    failingItems(check, record) {
      context.record = record;
      const { value } = record.reading(check.at);
      const { item } = check;
      if (item === undefined || !Array.isArray(value)) return NO_ITEMS;
      const failing: { readonly index: number; readonly value: string }[] = [];
      for (let n = 0; n < value.length; n++) if (!item(value[n])) failing.push({ index: n + 1, value: value[n] });
      return failing;
    },
    facts(check, record, item) {
      context.record = record;
      if (check.tells.length === 0) return NO_FACTS;
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
