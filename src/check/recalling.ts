import type { Asked, Outcome, Recall } from '../model/recall.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import { type Desk, holderOf, type Layout } from './layout.ts';
import type { Profile } from './profile.ts';
import type { Profiler } from './profiling.ts';
import type { CompiledRules } from './rules.ts';

/** Gathers what the rules made of a record from what is recalled of its row, and finds out the rest. */
export interface Recalling {
  /**
   * Takes the profiles of a record whose row was looked up.
   * @returns false if a rule crashed: then the record has to be judged the plain way
   */
  gather(record: IntelRecord): boolean;
  /** State of the record gathered last. */
  coding(): CodingState | null;
}

/** The panels that are asked of each record anew; what others of one field come to is kept with its cells. */
const questionsOf = ({ desks, ownDesks }: Layout): readonly Desk[] => [...desks, ...ownDesks.filter((desk) => desk.isDated)];

/** What a recall for the rules of a layout has to look up. */
export function askedOf(rules: CompiledRules, layout: Layout, words: number): Asked {
  const questions = questionsOf(layout).map(({ key, isDated }) => ({ ...key, isDated }));
  const fields = new Set(questions.flatMap(({ identities }) => [...identities]));
  for (const [field, all] of rules.allMarks.entries()) if (all !== 0) fields.add(field);
  return { fields: [...fields], questions, words, unwanted: rules.unwanted() };
}

/** @param into adds a profile to the judgement of the record; `takeLists` but for its bits, which the recall has put together itself */
export function makeRecalling(
  rules: CompiledRules,
  layout: Layout,
  profiler: Profiler,
  recall: Recall,
  into: { take(profile: Profile): void; takeLists(profile: Profile): void },
): Recalling {
  const { ownDesks } = layout;
  const { take, takeLists } = into;
  const questions = questionsOf(layout);
  const { readings, allMarks } = rules;
  const { together, words, crashes } = profiler;
  const { open, missed } = recall;
  /** By field, what its own checks look at. */
  const ownOf = rules.pack.fields.map((_, field) => ownDesks.find(({ key, isDated }) => !isDated && key.fields[0] === field));
  const own: (Profile | undefined)[] = [];
  const answers: Profile[] = [];
  const NONE = profiler.ofLists({ passed: [], failed: [] });
  let coding: CodingState | null = null;

  const takeFound = (from: number, to: number): void => {
    for (let n = from; n < to; n++) {
      const profile = recall.found(n) as Outcome as Profile;
      if (profile.coding !== null) coding = profile.coding;
      takeLists(profile);
    }
  };
  const settle = (field: number, era: number): Profile => {
    const desk = ownOf[field];
    if (desk === undefined) return NONE;
    const reading = readings[field]!;
    const holder = holderOf(reading, desk.key.bits[0]!);
    const before = holder.settled as Profile | undefined;
    if (before?.maker === profiler.maker()) return before;
    const made = profiler.at(desk, true, era);
    holder.settled = made;
    return made;
  };
  const learn = (openCount: number, missedCount: number, era: number): void => {
    for (let n = 0; n < openCount; n++) {
      const field = open[n]!;
      if (!recall.isNoted(field)) continue;
      const { stencil, asked, marks, id } = readings[field]!;
      // Of a shape some marks may be those of the one text.
      if ((allMarks[field]! & ~(stencil?.asked ?? asked)) === 0) recall.learn(field, stencil?.marks ?? marks, id, own[n]!);
      else recall.note(field, undefined);
    }
    for (let n = 0; n < missedCount; n++) recall.learnAnswer(missed[n]!, era, answers[n]!);
  };
  return {
    coding: () => coding,
    gather(record) {
      if (!rules.lookOpen(record, recall)) return false;
      const era = rules.era();
      const openCount = recall.openCount();
      const fieldsFound = recall.foundCount();
      coding = null;
      takeFound(0, fieldsFound);
      for (let n = 0; n < openCount; n++) {
        const profile = settle(open[n]!, era);
        own[n] = profile;
        if (!profile.isEmpty) take(profile);
      }
      recall.judge(era);
      const missedCount = recall.missedCount();
      takeFound(fieldsFound, recall.foundCount());
      for (let n = 0; n < missedCount; n++) {
        const profile = profiler.at(questions[missed[n]!]!, true, era);
        answers[n] = profile;
        if (profile.coding !== null) coding = profile.coding;
        take(profile);
      }
      if (crashes.size > 0) return false;
      for (let word = 0; word < words * 2; word++) together[word]! |= recall.together[word]!;
      if (openCount > 0 || missedCount > 0) learn(openCount, missedCount, era);
      return true;
    },
  };
}
