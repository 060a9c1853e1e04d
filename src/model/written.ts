import type { Finding } from './finding.ts';

/** The texts of a finding in UTF-8, as outputs hold them, each with its line end. May be lent: the next finding re-uses them. */
export interface Forms {
  /** A line of JSON, from which it can be read again. */
  readonly json: Uint8Array;
  /** A line of a fix list; empty where none is made. */
  readonly row: Uint8Array;
}

/** A finding in its final forms: made once, by the thread that found it, and handed on as bytes. */
export interface Written {
  /** Index of its rule in `Pack.rules`. */
  readonly rule: number;
  /** 1-based; null for findings about no record. */
  readonly record: number | null;
  readonly agency: string | null;
  /** UTF-8. */
  readonly json: Uint8Array;
  readonly row: Uint8Array;
  /** Reads it from its JSON, anew each time. */
  finding(): Finding;
}
