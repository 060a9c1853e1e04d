import { agencyFinding, dominantValues, MOST_VALUES, type ValueCounts, type ValueDisplay, volumeChanges } from './check/index.ts';
import type { Finding } from './model/finding.ts';
import type { Pack, Rule, VolumeRule } from './model/pack.ts';
import type { Tally } from './model/tally.ts';
import type { PreviousRun } from './previous.ts';
import { compareFindings } from './spool/spool.ts';

/** What rules about all records of an agency judge. */
export interface WholeBatch {
  readonly pack: Pack;
  readonly values: ValueDisplay;
  /** How often values stand in the records of each agency, by index of the field. */
  readonly counts: ReadonlyMap<number, ValueCounts>;
  /** A text says why there is none; undefined if none was given. */
  readonly previous: PreviousRun | string | undefined;
  /** False if not all of the inputs could be read: volumes then say nothing. */
  readonly complete: boolean;
  /** Kinds of rules to judge; all if left out. */
  readonly kinds?: ReadonlySet<Rule['kind']>;
}

/**
 * Judges agencies by all their records: dominant values, and volumes against a previous run. Notes in the tally which agencies each rule
 * judged or why it was skipped.
 *
 * @returns the findings, ordered by field, rule and agency
 */
export function findInAgencies(batch: WholeBatch, tally: Tally, found: Float64Array): readonly Finding[] {
  const { pack, values: display, counts } = batch;
  const sizes = sizesOf(tally);
  const records = [...tally.groups.values()].reduce((sum, group) => sum + group.records, 0);
  const findings: Finding[] = [];
  const judged = (index: number): Map<string, number> => {
    const known = tally.agencyFindings.get(index) ?? new Map<string, number>();
    tally.agencyFindings.set(index, known);
    return known;
  };
  const note = (rule: Rule, index: number, agency: string, field: string | null, params: Finding['params']): void => {
    findings.push(agencyFinding(pack, display, rule, agency, field, params));
    judged(index).set(agency, (judged(index).get(agency) ?? 0) + 1);
    found[index]!++;
  };
  for (const [index, rule] of pack.rules.entries()) {
    if (batch.kinds?.has(rule.kind) === false) continue;
    if (rule.kind === 'dominantValue') {
      const dropped: string[] = [];
      for (const name of rule.at) {
        const own = counts.get(pack.fields.findIndex((field) => field.name === name));
        if (own?.agencies === null) dropped.push(name);
        if (!own?.agencies) continue;
        const result = dominantValues(rule.limits, own.agencies);
        for (const agency of result.judged) judged(index).set(agency, judged(index).get(agency) ?? 0);
        for (const { agency, value, records: base, share, peers } of result.found)
          note(rule, index, agency, name, { agency, value, records: base, percent: percent(share), peers: percent(peers) });
      }
      if (dropped.length > 0)
        tally.skips.set(index, { reason: `more than ${MOST_VALUES} different values of ${dropped.join(', ')}`, records: 0 });
    } else if (rule.kind === 'volume') {
      const reason = whyNoVolume(batch);
      if (reason !== undefined) tally.skips.set(index, { reason, records });
      else
        for (const change of volumesOf(rule, sizes, batch.previous as PreviousRun, judged(index)))
          note(rule, index, change.agency, null, change);
    }
  }
  return findings.sort(compareFindings);
}

/** Whole per cent of a share of 0–1. */
const percent = (share: number): number => Math.round(share * 100);

function sizesOf(tally: Tally): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { agency, records } of tally.groups.values()) if (agency !== null) sizes.set(agency, (sizes.get(agency) ?? 0) + records);
  return sizes;
}

function whyNoVolume({ previous, complete }: WholeBatch): string | undefined {
  if (previous === undefined) return 'no history or previous run given';
  if (typeof previous === 'string') return previous;
  if (!previous.complete) return 'the previous run is not complete';
  return complete ? undefined : 'not all of the inputs could be read';
}

function volumesOf(rule: VolumeRule, sizes: ReadonlyMap<string, number>, previous: PreviousRun, judged: Map<string, number>) {
  const result = volumeChanges(rule.limits, sizes, previous.records);
  for (const agency of result.judged) judged.set(agency, 0);
  return result.found.map((change) => ({ ...change, percent: percent(change.records / change.previous), previous_as_of: previous.asOf }));
}
