import type { Candidate, FromJob, MergedHits } from './reconcile-hits.ts';
import type { LooseTable } from './reconcile-loose.ts';

/** A row found by nearness, and the record that serves it. */
export interface Assigned {
  readonly row: number;
  readonly candidate: Candidate & FromJob;
}

/**
 * Gives each row at most one record of its key that is dated at most `days` from it, and each record to one row at most:
 * rows in order of day take the earliest record that is left, which serves as many rows as can be.
 */
export function assign({ candidates }: MergedHits, way: number, table: LooseTable, within: number): readonly Assigned[] {
  const byKey = new Map<number, (Candidate & FromJob)[]>();
  for (const candidate of candidates) {
    if (candidate.way !== way) continue;
    const known = byKey.get(candidate.key);
    if (known === undefined) byKey.set(candidate.key, [candidate]);
    else known.push(candidate);
  }
  const assigned: Assigned[] = [];
  for (const [key, own] of byKey) {
    own.sort((a, b) => a.day - b.day || a.job - b.job || a.record - b.record);
    let next = 0;
    const end = table.endOf(key);
    for (let place = key; place < end; place++) {
      const day = table.day(place);
      while (next < own.length && own[next]!.day < day - within) next++;
      if (next === own.length) break;
      if (own[next]!.day > day + within) continue;
      assigned.push({ row: table.row(place), candidate: own[next]! });
      next++;
    }
  }
  return assigned.sort((a, b) => a.row - b.row);
}
