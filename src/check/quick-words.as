// Words of ASCII letters and digits, nearly all: they are taken whole, and hashed once.

/** Units of the text, with a 0 behind them. */
export const TEXT: usize = 0x40000;
/** A byte for each unit, 255 for what does not fit into one; and a bit, whether it is an ASCII letter or digit. */
const BYTES: usize = 0xc0000;
const LETTERS: usize = 0xc9000;
/** Words of up to 16 ASCII letters and digits met before, 32 bytes each: the letters in lower case with zeros behind them, and the three hashes. */
const MEMO: usize = 0xd0000;
const MEMO_BITS: u64 = 12;
export const LONGEST_KEPT: i32 = 16;
/** Where the hashes of a word stand behind its letters: that by which it is looked up, and two by which texts are compared. */
export const SOUGHT: usize = 16;
export const HASH_A: usize = 20;
export const HASH_B: usize = 24;

/** Where hashes begin, and the factors of all but those of `b`, and of these. */
export const FIRST_A: u32 = 0x811c9dc5;
export const FIRST_B: u32 = 0x27d4eb2f;
export const FACTOR: u32 = 0x01000193;
export const FACTOR_B: u32 = 0x5bd1e995;

/** Writes the bytes and bits of the text of so many units. */
export function mark(units: usize): void {
  const most = i16x8.splat(0xff);
  // The 0 behind the text ends its last word.
  for (let at: usize = 0; at <= units; at += 16) {
    const from = TEXT + (at << 1);
    const bytes = i8x16.narrow_i16x8_u(i16x8.min_u(v128.load(from), most), i16x8.min_u(v128.load(from, 16), most));
    const letters = i8x16.le_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25));
    const digits = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(9));
    v128.store(BYTES + at, bytes);
    store<u16>(LETTERS + (at >> 3), i8x16.bitmask(v128.or(letters, digits)));
  }
}

/** How many ASCII letters and digits stand from a place on, at least up to 56. */
@inline
export function lettersAt(place: usize): i32 {
  return <i32>ctz(~(load<u64>(LETTERS + (place >> 3)) >> <u64>(place & 7)));
}

/** Where the hashes of a word of ASCII letters and digits stand, of which there are 1 to 16. */
@inline
export function remembered(place: usize, length: i32): usize {
  const base = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const isIn = i8x16.lt_u(base, i8x16.splat(<i8>length));
  const letters = v128.and(v128.or(v128.load(BYTES + place), i8x16.splat(0x20)), isIn);
  const mixed =
    (<u64>i64x2.extract_lane(letters, 0) * 0x9e3779b97f4a7c15) ^ (<u64>i64x2.extract_lane(letters, 1) * 0xc2b2ae3d27d4eb4f);
  const slot = MEMO + (<usize>((mixed * 0x9e3779b97f4a7c15) >> (64 - MEMO_BITS)) << 5);
  if (v128.any_true(v128.xor(v128.load(slot), letters))) {
    v128.store(slot, letters);
    let hash = FIRST_A;
    let a = FIRST_A;
    let b = FIRST_B;
    for (let n: usize = 0; n < <usize>length; n++) {
      const letter = <u32>load<u8>(slot + n);
      hash = (hash ^ letter) * FACTOR;
      a = (a ^ letter) * FACTOR;
      b = (b + letter) * FACTOR_B;
    }
    store<u32>(slot, hash, SOUGHT);
    store<u32>(slot, a, HASH_A);
    store<u32>(slot, b ^ (b >> 15), HASH_B);
  }
  return slot;
}
