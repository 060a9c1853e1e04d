import { AGENCIES, SYSTEMS_OF } from './agencies.ts';
import type { BatchRecord, Column } from './columns.ts';
import type { Random } from './random.ts';

/** Nights of the story that a series of batches tells. */
export const NIGHTS = 12;

/** What the series plants beside faults met by chance, so that trends and root causes can be measured against it. */
export const STORY = {
  /** From this night on the first agency leaves out ever more crime identifiers: 8 in 100 records about organised immigration crime more each night. */
  drift: { agency: AGENCIES[0]!.id, fromNight: 7, more: 0.08 },
  /** From this night on one system of the second agency writes a marking in its own way, on all reports since a day. */
  mapping: {
    agency: AGENCIES[1]!.id,
    system: SYSTEMS_OF[1]![0]!,
    fromNight: 5,
    since: '2025-11-12',
    from: 'OFF SENS',
    to: 'OFFICIAL-SENSITIVE',
  },
  /** Up to this night one system of the third agency leaves out the officer on 40 in 100 reports. Then it is fixed. */
  fix: { agency: AGENCIES[2]!.id, system: SYSTEMS_OF[2]![0]!, upToNight: 8, share: 0.4 },
} as const;

/** Plants what the story of a night asks of a clean record. @returns the rule that speaks and where, or undefined if nothing was planted */
export function plantStory(
  record: BatchRecord,
  night: number,
  random: Random,
): { readonly field: Column; readonly rule: string } | undefined {
  const { drift, mapping, fix } = STORY;
  if (record.agency === drift.agency && night >= drift.fromNight && record.threat_area !== '') {
    if (!random.chance((night - drift.fromNight + 1) * drift.more)) return undefined;
    record.crime_identifier_codes = [];
    return { field: 'crime_identifier_codes', rule: 'oic/missing-crime-identifier' };
  }
  if (record.agency === mapping.agency && record.source_system === mapping.system && night >= mapping.fromNight) {
    if (record.protective_marking !== mapping.to || record.reported_on.slice(0, 10) < mapping.since) return undefined;
    record.protective_marking = mapping.from;
    return { field: 'protective_marking', rule: 'intelligence-report/unknown-marking' };
  }
  if (record.agency === fix.agency && record.source_system === fix.system && night <= fix.upToNight) {
    if (!random.chance(fix.share)) return undefined;
    record.officer = '';
    return { field: 'officer', rule: 'intelligence-report/missing-officer' };
  }
  return undefined;
}
