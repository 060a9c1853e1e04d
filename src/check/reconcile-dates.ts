const DAY = 1440;

/**
 * A date as a number: minutes since 1970, London wall time, with a half added if it has a time of day.
 * @param iso `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM…`
 */
export function encodeDate(iso: string): number {
  const day = Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 60_000;
  return iso.length < 16 ? day : day + Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)) + 0.5;
}

/** Days since 1970 of an encoded date. */
export const dayNumber = (date: number): number => Math.floor(date / DAY);

/** ISO day of a number of days since 1970. */
export const isoOfDay = (day: number): string => new Date(day * DAY * 60_000).toISOString().slice(0, 10);

const hasTime = (date: number): boolean => date % 1 !== 0;

/** Whether a date is more than so many days after another: to the minute if both have a time, else to the day. */
export function isLater(date: number, other: number, days: number): boolean {
  if (hasTime(date) && hasTime(other)) return date - other > days * DAY;
  return dayNumber(date) - dayNumber(other) > days;
}
