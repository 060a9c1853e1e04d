import type { Tally } from '../model/tally.ts';
import { addGroup, emptyTally, groupOf } from './counts.ts';

/**
 * The tally of two parts of a run together; both are left as they are. Associative and commutative, so that parts may
 * come from any number of threads in any order. Of two crash messages or skip reasons the first in code unit order
 * stays: "the first to happen" would depend on the order of merging.
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const sum = emptyTally();
  for (const part of [a, b]) {
    for (const group of part.groups.values()) addGroup(groupOf(sum, group.agency, group.sourceSystem, group.unit), group);
    for (const [rule, count] of part.fileFindings) sum.fileFindings.set(rule, (sum.fileFindings.get(rule) ?? 0) + count);
    for (const [rule, message] of part.crashes) sum.crashes.set(rule, first(sum.crashes.get(rule), message));
    for (const [rule, skip] of part.skips) {
      const known = sum.skips.get(rule);
      sum.skips.set(rule, { reason: first(known?.reason, skip.reason), records: (known?.records ?? 0) + skip.records });
    }
  }
  return sum;
}

function first(known: string | undefined, other: string): string {
  return known !== undefined && known <= other ? known : other;
}
