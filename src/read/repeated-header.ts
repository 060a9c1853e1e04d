import type { CsvCursor } from './csv-cursor.ts';
import { cellText, cellTexts } from './csv-view.ts';
import type { Window } from './window.ts';

/** What a row is: a record, the header again, or the header of another table. */
export type HeaderSign = 'none' | 'repeated' | 'other';

/** Columns below which only a row equal to the header is taken for one: a record of two words may look like two headings. */
const FEWEST_COLUMNS = 3;

const BYTE_ORDER_MARK = '\ufeff';

/** A heading without outer blanks, case, underscores and the byte order mark of a file that was joined to this one. */
const folded = (text: string): string =>
  text
    .replaceAll(BYTE_ORDER_MARK, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

/** By unit, whether a first cell that begins so may be a heading: one of the headings does, in either case, or it is no letter. */
function beginnings(columns: readonly string[]): Uint8Array {
  const may = new Uint8Array(256);
  for (const name of columns) {
    const first = folded(name).charAt(0);
    for (const char of [first, first.toUpperCase()]) if (char !== '' && char < '\u0080') may[char.charCodeAt(0)] = 1;
  }
  const isPlain = columns.every((name) => folded(name) < '\u0080');
  for (const unit of [0x20, 0x09, 0x2d, 0x5f, 0xef]) may[unit] = 1;
  if (!isPlain) may.fill(1, 0x80);
  return may;
}

/** What tells most rows from a header by their first cell alone: how a heading may begin, and that none has a digit (1, else 0). */
export interface HeadingSigns {
  readonly headings: Uint8Array;
  readonly digits: number;
}

/** Signs of these headings; a table of blank headings has none. */
export function headingSigns(columns: readonly string[]): HeadingSigns {
  const names = columns.map(folded);
  if (names.every((name) => name === '')) return { headings: new Uint8Array(256), digits: 0 };
  return { headings: beginnings(columns), digits: names.some((name) => /[0-9]/.test(name)) ? 0 : 1 };
}

/**
 * A test whether the cursor's row is the header again (its case, blanks and underscores may differ), or another one: of three headings
 * or more, half of its cells at least are headings of this table. A header of blank headings is never repeated.
 */
export function headerTest(columns: readonly string[], cursor: CsvCursor, window: Window): () => HeaderSign {
  const { row } = cursor;
  const names = columns.map(folded);
  const known = new Set(names.filter((name) => name !== ''));
  const longest = Math.max(0, ...columns.map((name) => name.length)) * 4 + 8;
  const { headings: may, digits } = cursor.dialect;
  const isExact = names.length < FEWEST_COLUMNS;
  /** References and dates begin most rows: where no heading has a digit, they need not be read to be told from one. */
  const hasDigit = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++) if (window.units[at]! >= 0x30 && window.units[at]! <= 0x39) return true;
    return false;
  };

  function isRepeated(): boolean {
    if (row.count !== columns.length) return false;
    if (isExact) return columns.every((name, index) => withoutMark(cellText(cursor, window, index)!) === name);
    return names.every((name, index) => folded(cellText(cursor, window, index)!) === name);
  }

  return () => {
    if (known.size === 0) return 'none';
    const from = row.starts[0]!;
    const length = row.ends[0]! - from;
    const unit = window.units[from]!;
    if (length > longest || (length > 0 && unit < 256 && may[unit] === 0)) return 'none';
    if (digits === 1 && hasDigit(from, from + length)) return 'none';
    const first = folded(cellText(cursor, window, 0)!);
    if (first !== names[0] && !known.has(first)) return 'none';
    if (isRepeated()) return 'repeated';
    if (isExact) return 'none';
    const cells = cellTexts(cursor, window)
      .map(folded)
      .filter((cell) => cell !== '');
    const headings = new Set(cells.filter((cell) => known.has(cell))).size;
    return headings >= FEWEST_COLUMNS && headings * 2 >= cells.length ? 'other' : 'none';
  };
}

const withoutMark = (text: string): string => (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
