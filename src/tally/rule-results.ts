import type { Pack, Rule } from '../model/pack.ts';
import type { RuleResult } from '../model/run.ts';
import type { RuleStatus, Tally } from '../model/tally.ts';
import { sumOfGroups } from './counts.ts';

/**
 * How each rule of `pack` ended, in the pack's order, with its counts over all records. A file rule judges files, not
 * records: its `applicable` is 0 and its `failed` the number of its findings. A rule about agencies counts agencies. A rule that saw some records and was
 * skipped on others `ran`, with the reason of the skip beside it.
 */
export function ruleResults(tally: Tally, pack: Pack): RuleResult[] {
  const sum = sumOfGroups(tally.groups.values());
  return pack.rules.map((rule, index) => {
    const counts = sum.rules.get(index);
    const byAgency = tally.agencyFindings.get(index);
    const agencies = [...(byAgency?.values() ?? [])];
    const waivedAgencies = [...(tally.waivedAgencyFindings.get(index)?.keys() ?? [])].filter(
      (agency) => (byAgency?.get(agency) ?? 0) === 0,
    );
    const rows = tally.rows.get(index);
    const applicable = (counts?.applicable ?? 0) + agencies.length + (rows?.applicable ?? 0);
    const seen = applicable + (counts?.failed ?? 0) + (counts?.waived ?? 0) > 0;
    const status = statusOf(rule, index, tally, seen, sum.records);
    const reason = status === 'crashed' ? tally.crashes.get(index) : tally.skips.get(index)?.reason;
    return {
      rule: rule.id,
      severity: rule.severity,
      status,
      ...(reason === undefined ? {} : { reason }),
      applicable,
      failed:
        (counts?.failed ?? 0) + (rows?.failed ?? 0) + (tally.fileFindings.get(index) ?? 0) + agencies.filter((count) => count > 0).length,
      waived: (counts?.waived ?? 0) + (rows?.waived ?? 0) + waivedAgencies.length,
    };
  });
}

/** Indexes of the rules that ended skipped or crashed, whose counts leave the denominator of the scores. */
export function rulesOutOfScore(tally: Tally, pack: Pack): ReadonlySet<number> {
  const out = new Set<number>();
  for (const [index, result] of ruleResults(tally, pack).entries()) {
    if (result.status === 'skipped' || result.status === 'crashed') out.add(index);
  }
  return out;
}

function statusOf(rule: Rule, index: number, tally: Tally, seen: boolean, records: number): RuleStatus {
  if (tally.crashes.has(index)) return 'crashed';
  const skip = tally.skips.get(index);
  // A column that one file lacks must not take the records of the other files off the score.
  if (skip && (!seen || skip.records >= records)) return 'skipped';
  if (rule.kind === 'file') return 'ran';
  return seen ? 'ran' : 'not-applicable';
}
