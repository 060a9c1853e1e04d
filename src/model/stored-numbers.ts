export type NumberType = 'u32' | 'f64';

/** Numbers that were written once, to be read by place: in memory that threads share or, if there are many, in a file. Passes between threads. */
export interface StoredNumbers {
  readonly type: NumberType;
  readonly length: number;
  readonly at: { readonly memory: SharedArrayBuffer } | { readonly path: string };
}

/** Takes numbers one after the other. */
export interface NumberWriter {
  push(number: number): void;
  length(): number;
  /** What was pushed; then nothing more can be. */
  finish(): StoredNumbers;
}

/** Where numbers are put. What does not fit into little memory goes to files. Its methods throw the system's errors. */
export interface NumberStore {
  writer(type: NumberType): NumberWriter;
  /** A writer of rows of so many whole numbers of 32 bits, which come out sorted: by their first number, then by the next. */
  sorter(width: number): NumberWriter;
}

/** Stored numbers by 0-based place. A file is open from the first look until it is closed. */
export interface NumberReader {
  /** Throws the system's errors. */
  at(place: number): number;
  close(): void;
}

export type OpenNumbers = (stored: StoredNumbers) => NumberReader;
