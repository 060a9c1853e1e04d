import type { Owner } from './check/index.ts';
import { dayOfIso } from './model/day.ts';
import type { Pack } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import type { Caused, Tally } from './model/tally.ts';
import { causeOf, countCause, countsOf, groupOf } from './tally/index.ts';

/**
 * Counts a finding that only shows when all records are known, on a record that was counted before.
 *
 * @param rule index in `Pack.rules`
 * @param field index in `Pack.fields` of the field that the finding stands at
 * @param day days since 1970 by the record's own date; null if it has none
 * @returns the finding as root causes see it
 */
export function countLate(
  tally: Tally,
  pack: Pack,
  rule: number,
  field: number,
  day: number | null,
  owner: Pick<Owner, 'agency' | 'source_system' | 'unit'>,
): Caused {
  const group = groupOf(tally, owner.agency, owner.source_system, owner.unit);
  const { severity, basis } = pack.rules[rule]!;
  countsOf(group, rule).failed++;
  if (severity === 'error') group.errors++;
  else if (severity === 'warning') group.warnings++;
  else group.infos++;
  if (basis !== 'record') group.textFindings++;
  const caused = { value: null, day };
  countCause(causeOf(tally, owner.agency, owner.source_system, rule, field), caused);
  return caused;
}

/** Days since 1970 by a record's own date; null if it has none. */
export function dayOf(pack: Pack, record: IntelRecord): number | null {
  const field = pack.fields.findIndex(({ role }) => role === 'date');
  if (field === -1) return null;
  const { state, value } = record.reading(field);
  return state === 'readable' && typeof value === 'string' ? dayOfIso(value) : null;
}
