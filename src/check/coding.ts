import type { Pack } from '../model/pack.ts';
import type { CodingState } from '../model/tally.ts';
import type { Check } from './compile.ts';
import type { Context } from './context.ts';
import { fieldIndex } from './keywords/keyword.ts';
import { holds, type Marks, type TestMaker } from './test.ts';

/** Says which coding state the record being judged is in, null if it is not declared. */
export type CodingOf = (context: Context, failed: readonly Check[]) => CodingState | null;

/**
 * The coding states as the pack's `coding` defines them. Not declared, but its narrative says so: suspected. Declared without a code: missing.
 * Declared with a current code of the right family and no coding error: correct. Else wrong.
 */
export function makeCoding(pack: Pack, tests: TestMaker, marks: Marks): CodingOf {
  const coding = pack.coding;
  if (coding === undefined) return () => null;
  const declared = tests.conditions(coding.declared);
  const correct = tests.conditions(coding.correct);
  const suspected = coding.suspected && tests.conditions(coding.suspected);
  const field = fieldIndex(pack, coding.field);
  const faults = new Set(coding.faults.map((id) => pack.rules.findIndex((rule) => rule.id === id)));
  return (context, failed) => {
    if (!holds(declared, marks, context)) return suspected && holds(suspected, marks, context) ? 'suspected' : null;
    if (context.record.reading(field).state === 'absent') return 'missing';
    if (failed.some((check) => faults.has(check.rule))) return 'wrong';
    return holds(correct, marks, context) ? 'correct' : 'wrong';
  };
}
