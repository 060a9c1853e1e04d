// Dates in cells: whether one stands where the shape says that one must, and which it is.
import { DAYS, MINUTES, WRITTEN } from './memory';
import { AFTER, BEFORE, DATE, OWN_DAY, OWN_MINUTE } from './tables';

/** What `dayOf` read last. */
let year: i32 = 0;
let month: i32 = 0;
let day: i32 = 0;
/** Minutes of the day, -1 without a time. */
let clock: i32 = -1;
let isUtc: bool = false;

@inline
function digits(at: usize, count: usize): i32 {
  let number = 0;
  for (let n: usize = 0; n < count; n++) {
    const digit = <i32>load<u8>(at + n) - 48;
    if (<u32>digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** The day, as a number (`20260304`), of a text that is a date in one of the commonest ISO forms; 0 says nothing. The same as `plainIsoDay`. */
function dayOf(at: usize, length: i32): i32 {
  if (length !== 10 && length !== 16 && length !== 19 && length !== 20) return 0;
  if (load<u8>(at, 4) !== 0x2d || load<u8>(at, 7) !== 0x2d) return 0;
  year = digits(at, 4);
  month = digits(at + 5, 2);
  day = digits(at + 8, 2);
  clock = -1;
  isUtc = length === 20;
  if (year < 1000 || month < 1 || month > 12 || day < 1) return 0;
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return 0;
  const number = year * 10000 + month * 100 + day;
  if (length === 10) return number;
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  if (load<u8>(at, 10) !== 0x54 || load<u8>(at, 13) !== 0x3a || <u32>hour > 23 || <u32>minute > 59) return 0;
  clock = hour * 60 + minute;
  if (length === 16) return number;
  if (load<u8>(at, 16) !== 0x3a || <u32>digits(at + 17, 2) > 59) return 0;
  return length === 19 || load<u8>(at, 19) === 0x5a ? number : 0;
}

/**
 * Bits of an entry's `DATE`: that a date must stand there, that none of another offset may, that it is one of bytes whose date is known, that how it
 * is written is counted, and from the fifth on for one of bytes as which form; else the date's first byte, and one past its last.
 */
const MUST_BE_DATE: i32 = 1;
const NO_ZULU: i32 = 2;
const IS_KNOWN: i32 = 4;
const IS_COUNTED: i32 = 8;
/** Places of the ISO forms, with a day that could be a month and with another. */
const ISO_LOW: i32 = 3;
const ISO_HIGH: i32 = 4;
/** By how much the number of the day after is greater at most, from New Year's Eve. */
const TO_NEXT: i32 = 8870;

/** Whether the text of an entry's shape holds a date where it must, and that of a day on which what is known of the entry is so. */
@inline
export function isSound(entry: usize, at: usize): bool {
  const about = load<i32>(entry + DATE);
  if ((about & MUST_BE_DATE) === 0) return true;
  const from = at + <usize>((about >> 8) & 0xff);
  const to = at + <usize>((about >> 16) & 0xff);
  const number = dayOf(from, <i32>(to - from));
  const before = load<i32>(entry + BEFORE);
  if (number <= load<i32>(entry + AFTER) || number >= before) return false;
  if (load<u8>(to - 1) !== 0x5a) return true;
  // In the last hour it may be of the day after, as London reads it.
  return (about & NO_ZULU) === 0 && (load<u16>(from, 11) !== 0x3332 || number + TO_NEXT < before);
}

/** Days since 1970-01-01, as `dayOfIso`. */
function daysTo(year: i32, month: i32, day: i32): i32 {
  const y = month > 2 ? year : year - 1;
  const m = month > 2 ? month - 3 : month + 9;
  return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

/** The last Sunday of March or October, as a day of the month. */
function lastSunday(year: i32, month: i32): i32 {
  // 1970-01-01 was a Thursday.
  return 31 - ((((daysTo(year, month, 31) + 4) % 7) + 7) % 7);
}

/** Whether London has summer time at the UTC time read last, as `londonTime`. */
function isSummer(): bool {
  if (month < 3 || month > 10) return false;
  if (month > 3 && month < 10) return true;
  const sunday = lastSunday(year, month);
  const isPast = day > sunday || (day === sunday && clock >= 60);
  return month === 3 ? isPast : !isPast;
}

/** Puts down the date that a field's cell holds, and counts how it is written. @param entry found for the cell, if one of a shape after `isSound` */
export function noteDate(field: usize, entry: usize): void {
  const about = load<i32>(entry + DATE);
  if (about === 0) return;
  const at = field << 2;
  const written = WRITTEN + (field << 5);
  if ((about & MUST_BE_DATE) === 0) {
    if ((about & IS_KNOWN) !== 0) {
      store<i32>(DAYS + at, load<i32>(entry + OWN_DAY));
      store<i32>(MINUTES + at, load<i32>(entry + OWN_MINUTE));
    }
    if ((about & IS_COUNTED) !== 0) {
      const form = written + ((<usize>((about >> 4) & 7)) << 2);
      store<i32>(form, load<i32>(form) + 1);
    }
    return;
  }
  if ((about & IS_COUNTED) !== 0) {
    const form = written + (day > 12 ? ISO_HIGH << 2 : ISO_LOW << 2);
    store<i32>(form, load<i32>(form) + 1);
  }
  let days = daysTo(year, month, day);
  if (isUtc && isSummer()) {
    clock += 60;
    if (clock >= 1440) {
      clock -= 1440;
      days++;
    }
  }
  store<i32>(DAYS + at, days);
  store<i32>(MINUTES + at, clock);
}
