import { type ModuleMemory, openModule, textWriter } from '../model/web-assembly.ts';
import type { EvidenceTables } from './compile.ts';
import { FOLD_TABLE } from './fold.ts';
import { QUICK_SCAN_WASM } from './quick-scan-wasm.ts';
import { layQuickTables } from './quick-tables.ts';

/** Finds features and adds up their weights in WebAssembly, as `makeScanner` and `sum` do of the same text. Not re-entrant. */
export interface QuickScanner {
  /** Scans a text of at most `LONGEST_TEXT` UTF-16 units. @returns the tokens that it was read as */
  scan(text: string): number;
  /** Sums the weights of two classes, one of the pairs that the scanner was opened with, over the features found. */
  sum(pair: number, into: Float64Array): void;
}

/** UTF-16 units of a text that is read in WebAssembly at most. */
export const LONGEST_TEXT = 0x7ff0;

// Where the module expects what, in bytes from 0 on; behind `TABLES` lies what it is told the place of.
const TEXT = 0x10000;
const SUMS = 0x70100;
const TABLES = 0xf0000;
/** Bytes of memory at most: a larger model is left to the plain scanner. */
const MOST = 4 << 20;
/** What the absolute weights of a class come to at most: up to here sums of exact ones are exact, in any order. */
const HEAVIEST = 2 ** 12;

interface Compiled {
  readonly memory: ModuleMemory;
  lay(column: number, into: number): number;
  scan(units: number): number;
  sum(rows: number): void;
}

/**
 * @param pairs numbers of classes that are summed together
 * @returns null for a model that is too large or whose weights are too fine, and where WebAssembly may not run
 */
export function openQuickScanner(tables: EvidenceTables, pairs: readonly (readonly [number, number])[]): QuickScanner | null {
  const laid = layQuickTables(tables);
  if (laid === null) return null;
  let end = TABLES;
  /** Each begins where a line of the cache may. */
  const place = (size: number): number => {
    const at = end;
    end += (size + 63) & -64;
    return at;
  };
  const placed = Object.entries(laid.tables).map(([name, table]) => ({ name, table, at: place(table.byteLength) }));
  const rows = pairs.map(() => place((tables.names.length + 1) * 8));
  const compiled = end > MOST ? null : openModule<Compiled>(QUICK_SCAN_WASM, end);
  if (compiled === null) return null;
  const { buffer } = compiled.memory;
  const bytes = new Uint8Array(buffer);
  const settings = compiled as unknown as Record<string, { value: number }>;
  bytes.set(FOLD_TABLE);
  for (const { name, table, at } of placed) {
    bytes.set(new Uint8Array(table.buffer, table.byteOffset, table.byteLength), at);
    settings[name]!.value = at;
  }
  for (const [name, number] of Object.entries(laid.numbers)) settings[name]!.value = number;
  for (const [n, pair] of pairs.entries())
    for (const [side, column] of pair.entries()) if (compiled.lay(column, rows[n]! + side * 4) > HEAVIEST) return null;

  const write = textWriter(compiled.memory, TEXT, LONGEST_TEXT);
  const sums = new Float64Array(buffer, SUMS, 2);
  return {
    scan(narrative) {
      write(narrative);
      return compiled.scan(narrative.length);
    },
    sum(pair, into) {
      compiled.sum(rows[pair]!);
      const [first, second] = pairs[pair]!;
      into[first] = sums[0]!;
      into[second] = sums[1]!;
    },
  };
}
