import { firstLetters } from './first-letters.ts';
import { isCharacter, piecesOf } from './pieces.ts';

/** Of patterns that a kind of letter satisfies: the first and last of that kind in ASCII. */
const ASCII_OF: Readonly<Record<string, readonly [number, number]>> = { '\\p{Lu}': [0x41, 0x5a], '\\p{Ll}': [0x61, 0x7a] };

/** Whether one of these stands among the first units of a text: a look at them costs a tenth of a call of the engine. */
function isSoon(text: string, [first, last]: readonly [number, number]): boolean {
  const to = Math.min(text.length, 16);
  for (let at = 0; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= first && unit <= last) return true;
  }
  return false;
}

const COUNT = /^(?:[?*+]|\{.+\})$/s;
/** Where lines begin, as a pattern says it. */
const LINE_START = '(?:^|\\n)';
/** Letters that a text is looked through for; fewer stand in too many. */
const SHORTEST_LITERAL = 4;

/** The pieces of a pattern and how deep in groups each stands; undefined if it has alternatives outside of groups. */
function layersOf(pattern: string): readonly { readonly piece: string; readonly depth: number }[] | undefined {
  let depth = 0;
  const layers = piecesOf(pattern)?.map((piece) => {
    if (piece.startsWith('(')) depth++;
    const own = { piece, depth };
    if (piece === ')') depth--;
    return own;
  });
  return layers?.some((one) => one.depth === 0 && one.piece === '|') ? undefined : layers;
}

/** The longest text that stands in all that match; undefined if there is none that is worth looking for. */
function literalOf(pattern: string): string | undefined {
  const layers = layersOf(pattern) ?? [];
  let longest = '';
  let run = '';
  for (const [n, { piece, depth }] of layers.entries()) {
    const isCounted = COUNT.test(layers[n + 1]?.piece ?? '');
    run = depth === 0 && /^[\w ]$/.test(piece) && isCharacter(piece) && !isCounted ? run + piece : '';
    if (run.length > longest.length) longest = run;
  }
  return longest.length < SHORTEST_LITERAL ? undefined : longest;
}

/** What follows the start of a line in a pattern that is about no other place. */
function lineOf(pattern: string): string | undefined {
  if (!pattern.startsWith(LINE_START) || layersOf(pattern) === undefined) return undefined;
  const line = pattern.slice(LINE_START.length);
  return COUNT.test(piecesOf(line)?.[0] ?? '') ? undefined : line;
}

function makeLineTest(line: string): (text: string) => boolean {
  const first = new RegExp(`^${line}`, 'u');
  const later = new RegExp(`\\n${line}`, 'uy');
  return (text) => {
    if (first.test(text)) return true;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      later.lastIndex = at;
      if (later.test(text)) return true;
    }
    return false;
  };
}

/** Whether a text is matched if its last character is. */
const isAboutLast = (pieces: readonly string[] | undefined): boolean =>
  pieces?.length === 2 && isCharacter(pieces[0]!) && pieces[1] === '$';

function makeLastTest(expression: RegExp): (text: string) => boolean {
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => Number(expression.test(String.fromCharCode(code))));
  return (text) => {
    const unit = text.charCodeAt(text.length - 1);
    return unit < 128 ? ascii[unit] === 1 : expression.test(text);
  };
}

/** Calls after which it is worth while to know how a text may begin. */
const OFTEN = 16;

/**
 * Tells of a pattern which units a text may begin with that matches it: all until it was asked often, as to find that out takes long.
 *
 * @returns undefined for a pattern that may match anywhere
 */
export function makeBeginning(pattern: string): ((unit: number) => boolean) | undefined {
  if (!pattern.startsWith('^') || layersOf(pattern) === undefined) return undefined;
  let calls = 0;
  let may: Uint8Array | undefined;
  return (unit) => {
    if (++calls === OFTEN) may = firstLetters(pattern);
    return may?.[unit] !== 0;
  };
}

/**
 * Makes a test of a regular expression with the flag `u` that leaves the engine out where a quicker look tells as much.
 * @throws SyntaxError if it is none
 */
export function makePatternTest(pattern: string): (text: string) => boolean {
  const expression = new RegExp(pattern, 'u');
  const letters = ASCII_OF[pattern];
  if (letters !== undefined) return (text) => isSoon(text, letters) || expression.test(text);
  const literal = literalOf(pattern);
  if (literal !== undefined) return (text) => text.includes(literal) && expression.test(text);
  const line = lineOf(pattern);
  if (line !== undefined) return makeLineTest(line);
  if (isAboutLast(piecesOf(pattern))) return makeLastTest(expression);
  const mayBegin = makeBeginning(pattern);
  if (mayBegin !== undefined) return (text) => mayBegin(text.charCodeAt(0)) && expression.test(text);
  return (text) => expression.test(text);
}
