import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Adds bytes to the file, which is open only meanwhile; `isNew` makes it, for this user alone, and refuses one that exists. Throws the system's errors. */
export function appendTo(path: string, bytes: Uint8Array, isNew: boolean): void {
  const descriptor = openSync(path, isNew ? 'ax' : 'a', 0o600);
  try {
    // A disk that is nearly full takes a part of them first, and says so on the next call.
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  } finally {
    closeSync(descriptor);
  }
}

/** Fills `bytes` from the 0-based offset on, less only at the end of the file, which is open only meanwhile. Gives the part that was filled. Throws the system's errors. */
export function readFrom(path: string, offset: number, bytes: Buffer): Buffer {
  const { length } = bytes;
  const descriptor = openSync(path, 'r');
  try {
    let got = 0;
    for (let count = -1; got < length && count !== 0; got += count) count = readSync(descriptor, bytes, got, length - got, offset + got);
    return bytes.subarray(0, got);
  } finally {
    closeSync(descriptor);
  }
}

/** Removes the file, if there is one. Throws the system's errors. */
export const removeFile = (path: string): void => rmSync(path, { force: true });
