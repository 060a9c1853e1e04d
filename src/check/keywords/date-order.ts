import { dayOfIso, minuteOfIso, NO_DAY } from '../../model/day.ts';
import type { Context, Prepared } from '../context.ts';
import { fieldIndex, type Keyword, type QuickAnswer } from './keyword.ts';

interface Options {
  readonly field?: string;
  readonly asOf?: boolean;
  readonly date?: string;
  readonly days?: number;
  readonly hours?: number;
}

const digits = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let i = from; i < to; i++) number = number * 10 + text.charCodeAt(i) - 48;
  return number;
};

/** Minutes since a fixed day of ISO text without offset; `dayOnly` leaves the time out. Days counted as in the proleptic Gregorian calendar. */
function minutes(iso: string, dayOnly: boolean): number {
  const month = digits(iso, 5, 7);
  const year = digits(iso, 0, 4) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(iso, 8, 10);
  const day = 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
  return day * 1440 + (dayOnly || iso.length < 16 ? 0 : digits(iso, 11, 13) * 60 + digits(iso, 14, 16));
}

/** A day so many days after another, as a number. @param iso begins with a day */
function dayAfter(iso: string, days: number): number {
  const date = new Date(Date.UTC(digits(iso, 0, 4), digits(iso, 5, 7) - 1, digits(iso, 8, 10) + days));
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

function dateOrder(name: string, holds: (value: number, limit: number) => boolean): Keyword {
  return {
    name,
    reads: (options) => ((options as Options).field === undefined ? [] : [(options as Options).field!]),
    days(options, _pack, asOf) {
      const { field, date = asOf, days = 0, hours = 0 } = options as Options;
      return field === undefined && date.length === 10 ? [dayAfter(date, Math.ceil((days * 24 + hours) / 24))] : undefined;
    },
    dates(options, pack, own): QuickAnswer {
      const { field, date, days = 0, hours = 0 } = options as Options;
      const index = field === undefined ? -1 : fieldIndex(pack, field);
      const byDay = Math.ceil((days * 24 + hours) / 24);
      const byMinute = days * 1440 + hours * 60;
      const limitOf = (iso: string) => ({ day: dayOfIso(iso), minute: minuteOfIso(iso) });
      let fixed: ReturnType<typeof limitOf> | undefined;
      return (context) => {
        const { record } = context;
        if (index === -1) fixed ??= limitOf(date ?? context.asOf);
        const day = record.day?.(own) ?? NO_DAY;
        const limit = fixed?.day ?? record.day?.(index) ?? NO_DAY;
        if (day === NO_DAY || limit === NO_DAY) return undefined;
        const minute = record.minute!(own);
        const limitMinute = fixed?.minute ?? record.minute!(index);
        if (minute !== -1 && limitMinute !== -1) return holds(day * 1440 + minute, limit * 1440 + limitMinute + byMinute);
        return holds(day, limit + byDay);
      };
    },
    prepare(options, pack): Prepared {
      const { field, date, days = 0, hours = 0 } = options as Options;
      const index = field === undefined ? -1 : fieldIndex(pack, field);
      const other = (context: Context): string | undefined => {
        if (index === -1) return date ?? context.asOf;
        const { state, value } = context.record.reading(index);
        return typeof value === 'string' && state === 'readable' ? value : undefined;
      };
      return (value, context) => {
        const limit = other(context);
        if (limit === undefined || typeof value !== 'string') return true;
        if (days === 0 && hours === 0 && (value.length === 10 || limit.length === 10)) {
          const day = value.slice(0, 10);
          const limitDay = limit.slice(0, 10);
          return day === limitDay || holds(day < limitDay ? -1 : 1, 0);
        }
        const dayOnly = value.length === 10 || limit.length === 10;
        const shift = dayOnly ? Math.ceil((days * 24 + hours) / 24) * 1440 : days * 1440 + hours * 60;
        return holds(minutes(value, dayOnly), minutes(limit, dayOnly) + shift);
      };
    },
  };
}

/** `notBefore`: the date is not before another field's, a given day or the as-of day, shifted by days and hours; to the day unless both carry a time. */
export const notBefore = dateOrder('notBefore', (value, limit) => value >= limit);
/** `notAfter`: the date is not after another field's, a given day or the as-of day, shifted by days and hours. */
export const notAfter = dateOrder('notAfter', (value, limit) => value <= limit);
