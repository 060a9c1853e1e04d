// Reads the words of a text, as words.ts, batch-words.ts and batch-sketch.ts do, to the same numbers.

/** Pages of 64 KiB: what lies up to `END`. */
memory.grow(10);

/** What each UTF-16 unit is folded to: for words as they are compared, and as texts are. */
const COMPARED: usize = 0;
const FOLDED: usize = 0x20000;
/** Units of the text, with a 0 behind them. */
const TEXT: usize = 0x40000;
/** Of each word the first unit, one past the last, and its hash. */
const STARTS: usize = 0x50000;
const ENDS: usize = 0x60000;
const HASHES: usize = 0x70000;
/** A number for each word, marks left out. */
const NUMBERS: usize = 0x80000;
/** 128 bits of all words and marks. */
const HASH: usize = 0x90000;
/** The least number of each bin, of which there are 256 at most. */
const LEAST: usize = 0x90040;
/** Keys of bands. */
const KEYS: usize = 0x90840;

const APOSTROPHE: u32 = 0x27;
const FIRST: u32 = 0x811c9dc5;

@inline
function compared(at: usize): u32 {
  return <u32>load<u16>(COMPARED + (<usize>load<u16>(at) << 1));
}

/** Finds the words of the text of so many units. @returns how many */
export function words(units: i32): i32 {
  const to = TEXT + (<usize>units << 1);
  let count: usize = 0;
  for (let at = TEXT; at < to; ) {
    let unit = compared(at);
    if (unit === 0 || unit === APOSTROPHE) {
      at += 2;
      continue;
    }
    store<u32>(STARTS + count, <u32>(at - TEXT) >> 1);
    let hash = FIRST;
    do {
      hash = (hash ^ unit) * 0x01000193;
      at += 2;
      unit = compared(at);
      // An apostrophe belongs to a word only if the word goes on behind it.
      if (unit === APOSTROPHE && compared(at + 2) <= APOSTROPHE) unit = 0;
    } while (unit !== 0);
    store<u32>(ENDS + count, <u32>(at - TEXT) >> 1);
    store<u32>(HASHES + count, hash);
    count += 4;
  }
  return <i32>(count >> 2);
}

const BLANK: u32 = 0;
const MARK: u32 = 1;
/** Of a unit that was not met yet. The unit of this number stands for itself. */
const UNMET: u32 = 0xffff;

@inline
function spread(number: u32): u32 {
  let h = number;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** Reads the text of so many units. @returns how many words, or -1 less the place of a unit that was not met yet */
export function keys(units: i32): i32 {
  const to = TEXT + (<usize>units << 1);
  let h: u32 = 0;
  let i: u32 = 0;
  let j: u32 = 0;
  let k: u32 = 0;
  let found = NUMBERS;
  for (let at = TEXT; at < to; ) {
    const code = <u32>load<u16>(at);
    let folded = <u32>load<u16>(FOLDED + (<usize>code << 1));
    if (folded === UNMET && code !== UNMET) return -1 - (<i32>(at - TEXT) >> 1);
    at += 2;
    if (folded === BLANK) continue;
    let a = code;
    let b = MARK;
    if (folded !== MARK) {
      a = 0x811c9dc5;
      b = 0x27d4eb2f;
      while (true) {
        a = (a ^ folded) * 0x01000193;
        b = (b + folded) * 0x5bd1e995;
        const next = <u32>load<u16>(at);
        folded = <u32>load<u16>(FOLDED + (<usize>next << 1));
        if (folded === UNMET && next !== UNMET) return -1 - (<i32>(at - TEXT) >> 1);
        if (folded <= MARK) break;
        at += 2;
      }
      b ^= b >> 15;
      store<u32>(found, a ^ b);
      found += 4;
    }
    h = ((h ^ a) + 0x52dce729) * 0x239b961b;
    h ^= h >> 15;
    i = ((i ^ b) + h) * 0xab0e9789;
    i ^= i >> 14;
    j = ((j + a) ^ i) * 0x38b34ae5;
    j ^= j >> 16;
    k = ((k + b) ^ j) * 0xa1e38b93;
    k ^= k >> 13;
  }
  store<u32>(HASH, spread(h));
  store<u32>(HASH, spread(i ^ (h * 5)), 4);
  store<u32>(HASH, spread(j ^ (i * 5)), 8);
  store<u32>(HASH, spread(k ^ (j * 5)), 12);
  return <i32>((found - NUMBERS) >> 2);
}

const EMPTY: u32 = 0xffffffff;
const ROLL: u32 = 0x9e3779b1;

/** Writes the keys of the bands of so many words that were read last, at least 1. @param start the seed, spread */
export function sketch(count: u32, run: u32, bands: u32, rows: u32, start: u32): void {
  const size = bands * rows;
  let leaving: u32 = 1;
  for (let n: u32 = 0; n < run; n++) leaving *= ROLL;
  memory.fill(LEAST, 0xff, <usize>size << 2);
  let rolling: u32 = 0;
  for (let n: u32 = 0; n < count; n++) {
    rolling = rolling * ROLL + load<u32>(NUMBERS + (<usize>n << 2));
    if (n >= run) rolling -= load<u32>(NUMBERS + (<usize>(n - run) << 2)) * leaving;
    // A text shorter than a run is one run.
    if (n + 1 < run && n + 1 < count) continue;
    const number = min<u32>(spread(rolling ^ start), EMPTY - 1);
    const bin = LEAST + (<usize>(((number >> 16) * size) >> 16) << 2);
    store<u32>(bin, min<u32>(number, load<u32>(bin)));
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
