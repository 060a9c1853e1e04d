import type { Finding } from '../model/finding.ts';
import type { GroupTally } from '../model/tally.ts';
import type { Waiver } from '../model/waiver.ts';
import type { WaiverMatcher } from './match.ts';

/** What each waiver would waive, in the order of the waivers. */
export interface WaiverUse {
  /** Records with such findings; a finding that belongs to no record counts as one. */
  readonly records: Float64Array;
  readonly findings: Float64Array;
}

/** Nothing yet. */
export function noUse(waivers: readonly Waiver[]): WaiverUse {
  return { records: new Float64Array(waivers.length), findings: new Float64Array(waivers.length) };
}

/** Adds the findings of one record. */
export function addUse(use: WaiverUse, matcher: WaiverMatcher, findings: readonly Finding[]): void {
  const touched = new Set<number>();
  for (const finding of findings)
    for (const waiver of matcher.of(finding)) {
      use.findings[waiver]!++;
      touched.add(waiver);
    }
  for (const waiver of touched) use.records[waiver]!++;
}

/** Most records that the waiver may stand for, given the groups of all records; undefined without a cap. */
export function limitOf({ cap, scope }: Waiver, groups: Iterable<GroupTally>): number | undefined {
  if (cap === undefined) return undefined;
  if ('count' in cap) return cap.count;
  let records = 0;
  for (const group of groups)
    if (
      (scope.agency === undefined || scope.agency === group.agency) &&
      (scope.source_system === undefined || scope.source_system === group.sourceSystem) &&
      (scope.unit === undefined || scope.unit === group.unit)
    )
      records += group.records;
  // One part in a billion of slack: 0.07 × 100 is 7.000000000000001 in floating point, and 0.29 × 100 is 28.999999999999996.
  return Math.floor(cap.share * records + 1e-9);
}
