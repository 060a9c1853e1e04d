import { Buffer } from 'node:buffer';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { BrokenWorkbook } from './broken.ts';
import { plainText } from './plain-text.ts';
import { readXml } from './xml.ts';

/** The texts of a workbook that its cells name by number. */
export interface SharedStrings {
  /** @param index 0-based. Throws BrokenWorkbook if there is none. */
  text(index: number): string;
  close(): void;
}

const BLOCK = 64 << 10;
/** Blocks of the file, and texts, that are kept in memory. Cells come near the order that the texts stand in. */
const BLOCKS = 256;
const TEXTS = 1 << 12;
/** Bytes that a text takes besides its own while it waits to be written. */
const PER_TEXT = 64;

/** Texts in a file of their own, for there may be gigabytes of them: in memory are 8 bytes each, and 16 MiB of what was read last. */
function openStore(path: string) {
  const file = openSync(path, 'wx+', 0o600);
  let ends = new Float64Array(1024);
  let count = 0;
  let size = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const blocks = new Map<number, Buffer>();
  const recent = new Array<string | undefined>(TEXTS);
  const recentIndex = new Int32Array(TEXTS).fill(-1);

  const flush = (): void => {
    const bytes = Buffer.concat(waiting);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    waiting = [];
    waitingBytes = 0;
  };
  const block = (number: number): Buffer => {
    let found = blocks.get(number);
    if (found === undefined) {
      found = Buffer.allocUnsafe(Math.min(BLOCK, size - number * BLOCK));
      for (let at = 0; at < found.length; ) at += readSync(file, found, at, found.length - at, number * BLOCK + at);
      if (blocks.size >= BLOCKS) blocks.delete(blocks.keys().next().value!);
    } else blocks.delete(number);
    blocks.set(number, found);
    return found;
  };
  const read = (index: number): string => {
    const [start, end] = [index === 0 ? 0 : ends[index - 1]!, ends[index]!];
    const parts: Buffer[] = [];
    for (let at = start; at < end; ) {
      const number = Math.floor(at / BLOCK);
      const to = Math.min(end, (number + 1) * BLOCK);
      parts.push(block(number).subarray(at - number * BLOCK, to - number * BLOCK));
      at = to;
    }
    return Buffer.concat(parts).toString();
  };
  return {
    add(text: string): void {
      if (count === ends.length) {
        const more = new Float64Array(count * 2);
        more.set(ends);
        ends = more;
      }
      const bytes = Buffer.from(text);
      size += bytes.length;
      ends[count++] = size;
      waiting.push(bytes);
      waitingBytes += bytes.length + PER_TEXT;
      if (waitingBytes > 1 << 20) flush();
    },
    flush,
    text(index: number): string {
      if (!(Number.isInteger(index) && index >= 0 && index < count)) throw new BrokenWorkbook('a cell names a text that it does not have');
      const slot = index % TEXTS;
      if (recentIndex[slot] !== index) {
        recent[slot] = read(index);
        recentIndex[slot] = index;
      }
      return recent[slot]!;
    },
    close(): void {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
}

/**
 * Reads the shared texts of a workbook into a file of their own at `path`, which is there until they are closed.
 * Of a text with several formats the parts are joined; how it is pronounced (`rPh`) is no part of it.
 *
 * @param bytes of the part; undefined if the workbook has none
 */
export async function readSharedStrings(part: string, bytes: AsyncIterable<Uint8Array> | undefined, path: string): Promise<SharedStrings> {
  const store = openStore(path);
  let text = '';
  let taking = false;
  let pronounced = false;
  try {
    if (bytes !== undefined)
      await readXml(part, bytes, {
        open(name) {
          if (name === 'si') text = '';
          else if (name === 'rPh') pronounced = true;
          else if (name === 't') taking = !pronounced;
        },
        close(name) {
          if (name === 'si') store.add(plainText(text));
          else if (name === 'rPh') pronounced = false;
          else if (name === 't') taking = false;
        },
        text(more) {
          if (taking) text += more;
        },
      });
    store.flush();
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
