import { Buffer } from 'node:buffer';
import type { Encoding } from '../model/source.ts';

/** Characters of Windows-1252 for the bytes 0x80–0x9F; a blank stands for the five without one. Source: Unicode Consortium, CP1252.TXT. */
const SPECIAL = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  const at = SPECIAL.indexOf(character);
  return at === -1 ? -1 : 0x80 + at;
}

/** The bytes of a text in an encoding; null if it has no bytes for one of the characters. */
export function encodeText(text: string, encoding: Encoding): Buffer | null {
  if (encoding === 'windows-1252') {
    const bytes = Array.from(text, (character) => (character.length > 1 ? -1 : byteOf(character)));
    return bytes.includes(-1) ? null : Buffer.from(bytes);
  }
  if (/\p{Surrogate}/u.test(text)) return null;
  if (encoding === 'utf-8') return Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? wide.swap16() : wide;
}

/** A character (code point) of a text, or what stands for bytes that are none: 0-based places `[from, to)` in the bytes. */
export interface Character {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What stands for bytes that can't be read. */
export const UNREADABLE = '\uFFFD';

function utf8Length(lead: number): number {
  if (lead < 0x80) return 1;
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

function charactersUtf8(bytes: Buffer): Character[] {
  const found: Character[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + utf8Length(bytes[from]!));
    const text = bytes.toString('utf8', from, to);
    const isOne = !text.includes(UNREADABLE) || bytes.toString('hex', from, to) === 'efbfbd';
    found.push({ text: isOne ? text : UNREADABLE, from, to: isOne ? to : from + 1 });
    from = found.at(-1)!.to;
  }
  return found;
}

function charactersUtf16(bytes: Buffer, bigEndian: boolean): Character[] {
  const found: Character[] = [];
  const unit = (at: number) => (bigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  for (let from = 0; from + 1 < bytes.length; ) {
    const first = unit(from);
    const isPair = (first & 0xfc00) === 0xd800 && from + 3 < bytes.length && (unit(from + 2) & 0xfc00) === 0xdc00;
    const isLone = !isPair && (first & 0xf800) === 0xd800;
    const text = isLone ? UNREADABLE : isPair ? String.fromCharCode(first, unit(from + 2)) : String.fromCharCode(first);
    found.push({ text, from, to: from + (isPair ? 4 : 2) });
    from = found.at(-1)!.to;
  }
  return found;
}

/** The characters of some bytes, each with its place. */
export function charactersOf(bytes: Uint8Array, encoding: Encoding): Character[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-8') return charactersUtf8(buffer);
  if (encoding !== 'windows-1252') return charactersUtf16(buffer, encoding === 'utf-16be');
  return Array.from(buffer, (byte, from) => {
    const text = byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : SPECIAL[byte - 0x80]!;
    return { text: text === ' ' && byte !== 0x20 ? UNREADABLE : text, from, to: from + 1 };
  });
}
