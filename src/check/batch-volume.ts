import type { VolumeRule } from '../model/pack.ts';

/** An agency whose number of records is out of proportion to that of the previous run. */
export interface VolumeChange {
  readonly agency: string;
  readonly records: number;
  readonly previous: number;
}

/**
 * Compares the records of each agency with the previous run. An agency that had enough records then and has none now has fallen to 0.
 *
 * @param now agency (its code) → records
 * @param previous the same, of the previous run
 * @returns the agencies judged, and what was found, in code unit order of the agencies
 */
export function volumeChanges(
  { minimumRecords, below, above }: VolumeRule['limits'],
  now: ReadonlyMap<string, number>,
  previous: ReadonlyMap<string, number>,
): { readonly judged: readonly string[]; readonly found: readonly VolumeChange[] } {
  const judged = [...previous]
    .filter(([, records]) => records > 0 && records >= minimumRecords)
    .map(([agency]) => agency)
    .sort();
  const found = judged.flatMap((agency) => {
    const records = now.get(agency) ?? 0;
    const before = previous.get(agency)!;
    const isOut = (below !== undefined && records < before * below) || (above !== undefined && records > before * above);
    return isOut ? [{ agency, records, previous: before }] : [];
  });
  return { judged, found };
}
