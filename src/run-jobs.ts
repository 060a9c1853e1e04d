import type { LimitFunction } from 'p-limit';
import type { CompiledRules } from './check/index.ts';
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

/** Runs the jobs on as many threads as told, in this one if that is enough. Undefined stands for a job that failed. */
export async function runJobs(
  options: Pick<LintOptions, 'jobs' | 'signal' | 'onProgress' | 'packOptions' | 'asOf'>,
  rules: CompiledRules,
  headings: readonly string[],
  loaded: readonly (LoadedReference | undefined)[],
  jobs: readonly SegmentJob[],
  problems: string[],
  onResult: (job: number, result: SegmentResult) => SegmentResult,
  limit: LimitFunction,
): Promise<readonly (SegmentResult | undefined)[]> {
  const { signal, onProgress, packOptions, asOf } = options;
  const totalBytes = jobs.reduce((sum, { segment }) => sum + segment.end - segment.start, 0);
  const references = loaded.map((one) => one?.index);
  let bytes = 0;
  let records = 0;
  const settle = async (
    job: SegmentJob,
    index: number,
    work: () => Promise<SegmentResult | Problem | Refused>,
  ): Promise<SegmentResult | undefined> => {
    signal?.throwIfAborted();
    try {
      const result = await work();
      if ('problem' in result) throw new InputError(result.problem);
      if ('refused' in result) throw Object.assign(new Error(result.refused.message), result.refused);
      bytes += job.segment.end - job.segment.start;
      records += result.records;
      onProgress?.({ bytes, totalBytes, records });
      return onResult(index, result);
    } catch (error) {
      problems.push(problemOf(error));
      return undefined;
    }
  };
  const threads = Math.min(options.jobs, jobs.length);
  if (threads <= 1) {
    const results: (SegmentResult | undefined)[] = [];
    return withReferences(rules, references, async (opened) => {
      for (const [index, job] of jobs.entries()) results.push(await settle(job, index, () => lintSegment(rules, job, opened)));
      return results;
    });
  }
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({ filename: new URL('./worker.js', import.meta.url).href, minThreads: threads, maxThreads: threads });
  try {
    return await Promise.all(
      jobs.map((job, index) =>
        limit(() =>
          settle(
            job,
            index,
            () =>
              pool.run({ packOptions, asOf, headings, job, references }, signal ? { signal } : {}) as Promise<
                SegmentResult | Problem | Refused
              >,
          ),
        ),
      ),
    );
  } finally {
    await pool.destroy();
  }
}
