import { closeSync, openSync, readSync } from 'node:fs';
import type { NumberReader, NumberStore, NumberType, NumberWriter, StoredNumbers } from '../model/stored-numbers.ts';
import { appendTo } from './append.ts';
import { sortRows } from './sorted-rows.ts';

/** Bytes of one list of numbers that are held in memory. */
const HELD = 4 << 20;
/** Bytes that are read at a time, and how many such blocks a reader keeps. */
const BLOCK = 16 << 10;
const KEPT = 256;

type Numbers = Uint32Array<ArrayBufferLike> | Float64Array<ArrayBufferLike>;

const make = (type: NumberType, length: number): Numbers => (type === 'u32' ? new Uint32Array(length) : new Float64Array(length));
const view = (type: NumberType, memory: ArrayBufferLike): Numbers => (type === 'u32' ? new Uint32Array(memory) : new Float64Array(memory));

/**
 * A store of numbers.
 *
 * @param folder asked for when the first file is needed: an existing one, readable by the owner only
 * @param held bytes of one list that stay in memory
 * @param name that files begin with, where several stores share a folder
 */
export function numberStore(folder: () => string, held: number = HELD, name = 'numbers'): NumberStore {
  let files = 0;
  const writer = (type: NumberType): NumberWriter => writeNumbers(type, () => `${folder()}/${name}-${files++}`, held);
  return { writer, sorter: (width) => sortRows(width, writer, openNumbers, held / 8) };
}

/** A store that never needs a file. */
export const memoryStore = (): NumberStore =>
  numberStore(() => {
    throw new Error('numbers outgrew the memory that they were given');
  }, Number.POSITIVE_INFINITY);

function writeNumbers(type: NumberType, pathOf: () => string, held: number): NumberWriter {
  let block = make(type, 64);
  let used = 0;
  let written = 0;
  let path: string | undefined;
  const flush = (): void => {
    const isNew = path === undefined;
    path ??= pathOf();
    appendTo(path, new Uint8Array(block.buffer, 0, used * block.BYTES_PER_ELEMENT), isNew);
    written += used;
    used = 0;
  };
  return {
    length: () => written + used,
    push(number) {
      if (used === block.length) {
        if (block.byteLength * 2 > held) flush();
        else {
          const wider = make(type, used * 2);
          wider.set(block);
          block = wider;
        }
      }
      block[used++] = number;
    },
    finish() {
      const length = written + used;
      if (path === undefined) {
        const memory = new SharedArrayBuffer(used * block.BYTES_PER_ELEMENT);
        view(type, memory).set(block.subarray(0, used));
        return { type, length, at: { memory } };
      }
      flush();
      return { type, length, at: { path } };
    },
  };
}

/** Opens stored numbers; those of a file are read by blocks, of which the last ones are kept. */
export function openNumbers({ type, length, at }: StoredNumbers): NumberReader {
  if ('memory' in at) {
    const all = view(type, at.memory);
    return { at: (place) => all[place]!, close: () => undefined };
  }
  const each = BLOCK / make(type, 1).BYTES_PER_ELEMENT;
  const kept = new Map<number, Numbers>();
  let file = -1;
  let last = -1;
  let block = make(type, 0);
  const read = (number: number): Numbers => {
    const known = kept.get(number);
    kept.delete(number);
    let memory = known;
    if (memory === undefined) {
      const [oldest] = kept.keys();
      if (kept.size >= KEPT && oldest !== undefined) {
        memory = kept.get(oldest)!;
        kept.delete(oldest);
      } else memory = make(type, each);
      if (file === -1) file = openSync(at.path, 'r');
      fill(file, memory.subarray(0, Math.min(each, length - number * each)), number * BLOCK);
    }
    kept.set(number, memory);
    return memory;
  };
  return {
    at(place) {
      const number = Math.floor(place / each);
      if (number !== last) {
        block = read(number);
        last = number;
      }
      return block[place - number * each]!;
    },
    close() {
      if (file !== -1) closeSync(file);
      file = -1;
      last = -1;
      kept.clear();
    },
  };
}

/** Fills an array from an offset of a file on. */
function fill(file: number, into: Numbers, offset: number): void {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  for (let got = 0; got < bytes.length; ) {
    const count = readSync(file, bytes, got, bytes.length - got, offset + got);
    if (count === 0) throw Object.assign(new Error('EIO: a working file was cut, read'), { code: 'EIO', syscall: 'read' });
    got += count;
  }
}
