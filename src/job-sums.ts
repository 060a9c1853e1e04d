import { setImmediate as turn } from 'node:timers/promises';
import { addPeers, addValues, type CompiledRules, type ValueCounts } from './check/index.ts';
import type { Tally } from './model/tally.ts';
import { type PartSums, type SumsAside, sumsAside } from './part-sums.ts';
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
  /** To be called when all jobs were added: adds what was put aside. Throws the system's errors, and the signal's reason if it is aborted. */
  settle(signal: AbortSignal | undefined): Promise<void>;
}

const NOTHING: PartSums = { tally: { ...emptyTally(), ruleCounts: new Uint8Array(0) }, values: [], peers: new Map() };

/** Sums of no job. */
export function newJobSums(rules: CompiledRules, references: readonly (LoadedReference | undefined)[]): JobSums {
  const tally = emptyTally();
  const sum = sumOfParts(tally, rules.pack.rules.length);
  const counts = new Map<number, ValueCounts>();
  const peers = new Map<string, Map<string, number>>();
  const matches = gatherMatches(rules, references);
  const waiting: SumsAside[] = [];
  const addSums = (part: PartSums): void => {
    sum.add(part.tally);
    addValues(counts, part.values);
    addPeers(peers, part.peers);
  };
  return {
    ...{ tally, counts, peers, matches },
    add(job, result) {
      matches.add(job, result.matches);
      if ('aside' in result.sums) waiting.push(result.sums);
      else addSums(result.sums);
      // What is merged goes: a part's counts by group are as large as the whole's.
      return { ...result, sums: NOTHING, matches: { ...result.matches, references: [] } };
    },
    async settle(signal) {
      for (const one of waiting) {
        // Signals get their turn only where this waits.
        await turn();
        signal?.throwIfAborted();
        addSums(sumsAside(one));
      }
      waiting.length = 0;
      sum.tally();
    },
  };
}
