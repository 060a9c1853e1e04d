import { Buffer } from 'node:buffer';
import type { Cell, CellPlace } from '../model/row.ts';
import type { Encoding } from '../model/source.ts';
import { type Character, charactersOf, encodeText, UNREADABLE } from './encode.ts';
import { rewriteList } from './json-list.ts';
import { jsonScalar, jsonText, unwritten } from './written.ts';

/** Bytes that take the place of others: 0-based offsets `[start, end)` in the original. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** How the file is written. */
export interface Writing {
  readonly encoding: Encoding;
  /** One character; null in JSON. */
  readonly delimiter: string | null;
}

const joined = (characters: readonly Character[]): string => characters.map(({ text }) => text).join('');

/** How many characters at the begin and at the end of what stands there say the same as the new text. */
function sameEnds(characters: readonly Character[], text: string): { readonly head: number; readonly tail: number } {
  let head = 0;
  let from = 0;
  while (head < characters.length && text.startsWith(characters[head]!.text, from)) from += characters[head++]!.text.length;
  let tail = 0;
  let to = text.length;
  while (tail < characters.length - head) {
    const { text: last } = characters[characters.length - 1 - tail]!;
    if (to - last.length < from || !text.endsWith(last, to)) break;
    to -= last.length;
    tail++;
  }
  return { head, tail };
}

/** Splice of a cell's text where only the characters that differ are written anew. Null if bytes that can't be read would go. */
function inText(
  place: CellPlace,
  raw: Uint8Array,
  text: string,
  { encoding, delimiter }: Writing,
  characters: readonly Character[],
): Splice | null {
  const { form } = place;
  const { head, tail } = sameEnds(characters, text);
  const gone = characters.slice(head, characters.length - tail);
  if (gone.some((one) => one.text === UNREADABLE)) return null;
  const edge = form === 'plain' ? 0 : raw.length > 0 ? charactersOf(raw, encoding)[0]!.to : 0;
  const from = characters[head]?.from ?? characters.at(-1)?.to ?? edge;
  const to = gone.at(-1)?.to ?? from;
  const kept = (count: number, all: readonly Character[]) => joined(all.slice(0, count)).length;
  const middle = text.slice(kept(head, characters), text.length - joined(characters.slice(characters.length - tail)).length);
  const encode = (written: string) => encodeText(written, encoding);
  const has = (character: string) => encode(character) !== null;
  const splice = (bytes: Buffer | null): Splice | null => bytes && { start: place.start + from, end: place.start + to, bytes };
  if (form === 'string') return splice(encode(jsonText(middle, has)));
  if (form === 'quoted') return splice(encode(middle.replaceAll('"', '""')));
  // JSON has no delimiter: its other values are written as they are.
  const isSpecial = (written: string) => delimiter !== null && (/["\r\n]/.test(written) || written.includes(delimiter));
  if (!isSpecial(text)) return splice(encode(middle));
  // A cell that must be put into quotes: what it held before may not need them.
  if (isSpecial(joined(characters))) return null;
  const quote = encode('"')!;
  const bytes = encode(middle.replaceAll('"', '""'));
  return (
    bytes && { start: place.start, end: place.end, bytes: Buffer.concat([quote, raw.subarray(0, from), bytes, raw.subarray(to), quote]) }
  );
}

/**
 * What to write so that a cell reads as `next`: every byte that is not part of the change stays as it is.
 *
 * @param raw the cell's own bytes
 * @param stands what the reader made of them
 * @returns null if it can't be written so: the encoding lacks a character, bytes that can't be read would go, or a value is nested
 */
export function spliceOf(
  place: CellPlace,
  raw: Uint8Array,
  stands: Cell,
  next: string | readonly string[],
  writing: Writing,
): Splice | null {
  const { form } = place;
  const written = charactersOf(raw, writing.encoding);
  const has = (character: string) => encodeText(character, writing.encoding) !== null;
  if (form === 'nested') return null;
  if (form === 'plain' || form === 'quoted' || form === 'string') {
    const characters = unwritten(written, form);
    if (typeof next !== 'string' || joined(characters) !== (stands ?? '')) return null;
    return inText(place, raw, next, writing, characters);
  }
  const text = joined(written);
  if (text.includes(UNREADABLE)) return null;
  const isWhole = typeof next === 'string';
  if (isWhole === (form === 'list')) return null;
  const made = isWhole ? jsonScalar(next, text, has) : rewriteList(text, next, has);
  if (made === null) return null;
  return inText({ ...place, form: 'plain' }, raw, made, { ...writing, delimiter: null }, written);
}
