import { InputError } from '../model/errors.ts';
import type { Fault, FaultName, RowSink } from '../model/row.ts';
import type { FileKind } from '../model/source.ts';
import { standInApostrophes } from './apostrophes.ts';
import { END, newCursor, nextRow, nothingFollows } from './csv-cursor.ts';
import { cellTexts, characterFaults, csvView, offsetOf, quoteFaults, showRow } from './csv-view.ts';
import { type LineEnds, noteLineEnd } from './line-ends.ts';
import { type PassedRows, quickRows } from './quick-row.ts';
import { QUOTE_LIMIT, QUOTE_REACH } from './quotes.ts';
import type { AfterRow, Reader, Stretch } from './reader.ts';
import { headerTest, headingSigns } from './repeated-header.ts';
import { dialectOf, MORE } from './scan-row.ts';
import { looksLikeTrailer, mayBeTrailer } from './trailer.ts';
import { append, awaitedAfter, CR, closeWindow, drop, emptyWindow, LF, nextUnit, openWindow, QUOTE } from './window.ts';

/** A table's rules. */
export interface Table extends Stretch {
  /** One ASCII character; null is a comma. */
  readonly delimiter: string | null;
  /** Cells that every row should have; 0 if not known. */
  readonly expected: number;
  /** Cells of the header: a row equal to it is a fault. Empty if the table has none. */
  readonly columns: readonly string[];
  /** False if the last row is a row whatever it says. */
  readonly trailers: boolean;
  /** `xlsx` if the table was written from a sheet. */
  readonly kind: FileKind;
  /** Filled with how rows end, if given. */
  readonly lineEnds?: LineEnds | undefined;
  /** Given if rows need only be counted: those of which nothing can be told are not handed out. */
  readonly counting?: Counting | undefined;
}

/** Counts rows that are not handed out. */
export interface Counting {
  rows(count: number): void;
  /** 0-based offset from which on it must be known after each row where the next begins. */
  until(): number;
}

/** Units that one line may have. */
const LONGEST_LINE = 256 << 20;

/** Reads the data rows of a delimited table (the header is not part of the stretch). Throws InputError for a line beyond all measure. */
export function csvReader(table: Table, sink: RowSink, afterRow?: AfterRow): Reader {
  const isSheet = table.kind === 'xlsx';
  const window = openWindow(table.encoding, table.start);
  const { headings, digits } = headingSigns(table.columns);
  const dialect = dialectOf((table.delimiter ?? ',').charCodeAt(0), window.width, headings, digits);
  const cursor = newCursor(dialect, table.expected, table.line, isSheet);
  const { row } = cursor;
  const headerSign = headerTest(table.columns, cursor, window);
  const view = csvView(cursor, window);
  let record = table.record;
  let secondTable = table.secondTable;
  let awaited = 0;
  /** True if the bytes that came since the row at hand was looked for may end it. */
  let due = false;
  let done = false;

  const fault = (name: FaultName, at: number | null, detail: Fault['detail']): void =>
    sink.fault({ kind: 'fault', fault: name, record: at, line: cursor.startLine, detail });

  function tellCharacters(at: number | null): void {
    const unreadable = table.badBytes && !window.ascii;
    if (unreadable || nextUnit(window, window.nul, cursor.start) < row.end) characterFaults(cursor, window, at, sink.fault, unreadable);
  }

  function tellShape(last: boolean): void {
    for (const one of quoteFaults(cursor, record)) sink.fault(one);
    const cut = cursor.cut || (last && !row.terminated && row.count < table.expected);
    const detail = { found: row.count, expected: table.expected };
    if (secondTable > 0) fault('second-table', record, { header: secondTable });
    else if (!cut && row.count !== table.expected && table.expected > 0) fault('ragged-row', record, detail);
    if (cut && !table.cut) fault('truncated-file', record, detail);
  }

  /** Blank lines before the row, or at the end: a record may have stood there. */
  function tellBlanks(line: number): void {
    if (cursor.blanks === 0) return;
    const [from, to] = [line - cursor.blanks, line - 1];
    sink.fault({ kind: 'fault', fault: 'blank-lines', record: null, line: from, detail: { from, to, lines: cursor.blanks } });
    cursor.blanks = 0;
  }

  /** A header that stands among the rows is no record. True if it is one. */
  function takeHeader(): boolean {
    const sign = headerSign();
    if (sign === 'none') return false;
    secondTable = sign === 'other' ? cursor.startLine : 0;
    if (sign === 'other') fault('second-table', null, { header: secondTable });
    else fault('repeated-header', null, {});
    return true;
  }

  /** As `handOut`, of a row in which only characters may be amiss. */
  function handOutSure(): void {
    showRow(view, cursor, window, record, cursor.startLine, table.expected);
    view.ragged = secondTable > 0;
    sink.row(view);
    if (secondTable > 0) tellShape(false);
    tellCharacters(record);
    record++;
  }

  function handOut(last: boolean): void {
    showRow(view, cursor, window, record, cursor.startLine, table.expected);
    const apostrophes = !isSheet && standInApostrophes(cursor, window);
    view.ragged ||= secondTable > 0 || apostrophes;
    sink.row(view);
    if (apostrophes) fault('apostrophe-quotes', record, {});
    if (view.ragged || cursor.faults.length > 0) tellShape(last);
    tellCharacters(record);
    record++;
  }

  /** True if the row is a closing line of the table, null if more of the file is needed to tell. */
  function isTrailer(last: boolean): boolean | null {
    if (!table.trailers || table.expected === 0 || row.breaks > 0) return false;
    if (!mayBeTrailer(row) || !looksLikeTrailer(cellTexts(cursor, window), row.count === table.expected)) return false;
    return nothingFollows(cursor, window, last);
  }

  const passed: PassedRows = { count: 0, next: 0, breaks: 0 };

  /** Only counts the rows that come next, as long as they are like most. False if the one at hand is not. */
  function pass(): boolean {
    const { counting, lineEnds } = table;
    if (counting === undefined || lineEnds === undefined || isSheet || cursor.blanks > 0 || secondTable > 0) return false;
    const ending = lineEnds.lf.rows > 0 ? 'lf' : 'crlf';
    if (lineEnds[ending].rows === 0) return false;
    const stop = Math.min(counting.until(), table.stop) - window.offset;
    if (!quickRows(window, cursor.pos, Math.min(stop, window.length), dialect, table.expected, ending, passed)) return false;
    lineEnds[ending].rows += passed.count;
    record += passed.count;
    cursor.line += passed.count + passed.breaks;
    cursor.pos = passed.next;
    counting.rows(passed.count);
    afterRow?.(offsetOf(window, cursor.pos), cursor.line, record, secondTable);
    return true;
  }

  function drain(last: boolean): void {
    // In units of the window, which stands still meanwhile.
    const stop = (table.stop - window.offset) / window.width;
    for (;;) {
      const { pos, line, blanks } = cursor;
      if (pos >= stop) {
        done = true;
        return;
      }
      if (pass()) continue;
      const outcome = nextRow(cursor, window, last);
      if (outcome === END) tellBlanks(cursor.line);
      if (outcome === MORE || outcome === END) {
        const held = window.length - cursor.pos;
        awaited = awaitedAfter(held);
        if (held > LONGEST_LINE) throw new InputError(`${table.file}: line ${cursor.line} has no end within 256 MiB: this is not a table`);
        return;
      }
      if (cursor.start >= stop) {
        done = true;
        return;
      }
      const trailer = row.sure ? false : isTrailer(last);
      if (trailer === null) {
        cursor.pos = pos;
        cursor.line = line;
        cursor.blanks = blanks;
        awaited = awaitedAfter(window.length - pos);
        row.wants = 'anything';
        return;
      }
      if (table.lineEnds !== undefined) noteLineEnd(table.lineEnds, cursor, window);
      if (trailer) fault('trailer-line', null, { found: row.count, expected: table.expected });
      else tellBlanks(cursor.startLine);
      cursor.blanks = 0;
      if (row.sure) handOutSure();
      else if (trailer || takeHeader()) tellCharacters(null);
      else handOut(last);
      afterRow?.(offsetOf(window, cursor.pos), cursor.line, record, secondTable);
    }
  }

  /** A long row is looked through again only when it may have come to its end, or is longer than may be without looking. */
  function mayEnd(bytes: Uint8Array): boolean {
    if (row.wants === 'quote') return window.length > QUOTE_REACH || bytes.includes(QUOTE);
    if (row.wants === 'far-quote') return window.length >= QUOTE_LIMIT || bytes.includes(QUOTE);
    return row.wants === 'anything' || window.length > LONGEST_LINE || bytes.includes(LF) || bytes.includes(CR);
  }

  return {
    push(bytes) {
      if (done) return;
      drop(window, cursor.pos);
      cursor.pos = 0;
      append(window, bytes);
      due ||= mayEnd(bytes);
      if (!due || window.length < awaited) return;
      due = false;
      drain(false);
    },
    finish() {
      if (!done) {
        closeWindow(window);
        drain(true);
      }
      emptyWindow(window);
      done = true;
    },
    done: () => done,
  };
}
