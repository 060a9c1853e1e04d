import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { addToCrc32 } from '../crc32.ts';
import { BrokenWorkbook } from './broken.ts';

/** The parts of a ZIP archive. */
export interface Zip {
  readonly names: ReadonlySet<string>;
  /** Bytes of a part once unpacked, as the archive says; 0 if there is none. */
  size(name: string): number;
  /** The bytes of a part. Throws BrokenWorkbook if they can't be had as the archive says, or if there is no such part. */
  bytes(name: string): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** A workbook has some dozens of parts. */
const MOST_PARTS = 20_000;
/** Bytes that one part may have: a full sheet of 1,048,576 rows and 100 columns takes about 5 GB. */
const LARGEST_PART = 16 * 2 ** 30;
/** Sheets shrink to a tenth or twentieth; no real one to a part in so many, and only large ones do harm. */
const MOST_SHRUNK = 400;
const HARMLESS = 256 << 20;

function prove({ fileName, compressedSize, uncompressedSize }: Entry): void {
  if (uncompressedSize > LARGEST_PART || (uncompressedSize > HARMLESS && uncompressedSize > compressedSize * MOST_SHRUNK))
    throw new BrokenWorkbook(`its part ${fileName} would unpack to ${uncompressedSize} bytes, which no workbook has; it was not unpacked`);
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  prove(entry);
  let crc = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      crc = addToCrc32(crc, chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new BrokenWorkbook(`its part ${entry.fileName} can't be unpacked`);
  }
  if (crc !== entry.crc32) throw new BrokenWorkbook(`its part ${entry.fileName} is damaged (its checksum is another)`);
}

/** Opens a ZIP archive. Throws BrokenWorkbook if it is damaged or cut, and the file system's errors. */
export async function openZip(path: string): Promise<Zip> {
  const entries = new Map<string, Entry>();
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false });
    for await (const entry of zip.eachEntry()) {
      if (entries.size >= MOST_PARTS) throw new BrokenWorkbook(`it has more than ${MOST_PARTS} parts, which no workbook has`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    zip?.close();
    if (error instanceof BrokenWorkbook || (error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new BrokenWorkbook('it is a ZIP archive that is cut or damaged');
  }
  const opened = zip;
  return {
    names: new Set(entries.keys()),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async *bytes(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new BrokenWorkbook(`it has no part ${name}`);
      yield* unpacked(opened, entry);
    },
    close: () => opened.close(),
  };
}
