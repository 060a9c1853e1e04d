import { PRESENT } from './atoms.ts';
import type { Check } from './compile.ts';

/** Checks that apply only to records with a certain field. */
export interface CheckGroup {
  /** Index of the field; −1 for checks that need none. */
  readonly field: number;
  /** Those that apply whenever the field is there. */
  readonly sure: readonly Check[];
  /** Those that have more to ask. */
  readonly others: readonly Check[];
}

/** A field without which a check does not apply, if there is one: the one it stands at before any other. */
function neededField({ when, at }: Check): number {
  let needed = -1;
  for (let i = 0; i < when.marks.length; i += 3)
    if ((when.marks[i + 1]! & when.marks[i + 2]! & PRESENT) !== 0 && needed !== at) needed = when.marks[i]!;
  return needed;
}

/** Whether all that a check needs is one field. */
const isSure = ({ when: { marks, calls } }: Check): boolean =>
  calls.length === 0 && marks.length === 3 && marks[1] === PRESENT && marks[2] === PRESENT;

/** Parts checks by the field that they need, so that one look at an absent field settles all of them. */
export function groupChecks(checks: readonly Check[]): readonly CheckGroup[] {
  const groups = new Map<number, Check[]>();
  for (const check of checks) {
    const field = neededField(check);
    const group = groups.get(field);
    if (group) group.push(check);
    else groups.set(field, [check]);
  }
  return [...groups].map(([field, own]) => ({ field, sure: own.filter(isSure), others: own.filter((check) => !isSure(check)) }));
}
