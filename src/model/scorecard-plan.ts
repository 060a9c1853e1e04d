import type { Field } from './field.ts';
import type { Conditions, Rule } from './rule.ts';

/** What scorecards count beside the rules, as the packs have it: no field or code is named in the program. */
export interface ScorecardPlan {
  /** How long things took, in whole days from one date to another. */
  readonly timeliness: readonly TimelinessPlan[];
  /** Parts of the subject that records are counted by, such as threat areas. */
  readonly topics: readonly TopicPlan[];
  /** Names of coded fields that records are counted by value of. */
  readonly values: readonly string[];
  /** Ids of rules that find values which stand where nothing is known; each field that they stand at gets a share. */
  readonly defaults: readonly string[];
}

export interface TimelinessPlan {
  readonly id: string;
  readonly title: string;
  /** Names of date fields: from the first to the second. */
  readonly from: string;
  readonly to: string;
  /** Days within which it should be done, rising. */
  readonly limits: readonly number[];
}

/** A part of the subject. Only records that are declared or suspected to be about the subject count. */
export interface TopicPlan {
  /** A code of the list that the topic comes from, or a name of its own. */
  readonly id: string;
  readonly title: string;
  /** What the topic is one of, such as "Threat area". */
  readonly kind: string;
  /** The record names the topic. */
  readonly marked: Conditions;
  /** Its text speaks of the topic; counts for records that do not name it. */
  readonly suspected?: Conditions;
}

/** A plan that counts nothing. */
export const NO_PLAN: ScorecardPlan = { timeliness: [], topics: [], values: [], defaults: [] };

/** What of a pack says where default values stand. */
interface Planned {
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  readonly scorecard?: ScorecardPlan;
}

/** Fields that the pack's rules about default values stand at, by index in `Pack.fields`. */
export function defaultFields(pack: Planned): readonly number[] {
  const { defaults } = pack.scorecard ?? NO_PLAN;
  const names = new Set(pack.rules.flatMap((rule) => (rule.kind === 'record' && defaults.includes(rule.id) ? rule.at : [])));
  return pack.fields.flatMap((field, index) => (names.has(field.name) ? [index] : []));
}
