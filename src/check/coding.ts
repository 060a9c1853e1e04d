import type { Pack } from '../model/pack.ts';
import type { IntelRecord } from '../model/record.ts';
import type { CodingState } from '../model/tally.ts';
import type { Compiler } from './compile.ts';
import type { Context } from './context.ts';
import { fieldIndex } from './keywords/keyword.ts';

/**
 * Which of the coding states a record is in, as the pack's `coding` defines them.
 * Declared without a code: missing. Declared with a current code of the right family and no coding error: correct. Else wrong.
 */
export function makeCoding(
  pack: Pack,
  compiler: Compiler,
  context: Context,
): (record: IntelRecord, outcomes: Uint8Array) => CodingState | null {
  const coding = pack.coding;
  if (coding === undefined) return () => null;
  const declared = compiler.conditions(coding.declared);
  const correct = compiler.conditions(coding.correct);
  const field = fieldIndex(pack, coding.field);
  const faults = coding.faults.map((id) => pack.rules.findIndex((rule) => rule.id === id)).filter((index) => index !== -1);
  return (record, outcomes) => {
    if (!declared.call(context, record.view)) return null;
    if (record.value(field) === undefined) return 'missing';
    if (faults.some((rule) => outcomes[rule] === 2)) return 'wrong';
    return correct.call(context, record.view) ? 'correct' : 'wrong';
  };
}
