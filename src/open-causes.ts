import type { Finding } from './model/finding.ts';
import type { Pack } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import { causeOf, countCause } from './tally/index.ts';

/**
 * Root causes are those of open findings: what some rules found is forgotten, to be counted again without what is waived. Taking waived
 * findings off would not do, as the first and last day of the others would not be known.
 *
 * @param rules indexes in `Pack.rules`
 * @returns takes open findings of those rules, any others are passed over
 */
export function countedAnew(rules: readonly number[], pack: Pack, tally: Tally): { add(open: readonly Finding[]): void } {
  const indexOf = new Map(rules.map((rule) => [pack.rules[rule]!.id, rule]));
  for (const [key, { rule }] of tally.causes) if (rules.includes(rule)) tally.causes.delete(key);
  return {
    add(open) {
      for (const { rule: id, at, agency, source_system, cause } of open) {
        const rule = indexOf.get(id);
        if (rule === undefined || cause === undefined) continue;
        const field = pack.fields.findIndex(({ name }) => name === at.field);
        const isDropped = tally.dropped.has(`causes:${field}`);
        countCause(causeOf(tally, agency, source_system, rule, field), isDropped ? { ...cause, value: null } : cause);
      }
    },
  };
}
