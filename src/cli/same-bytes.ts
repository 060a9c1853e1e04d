import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes that are compared at a time. */
const PORTION = 1 << 20;

/** Whether two plain files hold the same bytes, however many. One that is no plain file is never the same. Throws the file system's errors. */
export function sameBytes(one: string, other: string): boolean {
  const descriptors: number[] = [];
  try {
    for (const path of [one, other]) descriptors.push(openSync(path, 'r'));
    const [a, b] = descriptors as [number, number];
    const [first, second] = [fstatSync(a), fstatSync(b)];
    if (!first.isFile() || !second.isFile() || first.size !== second.size) return false;
    const [mine, theirs] = [Buffer.alloc(PORTION), Buffer.alloc(PORTION)];
    for (let at = 0; at < first.size; ) {
      const [got, had] = [readSync(a, mine, 0, PORTION, at), readSync(b, theirs, 0, PORTION, at)];
      if (got === 0 || got !== had || !mine.subarray(0, got).equals(theirs.subarray(0, had))) return false;
      at += got;
    }
    return true;
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}
