import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes all bytes. A full disk takes a part of them first, and says so on the next call. Throws the file system's error. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** Makes what was written durable. Pipes and devices have nothing to make so. Throws the file system's error. */
export function syncFile(descriptor: number): void {
  unless(['EINVAL', 'ENOTSUP'], () => fsyncSync(descriptor));
}

/** Makes the names in a folder durable. Systems that open no folders (Windows) have no such call. */
export function syncFolder(folder: string): void {
  unless(['EISDIR', 'EPERM'], () => {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function unless(codes: readonly string[], act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!codes.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
