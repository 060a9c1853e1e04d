import pLimit from 'p-limit';
import type { CompiledRules } from './check/index.ts';
import type { Crew } from './crew.ts';
import { type JobSums, newJobSums } from './job-sums.ts';
import type { LintOptions } from './lint-job.ts';
import { InputError } from './model/errors.ts';
import { type LoadedReference, withReferences } from './references.ts';
import { lintSegment } from './segment.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';
import type { Problem, Refused } from './worker.ts';

/** One line of what is wrong with an input. @throws anything else: a bug is not an input's fault */
export function problemOf(error: unknown): string {
  if (error instanceof InputError) return error.message;
  throw error;
}

/** What records are judged with. */
export interface Bench {
  readonly rules: CompiledRules;
  /** Headings of all files, if the pack takes them for fields; else none. */
  readonly headings: readonly string[];
  /** By `CompiledRules.references`; undefined for files that were not given. */
  readonly references: readonly (LoadedReference | undefined)[];
}

/** The jobs of a run, which may be started before all of them are known. */
export interface Jobs {
  readonly bench: Bench;
  /** What those that ended came to together, and what could not be done. */
  readonly sums: JobSums;
  readonly problems: string[];
  /** Starts the job whose index is the number of those started before. `threads` says how many will be needed at least. */
  start(job: SegmentJob, threads: number): void;
  /** Lets go of all that was started, and waits for those that can't be stopped. */
  abandon(): Promise<void>;
  /** Runs those that were not started, in this thread if that is enough, and waits for all. Undefined stands for a job that failed. */
  finish(jobs: readonly SegmentJob[]): Promise<readonly (SegmentResult | undefined)[]>;
}

/** No job yet. */
export function openJobs({ jobs: most, signal, onProgress }: LintOptions, crew: Crew, bench: Bench): Jobs {
  const { rules, headings } = bench;
  const references = bench.references.map((one) => one?.index);
  const sums = newJobSums(rules, bench.references);
  const problems: string[] = [];
  const limit = pLimit(most);
  const started: Promise<SegmentResult | undefined>[] = [];
  const running = new Set<Promise<unknown>>();
  let bytes = 0;
  let records = 0;
  /** Bytes of all jobs, once they are known. */
  let totalBytes: number | undefined;
  const tell = (): void => {
    if (totalBytes !== undefined) onProgress?.({ bytes, totalBytes, records });
  };

  async function settle(
    job: SegmentJob,
    index: number,
    work: () => Promise<SegmentResult | Problem | Refused>,
  ): Promise<SegmentResult | undefined> {
    signal?.throwIfAborted();
    try {
      const result = await work();
      if ('problem' in result) throw new InputError(result.problem);
      if ('refused' in result) throw Object.assign(new Error(result.refused.message), result.refused);
      bytes += job.segment.end - job.segment.start;
      records += result.records;
      tell();
      return sums.add(index, result);
    } catch (error) {
      problems.push(problemOf(error));
      return undefined;
    }
  }

  function start(job: SegmentJob, threads: number): void {
    const index = started.length;
    const work = () => {
      const one = settle(job, index, () => crew.run({ headings, job, references }, threads));
      running.add(one);
      const ended = () => running.delete(one);
      one.then(ended, ended);
      return one;
    };
    const result = limit(work);
    // It is asked for later, if at all.
    result.catch(() => undefined);
    started.push(result);
  }

  return {
    ...{ bench, sums, problems, start },
    async abandon() {
      limit.clearQueue();
      await Promise.allSettled(running);
    },
    async finish(jobs) {
      totalBytes = jobs.reduce((sum, { segment }) => sum + segment.end - segment.start, 0);
      const threads = Math.min(most, jobs.length);
      if (threads > 1 || started.length > 0) {
        if (bytes > 0) tell();
        for (const job of jobs.slice(started.length)) start(job, threads);
        return Promise.all(started);
      }
      const results: (SegmentResult | undefined)[] = [];
      return withReferences(rules, references, async (opened) => {
        for (const [index, job] of jobs.entries()) results.push(await settle(job, index, () => lintSegment(rules, job, opened)));
        return results;
      });
    },
  };
}
