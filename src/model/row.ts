/** One cell as the file wrote it. A list only where a JSON array of scalars stood; null where JSON wrote null or left the key out. */
export type Cell = string | readonly string[] | null;

/** One row of a file, materialised: what `readRows` yields. In CSV the header is a row as any other. */
export interface Row {
  readonly kind: 'row';
  readonly cells: readonly Cell[];
  /** 1-based number of the data record in its file; 0 for a header row. */
  readonly record: number;
  /** 1-based physical line of the row's first byte. */
  readonly line: number;
  /** 0-based offset of the row's first byte in the original bytes (for gzip: in the decompressed ones). */
  readonly start: number;
  /** 0-based offset one past the row's last byte, its line end not included. */
  readonly end: number;
}

/** Where the cells of a row stand in what is held of the file. Lent: valid only until the sink returns. */
export interface CellSpans {
  /** Code units of the file: bytes, or in UTF-16 pairs of bytes. */
  units: Uint8Array | Uint16Array;
  /** By 0-based cell: its first unit and one past its last; the same for both where nothing stands. */
  starts: Int32Array;
  ends: Int32Array;
  /** By cell: how it is written. Two cells of a file with the same units and the same form have the same text. */
  forms: Uint8Array;
  /** Bit `1 << form` is set for the forms in which a cell's units are its text, ASCII given. */
  readonly verbatim: number;
  /** The same for the forms in which the text is the units with one quote for every two that stand side by side. */
  readonly doubled: number;
}

/**
 * A row as the reader lends it to a sink: valid only until the sink returns.
 * Cells are decoded on demand and not cached, so that a cell no rule asks for costs nothing.
 */
export interface RowView {
  /** Where its cells stand; for indexes below `length`. */
  readonly spans: Readonly<CellSpans>;
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Cells in this row. In JSON always the number of columns of the file. */
  readonly length: number;
  /** True if which cell is which, or where one ends, is in doubt: their number is not the header's, or quotes or headings say so. */
  readonly ragged: boolean;
  /** 0-based cells that hold an object, or a list of lists, of JSON: their text is the source's. Undefined if there are none. */
  readonly nested?: ReadonlySet<number> | undefined;
  /** The text of cell `index` (0-based); null past the end. */
  cell(index: number): Cell;
  /** Where cell `index` (0-based) is written; null if it is nowhere. Left out by readers of files that can't be changed in place. */
  place?(index: number): CellPlace | null;
  /** A copy of the file's own bytes `[from, to)`, 0-based offsets in the decompressed original bytes, within the row. */
  raw?(from: number, to: number): Uint8Array;
}

/** How a cell is written: in a table plain or in quotes; in JSON as a string, another scalar, null, an array of scalars, or nested. */
export type CellForm = 'plain' | 'quoted' | 'string' | 'word' | 'null' | 'list' | 'nested';

/** The bytes of one cell, its quotes or brackets included. */
export interface CellPlace {
  /** 0-based offset of its first byte, in the decompressed original bytes. */
  readonly start: number;
  /** 0-based offset one past its last byte. */
  readonly end: number;
  readonly form: CellForm;
}

/** Every kind of fault that the reader can tell; the rules of pack `file` give them words and severity. */
export const FAULTS = [
  'unreadable-bytes',
  'nul-character',
  'ragged-row',
  'stray-quote',
  'unclosed-quote',
  'records-in-quotes',
  'apostrophe-quotes',
  'duplicate-column',
  'blank-column-name',
  'no-header',
  'repeated-header',
  'lines-before-header',
  'trailer-line',
  'blank-lines',
  'second-table',
  'unusual-line-ends',
  'empty-file',
  'no-records',
  'truncated-file',
  'wrong-kind-of-file',
  'declared-encoding-wrong',
  'byte-order-mark-inside',
  'invalid-json-line',
  'duplicate-json-key',
  'nested-value',
  'imprecise-number',
] as const;

/** Faults of the layout, found when columns are matched to fields or when a file ends. */
export const LAYOUT_FAULTS = [
  'missing-column',
  'missing-optional-column',
  'near-miss-column',
  'unknown-column',
  'unrecognised-layout',
  'month-first-dates',
  'swapped-dates',
  'shifted-cells',
] as const;

/** Faults of a waiver file, found when all findings are known. */
export const WAIVER_FAULTS = ['expired-waiver', 'premature-waiver', 'exceeded-waiver', 'unmatched-waiver'] as const;

export type FaultName = (typeof FAULTS)[number] | (typeof LAYOUT_FAULTS)[number] | (typeof WAIVER_FAULTS)[number];

/** Something wrong with the file itself. */
export interface Fault {
  readonly kind: 'fault';
  readonly fault: FaultName;
  /**
   * 1-based record that the fault is about, which is handed out as a row too;
   * null where no record stands (header, lines that are no record, the file as a whole).
   */
  readonly record: number | null;
  /** 1-based physical line where the fault begins; 0 for the file as a whole. */
  readonly line: number;
  /** 1-based column (cell), where one is known. */
  readonly column?: number;
  /** Facts for the message: counts, offsets (0-based), line ranges, names of columns. Never a cell's text. */
  readonly detail: Readonly<Record<string, string | number | readonly (string | number)[]>>;
}

/** Takes rows and faults in file order. */
export interface RowSink {
  row(view: RowView): void;
  fault(fault: Fault): void;
}
