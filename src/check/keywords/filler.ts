import { foldSpelling, hashFolded, isUnspelt, spellingHash } from '../../model/spelling.ts';
import type { Keyword } from './keyword.ts';

/** Parts words, as other blanks do. */
const NO_BREAK_SPACE = 0xa0;

/** Words of a phrase at most. */
const LONGEST = 4;

/**
 * A quick look, by hashes: false only if a text is no filler, for neither its first words nor all of it are in the list, and its
 * characters are not all the same.
 */
function makeQuickLook(words: ReadonlySet<string>): (text: string) => boolean {
  const hashes = new Set([...words].map(spellingHash));
  return (text) => {
    let hash = 0;
    let first = 0;
    let isOne = true;
    let parts = 0;
    let isWithin = false;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127 && (code === NO_BREAK_SPACE || !isUnspelt(code))) return true;
      const next = hashFolded(hash, code);
      if (next !== hash) {
        const alone = hashFolded(0, code);
        if (first === 0) first = alone;
        isOne &&= alone === first;
        isWithin = true;
        hash = next;
      } else if (isWithin && (code === 0x20 || (code >= 0x09 && code <= 0x0d))) {
        if (parts < LONGEST && hashes.has(hash)) return true;
        parts++;
        isWithin = false;
      }
    }
    return isOne || hashes.has(hash);
  };
}

/** `filler`: the text says nothing: no letter or digit at all, one character over and over, or only words and phrases of the given list. */
export const filler: Keyword = {
  name: 'filler',
  prepare(options) {
    const words = new Set((options as { words: readonly string[] }).words.map(foldSpelling));
    const mayBe = makeQuickLook(words);
    return (value) => {
      if (typeof value !== 'string' || value.length > 80 || !mayBe(value)) return false;
      const folded = foldSpelling(value);
      if (folded === '' || words.has(folded)) return true;
      if (folded.length > 1 && folded.split(folded[0]!).length === folded.length + 1) return true;
      const parts = value.split(/\s+/).map(foldSpelling).filter(Boolean);
      for (let at = 0; at < parts.length; ) {
        let count = Math.min(LONGEST, parts.length - at);
        while (count > 0 && !words.has(parts.slice(at, at + count).join(''))) count--;
        if (count === 0) return false;
        at += count;
      }
      return true;
    };
  },
};
