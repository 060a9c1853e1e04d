// Whether a date stands in a cell where its shape says that one must.
import { DATE } from './tables';

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

/** True if the text is a date in one of the commonest ISO forms; false says nothing. The same as `plainIsoForm`. */
function isDate(at: usize, length: i32): bool {
  if (length !== 10 && length !== 16 && length !== 19 && length !== 20) return false;
  if (load<u8>(at, 4) !== 0x2d || load<u8>(at, 7) !== 0x2d) return false;
  const year = digits(at, 4);
  const month = digits(at + 5, 2);
  const day = digits(at + 8, 2);
  if (year < 1000 || month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (isLeap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  if (day > days) return false;
  if (length === 10) return true;
  const hour = digits(at + 11, 2);
  const minute = digits(at + 14, 2);
  if (load<u8>(at, 10) !== 0x54 || load<u8>(at, 13) !== 0x3a || <u32>hour > 23 || <u32>minute > 59) return false;
  if (length === 16) return true;
  if (load<u8>(at, 16) !== 0x3a || <u32>digits(at + 17, 2) > 59) return false;
  return length === 19 || load<u8>(at, 19) === 0x5a;
}

/** Bits of an entry's `DATE`: that a date must stand there, that none of another offset may, its first byte, and one past its last. */
const MUST_BE_DATE: i32 = 1;
const NO_ZULU: i32 = 2;

@inline
export function isSound(entry: usize, at: usize): bool {
  const about = load<i32>(entry + DATE);
  if ((about & MUST_BE_DATE) === 0) return true;
  const from = at + <usize>((about >> 8) & 0xff);
  const to = at + <usize>((about >> 16) & 0xff);
  return isDate(from, <i32>(to - from)) && ((about & NO_ZULU) === 0 || load<u8>(to - 1) !== 0x5a);
}
