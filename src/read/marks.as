// Finds, 64 bytes at a time, where cells and rows may end: quotes, and the delimiters, LF and CR that stand outside quotes.

/** Pages of 64 KiB: a span of bytes, and the places found in it. */
memory.grow(6);

/** -1 if the first byte to be looked at stands in quotes, else 0. */
export let inQuotes: i64 = 0;

const QUOTE: i8 = 34;
const LF: i8 = 10;
const CR: i8 = 13;

@inline
function bits(at: usize, a: v128): u64 {
  return (<u64>(<u32>i8x16.bitmask(a))) << at;
}

/** A bit for each of 64 bytes that is this one. */
@inline
function equal(at: usize, splat: v128): u64 {
  return (
    bits(0, i8x16.eq(v128.load(at), splat)) |
    bits(16, i8x16.eq(v128.load(at, 16), splat)) |
    bits(32, i8x16.eq(v128.load(at, 32), splat)) |
    bits(48, i8x16.eq(v128.load(at, 48), splat))
  );
}

@inline
function ends(at: usize, delimiter: v128, lf: v128, cr: v128, shift: usize): u64 {
  const bytes = v128.load(at);
  return bits(shift, v128.or(i8x16.eq(bytes, delimiter), v128.or(i8x16.eq(bytes, lf), i8x16.eq(bytes, cr))));
}

/**
 * Looks at `length` bytes from 0 on, which are followed by zeros to a multiple of 64, and writes each place, with `base` added,
 * from `out` on. `inQuotes` says of what follows the last byte what it said of the first.
 * @returns one past the last place written
 */
export function mark(length: usize, delimiter: i32, base: i32, out: usize): usize {
  const splat = i8x16.splat(<i8>delimiter);
  const quote = i8x16.splat(QUOTE);
  const lf = i8x16.splat(LF);
  const cr = i8x16.splat(CR);
  let carry = inQuotes;
  for (let at: usize = 0; at < length; at += 64) {
    const quotes = equal(at, quote);
    // A byte stands in quotes if the quotes up to it, itself included, are odd in number.
    let inside = quotes;
    inside ^= inside << 1;
    inside ^= inside << 2;
    inside ^= inside << 4;
    inside ^= inside << 8;
    inside ^= inside << 16;
    inside ^= inside << 32;
    inside ^= <u64>carry;
    carry = (<i64>inside) >> 63;
    const all = ends(at, splat, lf, cr, 0) | ends(at + 16, splat, lf, cr, 16) | ends(at + 32, splat, lf, cr, 32) | ends(at + 48, splat, lf, cr, 48);
    let marks = quotes | (all & ~inside);
    while (marks !== 0) {
      store<i32>(out, base + <i32>at + <i32>ctz(marks));
      out += 4;
      marks &= marks - 1;
    }
  }
  inQuotes = carry;
  return out;
}

/** How many of the bytes from `from` up to `to` are this one. */
export function count(from: usize, to: usize, byte: i32): i32 {
  const splat = i8x16.splat(<i8>byte);
  let found = 0;
  for (; from < to; from += 16) {
    let found16 = i8x16.bitmask(i8x16.eq(v128.load(from), splat));
    if (to - from < 16) found16 &= (1 << <i32>(to - from)) - 1;
    found += popcnt(found16);
  }
  return found;
}
