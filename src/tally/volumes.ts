import { isoMonth, monthOfIso } from '../model/day.ts';
import type { Pack } from '../model/pack.ts';
import type { Volumes, YearOnYear } from '../model/scorecard.ts';
import { NO_PLAN } from '../model/scorecard-plan.ts';
import type { Measures } from '../model/tally.ts';
import { twoDecimals } from './share.ts';

/** The twelve months that end a run and whether there is a year before them to compare with. */
export interface Year {
  /** Year × 12 + month − 1. */
  readonly last: number;
}

/**
 * The year that volumes of a run are compared over: it ends with the latest month, up to the as-of day, that any record has.
 * Undefined if the twelve months before it have no records.
 */
export function yearOf({ months }: Measures, asOf: string): Year | undefined {
  const today = monthOfIso(asOf);
  const last = Math.max(...[...months.keys()].filter((month) => month <= today));
  return sumOf(months, last - 23, last - 12, 0) > 0 ? { last } : undefined;
}

/** Records by month of their own date. */
export function volumesOf({ months, undated }: Measures, pack: Pack, year: Year | undefined): Volumes {
  const { topics } = pack.scorecard ?? NO_PLAN;
  const subject = pack.coding !== undefined;
  return {
    months: [...months]
      .sort(([a], [b]) => a - b)
      .map(([month, counts]) => ({
        month: isoMonth(month),
        records: counts[0] ?? 0,
        subject: subject ? (counts[1] ?? 0) : null,
        topics: topics.map(({ id }, index) => ({ topic: id, records: counts[2 + index] ?? 0 })),
      })),
    undated,
    yearOnYear: year === undefined ? null : compared(months, year, subject),
  };
}

function compared(months: Measures['months'], { last }: Year, hasSubject: boolean): YearOnYear {
  const [records, recordsBefore, subject, subjectBefore] = [0, 1].flatMap((place) => [
    sumOf(months, last - 11, last, place),
    sumOf(months, last - 23, last - 12, place),
  ]) as [number, number, number, number];
  return {
    to: isoMonth(last),
    records,
    recordsBefore,
    changePercent: change(records, recordsBefore),
    subject: hasSubject ? subject : null,
    subjectBefore: hasSubject ? subjectBefore : null,
    subjectChangePercent: hasSubject ? change(subject, subjectBefore) : null,
  };
}

function change(now: number, before: number): number | null {
  return before === 0 ? null : twoDecimals((100 * (now - before)) / before);
}

function sumOf(months: Measures['months'], from: number, to: number, place: number): number {
  let sum = 0;
  for (const [month, counts] of months) if (month >= from && month <= to) sum += counts[place] ?? 0;
  return sum;
}
