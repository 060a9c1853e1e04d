import type { Fault } from './model/row.ts';
import type { DateForms } from './normalise/index.ts';

/** Dates of each form below which nothing is said of a mixture: with five, all below 13 by chance are one case in a hundred. */
const LEAST_ISO = 5;
const LEAST_TEXT = 3;

/**
 * Columns of dates that a person or program wrote or read the wrong way round.
 *
 * @param columns counts of a part of the file, by index of the field; those of all parts add up
 * @param names of the fields
 */
export function dateFaults(columns: Iterable<readonly [number, DateForms]>, names: readonly string[]): Fault[] {
  const sums = new Map<number, DateForms>();
  for (const [field, counts] of columns) {
    const sum = sums.get(field) ?? { dayFirst: 0, monthFirst: 0, either: 0, isoLow: 0, isoHigh: 0 };
    for (const form of Object.keys(sum) as (keyof DateForms)[]) sum[form] += counts[form];
    sums.set(field, sum);
  }
  const faults: Fault[] = [];
  for (const [index, sum] of sums) {
    const { monthFirst, either: inDoubt, isoLow } = sum;
    const field = names[index]!;
    const add = (fault: 'month-first-dates' | 'swapped-dates', detail: Fault['detail']): void =>
      void faults.push({ kind: 'fault', fault, record: null, line: 0, detail: { field, ...detail } });
    if (monthFirst > 0 && sum.dayFirst === 0) add('month-first-dates', { monthFirst, inDoubt });
    if (isSwapped(sum)) add('swapped-dates', { swapped: isoLow, left: sum.dayFirst + monthFirst });
  }
  return faults;
}

/** A spreadsheet that expects the other order takes what it can for a date, day and month swapped, and leaves the rest as text. */
const isSwapped = ({ dayFirst, monthFirst, either, isoLow, isoHigh }: DateForms): boolean =>
  isoHigh === 0 && either === 0 && isoLow >= LEAST_ISO && dayFirst + monthFirst >= LEAST_TEXT && Math.min(dayFirst, monthFirst) === 0;
