import type { Pack } from '../model/pack.ts';
import type { Check } from './compile.ts';
import { NOT_APPLICABLE, PASSED } from './outcome.ts';

/** Rules of basis `record` that a required value's absence takes out of reach, and those that passed for it. In scores they are charged as failed. */
export interface Evaded {
  readonly evaded: number[];
  readonly evadedPassed: number[];
}

/**
 * Finds the rules that an absent required value takes out of reach, or lets pass.
 *
 * @param weighing checks whose rules weigh in scores
 * @returns adds to two empty lists: fields that are absent, and by index of the rule what it came to
 */
export function evasionOf(
  pack: Pack,
  weighing: readonly Check[],
): (into: Evaded, lacking: readonly number[], outcomes: Uint8Array) => void {
  const byField = (pick: (check: Check) => ReadonlySet<number>): readonly (readonly number[])[] => {
    const rulesOf = pack.fields.map(() => new Set<number>());
    for (const check of weighing) for (const field of pick(check)) rulesOf[field]!.add(check.rule);
    return rulesOf.map((found) => [...found]);
  };
  const direct = byField((check) => check.reads.direct);
  const any = byField((check) => check.reads.any);
  return ({ evaded, evadedPassed }, lacking, outcomes) => {
    const rules = new Set<number>();
    for (const field of lacking) {
      for (const rule of direct[field]!) rules.add(rule);
      for (const rule of any[field]!) if (outcomes[rule] === NOT_APPLICABLE) rules.add(rule);
    }
    for (const rule of rules) {
      if (outcomes[rule] === NOT_APPLICABLE) evaded.push(rule);
      else if (outcomes[rule] === PASSED) evadedPassed.push(rule);
    }
  };
}
