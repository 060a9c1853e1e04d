import { closeSync, openSync, readSync } from 'node:fs';

/** Whether a file begins as a ZIP does, which an XLSX file is. Throws the file system's errors. */
export function isWorkbook(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    return head.equals(Buffer.from('PK\u0003\u0004'));
  } finally {
    closeSync(file);
  }
}
