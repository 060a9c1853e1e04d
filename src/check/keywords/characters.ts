import { characterAt } from '../character-at.ts';
import { unitsOf } from '../units.ts';
import type { Keyword } from './keyword.ts';

interface Options {
  readonly any: readonly string[];
  readonly unlessAfter?: readonly string[];
  readonly joiners?: readonly string[];
}

/** Ranges of code points, written `200B` or `200B-200F`, as first and last. */
const pairsOf = (ranges: readonly string[]): readonly (readonly [number, number])[] =>
  ranges.map((range) => {
    const [from, to = from] = range.split('-').map((hex) => Number.parseInt(hex, 16));
    return [from!, to!];
  });

function makeSet(ranges: readonly string[]): (code: number) => boolean {
  const pairs = pairsOf(ranges);
  return (code) => pairs.some(([from, to]) => code >= from && code <= to);
}

/** The 0-based index of the first character of a set in a text, -1 if there is none. */
function makeFinder(options: unknown): (text: string) => number {
  const { any, joiners = [], unlessAfter = [] } = options as Options;
  const isAny = makeSet(any);
  const isJoiner = makeSet(joiners);
  const needsJoiner = makeSet(unlessAfter);
  const unit = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;
  const ranges = pairsOf([...any, ...joiners]).filter(([from]) => from <= 0xffff);
  /** Units that may be one of them: the engine passes over all others faster than a loop can. */
  const looked = new RegExp(`[\\ud800-\\udfff${ranges.map(([from, to]) => `${unit(from)}-${unit(Math.min(to, 0xffff))}`).join('')}]`);
  return (text) => {
    for (let at = text.search(looked); at !== -1 && at < text.length; at++) {
      const code = text.codePointAt(at)!;
      if (isAny(code)) return at;
      if (isJoiner(code) && (at === 0 || !needsJoiner(text.charCodeAt(at - 1)))) return at;
      if (code > 0xffff) at++;
    }
    return -1;
  };
}

/** `characters`: some character of the text is one of these. Tells where, and which by its code point. */
export const characters: Keyword = {
  name: 'characters',
  plain(options) {
    const { any, joiners = [] } = options as Options;
    const pairs = pairsOf([...any, ...joiners]);
    return pairs.some(([from, to]) => from <= 0x7e && to >= 0x20) ? undefined : { holds: false, unless: unitsOf(pairs) };
  },
  prepare(options) {
    const find = makeFinder(options);
    return (value) => typeof value === 'string' && find(value) !== -1;
  },
  facts(options) {
    const find = makeFinder(options);
    return (text) => {
      const at = find(text);
      if (at === -1) return {};
      return { character: characterAt(text, at), codePoint: `U+${text.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}` };
    };
  },
};
