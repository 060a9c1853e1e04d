import type { Fault } from './row.ts';

export type FileKind = 'csv' | 'json' | 'jsonl' | 'xlsx';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** A stretch of one file that starts and ends at true record boundaries, so that any thread can read it alone. */
export interface Segment {
  /** 0-based offset of the first byte, in the decompressed original bytes. */
  readonly start: number;
  /** 0-based offset one past the last byte. */
  readonly end: number;
  /** 1-based physical line of the first byte. */
  readonly line: number;
  /** 1-based number of the first record in it. */
  readonly record: number;
  /** 1-based line of the headings of a second table that it begins in; 0 or left out in the first. */
  readonly secondTable?: number;
}

/** What the first pass over a file's bytes learnt: all that a second pass needs to read any part of it. */
export interface Survey {
  /** The name as the user gave it; `-` for standard input. Stands in outputs. */
  readonly file: string;
  /** Where the bytes lie; differs from `file` when standard input or a FIFO was copied. Never in outputs. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: FileKind;
  readonly gzip: boolean;
  readonly encoding: Encoding;
  /** Bytes of the byte order mark, 0 without one. */
  readonly bom: number;
  /** True if a byte sequence that is not valid in `encoding` stands somewhere, so that rows must be looked at for it. */
  readonly badBytes: boolean;
  readonly delimiter: string | null;
  /** Heading of each column: the header's cells, or the union of JSON property names in order of first sight. */
  readonly columns: readonly string[];
  /** 1-based line of the header; null in JSON and where none was found. */
  readonly headerLine: number | null;
  /** Faults of the file as a whole and of what stands before the first record. */
  readonly faults: readonly Fault[];
  /** The cuts depend on the file alone, never on the number of threads. */
  readonly segments: readonly Segment[];
  /** False if the file could not be read to its end (cut gzip, cut JSON, of another kind); then `why` says so. */
  readonly complete: boolean;
  readonly why?: string;
  /** Of a workbook: its size and SHA-256, the sheet that was read and how many it has. Path and bytes are then those of the sheet, written as a table. */
  readonly workbook?: { readonly bytes: number; readonly sha256: string; readonly sheet: string; readonly sheets: number };
}
