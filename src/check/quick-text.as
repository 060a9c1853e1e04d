import { FACTOR, FACTOR_B, FIRST_A, FIRST_B, HASH_A, HASH_B, LONGEST_KEPT, lettersAt, mark, remembered, SOUGHT, TEXT } from './quick-words';

// Reads the words of a text, as words.ts, batch-words.ts and batch-sketch.ts do, to the same numbers.

/** Pages of 64 KiB: what lies up to `END`. */
memory.grow(15);

/** What each UTF-16 unit is folded to, two bytes each: for words that are looked up, and for those by which texts are compared. */
const FOLDS: usize = 0;
/** Of each word the first unit, one past the last, and its hash. */
const STARTS: usize = 0x50000;
const ENDS: usize = 0x60000;
const HASHES: usize = 0x70000;
/** A number for each word, marks left out. */
const NUMBERS: usize = 0x80000;
/** Numbers of the words at which something that is looked for may begin. */
const MARKED: usize = 0x90000;
/** By the last bits of a word's hash, 1 if it may; and a bit for each who looks for what begins with that word alone, or with these two. */
const BEGINS: usize = 0xa0000;
const ALONE: usize = 0xa2000;
const TOGETHER: usize = 0xa3000;
const BEGINS_MASK: u32 = 0xfff;
/** 1 for each unit that texts are to lack. */
const UNWANTED: usize = 0xb0000;
/** 128 bits of all words and marks. */
const HASH: usize = 0xa1000;
/** The least number of each bin, of which there are 256 at most. */
const LEAST: usize = 0xa1040;
/** Keys of bands. */
const KEYS: usize = 0xa1840;

const APOSTROPHE: u32 = 0x27;
const BLANK: u32 = 0;
const MARK: u32 = 1;
/** Of a unit that was not met yet. */
const UNMET: u32 = 2;

@inline
function spread(number: u32): u32 {
  let h = number;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

@inline
function foldsAt(at: usize): u32 {
  return load<u32>(FOLDS + (<usize>load<u16>(at) << 2));
}

/** Whether the text of so many units has none that is unwanted. Printable ASCII never is. */
export function lacks(units: i32): bool {
  const to = TEXT + (<usize>units << 1);
  const first = i16x8.splat(0x20);
  const span = i16x8.splat(0x7e - 0x20);
  for (let at = TEXT; at < to; at += 16) {
    if (i16x8.all_true(i16x8.le_u(i16x8.sub(v128.load(at), first), span))) continue;
    // Behind the text stands what is left of others.
    const end = min<usize>(at + 16, to);
    for (let one = at; one < end; one += 2) if (load<u8>(UNWANTED + <usize>load<u16>(one)) !== 0) return false;
  }
  return true;
}

/** How many words were found to be looked up, how many of these are marked, how many were found to be compared; and bits of those who look for something that may begin in the text. */
const COUNTS: usize = 0xa1900;

/** One past the last place in `MARKED`. */
let marks: usize = 0;

/** Puts down a word to be looked up that ends before `at`. */
@inline
function close(at: usize, count: usize, hash: u32): void {
  store<u32>(ENDS + count, <u32>(at - TEXT) >> 1);
  store<u32>(HASHES + count, hash);
  store<u32>(marks, <u32>count >> 2);
  marks += <usize>load<u8>(BEGINS + <usize>(hash & BEGINS_MASK)) << 2;
}

/** A hash of two words side by side, by those of each. */
@inline
function both(first: u32, second: u32): u32 {
  const mixed = (first * ROLL) ^ second;
  return mixed ^ (mixed >> 13);
}

/** Of the words marked keeps those at which something may begin, the word behind them being what it is. */
function sift(): void {
  let kept = MARKED;
  let all: u32 = 0;
  for (let next = MARKED; next < marks; next += 4) {
    const word = load<u32>(next);
    const at = HASHES + (<usize>word << 2);
    const hash = load<u32>(at);
    const bits =
      <u32>load<u8>(ALONE + <usize>(hash & BEGINS_MASK)) | <u32>load<u8>(TOGETHER + <usize>(both(hash, load<u32>(at, 4)) & BEGINS_MASK));
    store<u32>(kept, word);
    kept += <usize>(bits !== 0) << 2;
    all |= bits;
  }
  marks = kept;
  store<u32>(COUNTS, all, 12);
}

/** Lays the folds of words to be looked up, which lie at `STARTS`, beside those of the others, none of which was met. */
export function lay(): void {
  for (let unit: usize = 0; unit < 0x10000; unit++) store<u32>(FOLDS + (unit << 2), <u32>load<u16>(STARTS + (unit << 1)) | (UNMET << 16));
}

/**
 * Reads the words of the text of so many units, in one pass: both kinds end at the same places of nearly all texts, and are a letter or
 * digit at the same.
 * @returns 0, or the place of a unit that was not met yet and 1
 */
export function read(units: i32): i32 {
  const to = TEXT + (<usize>units << 1);
  // The word to be looked up that is not closed yet.
  let isOpen = false;
  let hash: u32 = 0;
  let count: usize = 0;
  let h: u32 = 0;
  let i: u32 = 0;
  let j: u32 = 0;
  let k: u32 = 0;
  let number = NUMBERS;
  marks = MARKED;
  mark(<usize>units);
  let at = TEXT;
  while (at < to) {
    let folds = foldsAt(at);
    let compared = folds & 0xffff;
    let folded = folds >> 16;
    let a: u32 = 0;
    let b: u32 = 0;
    if (folded > UNMET) {
      const place = (at - TEXT) >> 1;
      const length = lettersAt(place);
      const end = at + (<usize>length << 1);
      const behind = foldsAt(end);
      // Both kinds end behind it, and it stands by itself.
      if (!isOpen && length > 0 && length <= LONGEST_KEPT && (behind & 0xffff) === 0 && behind >> 16 <= UNMET) {
        const known = remembered(place, length);
        a = load<u32>(known, HASH_A);
        b = load<u32>(known, HASH_B);
        store<u32>(STARTS + count, <u32>place);
        close(end, count, load<u32>(known, SOUGHT));
        count += 4;
        at = end;
        compared = 0;
        folded = behind >> 16;
      } else {
        a = FIRST_A;
        b = FIRST_B;
        do {
          if (compared > APOSTROPHE) {
            if (!isOpen) {
              isOpen = true;
              hash = FIRST_A;
              store<u32>(STARTS + count, <u32>(at - TEXT) >> 1);
            }
            do {
              hash = (hash ^ compared) * FACTOR;
              a = (a ^ folded) * FACTOR;
              b = (b + folded) * FACTOR_B;
              at += 2;
              folds = foldsAt(at);
              compared = folds & 0xffff;
              folded = folds >> 16;
            } while (compared > APOSTROPHE && folded > UNMET);
          } else {
            if (isOpen) {
              isOpen = false;
              close(at, count, hash);
              count += 4;
            }
            a = (a ^ folded) * FACTOR;
            b = (b + folded) * FACTOR_B;
            at += 2;
            folds = foldsAt(at);
            compared = folds & 0xffff;
            folded = folds >> 16;
          }
        } while (folded > UNMET);
        b ^= b >> 15;
      }
      store<u32>(number, a ^ b);
      number += 4;
      h = ((h ^ a) + 0x52dce729) * 0x239b961b;
      h ^= h >> 15;
      i = ((i ^ b) + h) * 0xab0e9789;
      i ^= i >> 14;
      j = ((j + a) ^ i) * 0x38b34ae5;
      j ^= j >> 16;
      k = ((k + b) ^ j) * 0xa1e38b93;
      k ^= k >> 13;
      if (at >= to) break;
    }
    if (folded === UNMET) return <i32>((at - TEXT) >> 1) + 1;
    // Here stands no letter or digit of a word to be compared; mostly none of one to be looked up either.
    if (compared > APOSTROPHE) {
      if (!isOpen) {
        isOpen = true;
        hash = FIRST_A;
        store<u32>(STARTS + count, <u32>(at - TEXT) >> 1);
      }
      hash = (hash ^ compared) * FACTOR;
    } else if (isOpen) {
      // An apostrophe belongs to a word only if the word goes on behind it.
      if (compared === APOSTROPHE && (foldsAt(at + 2) & 0xffff) > APOSTROPHE) hash = (hash ^ compared) * FACTOR;
      else {
        isOpen = false;
        close(at, count, hash);
        count += 4;
      }
    }
    if (folded === MARK) {
      a = <u32>load<u16>(at);
      b = MARK;
      h = ((h ^ a) + 0x52dce729) * 0x239b961b;
      h ^= h >> 15;
      i = ((i ^ b) + h) * 0xab0e9789;
      i ^= i >> 14;
      j = ((j + a) ^ i) * 0x38b34ae5;
      j ^= j >> 16;
      k = ((k + b) ^ j) * 0xa1e38b93;
      k ^= k >> 13;
    }
    at += 2;
  }
  if (isOpen) {
    close(to, count, hash);
    count += 4;
  }
  store<u32>(HASH, spread(h));
  store<u32>(HASH, spread(i ^ (h * 5)), 4);
  store<u32>(HASH, spread(j ^ (i * 5)), 8);
  store<u32>(HASH, spread(k ^ (j * 5)), 12);
  sift();
  store<u32>(COUNTS, <u32>(count >> 2));
  store<u32>(COUNTS, <u32>((marks - MARKED) >> 2), 4);
  store<u32>(COUNTS, <u32>((number - NUMBERS) >> 2), 8);
  return 0;
}

const EMPTY: u32 = 0xffffffff;
const ROLL: u32 = 0x9e3779b1;

/** Puts the number of a run where it belongs, if it is the least there. */
@inline
function put(run: u32, size: u32, start: u32): void {
  const number = min<u32>(spread(run ^ start), EMPTY - 1);
  const bin = LEAST + (<usize>(((number >> 16) * size) >> 16) << 2);
  store<u32>(bin, min<u32>(number, load<u32>(bin)));
}

/** Writes the keys of the bands of so many words that were read last, at least 1. @param start the seed, spread */
export function sketch(count: u32, run: u32, bands: u32, rows: u32, start: u32): void {
  const size = bands * rows;
  let leaving: u32 = 1;
  for (let n: u32 = 0; n < run; n++) leaving *= ROLL;
  const none = i32x4.splat(-1);
  for (let at = LEAST; at < LEAST + (<usize>size << 2); at += 16) v128.store(at, none);
  let rolling: u32 = 0;
  // A text shorter than a run is one run.
  const first = min<u32>(run, count);
  for (let n: u32 = 0; n < first; n++) rolling = rolling * ROLL + load<u32>(NUMBERS + (<usize>n << 2));
  put(rolling, size, start);
  let leaves = NUMBERS;
  for (let at = NUMBERS + (<usize>first << 2), to = NUMBERS + (<usize>count << 2); at < to; at += 4, leaves += 4) {
    rolling = rolling * ROLL + load<u32>(at) - load<u32>(leaves) * leaving;
    put(rolling, size, start);
  }
  for (let band: u32 = 0; band < bands; band++) {
    let key = start ^ band;
    for (let row: u32 = 0; row < rows; row++) {
      const bin = band * rows + row;
      let number = load<u32>(LEAST + (<usize>bin << 2));
      for (let attempt: u32 = 1; number === EMPTY; attempt++) {
        const other = spread(start ^ ((bin + 1) * ROLL) ^ (attempt * 0x7feb352d));
        number = load<u32>(LEAST + (<usize>(((other >> 16) * size) >> 16) << 2));
      }
      key = (key ^ number) * 0xcc9e2d51;
      key ^= key >> 15;
    }
    store<u32>(KEYS + (<usize>band << 2), spread(key));
  }
}
