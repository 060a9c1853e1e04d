import { characterAt } from '../facts.ts';
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
  const looked = new Uint8Array(0x10000).fill(1, 0xd800, 0xe000);
  for (const [from, to] of pairsOf([...any, ...joiners])) looked.fill(1, from, to + 1);
  return (text) => {
    for (let at = 0; at < text.length; at++) {
      if (looked[text.charCodeAt(at)] === 0) continue;
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
