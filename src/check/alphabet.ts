import { isCharacter, piecesOf } from './pieces.ts';
import { isMap } from './schema.ts';

/** Expressions that each match some single characters: which of them a text's characters match, one after the other, decides a question. */
export type Signs = readonly string[];

/** What decides whether an expression (flag `u`) matches; undefined if that may be more than characters of a kind in a certain order. */
function signsOfPattern(pattern: string): Signs | undefined {
  return piecesOf(pattern)?.flatMap((piece) => (/^\\[bB]$/u.test(piece) ? '\\w' : isCharacter(piece) ? piece : []));
}

/** What decides whether a schema holds of a text of printable ASCII; undefined if that may be more than its length and characters of a kind in a certain order. */
export function signsOf(schema: unknown): Signs | undefined {
  if (typeof schema === 'boolean') return [];
  if (!isMap(schema)) return undefined;
  const signs: string[] = [];
  for (const [name, options] of Object.entries(schema)) {
    const own = signsOfKeyword(name, options);
    if (own === undefined) return undefined;
    signs.push(...own);
  }
  return signs;
}

function signsOfKeyword(name: string, options: unknown): Signs | undefined {
  if (name === 'minLength' || name === 'maxLength') return [];
  if (name === 'pattern') return signsOfPattern(String(options));
  if (name === 'not') return signsOf(options);
  if ((name !== 'anyOf' && name !== 'allOf') || !Array.isArray(options)) return undefined;
  const all = options.map(signsOf);
  return all.every((signs) => signs !== undefined) ? all.flat() : undefined;
}

const FIRST = 0x20;
const LAST = 0x7e;

/** Signs that tell digits and letters apart, as references and dates differ in them. */
export const COMMON: Signs = ['[0-9]', '[A-Z]', '[a-z]', '[^0-9A-Za-z]'];

/** Signs that tell every character from all others. */
export const EACH: Signs = Array.from({ length: LAST - FIRST + 1 }, (_, n) => `\\u{${(FIRST + n).toString(16)}}`);

/** Of each sign that was met, which of the characters it fits: many fields have the same. */
const known = new Map<string, string>();

function fittingOf(sign: string): string {
  const before = known.get(sign);
  if (before !== undefined) return before;
  const test = new RegExp(`^${sign}$`, 'u');
  const fitting = Array.from({ length: LAST - FIRST + 1 }, (_, n) => (test.test(String.fromCharCode(FIRST + n)) ? '1' : '0')).join('');
  known.set(sign, fitting);
  return fitting;
}

/**
 * Parts the characters of printable ASCII into kinds, so that none of the signs tells two of a kind apart.
 *
 * @returns by code below 128 the number of its kind from 1 on; 0 for what is not printable
 */
export function alphabetOf(signs: Iterable<string>): Uint8Array {
  const fitting = [...signs].map(fittingOf);
  const kinds = new Map<string, number>();
  const alphabet = new Uint8Array(128);
  for (let code = FIRST; code <= LAST; code++) {
    const fits = fitting.map((fits) => fits[code - FIRST]).join('');
    if (!kinds.has(fits)) kinds.set(fits, kinds.size + 1);
    alphabet[code] = kinds.get(fits)!;
  }
  return alphabet;
}

/** The characters of each kind of an alphabet, by its number less 1. */
export function kindsOf(alphabet: Uint8Array): readonly string[] {
  const kinds: string[] = [];
  for (const [code, kind] of alphabet.entries()) if (kind > 0) kinds[kind - 1] = (kinds[kind - 1] ?? '') + String.fromCharCode(code);
  return kinds;
}
