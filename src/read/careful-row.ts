import { LONE_QUOTE_COLUMNS, MANY_COLUMNS, mayHoldRecords } from './held-records.ts';
import {
  afterLine,
  countBreaks,
  findClose,
  hasRecordLine,
  linesLike,
  literalCells,
  NEVER,
  QUOTE_REACH,
  swallowEnd,
  UNKNOWN,
} from './quotes.ts';
import { type Dialect, DONE, DOUBLED, endRow, growRow, MORE, PLAIN, QUOTED, type RowCells } from './scan-row.ts';
import { CR, LF, QUOTE, SPACE, TAB, type Units } from './window.ts';

/** A quote where none may be, or a pair of quotes whose cell looks like records. */
export interface QuoteFault {
  readonly fault: 'stray-quote' | 'unclosed-quote' | 'records-in-quotes';
  /** 0-based cell. */
  readonly cell: number;
  /** Line ends of the row before the cell. */
  readonly breaksBefore: number;
  /** Line ends that a naive reader would have taken into the cell. */
  readonly swallowed: number;
  /** True if the file ends inside the cell. */
  readonly toEnd: boolean;
  /** True if the cell begins with the quote, blanks aside, so that where it ends is in doubt. */
  readonly inDoubt: boolean;
}

/** The stretch of the file that a row is looked for in, and the rules of the table. */
interface Ground {
  readonly units: Units;
  readonly from: number;
  readonly length: number;
  readonly last: boolean;
  readonly dialect: Dialect;
  readonly expected: number;
  readonly row: RowCells;
}

/**
 * How a cell is read whose quote is followed by text: its quotes are all text and every delimiter parts cells;
 * delimiters between the quotes are text too; or it ends at the next quote of the line that a delimiter follows.
 */
type Way = 'literal' | 'guarded' | 'loose';

interface Attempt {
  readonly faults: QuoteFault[];
  /** Cells in quotes that span lines: where each opens and closes, which it is. */
  readonly spans: { readonly open: number; readonly close: number; readonly cell: number }[];
  doubtful: boolean;
  breaks: number;
}

const STRAY = { fault: 'stray-quote', swallowed: 0, toEnd: false } as const;

const isBlank = (units: Units, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (units[at] !== SPACE && units[at] !== TAB) return false;
  return true;
};

const endsCell = (unit: number | undefined, delimiter: number): boolean => unit === delimiter || unit === LF || unit === CR;

/** The last quote of a run that ends a cell on the line from `from` on, or -1. */
function looseClose({ units, length, dialect }: Ground, from: number): number {
  for (let at = from; at < length && units[at] !== LF && units[at] !== CR; at++) {
    if (units[at] === QUOTE && endsCell(units[at + 1], dialect.delimiter)) return at;
  }
  return -1;
}

function addCell(row: RowCells, start: number, end: number, form: number): void {
  if (row.count === row.starts.length) growRow(row);
  row.starts[row.count] = start;
  row.ends[row.count] = end;
  row.forms[row.count++] = form;
}

/** Splits the row in one way; the quote at `text` is text whatever follows. Returns null if more of the file is needed. */
function split(ground: Ground, way: Way, text: number): Attempt | null {
  const { units, from, length, last, dialect, expected, row } = ground;
  const { delimiter, stops } = dialect;
  const attempt: Attempt = { faults: [], spans: [], doubtful: false, breaks: 0 };
  let noLooseBefore = from;
  row.count = 0;
  for (let pos = from; ; pos++) {
    const start = pos;
    let known = false;
    if (units[pos] === QUOTE) {
      const close = findClose(units, pos, length, last, delimiter, expected);
      if (close === UNKNOWN) {
        row.wants = units[length - 1] === QUOTE ? 'anything' : length < pos + 1 + QUOTE_REACH ? 'quote' : 'far-quote';
        return null;
      }
      const proper = close >= 0 && endsCell(units[close + 1], delimiter);
      const swallowed = countBreaks(units, pos, swallowEnd(pos, close, length));
      if (proper && pos !== text) {
        if (swallowed > 0) attempt.spans.push({ open: pos, close, cell: row.count });
        attempt.breaks += swallowed;
        const doubled = units.subarray(pos + 1, close).includes(QUOTE);
        addCell(row, pos + 1, close, doubled ? DOUBLED : QUOTED);
        pos = close + 1;
        if (units[pos] === delimiter) continue;
        return endRow(units, pos, length, last, row) === DONE ? attempt : null;
      }
      known = true;
      const fault = close >= 0 && swallowed === 0 && !proper ? 'stray-quote' : 'unclosed-quote';
      attempt.faults.push({ fault, cell: row.count, breaksBefore: attempt.breaks, swallowed, toEnd: close === NEVER, inDoubt: true });
      if (fault === 'stray-quote') {
        attempt.doubtful = true;
        if (way === 'guarded') pos = close + 1;
        if (way === 'loose' && close >= noLooseBefore) {
          const ends = looseClose(ground, close + 1);
          if (ends >= 0) pos = ends + 1;
          else noLooseBefore = literalCells(units, close, length, delimiter).end;
        }
      }
    }
    for (;;) {
      while (stops[units[pos]!] === 0) pos++;
      if (units[pos] !== QUOTE) break;
      if (!known) attempt.faults.push({ ...STRAY, cell: row.count, breaksBefore: attempt.breaks, inDoubt: isBlank(units, start, pos) });
      known = true;
      pos++;
    }
    addCell(row, start, pos, PLAIN);
    if (units[pos] !== delimiter) return endRow(units, pos, length, last, row) === DONE ? attempt : null;
  }
}

/**
 * True if a quoted cell is what stands between two lone quotes, each the last character of its record: it begins with a line end,
 * ends with a delimiter, and every line in it has the cells of a record. Of fewer columns than these, text may look so by chance.
 */
function holdsRecords({ units, dialect, expected }: Ground, open: number, close: number): boolean {
  const begins = units[open + 1] === CR || units[open + 1] === LF;
  if (expected < LONE_QUOTE_COLUMNS || !begins || units[close - 1] !== dialect.delimiter) return false;
  const { lines, alike } = linesLike(units, open + 1, close + 1, dialect.delimiter, expected, Number.POSITIVE_INFINITY);
  return lines === alike;
}

/**
 * Splits the row. A quote is taken as text that makes it span lines and miss `expected`, which its line alone has,
 * and so is one that holds whole records. One that may hold some, in a table too narrow to tell, is a fault and stays.
 */
function resync(ground: Ground, way: Way): Attempt | null {
  const attempt = split(ground, way, -1);
  const { row, expected, units, from, length, dialect } = ground;
  if (attempt === null || expected === 0) return attempt;
  const { delimiter } = dialect;
  const lineFits = (open: number, cell: number): boolean => cell + literalCells(units, open, length, delimiter).cells === expected;
  const right = row.count === expected;
  const isWide = expected >= (right ? MANY_COLUMNS : LONE_QUOTE_COLUMNS);
  const guilty = attempt.spans.find(
    ({ open, close, cell }) =>
      (lineFits(open, cell) && (!right || holdsRecords(ground, open, close))) ||
      (isWide && hasRecordLine(units, afterLine(units, open, close), afterLine(units, close, row.end), delimiter, expected)),
  );
  if (guilty !== undefined) return split(ground, way, guilty.open);
  const [span] = attempt.spans;
  if (span !== undefined && right && mayHoldRecords(units, from, row.end, delimiter, expected)) {
    const swallowed = countBreaks(units, span.open, span.close);
    attempt.faults.push({ fault: 'records-in-quotes', cell: span.cell, breaksBefore: 0, swallowed, toEnd: false, inDoubt: false });
  }
  return attempt;
}

/**
 * Reads the row that begins at unit `from` where quotes stand as RFC 4180 does not have them. Faults are put into `faults`.
 * A quote that does not close is text, and the row then ends with its physical line, so that no later record is lost.
 * Where text follows a closing quote, the reading is taken that gives `expected` cells.
 */
export function carefulRow(ground: Ground, faults: QuoteFault[]): typeof DONE | typeof MORE {
  const { row, expected } = ground;
  let attempt = resync(ground, 'literal');
  if (attempt?.doubtful && expected > 0 && row.count !== expected) {
    for (const way of ['guarded', 'loose', 'literal'] as const) {
      attempt = resync(ground, way);
      if (attempt === null || row.count === expected) break;
    }
  }
  if (attempt === null) return MORE;
  row.breaks = attempt.breaks;
  for (const fault of attempt.faults) faults.push(fault);
  return DONE;
}

/**
 * True if the file, which ends inside the quoted cell of the row just read, is cut there: if no line after it looks like a record,
 * and the last line does not say so itself by having neither line end nor enough cells.
 */
export function cutInQuotes({ units, length, dialect, expected, row }: Ground): boolean {
  let lastLine = length;
  const terminated = units[length - 1] === LF || units[length - 1] === CR;
  while (lastLine > row.next && units[lastLine - 1] !== LF && units[lastLine - 1] !== CR) lastLine--;
  const after = linesLike(units, row.next, length, dialect.delimiter, expected, Number.POSITIVE_INFINITY);
  if (after.lines === 0) return !row.terminated || row.count < expected;
  if (after.alike > 0) return false;
  return terminated || literalCells(units, lastLine, length, dialect.delimiter).cells >= expected;
}
