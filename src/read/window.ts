import { Buffer, isAscii } from 'node:buffer';
import type { Encoding } from '../model/source.ts';
import { giveBack, LARGE, roomOf } from './room.ts';

/** Code units of a file: bytes, or in UTF-16 pairs of bytes, so that a delimiter is one unit in every encoding. */
export type Units = Uint8Array | Uint16Array;

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
export const QUOTE = 34;

/** Units of the file that are held at the moment: a chunk, and before it the row that began in the chunk before. */
export interface Window {
  /** Holds a line feed at `length`, so that loops end there without asking for the length. */
  units: Units;
  /** The same memory as bytes; UTF-16 in little-endian order whatever the file has. */
  bytes: Buffer;
  memory: ArrayBuffer;
  /** Units in use. */
  length: number;
  /** 0-based offset in the file of the first byte held. */
  offset: number;
  readonly encoding: Encoding;
  /** Bytes of a unit. */
  readonly width: 1 | 2;
  /** True if all that is held is ASCII. */
  ascii: boolean;
  /** The first byte of a unit whose second has not come yet, or -1. */
  half: number;
  /** True if the file ended in half a unit, which the last unit held stands for. */
  torn: boolean;
  /** True if marks were made of the units held. */
  isMarked: boolean;
  /** What `nextUnit` found last. */
  readonly lf: Found;
  readonly cr: Found;
  readonly nul: Found;
}

/** The first place `at` of a unit from `from` on; `from` is beyond everything if it has not been looked for. */
export interface Found {
  readonly unit: number;
  from: number;
  at: number;
}

const unfound = (unit: number): Found => ({ unit, from: Number.POSITIVE_INFINITY, at: -1 });

/** An empty window on a file at the 0-based byte `offset`. */
export function openWindow(encoding: Encoding, offset: number): Window {
  const width = encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
  const memory = new ArrayBuffer(0);
  // Written out: an object that begins with a spread and has more beside it is unlike every other to V8.
  return {
    units: new Uint8Array(memory),
    bytes: Buffer.from(memory),
    memory,
    length: 0,
    offset,
    encoding,
    width,
    half: -1,
    torn: false,
    isMarked: false,
    ascii: width === 1,
    lf: unfound(LF),
    cr: unfound(CR),
    nul: unfound(0),
  };
}

/** What is known of the units held no longer holds. */
function forget(window: Window): void {
  window.units[window.length] = LF;
  window.isMarked = false;
  window.lf.from = Number.POSITIVE_INFINITY;
  window.cr.from = Number.POSITIVE_INFINITY;
  window.nul.from = Number.POSITIVE_INFINITY;
}

/** Gives the window memory for at least so many units, in which those held stand as before. */
function settle(window: Window, units: number): void {
  const { width } = window;
  const memory = roomOf(units * width, window.memory, window.length * width);
  const capacity = Math.floor(memory.byteLength / width);
  window.memory = memory;
  window.bytes = Buffer.from(memory, 0, capacity * width);
  window.units = width === 1 ? new Uint8Array(memory, 0, capacity) : new Uint16Array(memory, 0, capacity);
}

function reserve(window: Window, length: number): void {
  if (length >= window.units.length) settle(window, length + 1);
}

function appendPairs(window: Window, chunk: Uint8Array): void {
  let from = 0;
  const at = window.length * 2;
  let to = at;
  if (window.half >= 0 && chunk.length > 0) {
    window.bytes[to++] = window.half;
    window.bytes[to++] = chunk[from++]!;
    window.half = -1;
  }
  const whole = (chunk.length - from) & ~1;
  window.bytes.set(chunk.subarray(from, from + whole), to);
  to += whole;
  if (from + whole < chunk.length) window.half = chunk[from + whole]!;
  if (window.encoding === 'utf-16be') window.bytes.subarray(at, to).swap16();
  window.length = to / 2;
}

/** Adds the bytes that follow in the file; they are copied. */
export function append(window: Window, chunk: Uint8Array): void {
  reserve(window, window.length + Math.ceil(chunk.length / window.width) + 1);
  if (window.width === 2) appendPairs(window, chunk);
  else {
    window.units.set(chunk, window.length);
    window.length += chunk.length;
    window.ascii &&= isAscii(chunk);
  }
  forget(window);
}

/** Ends the window at the end of the file: half a unit becomes the character that stands for what can't be read. */
export function closeWindow(window: Window): void {
  if (window.half < 0 || window.torn) return;
  window.torn = true;
  reserve(window, window.length + 2);
  window.units[window.length++] = 0xfffd;
  forget(window);
}

/** Lets go of all units, and of memory that is large. The window is of no use any more. */
export function emptyWindow(window: Window): void {
  giveBack(window.memory);
  window.length = 0;
  window.memory = new ArrayBuffer(0);
  window.bytes = Buffer.from(window.memory);
  window.units = new Uint8Array(window.memory);
}

/**
 * Units that should be held before a row or element, of which `held` are here, is looked for again: so many more that all looking
 * takes linear time, and so few that little is held beyond a long row.
 */
export const awaitedAfter = (held: number): number => (held < LARGE ? held * 2 : held + (held >> 2));

/** Empties the window and puts it at another offset. */
export function rewind(window: Window, offset: number): void {
  window.length = 0;
  window.offset = offset;
  window.ascii = window.width === 1;
  window.half = -1;
  window.torn = false;
}

/** Lets go of the first `count` units. */
export function drop(window: Window, count: number): void {
  if (count === 0) return;
  window.units.copyWithin(0, count, window.length);
  window.length -= count;
  window.offset += count * window.width;
  const { byteLength } = window.memory;
  if (byteLength > LARGE && window.length * window.width * 4 < LARGE) settle(window, window.length + 1);
  forget(window);
  if (window.width === 1 && !window.ascii && window.length < 1 << 20) window.ascii = isAscii(window.bytes.subarray(0, window.length));
}

/** The first place of `unit` from `from` on, or the length. */
export function find(window: Window, unit: number, from: number): number {
  const at = window.width === 1 ? window.bytes.indexOf(unit, from) : window.units.indexOf(unit, from);
  return at < 0 || at > window.length ? window.length : at;
}

/** As `find`, for the LF, CR or NUL of the window: what was found is kept as long as it holds. */
export function nextUnit(window: Window, found: Found, from: number): number {
  if (from < found.from || from > found.at) {
    found.at = find(window, found.unit, from);
    found.from = from;
  }
  return found.at;
}
