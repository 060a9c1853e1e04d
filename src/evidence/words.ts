import { FIRST_LETTER, fold } from './fold.ts';
import { type HashMap, type HashRows, noHashRows, openHashMap } from './hash-map.ts';
import { stemLength } from './stem.ts';
import { FIRST_SHAPE, HASH_BASE, LONGEST_WORD, SHAPES } from './token-ids.ts';

/** Ids of word stems, found by the rolling hash of their letters and their length. Id 0 is "unknown", 1 the end of a sentence. */
export interface Words {
  /** Id of a stem by hash and length, 0 if there is none. */
  find(hash: number, length: number): number;
  /** Id of the beginning that an unknown stem has, 0 if there is none. `hashes[n]` is that of its first n letters. */
  findBeginning(hashes: Int32Array, length: number): number;
  /** Id of the protected word that this unknown one is a slip of the pen away from, 0 if there is none. */
  findMisspelt(hashes: Int32Array, length: number): number;
}

/** Words as they are kept. */
export interface WordRows {
  readonly stems: HashRows;
  readonly slips: HashRows;
  readonly beginnings: HashRows;
}

/** Words while they are gathered. */
export interface WordTable extends Words {
  size(): number;
  /** Id of a shape (`#4`, `£`) or of a word, by its stem; adds it if it is new. */
  idOf(word: string): number;
  /** The same for what is a stem already: its folded letters. */
  idOfStem(stem: string): number;
  /** The same for the first `length` letters that a prefix hash is known of: `hashes[n]` is that of the first n. */
  idOfHash(hashes: Int32Array, length: number): number;
  /** Id of a beginning of `BEGINNING` letters; adds it if it is new. */
  idOfBeginning(letters: string): number;
  /** Id of the beginning that a known word has, 0 if there is none. */
  beginningOf(id: number): number;
  /** From now on slips of this word are found: one letter added, left out, swapped or wrong, but never the first. */
  protect(word: string): void;
  rows(): WordRows;
}

/** Letters of a beginning. */
export const BEGINNING = 4;

/** Shortest stem whose misspellings are looked for; shorter ones are too near to other words. */
const SHORTEST_PROTECTED = 6;

/** Folds a word to its codes, into a buffer of `LONGEST_WORD`; characters that separate are dropped. Returns the length of its stem. */
function foldWord(word: string, codes: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < word.length && length < LONGEST_WORD; i++) {
    const folded = fold(word.charCodeAt(i));
    if (folded >= FIRST_LETTER) codes[length++] = folded;
  }
  return stemLength(codes, length);
}

/** The stem of a word as text, the form in which weights are kept: `Lorries` → `lorr`. Shapes stay as they are. */
export function stemOf(word: string): string {
  if ((SHAPES as readonly string[]).includes(word)) return word;
  const codes = new Uint8Array(LONGEST_WORD);
  const length = foldWord(word, codes);
  return String.fromCharCode(...codes.subarray(0, length));
}

const POWERS = new Int32Array(LONGEST_WORD + 1);
POWERS[0] = 1;
for (let i = 1; i < POWERS.length; i++) POWERS[i] = Math.imul(POWERS[i - 1]!, HASH_BASE);

/** Hash of the first `length` letters without the one at `i`. */
const without = (hashes: Int32Array, length: number, i: number): number =>
  (hashes[length]! + Math.imul(hashes[i]! - hashes[i + 1]!, POWERS[length - i - 1]!)) | 0;

const openMaps = ({ stems, slips, beginnings }: WordRows): Readonly<Record<keyof WordRows, HashMap>> => ({
  stems: openHashMap(stems, false),
  // Most words looked up among the slips are not there: a filter says so without a walk through memory.
  slips: openHashMap(slips, true),
  beginnings: openHashMap(beginnings, false),
});

const wordsIn = ({ stems, slips, beginnings }: ReturnType<typeof openMaps>): Words => ({
  find: (hash, length) => stems.get(hash, length),
  findBeginning: (hashes, length) => (length < BEGINNING ? 0 : beginnings.get(hashes[BEGINNING]!, BEGINNING)),
  findMisspelt(hashes, length) {
    if (length < SHORTEST_PROTECTED - 1 || length > LONGEST_WORD) return 0;
    const added = slips.get(hashes[length]!, length);
    if (added !== 0) return added;
    for (let i = 1; i < length; i++) {
      const id = slips.get(without(hashes, length, i), length - 1);
      if (id !== 0) return id;
    }
    return 0;
  },
});

/** Finds words in what a table has gathered. */
export const openWords = (rows: WordRows): Words => wordsIn(openMaps(rows));

/** An empty table that knows only the shapes. */
export function newWordTable(): WordTable {
  const maps = openMaps({ stems: noHashRows(16_384), slips: noHashRows(16_384), beginnings: noHashRows(4096) });
  const { stems, slips, beginnings } = maps;
  const shapes = new Map<string, number>(SHAPES.map((shape, i) => [shape, FIRST_SHAPE + i]));
  /** By id: the hash of the word's first letters, 0 if it is too short. */
  const firstLetters: number[] = new Array(FIRST_SHAPE + SHAPES.length).fill(0);
  const codes = new Uint8Array(LONGEST_WORD);
  const prefixes = new Int32Array(LONGEST_WORD + 1);
  let next = FIRST_SHAPE + SHAPES.length;

  const newId = (): number => {
    if (next > 0xffff) throw new RangeError('more than 65,535 words');
    return next++;
  };
  /** Fills `prefixes` with the hashes of the first letters in `codes`. */
  const hashCodes = (length: number): void => {
    for (let i = 0; i < length; i++) prefixes[i + 1] = (Math.imul(prefixes[i]!, HASH_BASE) + codes[i]!) | 0;
  };
  const idOfHash = (hashes: Int32Array, length: number): number => {
    const known = stems.get(hashes[length]!, length);
    if (known !== 0) return known;
    const id = newId();
    stems.set(hashes[length]!, length, id);
    firstLetters[id] = length < BEGINNING ? 0 : hashes[BEGINNING]!;
    return id;
  };

  return {
    ...wordsIn(maps),
    size: () => next,
    idOf(word) {
      const shape = shapes.get(word);
      if (shape !== undefined) return shape;
      const length = foldWord(word, codes);
      hashCodes(length);
      return idOfHash(prefixes, length);
    },
    idOfStem(stem) {
      const shape = shapes.get(stem);
      if (shape !== undefined) return shape;
      for (let i = 0; i < stem.length; i++) codes[i] = stem.charCodeAt(i);
      hashCodes(stem.length);
      return idOfHash(prefixes, stem.length);
    },
    idOfHash,
    idOfBeginning(letters) {
      for (let i = 0; i < BEGINNING; i++) codes[i] = letters.charCodeAt(i);
      hashCodes(BEGINNING);
      const hash = prefixes[BEGINNING]!;
      const known = beginnings.get(hash, BEGINNING);
      if (known !== 0) return known;
      const id = newId();
      beginnings.set(hash, BEGINNING, id);
      firstLetters[id] = hash;
      return id;
    },
    beginningOf: (id) => (firstLetters[id] === 0 ? 0 : beginnings.get(firstLetters[id]!, BEGINNING)),
    protect(word) {
      const length = foldWord(word, codes);
      if (length < SHORTEST_PROTECTED) return;
      hashCodes(length);
      const id = idOfHash(prefixes, length);
      slips.set(prefixes[length]!, length, id);
      for (let i = 1; i < length; i++) slips.set(without(prefixes, length, i), length - 1, id);
    },
    rows: () => ({ stems: stems.rows(), slips: slips.rows(), beginnings: beginnings.rows() }),
  };
}
