import { addPeers, addValues, type CompiledRules, type ValueCounts } from './check/index.ts';
import type { Tally } from './model/tally.ts';
import { type GatheredMatches, gatherMatches } from './reconcile.ts';
import type { LoadedReference } from './references.ts';
import type { SegmentResult } from './segment-job.ts';
import { emptyTally, sumOfParts } from './tally/index.ts';

/** What the jobs of a run came to together, whatever the order in which they end. */
export interface JobSums {
  /** Whole once it is settled. */
  readonly tally: Tally;
  readonly counts: Map<number, ValueCounts>;
  readonly peers: Map<string, Map<string, number>>;
  readonly matches: GatheredMatches;
  /** Adds what a job came to, by its index, and gives what of it is not in the sums. */
  add(job: number, result: SegmentResult): SegmentResult;
  /** To be called when all jobs were added. */
  settle(): void;
}

const NOTHING = { ...emptyTally(), ruleCounts: new Uint8Array(0) };

/** Sums of no job. */
export function newJobSums(rules: CompiledRules, references: readonly (LoadedReference | undefined)[]): JobSums {
  const tally = emptyTally();
  const sum = sumOfParts(tally, rules.pack.rules.length);
  const counts = new Map<number, ValueCounts>();
  const peers = new Map<string, Map<string, number>>();
  const matches = gatherMatches(rules, references);
  return {
    ...{ tally, counts, peers, matches },
    add(job, result) {
      matches.add(job, result.matches);
      sum.add(result.tally);
      addValues(counts, result.values);
      addPeers(peers, result.peers);
      // What is merged goes: a part's counts by group are as large as the whole's.
      return { ...result, tally: NOTHING, values: [], peers: new Map(), matches: { ...result.matches, references: [] } };
    },
    settle: () => void sum.tally(),
  };
}
