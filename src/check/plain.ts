import { KEYWORDS } from './keywords/index.ts';
import { isMap } from './schema.ts';

/** A text of nothing but printable ASCII, as nearly all are. */
const PLAIN = /^[ -~]*$/;
export const isPlain = (text: string): boolean => PLAIN.test(text);

/** What begins with a character, or a set of characters, written by code points. */
const BEGINS = /^(?:\\u[0-9A-Fa-f]{4}|\[(?:\\u[0-9A-Fa-f]{4}-?)+\])(?![?*{])/;

/** Whether each alternative of a pattern begins with a character beyond printable ASCII. */
function needsWide(pattern: string): boolean {
  if (pattern.includes('(')) return false;
  return pattern.split('|').every((alternative) => {
    const codes = BEGINS.exec(alternative)?.[0].match(/[0-9A-Fa-f]{4}/g) ?? [];
    return codes.length > 0 && codes.every((code) => Number.parseInt(code, 16) > 0x7e);
  });
}

function keywordOfPlain(name: string, options: unknown): boolean | undefined {
  if (name === 'pattern') return needsWide(String(options)) ? false : undefined;
  if (name === 'not') {
    const inner = ofPlain(options);
    return inner === undefined ? undefined : !inner;
  }
  return KEYWORDS.find((keyword) => keyword.name === name)?.plain?.(options);
}

/** What a schema says of all texts of printable ASCII alike; undefined if that depends on the text. */
export function ofPlain(schema: unknown): boolean | undefined {
  if (!isMap(schema)) return undefined;
  const outcomes = Object.entries(schema).map(([name, options]) => keywordOfPlain(name, options));
  if (outcomes.includes(false)) return false;
  return outcomes.every((outcome) => outcome === true) ? true : undefined;
}
