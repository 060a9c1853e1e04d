// Cuts a text into words and looks them up, as tokens.ts, token-reader.ts and words.ts do. Where words begin and end is told by a bit for each
// unit, sixteen at a time; words of ASCII letters and digits, nearly all, are then taken whole, and others unit by unit.

/** What each UTF-16 unit is folded to. */
const FOLD: usize = 0;
/** Units of the text, with a 0 behind them. */
const TEXT: usize = 0x10000;
/** Ids of its tokens, two bytes each. */
export const IDS: usize = 0x20000;
/** Words of up to 16 letters met before, 32 bytes each: the letters, folded, with zeros behind them, and the id. */
const MEMO: usize = 0x30000;
const MEMO_BITS: u64 = 13;
/** Letters of a word, folded, and the hashes of its first 0, 1, 2, … letters. */
const WORD: usize = 0x70000;
const HASHES: usize = 0x70040;
/** A byte for each unit, 255 for what does not fit into one; */
const BYTES: usize = 0xe0200;
/** and a bit: whether it is an ASCII letter or digit, and whether it may be of account besides these. */
const LETTERS: usize = 0xe9400;
const SIGNS: usize = 0xeb500;
/** Bits of units behind which a word may go on that is broken off before them. */
const JOINTS: usize = 0xed600;

const HASH_BASE: u32 = 0x01000193;
const LONGEST_WORD: u32 = 32;
const LONGEST_KEPT: u32 = 16;
const SHORTEST_PROTECTED: u32 = 6;
const BEGINNING: u32 = 4;
const FILTER_MASK: u32 = 4095;

const UNKNOWN: u32 = 0;
export const SENTENCE_BREAK: u32 = 1;
const FIRST_SHAPE: u32 = 2;
const THOUSANDS: u32 = FIRST_SHAPE + 5;
/** The shapes of currency are folded to numbers from 3 up. */
const CURRENCY: u32 = FIRST_SHAPE + 6 - 3;
const SKIPPED: u32 = 1;
const SENTENCE_END: u32 = 2;
const FIRST_LETTER: u32 = 48;
const FIRST_OF_ALPHABET: u32 = 97;
const COMMA: u32 = 44;
const FULL_STOP: u32 = 46;
const APOSTROPHE: u32 = 39;
const GRAVE: u32 = 96;

export let stems: usize = 0;
export let stemsMask: u32 = 0;
export let slips: usize = 0;
export let slipsMask: u32 = 0;
export let slipsFilter: usize = 0;
export let beginnings: usize = 0;
export let beginningsMask: u32 = 0;
@inline
function folded(at: usize): u32 {
  return load8_u(FOLD + <usize>load<u16>(at));
}

@inline
function load8_u(at: usize): u32 {
  return <u32>load<u8>(at);
}

@inline
function keyOf(hash: u32, length: u32): u32 {
  const mixed: u32 = (hash + length * 0x9e3779b1) * 0x2c1b3c6d;
  return mixed ^ (mixed >> 15);
}

@inline
function hashOf(length: u32): u32 {
  return load<u32>(HASHES + (<usize>length << 2));
}

/** As `HashMap.get`. */
function find(slots: usize, mask: u32, key: u32): u32 {
  let slot = (key ^ (key >> 13)) & mask;
  while (true) {
    const at = slots + (<usize>slot << 3);
    const value = load<u32>(at, 4);
    if (value === 0 || load<u32>(at) === key) return value;
    slot = (slot + 1) & mask;
  }
}

function findSlip(hash: u32, length: u32): u32 {
  const key = keyOf(hash, length);
  if (((load<u32>(slipsFilter + (<usize>((key >> 5) & FILTER_MASK) << 2)) >> (key & 31)) & 1) === 0) return 0;
  return find(slips, slipsMask, key);
}

/** As `Words.findMisspelt`: of the letters that may be left out the first counts, so it is looked for last. */
function findMisspelt(length: u32): u32 {
  if (length < SHORTEST_PROTECTED - 1) return 0;
  let found = findSlip(hashOf(length), length);
  if (found !== 0) return found;
  let power: u32 = 1;
  for (let i = length - 1; i > 0; i--) {
    const id = findSlip(hashOf(length) + (hashOf(i) - hashOf(i + 1)) * power, length - 1);
    if (id !== 0) found = id;
    power *= HASH_BASE;
  }
  return found;
}

@inline
function letter(at: u32): u32 {
  return load8_u(WORD + at);
}

/** As `stemLength`. */
function stemLength(length: u32): u32 {
  let end = length;
  if (end > 3 && letter(end - 1) === 115) {
    const before = letter(end - 2);
    if (before === 101 && letter(end - 3) === 105 && end > 4) end -= 3;
    else if (before !== 115 && before !== 117 && before !== 105) end -= 1;
  }
  if (end > 5 && letter(end - 1) === 103 && letter(end - 2) === 110 && letter(end - 3) === 105) end -= 3;
  else if (end > 4 && letter(end - 1) === 100 && letter(end - 2) === 101) end -= 2;
  if (end > 4 && (letter(end - 1) === 101 || letter(end - 1) === 121)) end -= 1;
  return end;
}

/** Id of the word of so many letters that lie at `WORD`, of which so many are digits. */
function look(length: u32, digits: u32): u32 {
  let hash: u32 = 0;
  for (let n: u32 = 0; n < length; n++) {
    hash = hash * HASH_BASE + letter(n);
    store<u32>(HASHES + 4 + (<usize>n << 2), hash);
  }
  if (digits > 0 && digits === length - 1 && letter(length - 1) === 107) return THOUSANDS;
  const stem = stemLength(length);
  const known = find(stems, stemsMask, keyOf(hashOf(stem), stem));
  if (known !== UNKNOWN || digits > 0) return known;
  const meant = length < SHORTEST_PROTECTED ? UNKNOWN : findMisspelt(stem);
  if (meant !== UNKNOWN || stem < BEGINNING) return meant;
  return find(beginnings, beginningsMask, keyOf(hashOf(BEGINNING), BEGINNING));
}

/** Looks up the word of these letters, folded, with zeros behind them. It has letters besides digits. */
@inline
function remember(letters: v128, length: u32): u32 {
  const mixed =
    (<u64>i64x2.extract_lane(letters, 0) * 0x9e3779b97f4a7c15) ^ (<u64>i64x2.extract_lane(letters, 1) * 0xc2b2ae3d27d4eb4f);
  const slot = MEMO + (<usize>((mixed * 0x9e3779b97f4a7c15) >> (64 - MEMO_BITS)) << 5);
  if (v128.any_true(v128.xor(v128.load(slot), letters))) {
    v128.store(WORD, letters);
    const digits = length - popcnt<u32>(i8x16.bitmask(i8x16.ge_u(letters, i8x16.splat(<i8>FIRST_OF_ALPHABET))));
    store<u32>(slot, look(length, digits), 16);
    v128.store(slot, letters);
  }
  return load<u32>(slot, 16);
}

/** Whether a full stop or comma goes on with a token of so many letters. */
@inline
function joins(at: usize, length: u32, digits: u32): bool {
  const unit = <u32>load<u16>(at);
  if (!(digits === length ? unit === FULL_STOP || unit === COMMA : length === 1 && unit === FULL_STOP)) return false;
  return <u32>load<u16>(at, 2) - 48 < 10;
}

/** Id of the token read last, unit by unit. */
let id: u32 = 0;

/** Reads the token that begins with the unit at `at`. @returns one past its last unit */
function spell(at: usize): usize {
  let length: u32 = 0;
  let digits: u32 = 0;
  v128.store(WORD, i64x2.splat(0));
  while (true) {
    let one = folded(at);
    do {
      if (length < LONGEST_WORD) store<u8>(WORD + <usize>length, one);
      length++;
      digits += <u32>(one < FIRST_OF_ALPHABET);
      at += 2;
      one = folded(at);
    } while (one >= FIRST_LETTER);
    while (one < FIRST_LETTER && (one === SKIPPED || joins(at, length, digits))) {
      at += 2;
      one = folded(at);
    }
    if (one < FIRST_LETTER) break;
  }
  if (digits === length) id = shapeOf(length);
  else if (length > LONGEST_WORD) id = UNKNOWN;
  else id = length > LONGEST_KEPT ? look(length, digits) : remember(v128.load(WORD), length);
  return at;
}

/** Id of a number of so many digits. */
@inline
function shapeOf(digits: u32): u32 {
  return FIRST_SHAPE + min<u32>(digits, 5) - 1;
}

/** Writes the bytes and bits of the text of so many units. */
function mark(units: usize): void {
  // A bit for each kind of character, by the last four bits of its code and by the others: a character is of the kinds that both name.
  // The first is the last byte.
  // 1: line ends; 2: ! $ .; 4: ; ?; 8: what is not ASCII; 32: digits; 64: letters up to O; 128: the others.
  const low = i64x2(0xe8e8e8eae8e8eaa8, 0x4c4a49484cc9e8e8);
  const high = i64x2(0x8040804024020001, 0x0808080808080808);
  const most = i16x8.splat(0xff);
  // The 0 behind the text ends its last word.
  for (let at: usize = 0; at <= units; at += 16) {
    const from = TEXT + (at << 1);
    const bytes = i8x16.narrow_i16x8_u(i16x8.min_u(v128.load(from), most), i16x8.min_u(v128.load(from, 16), most));
    const kinds = v128.and(i8x16.swizzle(low, v128.and(bytes, i8x16.splat(15))), i8x16.swizzle(high, i8x16.shr_u(bytes, 4)));
    v128.store(BYTES + at, bytes);
    store<u16>(LETTERS + (at >> 3), i8x16.bitmask(i8x16.gt_u(kinds, i8x16.splat(31))));
    store<u16>(SIGNS + (at >> 3), i8x16.bitmask(i8x16.gt_u(i8x16.shl(kinds, 4), i8x16.splat(0))));
    const stops = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>FULL_STOP)), i8x16.eq(bytes, i8x16.splat(<i8>COMMA)));
    const others = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>APOSTROPHE)), i8x16.eq(bytes, i8x16.splat(<i8>GRAVE)));
    // Whether a digit follows the last stop of the sixteen is not asked.
    const digits = i8x16.bitmask(i8x16.shl(kinds, 2)) | 0x10000;
    store<u16>(JOINTS + (at >> 3), (i8x16.bitmask(stops) & (digits >> 1)) | i8x16.bitmask(v128.or(others, bytes)));
  }
}

/** Cuts a text of so many units into tokens. @returns one past the last id */
export function cut(units: usize): usize {
  mark(units);
  const base = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  let out = IDS;
  // Units before this one are done with.
  let done: usize = 0;
  // Whether the last of the 64 before is a letter.
  let carry: u64 = 0;
  for (let from: usize = 0; from < units; from += 64) {
    const letters = load<u64>(LETTERS + (from >> 3));
    let events = (letters & ~((letters << 1) | carry)) | load<u64>(SIGNS + (from >> 3));
    carry = letters >> 63;
    for (; events !== 0; events &= events - 1) {
      const bit = ctz(events);
      const at = from + <usize>bit;
      if (at < done) continue;
      // Behind the text stands what is left of others.
      if (at >= units) break;
      if (((letters >> bit) & 1) !== 0) {
        const length = <u32>ctz(~(load<u64>(LETTERS + (at >> 3)) >> <u64>(at & 7)));
        const end = at + <usize>length;
        if (length > LONGEST_KEPT || ((load8_u(JOINTS + (end >> 3)) >> (<u32>end & 7)) & 1) !== 0) {
          done = (spell(TEXT + (at << 1)) - TEXT) >> 1;
          store<u16>(out, id);
        } else {
          const isIn = i8x16.lt_u(base, i8x16.splat(<i8>length));
          const word = v128.and(v128.or(v128.load(BYTES + at), i8x16.splat(32)), isIn);
          const isNumber = !v128.any_true(i8x16.ge_u(word, i8x16.splat(<i8>FIRST_OF_ALPHABET)));
          store<u16>(out, isNumber ? shapeOf(length) : remember(word, length));
        }
        out += 2;
        continue;
      }
      const place = TEXT + (at << 1);
      const one = folded(place);
      if (one >= FIRST_LETTER) {
        done = (spell(place) - TEXT) >> 1;
        store<u16>(out, id);
        out += 2;
      } else if (one > SENTENCE_END) {
        store<u16>(out, one + CURRENCY);
        out += 2;
      } else if (one === SENTENCE_END && (<u32>load<u16>(place) !== FULL_STOP || folded(place + 2) <= SENTENCE_END)) {
        // A full stop inside a word or number ends no sentence.
        store<u16>(out, SENTENCE_BREAK);
        out += 2;
      }
    }
  }
  // What stands behind the last is no token.
  store<u32>(out, SENTENCE_BREAK);
  return out + 2;
}
