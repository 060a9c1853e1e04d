import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes that are hashed at a time. */
const PORTION = 1 << 20;

/** Hex SHA-256 of a file. Throws the system's errors. */
export function sealOf(path: string): string {
  const hash = createHash('sha256');
  const portion = Buffer.allocUnsafe(PORTION);
  const file = openSync(path, 'r');
  try {
    for (let count = -1; count !== 0; hash.update(portion.subarray(0, count))) count = readSync(file, portion);
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
