/** What stands in a workbook can't be read. The message completes "the file can't be read to its end: …" and names no file. */
export class BrokenWorkbook extends Error {
  override readonly name = 'BrokenWorkbook';
}
