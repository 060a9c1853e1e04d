import { describe, expect, it } from 'vitest';
import { judgeAhead } from '../src/ahead.ts';
import { openCrew } from '../src/crew.ts';
import type { Segment, Survey } from '../src/model/source.ts';
import type { Jobs } from '../src/run-jobs.ts';
import type { SegmentJob } from '../src/segment-job.ts';

const known = { path: 'a.csv', encoding: 'utf-8', bytes: 95, complete: true } as Survey;
const segments: readonly Segment[] = [0, 10, 20].map((start) => ({ start, end: start + 10, line: start + 1, record: start + 1 }));
const jobOf = (survey: Survey, segment: Segment, index: number, input = 0) =>
  ({ input, survey, segment, spool: `${input}-${index}` }) as SegmentJob;

/** Starts the first two of three segments ahead, and asks whether they stand among the jobs. */
async function standing(jobs: readonly SegmentJob[]) {
  const did: string[] = [];
  const open = () => {
    did.push('open');
    return {
      start: ({ spool }: SegmentJob, threads: number) => void did.push(`start ${spool} of ${threads}`),
      abandon: async () => void did.push('abandon'),
    } as unknown as Jobs;
  };
  const ahead = judgeAhead(open, jobOf);
  for (const segment of segments.slice(0, 2)) ahead.onSegment(segment, known);
  const stood = await ahead.standing(jobs);
  const stands = stood.begun !== undefined;
  expect(stood.jobs.map(({ spool }) => spool)).toEqual(jobs.map(({ spool }) => (stands ? spool : `${spool}-again`)));
  expect(did.slice(0, 3)).toEqual(['open', 'start 0-0 of 10', 'start 0-1 of 10']);
  expect(did.slice(3)).toEqual(stands ? [] : ['abandon']);
  return stands;
}

const all = (survey: Survey = known, input = 0) => segments.map((segment, index) => jobOf(survey, segment, index, input));

describe('jobs started ahead', () => {
  it('stand if the survey comes to the same, whatever it adds', async () => {
    expect(await standing(all())).toBe(true);
    expect(await standing(all({ ...known, badBytes: true, sha256: '0' }))).toBe(true);
  });

  it.each<[string, readonly SegmentJob[]]>([
    ['the file can not be read', []],
    ['it is read in another encoding', all({ ...known, encoding: 'windows-1252' })],
    ['it is not complete', all({ ...known, complete: false })],
    ['another file is the first', all({ ...known, path: 'b.csv' })],
    ['they are of no first input', all(known, 1)],
    ['it is cut elsewhere', all().map((job) => ({ ...job, segment: { ...job.segment, line: 7 } }))],
    ['one is the last of its file', [...all().slice(0, 2), ...all(known, 1)]],
  ])('are let go if %s', async (_, jobs) => {
    expect(await standing(jobs)).toBe(false);
  });

  it('are none where none was cut, and then nothing was opened', async () => {
    const ahead = judgeAhead(() => expect.unreachable(), jobOf);
    expect(await ahead.standing(all())).toEqual({ begun: undefined, jobs: all() });
  });
});

describe('the threads of a run', () => {
  it('are not started again for what is still to be done when they were ended', async () => {
    const crew = openCrew({ jobs: 2, packOptions: { packs: [], codelists: [], rulesRoot: '' }, asOf: '2026-06-30' });
    await crew.close();
    await expect(crew.run({ headings: [], job: jobOf(known, segments[0]!, 0), references: [] }, 2)).rejects.toThrow('all were ended');
    await crew.close();
  });

  it('may be ended while they make themselves ready, and what is wrong with that is said of the first task', async () => {
    const crew = openCrew({ jobs: 2, packOptions: { packs: ['none-such'], codelists: [], rulesRoot: '' }, asOf: '2026-06-30' });
    await crew.begin(9);
    await expect(crew.run({ headings: [], job: jobOf(known, segments[0]!, 0), references: [] }, 2)).rejects.toThrow();
    await crew.begin(2);
    await crew.close();
  });
});
