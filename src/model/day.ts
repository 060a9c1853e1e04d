/** Days since 1970-01-01 of the day that an ISO text begins with; proleptic Gregorian, years 1000–9999. Nothing is allocated: records have three dates. */
export function dayOfIso(iso: string): number {
  const year = number(iso, 0, 4);
  const month = number(iso, 5, 7);
  // Years begin in March, so that a leap day is the last of its year.
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  const days = 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return days + Math.floor((153 * m + 2) / 5) + number(iso, 8, 10) - 1 - TO_1970;
}

/** Stands for a day that is not known. */
export const NO_DAY = -2_147_483_648;

/** Minutes of the day of an ISO text, -1 if it has no time. */
export const minuteOfIso = (iso: string): number => (iso.length < 16 ? -1 : number(iso, 11, 13) * 60 + number(iso, 14, 16));

/** Days from 0000-03-01 to 1970-01-01. */
const TO_1970 = 719_468;

/** Month of an ISO text as one number: year × 12 + month − 1. */
export function monthOfIso(iso: string): number {
  return number(iso, 0, 4) * 12 + number(iso, 5, 7) - 1;
}

/** A day, in days since 1970, as a number: `20260304`. Years 1000–9999. */
export function numberOfDay(day: number): number {
  // Of years that begin in March, in cycles of 400 with 146,097 days.
  const days = day + TO_1970;
  const cycle = Math.floor(days / 146_097);
  const inCycle = days - cycle * 146_097;
  const year = Math.floor((inCycle - Math.floor(inCycle / 1460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / 146_096)) / 365);
  const inYear = inCycle - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const isNext = fromMarch > 9 ? 1 : 0;
  const month = fromMarch + 3 - 12 * isNext;
  return (cycle * 400 + year + isNext) * 10_000 + month * 100 + inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
}

/** As `monthOfIso`, of a day in days since 1970. */
export function monthOfDay(day: number): number {
  const number = numberOfDay(day);
  return Math.floor(number / 10_000) * 12 + (Math.floor(number / 100) % 100) - 1;
}

/** `YYYY-MM` of such a number. */
export function isoMonth(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** `YYYY-MM-DD` of days since 1970. */
export function isoDayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function number(text: string, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum = sum * 10 + text.charCodeAt(at) - 48;
  return sum;
}
