import type { Tinypool } from 'tinypool';
import type { LintOptions } from './lint-job.ts';
import type { SegmentResult } from './segment-job.ts';
import type { Problem, Refused, WorkerTask } from './worker.ts';

/** What is different in each task of a run. */
export type CrewTask = Pick<WorkerTask, 'headings' | 'job' | 'references'>;

/** The threads of a run. */
export interface Crew {
  /** Has a task done by a thread that is free. The first starts `least` of them; more come while all are busy, up to the run's. */
  run(task: CrewTask, least: number): Promise<SegmentResult | Problem | Refused>;
  /** Ends all threads, whatever they do, and takes no task any more; may be called again. */
  close(): Promise<void>;
}

/** A crew none of whose threads is started yet. */
export function openCrew({ jobs, packOptions, asOf, signal }: Pick<LintOptions, 'jobs' | 'packOptions' | 'asOf' | 'signal'>): Crew {
  let pool: Promise<Tinypool> | undefined;
  let isClosed = false;
  const open = async (least: number): Promise<Tinypool> => {
    const module = await import('tinypool');
    const filename = new URL('./worker.js', import.meta.url).href;
    return new module.Tinypool({ filename, minThreads: Math.min(least, jobs), maxThreads: jobs });
  };
  return {
    async run(task, least) {
      if (isClosed) throw new Error('a thread was asked for when all were ended');
      pool ??= open(least);
      return (await pool).run({ packOptions, asOf, ...task }, signal ? { signal } : {});
    },
    async close() {
      isClosed = true;
      const opened = await pool;
      pool = undefined;
      await opened?.destroy();
    },
  };
}
