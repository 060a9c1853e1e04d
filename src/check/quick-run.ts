import type { Check } from './compile.ts';
import type { Context } from './context.ts';
import { FAILED, NOT_APPLICABLE, PASSED } from './outcome.ts';
import type { Marks } from './test.ts';

/** That a check has to be run the plain way. */
export const UNTOLD = -1;

/**
 * Makes what runs checks by their number as long as the marks that they look at were all asked: these are looked up in one list for all checks.
 * It comes to the same as their tests, and throws what a keyword throws. To be called of records that the rules look at.
 *
 * @returns gives `UNTOLD` where a mark was not asked, and for checks that are not in force at all times
 */
export function makeQuickRun(checks: readonly Check[], marks: Pick<Marks, 'of' | 'asked'>, context: Context): (check: number) => number {
  const { of, asked } = marks;
  const wanted = Int32Array.from(checks.flatMap(({ when, expect }) => [...when.marks, ...expect.marks]));
  /** By check where its conditions begin in the list, and where what it expects does. */
  const begins: number[] = [0];
  for (const { when, expect } of checks) {
    const from = begins.at(-1)! + when.marks.length;
    begins.push(from, from + expect.marks.length);
  }
  const isAlways = checks.map(({ from, to }) => from === undefined && to === undefined);
  return (number) => {
    if (!isAlways[number]) return UNTOLD;
    const { when, expect } = checks[number]!;
    let at = begins[number * 2]!;
    for (const to = begins[number * 2 + 1]!; at < to; at += 3) {
      const field = wanted[at]!;
      const mask = wanted[at + 1]!;
      if ((mask & ~asked[field]!) !== 0) return UNTOLD;
      if ((of[field]! & mask) !== wanted[at + 2]!) return NOT_APPLICABLE;
    }
    const conditions = when.calls;
    for (let n = 0; n < conditions.length; n++) if (!conditions[n]!.holds(context)) return NOT_APPLICABLE;
    for (const to = begins[number * 2 + 2]!; at < to; at += 3) {
      const field = wanted[at]!;
      const mask = wanted[at + 1]!;
      if ((mask & ~asked[field]!) !== 0) return UNTOLD;
      if ((of[field]! & mask) !== wanted[at + 2]!) return FAILED;
    }
    const { calls } = expect;
    for (let n = 0; n < calls.length; n++) if (!calls[n]!.holds(context)) return FAILED;
    return PASSED;
  };
}
