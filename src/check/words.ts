/** The words of a text: letters, digits and apostrophes between them. Arrays are lent: the next text re-uses them. */
export interface Words {
  readonly text: string;
  readonly count: number;
  /** 0-based index of each word's first UTF-16 unit, and one past its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of each word, the case of ASCII letters aside. */
  readonly hashes: Int32Array;
}

const APOSTROPHE = 0x27;
const FIRST = 0x811c9dc5 | 0;

/** The unit that counts for comparing: ASCII in lower case, one apostrophe; 0 for what stands between words. */
const FOLDED = new Uint16Array(0x10000);
for (let unit = 0xc0; unit < 0xfff0; unit++) FOLDED[unit] = unit;
for (let unit = 0x2000; unit < 0x3040; unit++) FOLDED[unit] = 0;
for (const sign of [0xd7, 0xf7, 0xfeff]) FOLDED[sign] = 0;
for (let unit = 0x30; unit <= 0x39; unit++) FOLDED[unit] = unit;
for (let unit = 0x61; unit <= 0x7a; unit++) {
  FOLDED[unit] = unit;
  FOLDED[unit - 32] = unit;
}
FOLDED[APOSTROPHE] = APOSTROPHE;
FOLDED[0x2019] = APOSTROPHE;

/** A word as it is compared: ASCII letters in lower case, any apostrophe as `'`. */
export const foldWord = (word: string): string => word.replaceAll('’', "'").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Makes a function that finds the words of a text, in one pass, and remembers those of the last. */
export function makeWordFinder(): (text: string) => Words {
  let starts = new Int32Array(256);
  let ends = new Int32Array(256);
  let hashes = new Int32Array(256);
  let last: Words = { text: '', count: 0, starts, ends, hashes };
  const grow = (): void => {
    const wider = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const next = new Int32Array(old.length * 2);
      next.set(old);
      return next;
    };
    starts = wider(starts);
    ends = wider(ends);
    hashes = wider(hashes);
  };
  return (text) => {
    if (last.text === text) return last;
    let count = 0;
    const { length } = text;
    for (let at = 0; at < length; ) {
      const first = FOLDED[text.charCodeAt(at)]!;
      if (first === 0 || first === APOSTROPHE) {
        at++;
        continue;
      }
      if (count === starts.length) grow();
      starts[count] = at;
      let hash = FIRST;
      let unit = first;
      do {
        hash = Math.imul(hash ^ unit, 0x01000193);
        at++;
        unit = at < length ? FOLDED[text.charCodeAt(at)]! : 0;
        // An apostrophe belongs to a word only if the word goes on behind it.
        if (unit === APOSTROPHE && (at + 1 >= length || FOLDED[text.charCodeAt(at + 1)]! <= APOSTROPHE)) unit = 0;
      } while (unit !== 0);
      ends[count] = at;
      hashes[count] = hash;
      count++;
    }
    last = { text, count, starts, ends, hashes };
    return last;
  };
}

/** Text of a word. */
export const wordAt = (words: Words, at: number): string => words.text.slice(words.starts[at], words.ends[at]);

/** What stands between a word and the one before it. */
export const gapBefore = (words: Words, at: number): string => words.text.slice(words.ends[at - 1], words.starts[at]);

/** Whether a word of a text is, as words are compared, a given folded one. */
export function isFoldedWord({ text, starts, ends }: Words, at: number, word: string): boolean {
  const start = starts[at]!;
  if (ends[at]! - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (FOLDED[text.charCodeAt(start + i)] !== word.charCodeAt(i)) return false;
  return true;
}
