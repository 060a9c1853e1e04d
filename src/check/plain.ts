import { KEYWORDS } from './keywords/index.ts';
import type { PlainAnswer } from './plain-answer.ts';
import { isMap } from './schema.ts';
import { SURROGATES, type Units } from './units.ts';

/** What begins with a character, or a set of characters, written by code points. */
const BEGINS = /^(?:\\u[0-9A-Fa-f]{4}|\[(?:\\u[0-9A-Fa-f]{4}(?:-\\u[0-9A-Fa-f]{4})?)+\])(?![?*{])/;
const CODES = /\\u([0-9A-Fa-f]{4})(?:-\\u([0-9A-Fa-f]{4}))?/g;
const LAST_OF_ASCII = 0x7e;

/** Units of which a text must have one to match a pattern, if each alternative begins with a character beyond printable ASCII. */
function beginsOf(pattern: string): readonly Units[] | undefined {
  if (pattern.includes('(')) return undefined;
  const begins = pattern.split('|').flatMap((alternative): readonly (Units | undefined)[] => {
    const codes = [...(BEGINS.exec(alternative)?.[0].matchAll(CODES) ?? [])];
    const units = codes.map(([, first, last = first]): Units => [Number.parseInt(first!, 16), Number.parseInt(last!, 16)]);
    return units.length > 0 ? units : [undefined];
  });
  if (!begins.every((units) => units !== undefined && units[0] > LAST_OF_ASCII)) return undefined;
  // Two halves side by side are one character: where one stands, any may.
  const isHalf = (unit: number): boolean => unit >= SURROGATES[0] && unit <= SURROGATES[1];
  return begins.map((units) => (units!.some(isHalf) ? [Math.min(...units!, SURROGATES[0]), Math.max(...units!, SURROGATES[1])] : units!));
}

function keywordOfPlain(name: string, options: unknown): PlainAnswer | undefined {
  if (name === 'pattern') {
    const unless = beginsOf(String(options));
    return unless && { holds: false, unless };
  }
  if (name === 'not') {
    const inner = ofPlain(options);
    return inner && { holds: !inner.holds, unless: inner.unless };
  }
  return KEYWORDS.find((keyword) => keyword.name === name)?.plain?.(options);
}

/** What a schema says of all texts alike that lack some units, none of them printable ASCII; undefined if it depends on more. */
export function ofPlain(schema: unknown): PlainAnswer | undefined {
  if (!isMap(schema)) return undefined;
  const answers = Object.entries(schema).map(([name, options]) => keywordOfPlain(name, options));
  const failing = answers.find((answer) => answer?.holds === false);
  if (failing !== undefined) return failing;
  return answers.every((answer) => answer !== undefined) ? { holds: true, unless: answers.flatMap(({ unless }) => unless) } : undefined;
}
