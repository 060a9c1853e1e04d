import type { Confidence } from '../../model/pack.ts';

/** What a text that is no date as it stands can be read as. */
export interface ReadAs {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, with seconds if they stand there. */
  readonly to: string;
  readonly confidence: Confidence;
  readonly reason: 'date' | 'day-first' | 'month-first';
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const GAP = '[ ./_,-]+';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[ ,.]+)?';
const TIME = '(?:(?:[ ,]+(?:at )?|T)(\\d{1,2})[:.h]?(\\d{2})(?:[:.](\\d{2}))? ?(?:hrs?|hours?)?)?';

const form = (day: string) => new RegExp(`^${WEEKDAY}${day}${TIME}$`, 'iu');
const YEAR_FIRST = form(`(\\d{4})${GAP}(\\d{1,2})${GAP}(\\d{1,2})`);
const NAMED = form(`${DAY}(?:${GAP})?(?:of )?${MONTH}(?:${GAP})?(\\d{4})`);
const NAMED_FIRST = form(`${MONTH}(?:${GAP})?${DAY}${GAP}(\\d{4})`);
const NUMBERS = form(`(\\d{1,2})${GAP}(\\d{1,2})${GAP}(\\d{4})`);
const SHORT_YEAR = form(`(\\d{1,2})${GAP}(\\d{1,2})${GAP}(\\d{2})`);
const DIGITS = form('(\\d{4})(\\d{2})(\\d{2})');
const DAY_FIRST_DIGITS = form('(\\d{2})(\\d{2})(\\d{4})');

const two = (text: string | number): string => String(text).padStart(2, '0');

/** ISO text of a day and time, undefined if the calendar or the clock has no such one. Years 1850 to 2099. */
function iso(year: number, month: number, day: number, [hour, minute, second]: readonly (string | undefined)[]): string | undefined {
  // A day that the month does not have lies in another one.
  if (year < 1850 || year > 2099 || new Date(Date.UTC(year, month - 1, day)).getUTCMonth() !== month - 1) return undefined;
  const text = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined) return text;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return `${text}T${two(hour)}:${minute}${second === undefined ? '' : `:${second}`}`;
}

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** Day and month by numbers: day first as in the United Kingdom; month first is only for review. */
function numbers(first: number, second: number, year: number, time: readonly (string | undefined)[]): ReadAs | undefined {
  const dayFirst = iso(year, second, first, time);
  if (dayFirst !== undefined)
    return { to: dayFirst, confidence: first > 12 || first === second ? 'certain' : 'likely', reason: first > 12 ? 'date' : 'day-first' };
  const monthFirst = iso(year, first, second, time);
  return monthFirst === undefined ? undefined : { to: monthFirst, confidence: 'review', reason: 'month-first' };
}

function readAs(text: string): ReadAs | undefined {
  const certain = (to: string | undefined): ReadAs | undefined =>
    to === undefined ? undefined : { to, confidence: 'certain', reason: 'date' };
  let match = YEAR_FIRST.exec(text);
  if (match) return certain(iso(Number(match[1]), Number(match[2]), Number(match[3]), match.slice(4)));
  match = NAMED.exec(text);
  if (match) return certain(iso(Number(match[3]), monthOf(match[2]!), Number(match[1]), match.slice(4)));
  match = NAMED_FIRST.exec(text);
  if (match) return certain(iso(Number(match[3]), monthOf(match[1]!), Number(match[2]), match.slice(4)));
  match = NUMBERS.exec(text);
  if (match) return numbers(Number(match[1]), Number(match[2]), Number(match[3]), match.slice(4));
  match = DIGITS.exec(text);
  const yearFirst = match ? iso(Number(match[1]), Number(match[2]), Number(match[3]), match.slice(4)) : undefined;
  // No eight digits are a day of these years both ways: the month and day of one would be the century of the other.
  if (yearFirst !== undefined) return certain(yearFirst);
  match = DAY_FIRST_DIGITS.exec(text);
  const dayFirst = match ? numbers(Number(match[1]), Number(match[2]), Number(match[3]), match.slice(4)) : undefined;
  if (dayFirst !== undefined) return { ...dayFirst, confidence: dayFirst.confidence === 'certain' ? 'likely' : 'review' };
  match = SHORT_YEAR.exec(text);
  if (!match) return undefined;
  const read = numbers(Number(match[1]), Number(match[2]), 2000 + Number(match[3]), match.slice(4));
  return read && { ...read, confidence: 'review' };
}

/**
 * Reads a date that is not written as `YYYY-MM-DD` or `dd/mm/yyyy`. Year first or with the month in letters it is certain;
 * by numbers day first, certain where no month has that number; with letters for digits likely; month first or a short year for review.
 * Undefined if it is none.
 */
export function readDateAs(text: string): ReadAs | undefined {
  const read = readAs(text);
  if (read !== undefined) return read;
  const mended = text.replace(/(?<=\d)[Oo]|[Oo](?=\d)/g, '0').replace(/(?<=\d)[lI]|[lI](?=\d)/g, '1');
  const again = readAs(mended);
  return again && { ...again, confidence: again.confidence === 'review' ? 'review' : 'likely' };
}
