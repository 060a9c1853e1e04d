// Cuts a text into words and looks them up, as tokens.ts, token-reader.ts and words.ts do.

/** What each UTF-16 unit is folded to. */
const FOLD: usize = 0;
/** Units of the text, with a 0 behind them. */
const TEXT: usize = 0x10000;
/** Ids of its tokens, two bytes each. */
export const IDS: usize = 0x20000;
/** Whole words met before: the hash, and beside it the id under 15 bits of length, first and last letter. */
const MEMO: usize = 0x30000;
const MEMO_MASK: u32 = 0x7fff;
/** Letters of a word, folded, and the hashes of its first 0, 1, 2, … letters. */
const WORD: usize = 0x70000;
const HASHES: usize = 0x70040;

const HASH_BASE: u32 = 0x01000193;
const LONGEST_WORD: u32 = 32;
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

/** Id of the word in `[from, to)`, which has so many digits, and other letters too. */
function look(from: usize, to: usize, digits: u32): u32 {
  let hash: u32 = 0;
  let length: u32 = 0;
  for (let at = from; at < to; at += 2) {
    const one = folded(at);
    if (one < FIRST_LETTER) continue;
    hash = hash * HASH_BASE + one;
    store<u8>(WORD + <usize>length, one);
    length++;
    store<u32>(HASHES + (<usize>length << 2), hash);
  }
  if (digits > 0 && digits === length - 1 && letter(length - 1) === 107) return THOUSANDS;
  const stem = stemLength(length);
  const known = find(stems, stemsMask, keyOf(hashOf(stem), stem));
  if (known !== UNKNOWN || digits > 0) return known;
  const meant = length < SHORTEST_PROTECTED ? UNKNOWN : findMisspelt(stem);
  if (meant !== UNKNOWN || stem < BEGINNING) return meant;
  return find(beginnings, beginningsMask, keyOf(hashOf(BEGINNING), BEGINNING));
}

/** Whether a full stop or comma goes on with a token of so many letters. */
@inline
function joins(at: usize, length: u32, digits: u32): bool {
  const unit = <u32>load<u16>(at);
  if (!(digits === length ? unit === FULL_STOP || unit === COMMA : length === 1 && unit === FULL_STOP)) return false;
  return <u32>load<u16>(at, 2) - 48 < 10;
}

/** Cuts a text of so many units into tokens. @returns one past the last id */
export function cut(units: i32): usize {
  let at = TEXT;
  const to = TEXT + (<usize>units << 1);
  let out = IDS;
  while (at < to) {
    let one = folded(at);
    if (one >= FIRST_LETTER) {
      const start = at;
      const first = one;
      let last: u32 = 0;
      let hash: u32 = 0;
      let length: u32 = 0;
      let digits: u32 = 0;
      while (true) {
        do {
          hash = hash * HASH_BASE + one;
          last = one;
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
      let id = UNKNOWN;
      if (digits === length) id = FIRST_SHAPE + min<u32>(length, 5) - 1;
      if (digits !== length && length <= LONGEST_WORD) {
        const check = ((length & 31) << 10) | ((first & 31) << 5) | (last & 31);
        const slot = MEMO + (<usize>((hash ^ (hash >> 15)) & MEMO_MASK) << 3);
        const remembered = load<u32>(slot, 4);
        if (load<u32>(slot) === hash && remembered >> 16 === check) id = remembered & 0xffff;
        else {
          id = look(start, at, digits);
          store<u32>(slot, hash);
          store<u32>(slot, (check << 16) | id, 4);
        }
      }
      store<u16>(out, id);
      out += 2;
    }
    // What ended the word is looked at here and not once more.
    if (one > SENTENCE_END) {
      store<u16>(out, one + CURRENCY);
      out += 2;
    } else if (one === SENTENCE_END && (<u32>load<u16>(at) !== FULL_STOP || folded(at + 2) <= SENTENCE_END)) {
      // A full stop inside a word or number ends no sentence.
      store<u16>(out, SENTENCE_BREAK);
      out += 2;
    }
    at += 2;
  }
  // What stands behind the last is no token.
  store<u32>(out, SENTENCE_BREAK);
  return out + 2;
}
