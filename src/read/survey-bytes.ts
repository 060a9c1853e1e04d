import { createHash } from 'node:crypto';
import type { Encoding } from '../model/source.ts';
import { bytesOf, type OpenFile } from './bytes.ts';
import { type GunzipEnd, gunzipped } from './gunzip.ts';
import { narrowEncoding } from './head.ts';
import { isGzip, recogniseEncoding } from './recognise.ts';
import { watchUtf8 } from './utf8.ts';
import { watchUtf16 } from './utf16.ts';

/** What is known of the bytes besides the rows. */
export interface ByteWatch {
  add(bytes: Uint8Array): void;
  /** Of the bytes so far: whether `encoding` does not fit somewhere, and what would fit if only UTF-8 and Windows-1252 are open. */
  soFar(): { readonly bad: boolean; readonly narrow: Encoding };
  /**
   * After the last byte: whether `encoding` does not fit somewhere, what would fit if only UTF-8 and Windows-1252 are open,
   * and which of these two the bytes above 127 show beyond doubt, null if none.
   */
  finish(): { readonly bad: boolean; readonly narrow: Encoding; readonly shown: Encoding | null };
}

/** A watch on all bytes of a file after its byte order mark. */
export function watchBytes(encoding: Encoding): ByteWatch {
  const utf8 = watchUtf8(encoding === 'windows-1252');
  const utf16 = encoding === 'utf-16le' || encoding === 'utf-16be' ? watchUtf16(encoding === 'utf-16be') : null;
  const watch = utf16 ?? utf8;
  const soFar = () => ({
    bad: utf16?.bad ?? (encoding === 'windows-1252' ? utf8.undefined1252 : utf8.bad),
    narrow: narrowEncoding(utf8),
  });
  return {
    add: watch.add,
    soFar,
    finish() {
      watch.finish();
      const { bad, narrow } = soFar();
      return { bad, narrow, shown: utf8.good === utf8.bad ? null : narrow };
    },
  };
}

/**
 * The encoding that a file shows if it is not the one it is said to have; null if that may be right.
 * Table text in UTF-16 has zeros: its line ends, digits and delimiters.
 *
 * @param head the first bytes
 * @param shown what all bytes above 127 show, if they were looked at
 */
export function otherEncoding(declared: Encoding, head: Uint8Array, shown: Encoding | null): Encoding | null {
  const found = recogniseEncoding(head, undefined).encoding ?? shown;
  if (found !== null) return found === declared ? null : found;
  if (declared === 'utf-8' || declared === 'windows-1252' || head.includes(0)) return null;
  const utf8 = watchUtf8();
  utf8.add(head);
  return narrowEncoding(utf8);
}

async function firstBytes(opened: OpenFile): Promise<Uint8Array> {
  for await (const bytes of bytesOf(opened, 0, Math.min(4, opened.stats.size))) return bytes;
  return new Uint8Array(0);
}

/** A file's bytes as they are read. */
export interface HashedBytes {
  readonly gzip: boolean;
  /** How the gzip stream ended, once all bytes are read. */
  readonly end: GunzipEnd;
  readonly bytes: AsyncGenerator<Uint8Array>;
  /** SHA-256 of the bytes on disk in hexadecimal, once all are read. */
  sha256(): string;
}

/** The bytes of the file, unpacked if they are gzip, hashed and counted as they lie on disk. */
export async function openBytes(opened: OpenFile, chunkSize: number, onBytes: ((bytes: number) => void) | undefined): Promise<HashedBytes> {
  const hash = createHash('sha256');
  const end: GunzipEnd = { why: null };
  const gzip = isGzip(await firstBytes(opened));
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytesOf(opened, 0, opened.stats.size, chunkSize)) {
      hash.update(chunk);
      onBytes?.(chunk.length);
      yield chunk;
    }
  }
  return { gzip, end, bytes: gzip ? gunzipped(hashed(), end) : hashed(), sha256: () => hash.digest('hex') };
}
