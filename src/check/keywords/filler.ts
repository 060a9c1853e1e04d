import { foldSpelling } from '../../model/spelling.ts';
import type { Keyword } from './keyword.ts';

/** Words of a phrase at most. */
const LONGEST = 4;

/** `filler`: the text says nothing: no letter or digit at all, one character over and over, or only words and phrases of the given list. */
export const filler: Keyword = {
  name: 'filler',
  prepare(options) {
    const words = new Set((options as { words: readonly string[] }).words.map(foldSpelling));
    return (value) => {
      if (typeof value !== 'string' || value.length > 80) return false;
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
