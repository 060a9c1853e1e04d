import { Buffer } from 'node:buffer';
import type { Encoding } from '../model/source.ts';
import { LF } from './window.ts';

/** True if the bytes begin as gzip does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && (bytes.length < 3 || bytes[2] === 8);

export const ZIP = 'ZIP archive';
const OLD_OFFICE = 'old Excel or Word document';

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['504b0304', ZIP],
  ['504b0506', ZIP],
  ['504b0708', ZIP],
  ['25504446', 'PDF document'],
  ['d0cf11e0a1b11ae1', OLD_OFFICE],
  ['1f8b08', 'gzip inside gzip'],
  ['fd377a585a00', 'xz archive'],
  ['28b52ffd', 'Zstandard archive'],
  ['377abcaf271c', '7z archive'],
  ['526172211a07', 'RAR archive'],
  ['89504e470d0a1a0a', 'PNG image'],
  ['ffd8ff', 'JPEG image'],
  ['47494638', 'GIF image'],
  ['53514c69746520666f726d6174203300', 'SQLite database'],
  ['5041523115', 'Parquet file'],
  ['7f454c46', 'program'],
  ['2d2d2d2d2d424547494e20', 'PEM or PGP text'],
  ['7b5c727466', 'RTF document'],
  ['0000feff', 'UTF-32 text'],
  ['fffe0000', 'UTF-32 text'],
];

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^\s*(<!--[\s\S]*?-->\s*)?(<!doctype html|<html|<head|<body|<table|<meta|<div)[\s>]/i, 'HTML page'],
  [/^\s*<\?xml\s/i, 'XML document'],
  [/^\s*%PDF-\d/, 'PDF document'],
];

/** Bytes of the head that are looked at for signs of a binary file. */
const LOOKED_AT = 64 << 10;
/** Bytes of the head in which the first line must end to speak for a text, and that it must have: noise has line feeds too. */
const FIRST_LINE = 16 << 10;
const SHORTEST_HEADER = 12;

/** Whether a byte is a control character that texts do not have. */
const isControl = (byte: number): boolean => byte < 0x20 && (byte < 0x07 || (byte > 0x0d && byte !== 0x1a && byte !== 0x1b));

function isBinary(head: Uint8Array): boolean {
  // What begins with a line of text is one, whatever was put behind it: a shell appends lines in UTF-16, a disk blocks of another file.
  const lineEnd = head.subarray(0, FIRST_LINE).indexOf(LF);
  if (lineEnd >= SHORTEST_HEADER && !head.subarray(0, lineEnd).some((byte) => isControl(byte) || byte >= 0x80)) return false;
  // A run of one byte counts once: zeros in a row are what a full disk or a lost block leaves of a text.
  let controls = 0;
  const looked = Math.min(head.length, LOOKED_AT);
  for (let at = 0; at < looked; at++) {
    const byte = head[at]!;
    if (isControl(byte) && byte !== head[at - 1]) controls++;
  }
  return (controls >= 8 && controls > looked / 20) || (looked > 0 && head.subarray(0, looked).every((byte) => byte === 0));
}

/** By byte, whether EBCDIC has a letter, digit or blank there, or one of the signs and line ends that tables have. */
const EBCDIC = new Uint8Array(256);
for (const [from, to] of [
  ...[
    [0x81, 0x89],
    [0x91, 0x99],
    [0xa2, 0xa9],
    [0xc1, 0xc9],
    [0xd1, 0xd9],
    [0xe2, 0xe9],
    [0xf0, 0xf9],
    [0x4b, 0x4f],
    [0x5c, 0x61],
  ],
  ...[
    [0x40, 0x40],
    [0x6b, 0x6f],
    [0x7a, 0x7f],
    [0x0d, 0x0d],
    [0x15, 0x15],
    [0x25, 0x25],
  ],
] as const)
  EBCDIC.fill(1, from, to + 1);

/** Text of a mainframe: mostly its letters and digits, and neither the blank nor the line feed of ASCII. */
function isEbcdic(head: Uint8Array): boolean {
  const text = head.subarray(0, LOOKED_AT);
  if (text.length < SHORTEST_HEADER || text.includes(0x20) || text.includes(LF)) return false;
  let [known, high] = [0, 0];
  for (const byte of text) {
    known += EBCDIC[byte]!;
    if (byte >= 0x80) high++;
  }
  return known * 20 > text.length * 19 && high * 2 > text.length;
}

/** What a file is that is none of the kinds read here, by its first bytes; null if it may be one of them. */
export function foreignKind(head: Uint8Array, encoding: Encoding): string | null {
  const hex = Buffer.from(head.subarray(0, 16)).toString('hex');
  const signature = SIGNATURES.find(([start]) => hex.startsWith(start));
  if (signature?.[1] === ZIP && Buffer.from(head).includes('xl/')) return 'Excel workbook (XLSX)';
  if (signature?.[1] === OLD_OFFICE && Buffer.from(head).includes(Buffer.from('EncryptedPackage', 'utf16le')))
    return 'Office document with a password';
  if (signature !== undefined) return signature[1];
  if (/^425a683[1-9]314159265359/.test(hex)) return 'bzip2 archive';
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar') return 'tar archive';
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const text = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  const markup = MARKUP.find(([pattern]) => pattern.test(wide ? text.replaceAll('\0', '') : text.replace(/^\xef\xbb\xbf/, '')));
  if (markup !== undefined) return markup[1];
  if (!wide && isEbcdic(head)) return 'EBCDIC text';
  return !wide && isBinary(head) ? 'binary file' : null;
}

/** Pairs at the start of which most must look like UTF-16: lines of it may also stand behind those of another encoding. */
const FIRST_PAIRS = 16;

/** UTF-16 without a byte order mark shows in zeros at every other byte, line feeds among them. */
function utf16Pattern(head: Uint8Array): Encoding | null {
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 2) return null;
  const zeros = [0, 0];
  const lineFeeds = [0, 0];
  const early = [0, 0];
  let halfLineFeeds = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const [first, second] = [head[pair * 2]!, head[pair * 2 + 1]!];
    if (first === 0) zeros[0]!++;
    if (second === 0) zeros[1]!++;
    if (pair < FIRST_PAIRS) {
      if (first === 0) early[0]!++;
      if (second === 0) early[1]!++;
    }
    if (first === LF && second === 0) lineFeeds[1]!++;
    else if (second === LF && first === 0) lineFeeds[0]!++;
    else if (first === LF || second === LF) halfLineFeeds++;
  }
  for (const side of [0, 1] as const) {
    const isEarly = early[side]! * 3 > Math.min(pairs, FIRST_PAIRS);
    const enough = isEarly && zeros[side]! * 3 > pairs && zeros[1 - side]! * 50 <= zeros[side]!;
    if (enough && halfLineFeeds + lineFeeds[1 - side]! <= lineFeeds[side]!) return side === 1 ? 'utf-16le' : 'utf-16be';
  }
  return null;
}

/** Encoding and length of a byte order mark. */
function byteOrderMark(head: Uint8Array): { encoding: Encoding; bom: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: 2 };
  return null;
}

/** What the head says of the encoding: certain by a mark or the pattern of UTF-16, else open between UTF-8 and Windows-1252 (null). */
export function recogniseEncoding(head: Uint8Array, declared: Encoding | undefined): { encoding: Encoding | null; bom: number } {
  const mark = byteOrderMark(head);
  if (declared !== undefined) return { encoding: declared, bom: mark?.encoding === declared ? mark.bom : 0 };
  if (mark !== null) return mark;
  return { encoding: utf16Pattern(head), bom: 0 };
}
