import type { NearDuplicate } from '../model/pack.ts';
import { type ModuleMemory, openModule, textWriter } from '../model/web-assembly.ts';
import { QUICK_TEXT_WASM } from './quick-text-wasm.ts';
import { ASCII, COMPARED, foldWide } from './unit-folds.ts';
import type { Units } from './units.ts';

/** The words of texts, read in WebAssembly. Arrays are lent: the next text re-uses them. */
export interface QuickText {
  /** Finds the words of a text. */
  words(text: string): Words;
  /** From now on words at which such may begin are marked. @returns a bit of `watched`, others may have it too */
  watch(beginnings: readonly Beginning[]): number;
  /** From now on `lacks` tells these units too, none of them printable ASCII. */
  avoid(units: readonly Units[]): void;
  /** True if a text has none of the units that are avoided. */
  lacks(text: string): boolean;
  /** As `WordReader` has them. */
  readonly hash: Uint32Array;
  readonly numbers: Uint32Array;
  /** Reads a text as `WordReader` does. @returns how many words */
  keys(text: string): number;
  /** Writes the band keys of the text whose keys were read last, as a `Sketch` does. @param start the seed, spread */
  sketch(near: NearDuplicate, start: number, count: number, into: Uint32Array, at: number): void;
}

/** The words of a text: letters, digits and apostrophes between them. Lent: the next text re-uses it. */
export interface Words {
  readonly text: string;
  readonly count: number;
  /** 0-based index of each word's first UTF-16 unit, and one past its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of each word, the case of ASCII letters aside. */
  readonly hashes: Int32Array;
  /** Numbers of words, among them all at which something that is watched for may begin; the first `markedCount` hold. */
  readonly marked: Int32Array;
  readonly markedCount: number;
  /** Who watches for something that may begin in the text: bits. */
  readonly watched: number;
}

/** How something begins that is looked for in texts: the hash of its first word, and of its second if it has one. */
export interface Beginning {
  readonly first: number;
  readonly second: number | undefined;
}

/** UTF-16 units of a text that is read so at most. */
export const LONGEST_TEXT = 0x7ff0;

// Where things stand in the memory of the module, in bytes.
const [TEXT, STARTS, ENDS, HASHES, NUMBERS, MARKED] = [0x40000, 0x50000, 0x60000, 0x70000, 0x80000, 0x90000];
const [BEGINS, HASH, KEYS, COUNTS, ALONE, TOGETHER, UNWANTED] = [0xa0000, 0xa1000, 0xa1840, 0xa1900, 0xa2000, 0xa3000, 0xb0000];
// How many words there are, are marked, and are to be compared; and who watches.
const [COUNT, MARKED_COUNT, NUMBER_COUNT, WATCHED_BITS] = [0, 1, 2, 3];
/** Beginnings that are told apart, by the last bits of their hashes. */
const WATCHED = 0x1000;
/** Those who watch and are told apart. */
const MOST_BITS = 8;
/** Bands of a sketch at most, by the schema of rules. */
const MOST_BANDS = 16;
/** More than there are in the longest text. */
const MOST_WORDS = 0x4000;

interface Compiled {
  readonly memory: ModuleMemory;
  lay(): void;
  lacks(units: number): number;
  read(units: number): number;
  sketch(count: number, run: number, bands: number, rows: number, start: number): void;
}

/** As in quick-text.as. */
function both(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ second;
  return mixed ^ (mixed >>> 13);
}

function openQuickText(): QuickText | null {
  const compiled = openModule<Compiled>(QUICK_TEXT_WASM);
  if (compiled === null) return null;
  const { buffer } = compiled.memory;
  new Uint16Array(buffer, STARTS).set(COMPARED);
  compiled.lay();
  const folds = new Uint32Array(buffer, 0, 0x10000);
  const meet = (unit: number, folded: number): void => {
    folds[unit] = COMPARED[unit]! | (folded << 16);
  };
  for (const [unit, folded] of ASCII.entries()) meet(unit, folded);
  const write = textWriter(compiled.memory, TEXT, LONGEST_TEXT);
  const bands = new Uint32Array(buffer, KEYS, MOST_BANDS);
  const begins = new Uint8Array(buffer, BEGINS, WATCHED);
  const alone = new Uint8Array(buffer, ALONE, WATCHED);
  const together = new Uint8Array(buffer, TOGETHER, WATCHED);
  let watching = 0;
  const unwanted = new Uint8Array(buffer, UNWANTED, 0x10000);
  const of = (at: number): Int32Array => new Int32Array(buffer, at, MOST_WORDS);
  const counts = new Int32Array(buffer, COUNTS, 4);
  const words: { -readonly [key in keyof Words]: Words[key] } = {
    text: '',
    count: 0,
    starts: of(STARTS),
    ends: of(ENDS),
    hashes: of(HASHES),
    marked: of(MARKED),
    markedCount: 0,
    watched: 0,
  };
  let isRead = false;
  let written = '';
  const put = (text: string): void => {
    if (text !== written) write(text);
    written = text;
  };
  /** Both kinds of words are read in one pass, as most texts are asked for both. */
  const read = (text: string): void => {
    if (isRead && text === words.text) return;
    put(text);
    for (let place = compiled.read(text.length); place > 0; place = compiled.read(text.length)) {
      const unit = text.charCodeAt(place - 1);
      meet(unit, foldWide(unit));
    }
    words.text = text;
    words.count = counts[COUNT]!;
    words.markedCount = counts[MARKED_COUNT]!;
    words.watched = counts[WATCHED_BITS]!;
    isRead = true;
  };
  return {
    words(text) {
      read(text);
      return words;
    },
    watch(beginnings) {
      const bit = 1 << (watching++ % MOST_BITS);
      for (const { first, second } of beginnings) {
        begins[first & (WATCHED - 1)] = 1;
        if (second === undefined) alone[first & (WATCHED - 1)]! |= bit;
        else together[both(first, second) & (WATCHED - 1)]! |= bit;
      }
      isRead = false;
      return bit;
    },
    avoid(units) {
      for (const [first, last] of units) unwanted.fill(1, first, last + 1);
    },
    lacks(text) {
      put(text);
      return compiled.lacks(text.length) !== 0;
    },
    hash: new Uint32Array(buffer, HASH, 4),
    numbers: new Uint32Array(buffer, NUMBERS, MOST_WORDS),
    keys(text) {
      read(text);
      return counts[NUMBER_COUNT]!;
    },
    sketch({ words, bands: wanted, rows }, start, count, into, at) {
      compiled.sketch(count, words, wanted, rows, start);
      for (let band = 0; band < wanted; band++) into[at + band] = bands[band]!;
    },
  };
}

let opened: QuickText | null | undefined;

/** The one of a thread, made when it is first needed; null where WebAssembly may not run. */
export function quickText(): QuickText | null {
  if (opened === undefined) opened = openQuickText();
  return opened;
}
