import { Buffer, isUtf8 } from 'node:buffer';
import { isUndefined1252, walkUtf8 } from './utf8.ts';
import type { Window } from './window.ts';

/**
 * Characters of Windows-1252 for the bytes 0x80–0x9F; U+FFFD for the five without one.
 * Node 20's TextDecoder takes these bytes for Latin-1 controls. Source: Unicode Consortium, CP1252.TXT.
 */
const CP1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

const from1252 = (text: string): string => text.replace(/[\x80-\x9f]/g, (char) => CP1252[char.charCodeAt(0) - 0x80]!);

/**
 * The text of units `[from, to)` in the window's encoding; what can't be read becomes U+FFFD.
 * @param isAscii true if it is known that they are bytes of ASCII
 */
export function textOf(window: Window, from: number, to: number, isAscii = window.ascii): string {
  if (isAscii) return window.bytes.toString('latin1', from, to);
  if (window.width === 2) return window.bytes.toString('utf16le', from * 2, to * 2).replace(/\p{Surrogate}/gu, '\uFFFD');
  if (window.encoding === 'windows-1252') return from1252(window.bytes.toString('latin1', from, to));
  return window.bytes.toString('utf8', from, to);
}

/** Tells each sequence among units `[from, to)` that is not valid in the window's encoding, as units `[from, to)`. */
export function eachUnreadable(window: Window, from: number, to: number, bad: (from: number, to: number) => void): void {
  if (window.width === 2) {
    for (let at = from; at < to; at++) {
      const unit = window.units[at]!;
      if (unit >= 0xd800 && unit < 0xdc00 && at + 1 < to && (window.units[at + 1]! & 0xfc00) === 0xdc00) at++;
      else if ((unit & 0xf800) === 0xd800 || (window.torn && at === window.length - 1)) bad(at, at + 1);
    }
  } else if (window.ascii) return;
  else if (window.encoding === 'windows-1252') {
    for (let at = from; at < to; at++) if (isUndefined1252(window.units[at]!)) bad(at, at + 1);
  } else {
    const bytes = window.bytes.subarray(from, to);
    if (!isUtf8(bytes)) walkUtf8(bytes, (start, end) => bad(from + start, from + end));
  }
}

/** A copy of the file's own bytes `[from, to)`, 0-based offsets in the file, which the window must hold whole. */
export function rawOf(window: Window, from: number, to: number): Uint8Array {
  const bytes = Uint8Array.from(window.bytes.subarray(from - window.offset, to - window.offset));
  const isTorn = window.torn && to === window.offset + window.length * 2 - 1;
  const whole = bytes.length - (isTorn ? 1 : 0);
  if (window.encoding === 'utf-16be') Buffer.from(bytes.buffer, 0, whole).swap16();
  if (isTorn) bytes[whole] = window.half;
  return bytes;
}

/** The file's own bytes of units `[from, to)` in hexadecimal. */
export function hexOf(window: Window, from: number, to: number): string {
  if (window.width === 1) return window.bytes.subarray(from, to).toString('hex');
  let hex = '';
  for (let at = from; at < to; at++) {
    if (window.torn && at === window.length - 1) return hex + window.half.toString(16).padStart(2, '0');
    const [low, high] = [window.bytes[at * 2]!, window.bytes[at * 2 + 1]!].map((byte) => byte.toString(16).padStart(2, '0'));
    hex += window.encoding === 'utf-16be' ? `${high}${low}` : `${low}${high}`;
  }
  return hex;
}
