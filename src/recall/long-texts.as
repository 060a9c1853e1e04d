// Texts that are too long to come again: what is known alike of all that begin with the same character, and whose length lies between the same two.
import { LONGS, take, UNWANTED } from './memory';
import { BYTES, fill } from './tables';

// What is known of a field's: how many lengths tell texts apart, these, and by place among them and first character the entries.
const LENGTHS: usize = 4;
const CHARACTERS: usize = 128;

const FIRST_VISIBLE: i32 = 0x21;
const LAST_VISIBLE: i32 = 0x7e;
const QUOTE: i8 = 0x22;

@inline
function isVisible(byte: i32): bool {
  return <u32>(byte - FIRST_VISIBLE) <= <u32>(LAST_VISIBLE - FIRST_VISIBLE);
}

@inline
function isAsciiByte(byte: u32): bool {
  return byte - 0x20 <= 0x7e - 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** Whether a text is all printable ASCII, tabs and line ends. */
export function isAsciiText(from: usize, length: i32): bool {
  const to = from + <usize>length;
  const first = i8x16.splat(0x20);
  const span = i8x16.splat(0x7e - 0x20);
  for (; from < to; from += 16) {
    const visible = i8x16.bitmask(i8x16.le_u(i8x16.sub(v128.load(from), first), span));
    const left = to - from;
    const behind = left < 16 ? -1 << <i32>left : 0;
    if (((visible | behind) & 0xffff) === 0xffff) continue;
    for (let one = from; one < min<usize>(from + 16, to); one++) if (!isAsciiByte(load<u8>(one))) return false;
  }
  return true;
}

/** Where the lengths are to be written, in order, that tell a field's long texts apart, each the least of those behind it; 0 if there is no memory. */
export function longsOf(field: i32, lengths: i32): usize {
  const longs = take(<i32>LENGTHS + (lengths << 2) + (((lengths + 1) * <i32>CHARACTERS) << 2));
  if (longs === 0) return 0;
  store<i32>(longs, lengths);
  store<i32>(LONGS + ((<usize>field) << 2), <i32>longs);
  return longs + LENGTHS;
}

/** Where the entry of texts that begin with this character and are so long is put down. */
@inline
function placeOf(longs: usize, first: i32, length: i32): usize {
  const count = load<i32>(longs);
  let place = 0;
  while (place < count && load<i32>(longs + LENGTHS + ((<usize>place) << 2)) <= length) place++;
  return longs + LENGTHS + ((<usize>count + <usize>place * CHARACTERS + <usize>first) << 2);
}

/** Bytes of the character at `at` that is not ASCII, 0 if it is no UTF-8, is cut off before `to`, or has units that are unwanted. */
function bytesOf(at: usize, to: usize): i32 {
  const first = <u32>load<u8>(at);
  const bytes = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (bytes === 0 || at + <usize>bytes > to) return 0;
  let code = first & (0x7f >> bytes);
  for (let n = 1; n < bytes; n++) {
    const next = <u32>load<u8>(at + <usize>n);
    if ((next & 0xc0) !== 0x80) return 0;
    code = (code << 6) | (next & 0x3f);
  }
  if (bytes === 2) return isUnwanted(code) ? 0 : 2;
  if (bytes === 3) return code < 0x800 || (code >= 0xd800 && code < 0xe000) || isUnwanted(code) ? 0 : 3;
  if (code < 0x10000 || code > 0x10ffff) return 0;
  const beyond = code - 0x10000;
  return isUnwanted(0xd800 | (beyond >> 10)) || isUnwanted(0xdc00 | (beyond & 0x3ff)) ? 0 : 4;
}

@inline
function isUnwanted(unit: u32): bool {
  return ((load<u8>(UNWANTED + <usize>(unit >> 3)) >> (unit & 7)) & 1) !== 0;
}

/**
 * UTF-16 units of a text of so many bytes; -1 if it has other characters than visible ones, blanks and line ends.
 * @param isDoubled whether two quotes side by side are one
 */
function unitsOf(start: usize, length: i32, isDoubled: bool): i32 {
  const to = start + <usize>length;
  const first = i8x16.splat(0x20);
  const span = i8x16.splat(0x7e - 0x20);
  const quote = i8x16.splat(QUOTE);
  let units = length;
  /** One past a quote that has no other yet. */
  let past: usize = 0;
  for (let at = start; at < to; ) {
    const bytes = v128.load(at);
    const left = to - at;
    const behind = left < 16 ? -1 << <i32>left : 0;
    if (isDoubled)
      for (let quotes = i8x16.bitmask(i8x16.eq(bytes, quote)) & ~behind; quotes !== 0; quotes &= quotes - 1) {
        const place = at + <usize>ctz(quotes);
        const isSecond = place === past;
        units -= <i32>isSecond;
        past = isSecond ? 0 : place + 1;
      }
    const end = left < 16 ? to : at + 16;
    if (((i8x16.bitmask(i8x16.le_u(i8x16.sub(bytes, first), span)) | behind) & 0xffff) === 0xffff) {
      at = end;
      continue;
    }
    while (at < end) {
      const byte = <u32>load<u8>(at);
      if (byte < 0x80) {
        if (!isAsciiByte(byte)) return -1;
        at++;
        continue;
      }
      const own = bytesOf(at, to);
      if (own === 0) return -1;
      units -= own === 4 ? 2 : own - 1;
      at += <usize>own;
    }
  }
  return units;
}

/** The entry of a field's text, 0 if none is known. */
@inline
export function findLong(field: usize, at: usize, length: i32, isDoubled: bool): usize {
  const longs = <usize>load<i32>(LONGS + (field << 2));
  if (longs === 0) return 0;
  const first = <i32>load<u8>(at);
  if (!isVisible(first) || !isVisible(<i32>load<u8>(at + <usize>length - 1))) return 0;
  const units = unitsOf(at, length, isDoubled);
  return units < 0 ? 0 : <usize>load<i32>(placeOf(longs, first, units));
}

/** Learns what a field's text came to, of which `longsOf` was called. False if there is no memory. */
export function learnText(field: i32, at: usize, length: i32, number: i32, marks: i32, profile: usize): bool {
  const first = <i32>load<u8>(at);
  if (!isVisible(first)) return true;
  const place = placeOf(<usize>load<i32>(LONGS + ((<usize>field) << 2)), first, length);
  if (load<i32>(place) !== 0) return true;
  const entry = take(<i32>BYTES);
  if (entry === 0) return false;
  fill(entry, number, marks, 0, profile);
  store<i32>(place, <i32>entry);
  return true;
}
