import type { Pack } from '../../model/pack.ts';
import { characterAt } from '../character-at.ts';
import { makePhrases } from '../phrases.ts';
import { type Words, watchFor, wordAt } from '../words.ts';
import type { Keyword } from './keyword.ts';

/** Terms that a finding names at most. */
const MOST = 10;

const NONE: readonly number[] = [];

/** Finds the words of a text that are codes of a list, written as there, where the text has neither label nor alias of the code. */
function makeFinder(options: unknown, pack: Pack): (words: Words, most: number) => readonly number[] {
  const name = (options as { readonly list: string }).list;
  const list = pack.codelists.get(name);
  if (list === undefined) throw new Error(`no code list ${name}`);
  const codes = makePhrases([...list.entries.keys()], true);
  const own = watchFor(codes.beginnings);
  const meanings = new Map(
    [...list.entries.values()].map((entry) => [entry.code, makePhrases([entry.label, ...(entry.columns.get('aliases') ?? [])])]),
  );
  const isExplained = (words: Words, code: string): boolean => {
    const meaning = meanings.get(code);
    for (let at = 0; meaning && at < words.count; at++)
      if (meaning.mayBegin(words.hashes[at]!) && meaning.lengthAt(words, at) > 0) return true;
    return false;
  };
  return (words, most) => {
    if ((words.watched & own) === 0) return NONE;
    const found: number[] = [];
    for (let next = 0; next < words.markedCount && found.length < most; next++) {
      const at = words.marked[next]!;
      if (codes.mayBegin(words.hashes[at]!) && codes.lengthAt(words, at) > 0 && !isExplained(words, wordAt(words, at))) found.push(at);
    }
    return found;
  };
}

/** `unexplained`: the text uses an abbreviation of a code list and nowhere says what it means. Tells which, and where the first stands. */
export const unexplained: Keyword = {
  name: 'unexplained',
  prepare(options, pack) {
    const find = makeFinder(options, pack);
    return (value, context) => typeof value === 'string' && find(context.wordsOf(value), 1).length > 0;
  },
  facts(options, pack) {
    const find = makeFinder(options, pack);
    return (text, context) => {
      const words = context.wordsOf(text);
      const found = find(words, Number.POSITIVE_INFINITY);
      const terms = [...new Set(found.map((at) => wordAt(words, at)))].slice(0, MOST);
      return found.length === 0 ? {} : { terms, character: characterAt(text, words.starts[found[0]!]!) };
    };
  },
};
