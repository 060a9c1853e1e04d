import type { Pack } from '../model/pack.ts';
import { rememberBy } from '../model/remember.ts';
import type { Check } from './compile.ts';
import { fieldsOf } from './panels.ts';

/** What a change of some fields may bear on. */
export interface Touched {
  readonly checks: readonly Check[];
  /** The same, to be looked up. */
  readonly among: ReadonlySet<Check>;
  /** All fields that these look at. */
  readonly looked: readonly number[];
}

/**
 * Tells by indexes of fields which checks look there; quickest if the same list comes for the same fields.
 *
 * @param timeless checks that the same values come to the same by at any time
 */
export function makeTouching(pack: Pack, checks: readonly Check[], timeless: ReadonlySet<Check>): (fields: readonly number[]) => Touched {
  const dateField = pack.fields.findIndex(({ role }) => role === 'date');
  const known = new Map<string, Touched>();
  return rememberBy((fields) => {
    const before = known.get(fields.join());
    if (before !== undefined) return before;
    // What is in force, of rules and of codes, goes by the record's own date.
    const isOfAll = fields.includes(dateField);
    const touches = (check: Check) => (isOfAll && !timeless.has(check)) || fieldsOf(check).some((field) => fields.includes(field));
    const touched = checks.filter(touches);
    const made = { checks: touched, among: new Set(touched), looked: [...new Set(touched.flatMap(fieldsOf))] };
    known.set(fields.join(), made);
    return made;
  });
}
