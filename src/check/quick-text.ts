import type { NearDuplicate } from '../model/pack.ts';
import { type ModuleMemory, openModule, textWriter } from '../model/web-assembly.ts';
import { QUICK_TEXT_WASM } from './quick-text-wasm.ts';
import { ASCII, COMPARED, foldWide } from './unit-folds.ts';

/** The words of texts, read in WebAssembly. Arrays are lent: the next text re-uses them. */
export interface QuickText {
  /** Of each word as `Words` has it. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
  /** Finds the words of a text. @returns how many */
  words(text: string): number;
  /** As `WordReader` has them. */
  readonly hash: Uint32Array;
  readonly numbers: Uint32Array;
  /** Reads a text as `WordReader` does. @returns how many words */
  keys(text: string): number;
  /** Writes the band keys of the text whose keys were read last, as a `Sketch` does. @param start the seed, spread */
  sketch(near: NearDuplicate, start: number, count: number, into: Uint32Array, at: number): void;
}

/** UTF-16 units of a text that is read so at most. */
export const LONGEST_TEXT = 0x7ff0;

// Where things stand in the memory of the module, in bytes.
const [FOLDED, TEXT, STARTS, ENDS, HASHES, NUMBERS, HASH, KEYS] = [0x20000, 0x40000, 0x50000, 0x60000, 0x70000, 0x80000, 0x90000, 0x90840];
/** Bands of a sketch at most, by the schema of rules. */
const MOST_BANDS = 16;
/** What a unit is folded to that was not met yet. */
const UNMET = 0xffff;
/** More than there are in the longest text. */
const MOST_WORDS = 0x4000;

interface Compiled {
  readonly memory: ModuleMemory;
  readonly words: { readonly value: number };
  readonly numbers: { readonly value: number };
  read(units: number): number;
  sketch(count: number, run: number, bands: number, rows: number, start: number): void;
}

function openQuickText(): QuickText | null {
  const compiled = openModule<Compiled>(QUICK_TEXT_WASM);
  if (compiled === null) return null;
  const { buffer } = compiled.memory;
  new Uint16Array(buffer).set(COMPARED);
  const met = new Uint16Array(buffer, FOLDED, 0x10000).fill(UNMET);
  met.set(ASCII);
  const write = textWriter(compiled.memory, TEXT, LONGEST_TEXT);
  const bands = new Uint32Array(buffer, KEYS, MOST_BANDS);
  let last = '';
  /** Both kinds of words are read in one pass, as most texts are asked for both. */
  const read = (text: string): void => {
    if (text === last) return;
    write(text);
    for (let place = compiled.read(text.length); place > 0; place = compiled.read(text.length)) {
      const unit = text.charCodeAt(place - 1);
      met[unit] = foldWide(unit);
    }
    last = text;
  };
  return {
    starts: new Int32Array(buffer, STARTS, MOST_WORDS),
    ends: new Int32Array(buffer, ENDS, MOST_WORDS),
    hashes: new Int32Array(buffer, HASHES, MOST_WORDS),
    words(text) {
      read(text);
      return compiled.words.value;
    },
    hash: new Uint32Array(buffer, HASH, 4),
    numbers: new Uint32Array(buffer, NUMBERS, MOST_WORDS),
    keys(text) {
      read(text);
      return compiled.numbers.value;
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
