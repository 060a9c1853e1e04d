import { foldSpelling } from '../../model/spelling.ts';
import type { Keyword } from './keyword.ts';

/** `filler`: the text says nothing: no letter or digit at all, one character over and over, or only words of the given list. */
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
      return parts.every((part) => words.has(part));
    };
  },
};
