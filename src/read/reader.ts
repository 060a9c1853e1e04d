import type { Encoding } from '../model/source.ts';

/** Takes a file's bytes in portions of any size and hands out rows and faults as soon as they are certain. */
export interface Reader {
  /** The bytes that follow. They are copied, so the caller may use its buffer again. */
  push(bytes: Uint8Array): void;
  /** The file has ended. */
  finish(): void;
  /** True once every row that begins before `stop` has been handed out: more bytes are not needed. */
  done(): boolean;
}

/** Where in the file a reader begins and ends, and what is known of it. */
export interface Stretch {
  /** The name as the user gave it, for errors. */
  readonly file: string;
  readonly encoding: Encoding;
  /** Rows are looked at for sequences that the encoding does not have. */
  readonly badBytes: boolean;
  /** 0-based offset of the first byte. */
  readonly start: number;
  /** 0-based offset from which on no row is handed out. */
  readonly stop: number;
  /** 1-based physical line of the first byte. */
  readonly line: number;
  /** 1-based number of the first record. */
  readonly record: number;
  /** 1-based line of the headings of a second table that the stretch begins in; 0 in the first. */
  readonly secondTable: number;
  /** True if the file is known to be cut, so that its last row need not say so again; may become known while reading. */
  cut: boolean;
}

/** Called after each row with the 0-based offset, 1-based line, 1-based record and second table at which another reader could go on. */
export type AfterRow = (offset: number, line: number, record: number, secondTable: number) => void;
