import { type Beginning, LONGEST_TEXT, quickText, type Words } from './quick-text.ts';
import { APOSTROPHE, COMPARED } from './unit-folds.ts';

export type { Beginning, Words } from './quick-text.ts';

const FIRST = 0x811c9dc5 | 0;

/** A word as it is compared: ASCII letters in lower case, any apostrophe as `'`. */
export const foldWord = (word: string): string => word.replaceAll('’', "'").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * Makes a function that finds the words of a text, in one pass, and remembers those of the last.
 * @param isQuick false to find them without WebAssembly, as where it may not run
 */
export function makeWordFinder(isQuick = true): (text: string) => Words {
  let starts = new Int32Array(256);
  let ends = new Int32Array(256);
  let hashes = new Int32Array(256);
  let all = new Int32Array(0);
  let last: Words = { text: '', count: 0, starts, ends, hashes, marked: all, markedCount: 0, watched: EVERYONE };
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
    const quick = isQuick && text.length <= LONGEST_TEXT ? quickText() : null;
    if (quick !== null) return quick.words(text);
    if (last.text === text) return last;
    let count = 0;
    const { length } = text;
    for (let at = 0; at < length; ) {
      const first = COMPARED[text.charCodeAt(at)]!;
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
        unit = at < length ? COMPARED[text.charCodeAt(at)]! : 0;
        // An apostrophe belongs to a word only if the word goes on behind it.
        if (unit === APOSTROPHE && (at + 1 >= length || COMPARED[text.charCodeAt(at + 1)]! <= APOSTROPHE)) unit = 0;
      } while (unit !== 0);
      ends[count] = at;
      hashes[count] = hash;
      count++;
    }
    if (all.length < starts.length) all = Int32Array.from(starts, (_, at) => at);
    last = { text, count, starts, ends, hashes, marked: all, markedCount: count, watched: EVERYONE };
    return last;
  };
}

/** Bits of all who watch. */
const EVERYONE = -1;

/**
 * Has words marked in all texts from now on at which something may begin that is looked for.
 * @returns the bits of `Words.watched` without which none of it stands in a text
 */
export const watchFor = (beginnings: readonly Beginning[]): number => quickText()?.watch(beginnings) ?? EVERYONE;

/** Text of a word. */
export const wordAt = (words: Words, at: number): string => words.text.slice(words.starts[at], words.ends[at]);

/** What stands between a word and the one before it. */
export const gapBefore = (words: Words, at: number): string => words.text.slice(words.ends[at - 1], words.starts[at]);

/** Whether a word of a text is, as words are compared, a given folded one. */
export function isFoldedWord({ text, starts, ends }: Words, at: number, word: string): boolean {
  const start = starts[at]!;
  if (ends[at]! - start !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (COMPARED[text.charCodeAt(start + i)] !== word.charCodeAt(i)) return false;
  return true;
}
