import { isDeepStrictEqual } from 'node:util';
import type { Segment, Survey } from './model/source.ts';
import type { Jobs } from './run-jobs.ts';
import type { SegmentJob } from './segment-job.ts';

/** Judges segments of the first input while the inputs are still surveyed. */
export interface Ahead {
  /** Told each segment as it is cut. */
  readonly onSegment: (segment: Segment, known: Survey) => void;
  /**
   * What was started, if it is part of the jobs that there turn out to be, in their order. Otherwise it is let go, and the jobs are given
   * other spools than those that it wrote.
   */
  standing(jobs: readonly SegmentJob[]): Promise<{ readonly begun: Jobs | undefined; readonly jobs: readonly SegmentJob[] }>;
}

/**
 * @param open makes ready for the jobs, once there is one
 * @param jobOf the job of a segment of the first input, by its index
 */
export function judgeAhead(open: () => Jobs, jobOf: (known: Survey, segment: Segment, index: number) => SegmentJob): Ahead {
  const given: SegmentJob[] = [];
  let jobs: Jobs | undefined;
  return {
    onSegment(segment, known) {
      jobs ??= open();
      const job = jobOf(known, segment, given.length);
      given.push(job);
      jobs.start(job, Math.ceil(known.bytes / (segment.end - segment.start)));
    },
    async standing(all) {
      // The last segment of a file is read to the file's end, and was taken for one that another follows.
      const isStanding = given.every((job, index) => {
        const now = all[index];
        return now !== undefined && now.input === job.input && isAsGiven(job, now) && all[index + 1]?.input === job.input;
      });
      if (isStanding) return { begun: jobs, jobs: all };
      await jobs?.abandon();
      return { begun: undefined, jobs: all.map((job) => ({ ...job, spool: `${job.spool}-again` })) };
    },
  };
}

/** True if what was assumed of a file when the job was given holds. Bytes that its encoding lacks were known of as far as they stand in it. */
function isAsGiven({ segment, survey }: SegmentJob, now: SegmentJob): boolean {
  const { path, encoding, complete } = now.survey;
  return survey.path === path && survey.encoding === encoding && complete && isDeepStrictEqual(segment, now.segment);
}
