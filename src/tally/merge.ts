import type { GroupTally, PartTally, Tally } from '../model/tally.ts';
import { addCause, causeOf } from './causes.ts';
import { addGroup, addRuleCounts, emptyTally, groupOf } from './counts.ts';
import { limit } from './limits.ts';
import { addReferenceCounts, referenceCountsOf } from './references.ts';

/**
 * The tally of two parts of a run together; both are left as they are. Associative and commutative, so that parts may
 * come from any number of threads in any order. Of two crash messages or skip reasons the first in code unit order
 * stays: "the first to happen" would depend on the order of merging.
 */
export function mergeTallies(a: Tally, b: Tally): Tally {
  const sum = emptyTally();
  addTally(sum, a);
  addTally(sum, b);
  return sum;
}

/** Adds a part to a sum, which changes; the part does not. */
export function addTally(sum: Tally, part: Tally | PartTally): void {
  const groups: GroupTally[] = [];
  for (const group of part.groups.values()) {
    const own = groupOf(sum, group.agency, group.sourceSystem, group.unit);
    addGroup(own, group);
    groups.push(own);
  }
  if ('ruleCounts' in part) addRuleCounts(groups, part.ruleCounts);
  for (const [rule, count] of part.fileFindings) sum.fileFindings.set(rule, (sum.fileFindings.get(rule) ?? 0) + count);
  for (const name of ['agencyFindings', 'waivedAgencyFindings'] as const)
    for (const [rule, agencies] of part[name]) {
      const known = sum[name].get(rule) ?? new Map<string, number>();
      for (const [agency, count] of agencies) known.set(agency, (known.get(agency) ?? 0) + count);
      sum[name].set(rule, known);
    }
  for (const [rule, { applicable, failed, waived }] of part.rows) {
    const known = sum.rows.get(rule) ?? { applicable: 0, failed: 0, waived: 0 };
    sum.rows.set(rule, { applicable: known.applicable + applicable, failed: known.failed + failed, waived: known.waived + waived });
  }
  for (const [name, agencies] of part.references) {
    if (!sum.references.has(name)) sum.references.set(name, new Map());
    for (const [agency, counts] of agencies) addReferenceCounts(referenceCountsOf(sum, name, agency), counts);
  }
  for (const cause of part.causes.values()) addCause(causeOf(sum, cause.agency, cause.sourceSystem, cause.rule, cause.field), cause);
  for (const what of part.dropped) sum.dropped.add(what);
  for (const [rule, message] of part.crashes) sum.crashes.set(rule, first(sum.crashes.get(rule), message));
  for (const [rule, skip] of part.skips) {
    const known = sum.skips.get(rule);
    sum.skips.set(rule, { reason: first(known?.reason, skip.reason), records: (known?.records ?? 0) + skip.records });
  }
  limit(sum);
}

function first(known: string | undefined, other: string): string {
  return known !== undefined && known <= other ? known : other;
}
