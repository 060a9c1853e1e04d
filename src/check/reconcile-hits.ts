import type { IntelRecord } from '../model/record.ts';
import { dayNumber } from './reconcile-dates.ts';

/** Where a record stands within the job that read it: 1-based record and line, 0-based bytes. */
export interface RecordPlace {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** The records that belong to one row: the earliest of them, and the day of the latest. */
export interface RowHit extends RecordPlace {
  /** Encoded date of the earliest; infinite if none has a date. */
  readonly date: number;
  /** Days since 1970 of the latest; minus infinity if none has a date. */
  readonly lastDay: number;
}

/** Records that could serve a row, by way, key (its first row) and day; no more of each than there are rows to serve. */
export interface Candidate extends RecordPlace {
  readonly way: number;
  readonly key: number;
  readonly day: number;
  /** Rules, by index, that ask for a guess by this way and apply to the record. */
  readonly rules: readonly number[];
}

/** What the records of one job and one reference file have to do with each other; passes between threads. */
export interface ReferenceHits {
  /** By tracker: index of the row → hit. */
  readonly trackers: readonly ReadonlyMap<number, RowHit>[];
  readonly candidates: readonly Candidate[];
}

/** As `ReferenceHits`, while it grows. */
export interface HitCollector {
  /** Notes a record of a row. @param date encoded; NaN if it has none */
  hit(tracker: number, row: number, date: number, record: IntelRecord): void;
  /** Notes a record that could serve rows of a key. @param most how many of that day are kept; `rulesOf` is asked of those */
  candidate(way: number, key: number, day: number, most: number, record: IntelRecord, rulesOf: () => readonly number[]): void;
  readonly hits: ReferenceHits;
}

const placeOf = ({ record, line, start, end }: IntelRecord): RecordPlace => ({ record, line, start, end });

export function collectHits(trackers: number): HitCollector {
  const maps = Array.from({ length: trackers }, () => new Map<number, { -readonly [K in keyof RowHit]: RowHit[K] }>());
  const candidates: Candidate[] = [];
  const counts = new Map<string, number>();
  return {
    hits: { trackers: maps, candidates },
    hit(tracker, row, date, record) {
      const hits = maps[tracker]!;
      const known = hits.get(row);
      const dated = !Number.isNaN(date);
      const lastDay = Math.max(known?.lastDay ?? Number.NEGATIVE_INFINITY, dated ? dayNumber(date) : Number.NEGATIVE_INFINITY);
      const when = dated ? date : Number.POSITIVE_INFINITY;
      if (known === undefined || when < known.date) hits.set(row, { ...placeOf(record), date: when, lastDay });
      else if (lastDay > known.lastDay) known.lastDay = lastDay;
    },
    candidate(way, key, day, most, record, rulesOf) {
      const name = `${way} ${key} ${day}`;
      const count = counts.get(name) ?? 0;
      if (count >= most) return;
      counts.set(name, count + 1);
      candidates.push({ ...placeOf(record), way, key, day, rules: rulesOf() });
    },
  };
}

/** A hit or candidate with the job it comes from: an index in the order of inputs and their parts. */
export interface FromJob {
  readonly job: number;
}

/** Hits of all jobs together. Jobs may be added in any order: the result is the same. */
export interface MergedHits {
  readonly trackers: readonly Map<number, RowHit & FromJob>[];
  readonly candidates: (Candidate & FromJob)[];
}

/** Hits of no job. */
export const noHits = (trackers: number): MergedHits => ({
  trackers: Array.from({ length: trackers }, () => new Map<number, RowHit & FromJob>()),
  candidates: [],
});

/** Adds the hits of a job. */
export function addHits(into: MergedHits, hits: ReferenceHits, job: number): void {
  add(into, hits, () => job);
}

/** Adds the hits of several jobs together, whose numbers `jobOf` gives among all. */
export function addMergedHits(into: MergedHits, hits: MergedHits, jobOf: (job: number) => number): void {
  add<RowHit & FromJob, Candidate & FromJob>(into, hits, ({ job }) => jobOf(job));
}

function add<Hit extends RowHit, Guess extends Candidate>(
  into: MergedHits,
  { trackers, candidates }: { readonly trackers: readonly ReadonlyMap<number, Hit>[]; readonly candidates: readonly Guess[] },
  jobOf: (of: Hit | Guess) => number,
): void {
  for (const [tracker, map] of trackers.entries()) {
    const all = into.trackers[tracker]!;
    for (const [row, hit] of map) {
      const job = jobOf(hit);
      const known = all.get(row);
      if (known === undefined) {
        all.set(row, { ...hit, job });
        continue;
      }
      const isEarlier = hit.date < known.date || (hit.date === known.date && job < known.job);
      all.set(row, { ...(isEarlier ? { ...hit, job } : known), lastDay: Math.max(hit.lastDay, known.lastDay) });
    }
  }
  for (const candidate of candidates) into.candidates.push({ ...candidate, job: jobOf(candidate) });
}
