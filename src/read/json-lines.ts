import { InputError } from '../model/errors.ts';
import type { RowSink } from '../model/row.ts';
import { markLength } from './byte-order-mark.ts';
import { offsetOf } from './csv-view.ts';
import type { JsonColumns } from './json-columns.ts';
import { walkObject } from './json-object.ts';
import { jsonRows } from './json-rows.ts';
import { newGround, OK, OPEN_OBJECT, SHORT, skipBlanks, type Walked, WRONG } from './json-walk.ts';
import type { AfterRow, Reader, Stretch } from './reader.ts';
import { append, awaitedAfter, CR, closeWindow, drop, emptyWindow, LF, nextUnit, openWindow } from './window.ts';

const LONGEST_LINE = 256 << 20;

/** Reads JSON Lines: an object a line, blank lines left out. A line that is none is a fault and no record. Throws InputError for endless lines. */
export function jsonLinesReader(stretch: Stretch, columns: JsonColumns, sink: RowSink, afterRow?: AfterRow): Reader {
  const window = openWindow(stretch.encoding, stretch.start);
  const rows = jsonRows(window, columns, stretch.badBytes, sink);
  const ground = newGround(window.units);
  let { line, record } = stretch;
  let pos = 0;
  let awaited = 0;
  let done = false;

  /** Where the line at `pos` ends: at a LF, a CR or the end of what is held. */
  const lineEnd = (): number => Math.min(nextUnit(window, window.lf, pos), nextUnit(window, window.cr, pos));

  const tellMark = (at: number | null): void =>
    sink.fault({ kind: 'fault', fault: 'byte-order-mark-inside', record: at, line, detail: {} });

  /** Steps over blanks and byte order marks of the line. True if there was a mark. */
  function skipMarks(end: number): boolean {
    skipBlanks(ground);
    const first = ground.pos;
    let marked = first;
    for (let mark = markLength(window, first); mark > 0 && ground.pos < end; mark = markLength(window, ground.pos)) {
      ground.pos += mark;
      marked = ground.pos;
      skipBlanks(ground);
    }
    return marked > first;
  }

  function handleLine(end: number, atEnd: boolean): void {
    ground.units = window.units;
    ground.pos = pos;
    ground.limit = end;
    const isMarked = skipMarks(end);
    const start = ground.pos;
    if (start >= end) {
      if (isMarked) tellMark(null);
      return;
    }
    let walked: Walked = window.units[start] === OPEN_OBJECT ? walkObject(ground, rows.properties) : WRONG;
    const objectEnd = ground.pos;
    const isMarkedBehind = walked === OK && skipMarks(end);
    if (walked === OK && ground.pos < end) walked = WRONG;
    if (walked === OK) {
      rows.handOut(start, objectEnd, line, record);
      if (isMarked || isMarkedBehind) tellMark(record);
      record++;
      return;
    }
    const fault = walked === SHORT && atEnd ? 'truncated-file' : 'invalid-json-line';
    const detail = { column: ground.pos - pos + 1, offset: offsetOf(window, ground.pos) };
    if (fault === 'invalid-json-line' || !stretch.cut) sink.fault({ kind: 'fault', fault, record: null, line, detail });
  }

  function drain(last: boolean): void {
    while (pos < window.length) {
      const end = lineEnd();
      const crlf = end < window.length && window.units[end] === CR;
      if (!last && (end >= window.length || (crlf && end + 1 >= window.length))) {
        const held = window.length - pos;
        awaited = awaitedAfter(held);
        if (held > LONGEST_LINE) throw new InputError(`${stretch.file}: line ${line} has no end within 256 MiB`);
        return;
      }
      if (offsetOf(window, pos) >= stretch.stop) {
        done = true;
        return;
      }
      handleLine(end, end >= window.length);
      if (end < window.length) line++;
      pos = crlf && end + 1 < window.length && window.units[end + 1] === LF ? end + 2 : Math.min(end + 1, window.length);
      afterRow?.(offsetOf(window, pos), line, record, 0);
    }
  }

  return {
    push(bytes) {
      if (done) return;
      drop(window, pos);
      pos = 0;
      append(window, bytes);
      if (window.length >= awaited) drain(false);
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
