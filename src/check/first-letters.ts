import { isCharacter, piecesOf } from './pieces.ts';

const CODES = 128;
/** A count that may be none. */
const NONE_MAY_DO = /^(?:[?*]|\{0.*\})$/s;
const COUNT = /^(?:[?*+]|\{.+\})$/s;

/** What a part of an expression may begin with, and where the part ends. */
interface Part {
  /** By ASCII code, 1 if it may. */
  readonly may: Uint8Array;
  /** Whether it may match without a character, or stands for none. */
  readonly isEmpty: boolean;
  readonly end: number;
}

/** Reads the alternatives from piece `from` up to the bracket that closes them, or the end; undefined if they look around. */
function alternatives(pieces: readonly string[], from: number): Part | undefined {
  const may = new Uint8Array(CODES);
  let isEmpty = false;
  /** Whether nothing stands yet that takes a character. */
  let isOpen = true;
  let at = from;
  for (; at < pieces.length && pieces[at] !== ')'; at++) {
    const piece = pieces[at]!;
    if (piece === '|') {
      isEmpty ||= isOpen;
      isOpen = true;
      continue;
    }
    if (piece.startsWith('(') && piece !== '(' && piece !== '(?:') return undefined;
    const part = piece.startsWith('(') ? alternatives(pieces, at + 1) : { may: undefined, isEmpty: !isCharacter(piece), end: at };
    if (part === undefined) return undefined;
    at = part.end;
    const count = pieces[at + 1] ?? '';
    if (isOpen) {
      const own = part.may ?? (part.isEmpty ? new Uint8Array(CODES) : lettersOf(piece));
      for (let code = 0; code < CODES; code++) may[code]! |= own[code]!;
      isOpen = part.isEmpty || NONE_MAY_DO.test(count);
    }
    if (COUNT.test(count)) at += pieces[at + 2] === '?' ? 2 : 1;
  }
  return { may, isEmpty: isEmpty || isOpen, end: at };
}

function lettersOf(piece: string): Uint8Array {
  const expression = new RegExp(`^${piece}`, 'u');
  return Uint8Array.from({ length: CODES }, (_, code) => Number(expression.test(String.fromCharCode(code))));
}

/**
 * By ASCII code, whether a text may begin so that matches an expression with the flag `u`, which must match where the text begins;
 * undefined if that is not known, or if nothing may stand there.
 */
export function firstLetters(pattern: string): Uint8Array | undefined {
  const pieces = piecesOf(pattern);
  const part = pieces && alternatives(pieces, 0);
  return part === undefined || part.isEmpty || part.end < pieces!.length ? undefined : part.may;
}
