import { Buffer } from 'node:buffer';
import { createInflateRaw, type InflateRaw } from 'node:zlib';
import { addToCrc32 } from './crc32.ts';

/** How a gzip stream ended: null while all is well. */
export interface GunzipEnd {
  why: string | null;
}

const CUT = 'its gzip stream ends inside';
const BROKEN = 'its gzip stream is broken';
const GARBAGE = 'bytes that are no gzip stand after its end';

/** Compressed bytes handed to zlib at a time: a bomb makes a thousand times as many of them, which are held at once. */
const PORTION = 16 << 10;
const TRAILER = 8;

/** Length of the member header at the start of the bytes; 0 if more of them are needed, -1 if it is none. Source: RFC 1952. */
function headerLength(bytes: Uint8Array): number {
  if ((bytes.length > 0 && bytes[0] !== 0x1f) || (bytes.length > 1 && bytes[1] !== 0x8b) || (bytes.length > 2 && bytes[2] !== 8)) return -1;
  if (bytes.length < 10) return 0;
  const flags = bytes[3]!;
  let at = 10;
  if (flags & 4) at += bytes.length < 12 ? bytes.length : 2 + bytes[10]! + bytes[11]! * 256;
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const zero = bytes.indexOf(0, at);
    if (zero < 0) return 0;
    at = zero + 1;
  }
  if (flags & 2) at += 2;
  return at <= bytes.length ? at : 0;
}

/** One member being unpacked. */
interface Member {
  readonly inflate: InflateRaw;
  ready: Uint8Array[];
  crc: number;
  size: number;
}

function openMember(): Member {
  const member: Member = { inflate: createInflateRaw({ chunkSize: 64 << 10 }), ready: [], crc: 0, size: 0 };
  member.inflate.on('error', () => {});
  member.inflate.on('data', (bytes: Uint8Array) => {
    member.ready.push(bytes);
    member.crc = addToCrc32(member.crc, bytes);
    member.size = (member.size + bytes.length) >>> 0;
  });
  return member;
}

/** Unpacks a portion: all of it taken, the member's end met, or broken. */
function write({ inflate }: Member, portion: Uint8Array): Promise<'taken' | 'ended' | 'broken'> {
  return new Promise((resolve) => {
    const settle = (fate: 'taken' | 'ended' | 'broken') => (): void => {
      inflate.removeListener('end', ended);
      inflate.removeListener('error', broke);
      resolve(fate);
    };
    const ended = settle('ended');
    const broke = settle('broken');
    inflate.once('end', ended);
    inflate.once('error', broke);
    inflate.write(portion, settle('taken'));
  });
}

/**
 * Unpacks gzip of one or several members. Everything unpacked before a fault is handed out, then `end.why` says what is wrong.
 * Zero bytes after the last member are padding. `compressed` is always read to its end. Any size of its portions gives the same.
 */
export async function* gunzipped(compressed: AsyncIterable<Uint8Array>, end: GunzipEnd): AsyncGenerator<Uint8Array> {
  let member: Member | null = null;
  let awaits = 'header' as 'header' | 'body' | 'trailer' | 'next' | 'padding';
  let held: Uint8Array = Buffer.alloc(0);

  /** Takes one step through `held`. False if it needs more bytes. */
  async function step(last: boolean): Promise<boolean> {
    if (awaits === 'next') {
      awaits = held[0] === 0 ? 'padding' : 'header';
    } else if (awaits === 'padding') {
      if (held.some((byte) => byte !== 0)) end.why = GARBAGE;
      held = held.subarray(held.length);
    } else if (awaits === 'header') {
      const length = headerLength(held);
      if (length === 0) return false;
      if (length < 0) end.why = member === null ? BROKEN : GARBAGE;
      if (length < 0) return false;
      held = held.subarray(length);
      member = openMember();
      awaits = 'body';
    } else if (awaits === 'body') {
      if (held.length < PORTION && !last) return false;
      const portion = held.subarray(0, PORTION);
      const before = member!.inflate.bytesWritten;
      const fate = await write(member!, portion);
      if (fate === 'broken') end.why = BROKEN;
      held = held.subarray(fate === 'ended' ? member!.inflate.bytesWritten - before : portion.length);
      if (fate === 'ended') awaits = 'trailer';
    } else {
      if (held.length < TRAILER) return false;
      const trailer = Buffer.from(held.subarray(0, TRAILER));
      if (trailer.readUInt32LE(0) !== member!.crc || trailer.readUInt32LE(4) !== member!.size) end.why = BROKEN;
      held = held.subarray(TRAILER);
      awaits = 'next';
    }
    return true;
  }

  async function* unpack(last: boolean): AsyncGenerator<Uint8Array> {
    while (held.length > 0 && end.why === null && (await step(last))) {
      if (member === null || member.ready.length === 0) continue;
      const { ready } = member as Member;
      (member as Member).ready = [];
      yield* ready;
    }
  }

  try {
    for await (const chunk of compressed) {
      if (end.why !== null) continue;
      held = Buffer.concat([held, chunk]);
      yield* unpack(false);
    }
    yield* unpack(true);
  } finally {
    (member as Member | null)?.inflate.destroy();
  }
  if (end.why === null && awaits !== 'next' && awaits !== 'padding') end.why = CUT;
}
