import type { Pack } from '../model/pack.ts';
import type { CodingState } from '../model/tally.ts';
import type { Context } from './context.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { holds, type Marks, type Test, type TestMaker } from './test.ts';

/** Says which coding state the record being judged is in. */
export interface Coding {
  /** Null if the record is not declared. */
  of(context: Context): CodingState | null;
  /** Rules that make of `correct`, where they fail, `wrong`. */
  readonly faults: ReadonlySet<number>;
  /** Tests that it makes of the record. */
  readonly tests: readonly Test[];
}

/** That of packs that define no coding. */
export const NO_CODING: Coding = { of: () => null, faults: new Set(), tests: [] };

/**
 * The coding states as the pack's `coding` defines them. Not declared, but its narrative says so: suspected. Declared without a code: missing.
 * Declared with a current code of the right family and no coding error: correct. Else wrong.
 */
export function makeCoding(pack: Pack, tests: TestMaker, marks: Marks): Coding {
  const coding = pack.coding;
  if (coding === undefined) return NO_CODING;
  const declared = tests.conditions(coding.declared);
  const correct = tests.conditions(coding.correct);
  const suspected = coding.suspected && tests.conditions(coding.suspected);
  const field = fieldIndex(pack, coding.field);
  const faults = new Set(coding.faults.map((id) => pack.rules.findIndex((rule) => rule.id === id)));
  const of: Coding['of'] = (context) => {
    if (!holds(declared, marks, context)) return suspected && holds(suspected, marks, context) ? 'suspected' : null;
    if (context.record.reading(field).state === 'absent') return 'missing';
    return holds(correct, marks, context) ? 'correct' : 'wrong';
  };
  return { of, faults, tests: suspected === undefined ? [declared, correct] : [declared, correct, suspected] };
}
