import pLimit from 'p-limit';
import { Tinypool } from 'tinypool';
import { type CompiledRules, compileRules, type ValueDisplay } from './check/index.ts';
import { InputError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { ColumnMap, Pack } from './model/pack.ts';
import type { Run } from './model/run.ts';
import type { Encoding, Survey } from './model/source.ts';
import { headerFinder, planColumns } from './normalise/index.ts';
import type { LoadPackOptions } from './packs/index.ts';
import { survey } from './read/index.ts';
import { findRepeats } from './repeats.ts';
import { assembleRun, type LintedInput } from './run.ts';
import { lintSegment, type SegmentJob, type SegmentResult } from './segment.ts';
import { mergeSpools, readSpool } from './spool/spool.ts';
import { emptyTally, mergeTallies } from './tally/index.ts';
import type { Problem } from './worker.ts';

/** One input: where its bytes lie, and its name as the user gave it (`-` for standard input). */
export interface LintInput {
  readonly path: string;
  readonly file: string;
}

export interface LintOptions {
  readonly pack: Pack;
  /** What `pack` was loaded with, so that threads can load it again. */
  readonly packOptions: LoadPackOptions;
  readonly inputs: readonly LintInput[];
  readonly map?: ColumnMap;
  /** Field → text, for what the export lacks. */
  readonly set: Readonly<Record<string, string>>;
  /** ISO day that stands for today. */
  readonly asOf: string;
  readonly values: ValueDisplay;
  readonly marking: string;
  /** Threads, at least 1. The result does not depend on it. */
  readonly jobs: number;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  /** Bytes of a stretch that one thread takes at a time; the result does not depend on it. Default 8 MiB. */
  readonly segmentBytes?: number;
  /** An existing folder of the run's own, readable by the owner only; findings are spooled there. */
  readonly workFolder: string;
  readonly toolVersion: string;
  /** Options as they stand in `run.json`. */
  readonly shown: Run['options'];
  readonly onProgress?: (progress: { readonly bytes: number; readonly totalBytes: number; readonly records: number }) => void;
  readonly signal?: AbortSignal;
}

export interface LintResult {
  readonly run: Run;
  /** All findings in the defined order; may be called again while the work folder stands. */
  findings(): AsyncGenerator<Finding>;
  readonly findingsByRule: ReadonlyMap<string, number>;
  /** What could not be done, one line each. */
  readonly problems: readonly string[];
}

/**
 * The whole job: surveys the inputs, judges every record, and puts the run together.
 *
 * @throws the signal's reason if it is aborted
 */
export async function lint(options: LintOptions): Promise<LintResult> {
  const { pack, map, signal } = options;
  const problems: string[] = [];
  const findHeader = headerFinder(pack.fields, map);
  const dialect = {
    ...(options.encoding ? { encoding: options.encoding } : {}),
    ...(options.delimiter ? { delimiter: options.delimiter } : {}),
    ...(options.segmentBytes ? { segmentBytes: options.segmentBytes } : {}),
  };
  const limit = pLimit(options.jobs);
  const surveyed = await Promise.all(
    options.inputs.map(({ path, file }) =>
      limit(async (): Promise<Survey | undefined> => {
        signal?.throwIfAborted();
        try {
          return await survey(path, file, { findHeader, ...dialect });
        } catch (error) {
          problems.push(problemOf(error));
          return undefined;
        }
      }),
    ),
  );
  const surveys = surveyed.filter((one) => one !== undefined);
  const plans = surveys.map((one) => planColumns(one.columns, one.headerLine ?? 0, pack.fields, map, options.set));
  const jobs: SegmentJob[] = surveys.flatMap((one, input) =>
    one.segments.map((segment, index) => ({
      survey: one,
      segment,
      plan: plans[input]!,
      map,
      values: options.values,
      spool: `${options.workFolder}/${input}-${index}`,
    })),
  );
  const rules = compileRules(pack, options.asOf);
  const results = await runJobs(options, rules, jobs, problems);
  const done = jobs.flatMap((job, index) => (results[index] ? [{ job, result: results[index] }] : []));
  const tally = done.reduce((sum, { result }) => mergeTallies(sum, result.tally), emptyTally());
  const found = new Float64Array(pack.rules.length);
  for (const { result } of done) for (const [rule, count] of result.findings.entries()) found[rule]! += count;
  const late = await findRepeats(
    rules,
    done.map(({ job }) => job),
    done.map(({ result }) => result),
    tally,
    found,
  );
  const inputs: LintedInput[] = surveys.map((one, index) => ({
    survey: one,
    plan: plans[index]!,
    parts: done.flatMap(({ job, result }, part) => (job.survey === one ? [{ spool: job.spool, result, late: late[part]! }] : [])),
  }));
  const assembled = assembleRun(options, tally, found, inputs, problems);
  return {
    ...assembled,
    problems,
    async *findings() {
      for (const [index, input] of inputs.entries()) {
        yield* assembled.fileFindings[index]!;
        for (const { spool, result } of input.parts) yield* readSpool(`${spool}.loose`, result.spooled.loose);
        for (const { spool, result, late: isLate } of input.parts)
          yield* mergeSpools(readSpool(`${spool}.records`, result.spooled.records), readSpool(`${spool}.late`, isLate));
      }
    },
  };
}

/** One line of what is wrong with an input. @throws anything else: a bug is not an input's fault */
function problemOf(error: unknown): string {
  if (error instanceof InputError) return error.message;
  throw error;
}

/** Runs the jobs on as many threads as told, in this one if that is enough. Undefined stands for a job that failed. */
async function runJobs(
  options: LintOptions,
  rules: CompiledRules,
  jobs: readonly SegmentJob[],
  problems: string[],
): Promise<readonly (SegmentResult | undefined)[]> {
  const { signal, onProgress, packOptions, asOf } = options;
  const totalBytes = jobs.reduce((sum, { segment }) => sum + segment.end - segment.start, 0);
  let bytes = 0;
  let records = 0;
  const settle = async (job: SegmentJob, work: () => Promise<SegmentResult | Problem>): Promise<SegmentResult | undefined> => {
    signal?.throwIfAborted();
    try {
      const result = await work();
      if ('problem' in result) throw new InputError(result.problem);
      bytes += job.segment.end - job.segment.start;
      records += result.records;
      onProgress?.({ bytes, totalBytes, records });
      return result;
    } catch (error) {
      problems.push(problemOf(error));
      return undefined;
    }
  };
  const threads = Math.min(options.jobs, jobs.length);
  if (threads <= 1) {
    const results: (SegmentResult | undefined)[] = [];
    for (const job of jobs) results.push(await settle(job, () => lintSegment(rules, job)));
    return results;
  }
  const pool = new Tinypool({ filename: new URL('./worker.js', import.meta.url).href, minThreads: threads, maxThreads: threads });
  const limit = pLimit(threads);
  try {
    return await Promise.all(
      jobs.map((job) =>
        limit(() => settle(job, () => pool.run({ packOptions, asOf, job }, signal ? { signal } : {}) as Promise<SegmentResult | Problem>)),
      ),
    );
  } finally {
    await pool.destroy();
  }
}
