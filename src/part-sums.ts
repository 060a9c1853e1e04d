import type { Peers, ValueCounts } from './check/index.ts';
import type { PartTally } from './model/tally.ts';
import { keepIn, keptIn } from './spool/kept.ts';

/** What a part of a run adds to the sums of all. */
export interface PartSums {
  readonly tally: PartTally;
  /** How often values stand in the records of each agency. */
  readonly values: readonly ValueCounts[];
  /** By what its records could tell the agency of others. */
  readonly peers: Peers;
}

/** The file that the sums of a part wait in. */
export interface SumsAside {
  readonly aside: string;
}

/** Causes and values of a part from which on it is put aside. Of data in order, a part has a few hundred. */
const LARGE = 4000;

/**
 * The sums as they are, or, where most records are wrong, where they wait in a file until all records are judged: added up meanwhile, they would
 * take the memory that the other threads need. Throws the system's errors.
 * @param path of the file, which must not exist
 */
export function asideIfLarge(sums: PartSums, path: string): PartSums | SumsAside {
  let size = sums.tally.causes.size;
  for (const { values } of sums.tally.causes.values()) size += values.size;
  if (size < LARGE) return sums;
  keepIn(path, sums);
  return { aside: path };
}

/** The sums that were put aside. Throws as `keptIn` does. */
export const sumsAside = ({ aside }: SumsAside): PartSums => keptIn(aside) as PartSums;
