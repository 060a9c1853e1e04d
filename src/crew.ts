import type { Tinypool } from 'tinypool';
import type { LintOptions } from './lint-job.ts';
import type { SegmentJob, SegmentResult } from './segment-job.ts';
import type { Problem, Refused, WorkerTask } from './worker.ts';

/** What is different in each task of a run. */
export type CrewTask = Pick<WorkerTask, 'headings' | 'references'> & { readonly job: SegmentJob };

/** The threads of a run. */
export interface Crew {
  /** Starts so many threads, at most the run's, for packs that bring their fields: they make themselves ready after that, while there is nothing to do yet. */
  begin(threads: number): Promise<void>;
  /** Has a task done by a thread that is free. The first starts `least` of them, if none was started; more come while all are busy, up to the run's. */
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
    async begin(threads) {
      pool ??= open(threads);
      const opened = await pool;
      const task: WorkerTask = { packOptions, asOf, headings: [], job: null, references: [] };
      // What is wrong is said of the first task that it is in the way of.
      for (let n = 0; n < Math.min(threads, jobs); n++) opened.run(task).catch(() => undefined);
    },
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
