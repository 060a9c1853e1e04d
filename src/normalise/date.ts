const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ,]\s?(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const two = (n: number) => (n < 10 ? `0${n}` : String(n));
const leap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether the numbers name a day of the calendar, years 1000 to 9999. */
function isDay(year: number, month: number, day: number): boolean {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && leap(year) ? 29 : DAYS[month - 1]!);
}

/** Milliseconds since 1970 (UTC) at which summer time begins (month 2) or ends (month 9): 01:00 UTC on the month's last Sunday. */
function changeover(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
}

/** London wall time of an instant. Summer time by the rule in force since 1996 (SI 2002/262); earlier instants use the same rule. */
export function londonTime(instant: number): string {
  const year = new Date(instant).getUTCFullYear();
  const summer = instant >= changeover(year, 2) && instant < changeover(year, 9);
  return new Date(instant + (summer ? 3_600_000 : 0)).toISOString().slice(0, 19);
}

function withTime(day: string, hour: string | undefined, minute: string | undefined, second: string | undefined): string | undefined {
  if (hour === undefined || minute === undefined) return day;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return `${day}T${two(Number(hour))}:${minute}${second === undefined ? '' : `:${second}`}`;
}

/** The number that some characters write, or -1 if one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The commonest forms, without an expression: `2026-03-04` and `2026-03-04T09:15`, with seconds or not. Undefined says nothing. */
function readPlainIso(text: string): string | undefined {
  const { length } = text;
  if ((length !== 10 && length !== 16 && length !== 19) || text[4] !== '-' || text[7] !== '-') return undefined;
  if (!isDay(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10))) return undefined;
  if (length === 10) return text;
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  if (text[10] !== 'T' || text[13] !== ':' || hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  if (length === 16) return text;
  const second = digits(text, 17, 19);
  return text[16] === ':' && second >= 0 && second <= 59 ? text : undefined;
}

/** By year, between which UTC times London has summer time, as ISO text. */
const summers = new Map<number, readonly [begins: string, ends: string]>();

function summerOf(year: number): readonly [begins: string, ends: string] {
  const known = summers.get(year);
  if (known !== undefined) return known;
  const iso = (month: number) => new Date(changeover(year, month)).toISOString().slice(0, 19);
  const made = [iso(2), iso(9)] as const;
  summers.set(year, made);
  return made;
}

/** `2026-03-04T09:15:30Z`, without an expression or a calendar but at the end of a summer's day. Undefined says nothing. */
function readPlainUtc(text: string): string | undefined {
  if (text.length !== 20 || text[19] !== 'Z') return undefined;
  const utc = readPlainIso(text.slice(0, 19));
  if (utc === undefined) return undefined;
  const [begins, ends] = summerOf(digits(utc, 0, 4));
  if (utc < begins || utc >= ends) return utc;
  const hour = digits(utc, 11, 13);
  return hour === 23 ? undefined : `${utc.slice(0, 11)}${two(hour + 1)}${utc.slice(13)}`;
}

/** The number that some digits write, or -1 if one of the units is none. */
function digitsAt(units: ArrayLike<number>, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = units[at]! - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

const [DASH, COLON, LETTER_T, LETTER_Z] = [0x2d, 0x3a, 0x54, 0x5a];

/**
 * The day, as a number (`20260304`), of a date that the units `[from, to)` write in one of the commonest forms: `2026-03-04` and
 * `2026-03-04T09:15`, with seconds or not, and with seconds and `Z`. 0 says nothing; what has a day is a date that can be read, of that day unless
 * `mayBeOfNext`.
 */
export function plainIsoDay(units: ArrayLike<number>, from: number, to: number): number {
  const length = to - from;
  if ((length !== 10 && length !== 16 && length !== 19 && length !== 20) || units[from + 4] !== DASH || units[from + 7] !== DASH) return 0;
  const year = digitsAt(units, from, from + 4);
  const month = digitsAt(units, from + 5, from + 7);
  const day = digitsAt(units, from + 8, from + 10);
  if (!isDay(year, month, day)) return 0;
  const number = year * 10_000 + month * 100 + day;
  if (length === 10) return number;
  const hour = digitsAt(units, from + 11, from + 13);
  const minute = digitsAt(units, from + 14, from + 16);
  if (units[from + 10] !== LETTER_T || units[from + 13] !== COLON || hour < 0 || hour > 23 || minute < 0 || minute > 59) return 0;
  if (length === 16) return number;
  const second = digitsAt(units, from + 17, from + 19);
  if (units[from + 16] !== COLON || second < 0 || second > 59) return 0;
  return length === 19 || units[from + 19] === LETTER_Z ? number : 0;
}

/** Whether a date in one of these forms, read in London, may be of the day after: it stands in the last hour of another offset's. */
export const mayBeOfNext = (units: ArrayLike<number>, from: number, to: number): boolean =>
  units[to - 1] === LETTER_Z && units[from + 11] === 0x32 && units[from + 12] === 0x33;

/** By how much the number of the day after is greater at most, from New Year's Eve. */
export const TO_NEXT = 8870;

/** How a day in one of these forms is written. */
export const formOfDay = (day: number): 'isoLow' | 'isoHigh' => (day % 100 > 12 ? 'isoHigh' : 'isoLow');

/**
 * Reads a date: ISO 8601 (`2026-03-04`, with `T` or a blank before a time, with or without an offset) or `dd/mm/yyyy` with or without a time.
 * Never month first: `03/04/2026` is the third of April.
 * @returns ISO text, local to London (`2026-03-04`, `2026-03-04T09:15` or `…:30`), or undefined if it is none.
 */
export function readDate(text: string): string | undefined {
  const plain = readPlainIso(text) ?? readPlainUtc(text);
  if (plain !== undefined) return plain;
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, offset] = iso;
    if (!isDay(Number(year), Number(month), Number(day))) return undefined;
    const wall = withTime(`${year}-${month}-${day}`, hour, minute, second);
    if (wall === undefined || offset === undefined || hour === undefined) return wall;
    const minutes = offset === 'Z' ? 0 : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
    const local = londonTime(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}Z`) - minutes * 60_000);
    return second === undefined ? local.slice(0, 16) : local;
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (!dayFirst) return undefined;
  const [, day, month, year, hour, minute, second] = dayFirst;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  return withTime(`${year}-${two(Number(month))}-${two(Number(day))}`, hour, minute, second);
}

/** How the dates of one column are written, with slashes or as ISO; plain counts, so that they add up over threads. */
export interface DateForms {
  /** Dates with slashes whose first number is above 12: day first. */
  dayFirst: number;
  /** Dates with slashes whose second number is above 12: month first. */
  monthFirst: number;
  /** Dates with slashes that could be either. */
  either: number;
  /** ISO dates whose day is 12 or less, so that it could be the month. */
  isoLow: number;
  /** ISO dates whose day is above 12. */
  isoHigh: number;
}

export const noDateForms = (): DateForms => ({ dayFirst: 0, monthFirst: 0, either: 0, isoLow: 0, isoHigh: 0 });

/** Names of the counts, in the order of `noDateForms`. */
export const DATE_FORMS = Object.keys(noDateForms()) as readonly (keyof DateForms)[];

/** How a date is written; undefined if it is none of these forms. */
export function dateForm(text: string): keyof DateForms | undefined {
  // As nearly all are, without an expression.
  if (text[4] === '-' && readPlainIso(text) !== undefined) return digits(text, 8, 10) > 12 ? 'isoHigh' : 'isoLow';
  const iso = /^\d{4}-\d\d-(\d\d)/.exec(text);
  if (iso) return Number(iso[1]) > 12 ? 'isoHigh' : 'isoLow';
  const match = /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (first > 12) return second <= 12 ? 'dayFirst' : undefined;
  return second > 12 ? 'monthFirst' : 'either';
}
