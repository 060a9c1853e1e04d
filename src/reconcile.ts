import {
  addHits,
  type CompiledRules,
  type JobHits,
  judgeRows,
  type LateFailure,
  type MergedHits,
  NO_PERIOD,
  noHits,
  type OpenReference,
  type Period,
  type ValueDisplay,
} from './check/index.ts';
import type { Tally } from './model/tally.ts';
import { countedRows, skipRules } from './reconcile-counts.ts';
import { spoolRecords, spoolRows } from './reconcile-findings.ts';
import { type LoadedReference, withReferences } from './references.ts';
import type { SegmentJob } from './segment-job.ts';

/** Matches of all jobs together, whatever the order in which they come. */
export interface GatheredMatches {
  /** Adds those of a job, by its index. */
  add(job: number, matches: JobHits): void;
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly hits: readonly (MergedHits | undefined)[];
  period(): Period;
}

/** Matches of no job. */
export function gatherMatches({ references: plans }: CompiledRules, references: readonly (LoadedReference | undefined)[]): GatheredMatches {
  const hits = plans.map((plan, number) => (references[number] === undefined ? undefined : noHits(plan.trackers)));
  let { first, last } = NO_PERIOD;
  return {
    hits,
    period: () => ({ first, last }),
    add(job, matches) {
      first = Math.min(first, matches.period.first);
      last = Math.max(last, matches.period.last);
      for (const [number, own] of matches.references.entries()) if (own !== undefined) addHits(hits[number]!, own, job);
    },
  };
}

/** What all records and all reference files have to do with each other. */
export interface WholeRun {
  readonly rules: CompiledRules;
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly references: readonly (LoadedReference | undefined)[];
  readonly matches: GatheredMatches;
  readonly jobs: readonly SegmentJob[];
  readonly values: ValueDisplay;
  readonly asOf: string;
  /** False if not every record could be read: then what no record has can't be told. */
  readonly complete: boolean;
  readonly workFolder: string;
  /** True for a shard: what shows only when all records are known is judged when the shards are merged. */
  readonly isPart: boolean;
}

/** Which findings were spooled: of jobs (`<spool>.matched`), and by reference file (`<workFolder>/reference-<n>`). */
export interface SpooledMatches {
  readonly jobs: ReadonlySet<SegmentJob>;
  readonly references: readonly { readonly path: string; readonly exists: boolean }[];
}

/** Judges what only shows when all records are known: rows without a record, late documents, guesses. Spools the findings and corrects the tally. */
export function reconcile(run: WholeRun, tally: Tally, found: Float64Array): Promise<SpooledMatches> {
  const indexes = run.references.map((one) => one?.index);
  return withReferences(run.rules, indexes, (opened) => reconcileWith(opened, run, tally, found));
}

async function reconcileWith(
  opened: readonly (OpenReference | undefined)[],
  run: WholeRun,
  tally: Tally,
  found: Float64Array,
): Promise<SpooledMatches> {
  const { rules, references, matches, asOf } = run;
  const late: LateFailure[] = [];
  const spooled: { path: string; exists: boolean }[] = [];
  for (const [number, plan] of rules.references.entries()) {
    const loaded = references[number];
    const path = `${run.workFolder}/reference-${number}`;
    const [merged, reference] = [matches.hits[number], opened[number]];
    if (loaded === undefined || merged === undefined || reference === undefined) {
      spooled.push({ path, exists: false });
      skipRules({ complete: run.complete, isEmpty: run.jobs.length === 0 }, plan, loaded, tally);
      continue;
    }
    if (run.isPart) {
      spooled.push({ path, exists: false });
      continue;
    }
    const off = skipRules({ complete: run.complete, isEmpty: run.jobs.length === 0 }, plan, loaded, tally);
    const judged = judgeRows(plan, reference, merged, matches.period(), asOf, off);
    for (const failure of judged.lateFailures) late.push(failure);
    const rows = countedRows(plan, loaded, reference, judged, tally, found);
    spooled.push({ path, exists: await spoolRows(plan, loaded, reference, rows, run.values, path) });
  }
  return { jobs: await spoolRecords(run, late, tally, found), references: spooled };
}
