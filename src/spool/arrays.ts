import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { sealOf } from './seal.ts';

/** Arrays that were written to a file one behind the other: of each its name, elements, and first byte. */
export interface ArrayFile {
  readonly path: string;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
  readonly arrays: readonly ArrayPlace[];
}

type Numbers = Uint8Array | Uint32Array | Float64Array;

interface ArrayPlace {
  readonly name: string;
  readonly type: 'u8' | 'u32' | 'f64';
  readonly length: number;
  readonly start: number;
}

const SIZES = { u8: 1, u32: 4, f64: 8 } as const;

const typeOf = (array: Numbers): ArrayPlace['type'] => (array instanceof Uint8Array ? 'u8' : array instanceof Uint32Array ? 'u32' : 'f64');

const bytesOf = (array: Numbers): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Writes arrays to a file of its own (refuses one that exists; readable by the owner only). */
export function writeArrays(path: string, arrays: ReadonlyMap<string, Numbers>): ArrayFile {
  const file = openSync(path, 'wx', 0o600);
  try {
    const places: ArrayPlace[] = [];
    const hash = createHash('sha256');
    let start = 0;
    for (const [name, array] of arrays) {
      places.push({ name, type: typeOf(array), length: array.length, start });
      const bytes = bytesOf(array);
      hash.update(bytes);
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      start += bytes.length;
    }
    return { path, sha256: hash.digest('hex'), arrays: places };
  } finally {
    closeSync(file);
  }
}

/** Whether the file is there and holds what was written. Throws the system's errors. */
export function isUnchanged({ path, sha256, arrays }: ArrayFile): boolean {
  const size = arrays.reduce((end, { start, length, type }) => Math.max(end, start + length * SIZES[type]), 0);
  const state = statSync(path, { throwIfNoEntry: false });
  if (state?.isFile() !== true || state.size !== size) return false;
  return sealOf(path) === sha256;
}

/**
 * Reads one of the arrays back.
 * @param memory where to put it, if it is large enough
 * @throws if the file has become shorter
 */
export function readArray({ path, arrays }: ArrayFile, name: string, memory?: ArrayBuffer): Numbers {
  const place = arrays.find((one) => one.name === name);
  if (place === undefined) throw new Error(`${name} was not written`);
  const { type, length, start } = place;
  const size = length * SIZES[type];
  const own = memory !== undefined && memory.byteLength >= size ? memory : new ArrayBuffer(size);
  const array =
    type === 'u8' ? new Uint8Array(own, 0, length) : type === 'u32' ? new Uint32Array(own, 0, length) : new Float64Array(own, 0, length);
  const bytes = new Uint8Array(own, 0, size);
  const file = openSync(path, 'r');
  try {
    for (let read = 0; read < bytes.length; ) {
      const more = readSync(file, bytes, read, bytes.length - read, start + read);
      if (more === 0) throw new Error('a spool file has become shorter');
      read += more;
    }
  } finally {
    closeSync(file);
  }
  return array;
}
