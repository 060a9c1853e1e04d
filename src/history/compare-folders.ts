import { UsageError } from '../model/errors.ts';
import type { Comparison, FindingKey } from '../model/history.ts';
import type { Run } from '../model/run.ts';
import { comparisonOf, type Judged, type PairCounts } from './comparison.ts';
import type { RunFolder } from './run-folder.ts';
import { rulesHash } from './run-id.ts';

/**
 * What changed between two runs that are not in a history. The findings of the first are held as counts by fingerprint, those of the
 * second pass by.
 *
 * @throws UsageError if one has no findings
 */
export async function compareFolders(before: RunFolder, after: RunFolder): Promise<Comparison> {
  const [earlier, later] = [findingsOf(before), findingsOf(after)];
  const counts = new Map<string, number>();
  const pairs = new Map<string, { agency: string | null; rule: string; before: number; after: number; persisting: number }>();
  const pairOf = ({ agency, rule }: FindingKey) => {
    const key = `${rule}\n${agency ?? ''}`;
    const known = pairs.get(key) ?? { agency, rule, before: 0, after: 0, persisting: 0 };
    pairs.set(key, known);
    return known;
  };
  for await (const finding of earlier()) {
    pairOf(finding).before++;
    counts.set(finding.fingerprint, (counts.get(finding.fingerprint) ?? 0) + 1);
  }
  for await (const finding of later()) {
    const pair = pairOf(finding);
    pair.after++;
    const left = counts.get(finding.fingerprint) ?? 0;
    if (left === 0) continue;
    counts.set(finding.fingerprint, left - 1);
    pair.persisting++;
  }
  const head = { before: nameOf(before), after: nameOf(after), packsDiffer: rulesHash(before.run) !== rulesHash(after.run) };
  const all: readonly PairCounts[] = [...pairs.values()].map((pair) => ({ ...pair, reappeared: null }));
  return comparisonOf(head, all, judgedIn(before.run), judgedIn(after.run));
}

function findingsOf({ shown, findings }: RunFolder): () => AsyncGenerator<FindingKey> {
  if (findings === undefined)
    throw new UsageError(`${shown} has no findings.jsonl beside its run.json: give a folder that check --out has written`);
  return findings;
}

function nameOf({ shown, run }: RunFolder): Comparison['before'] {
  return { name: shown, asOf: run.asOf, records: run.totals.records };
}

function judgedIn({ scorecards, rules }: Run): Judged {
  const judged = rules.filter(({ status }) => status === 'ran' || status === 'not-applicable');
  return { agencies: new Set(scorecards.agencies.map(({ agency }) => agency)), rules: new Set(judged.map(({ rule }) => rule)) };
}
