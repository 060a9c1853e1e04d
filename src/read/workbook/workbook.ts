import { type Book, readBook, type SheetPart } from './book.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheetRows, type TakeRow } from './sheet-rows.ts';
import { openZip } from './zip.ts';

/** An open workbook. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  /** Hands out the rows of a sheet in order. Throws BrokenWorkbook where it can't go on. */
  rows(sheet: SheetPart, take: TakeRow, signal?: AbortSignal): Promise<void>;
  /** Bytes of the sheet and of the shared texts, once unpacked. */
  bytes(sheet: SheetPart): number;
  close(): void;
}

async function* stoppable(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

/**
 * Opens an XLSX file; what else a ZIP archive is, is told by the name of its kind. Macros are never looked at.
 *
 * @param texts path for a file of working texts, made when rows are read and gone when they are
 * @throws BrokenWorkbook if it is damaged, and the file system's errors
 */
export async function openWorkbook(path: string, texts: string): Promise<Workbook | { readonly foreign: string }> {
  const zip = await openZip(path);
  let book: Book | { readonly foreign: string };
  try {
    book = await readBook(zip);
  } catch (error) {
    zip.close();
    throw error;
  }
  if ('foreign' in book) {
    zip.close();
    return book;
  }
  const { sheets, stringsPart, formats } = book;
  const hasStrings = stringsPart !== undefined && zip.names.has(stringsPart);
  return {
    sheets,
    async rows({ part }, take, signal) {
      const shared = hasStrings ? stoppable(zip.bytes(stringsPart), signal) : undefined;
      const strings = await readSharedStrings(stringsPart ?? '', shared, texts);
      try {
        await readSheetRows(part, stoppable(zip.bytes(part), signal), strings, formats, take);
      } finally {
        strings.close();
      }
    },
    bytes: ({ part }) => zip.size(part) + (hasStrings ? zip.size(stringsPart) : 0),
    close: () => zip.close(),
  };
}
