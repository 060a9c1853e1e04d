// Whether a date stands in a cell where its shape says that one must.
import { AFTER, BEFORE, DATE } from './tables';

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
  const year = digits(at, 4);
  const month = digits(at + 5, 2);
  const day = digits(at + 8, 2);
  if (year < 1000 || month < 1 || month > 12 || day < 1) return 0;
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return 0;
  const number = year * 10000 + month * 100 + day;
  if (length === 10) return number;
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  if (load<u8>(at, 10) !== 0x54 || load<u8>(at, 13) !== 0x3a || <u32>hour > 23 || <u32>minute > 59) return 0;
  if (length === 16) return number;
  if (load<u8>(at, 16) !== 0x3a || <u32>digits(at + 17, 2) > 59) return 0;
  return length === 19 || load<u8>(at, 19) === 0x5a ? number : 0;
}

/** Bits of an entry's `DATE`: that a date must stand there, that none of another offset may, its first byte, and one past its last. */
const MUST_BE_DATE: i32 = 1;
const NO_ZULU: i32 = 2;
/** By how much the number of the day after is greater at most, from New Year's Eve. */
const TO_NEXT: i32 = 8870;

/** Whether the text of an entry's shape holds a date where it must, and that of a day on which what is known of the entry is so. */
@inline
export function isSound(entry: usize, at: usize): bool {
  const about = load<i32>(entry + DATE);
  if ((about & MUST_BE_DATE) === 0) return true;
  const from = at + <usize>((about >> 8) & 0xff);
  const to = at + <usize>((about >> 16) & 0xff);
  const day = dayOf(from, <i32>(to - from));
  const before = load<i32>(entry + BEFORE);
  if (day <= load<i32>(entry + AFTER) || day >= before) return false;
  if (load<u8>(to - 1) !== 0x5a) return true;
  // In the last hour it may be of the day after, as London reads it.
  return (about & NO_ZULU) === 0 && (load<u16>(from, 11) !== 0x3332 || day + TO_NEXT < before);
}
