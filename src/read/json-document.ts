import { InputError } from '../model/errors.ts';
import type { FaultName, RowSink } from '../model/row.ts';
import { isCutMark, markLength } from './byte-order-mark.ts';
import { offsetOf } from './csv-view.ts';
import type { JsonColumns } from './json-columns.ts';
import { walkObject } from './json-object.ts';
import { jsonRows } from './json-rows.ts';
import { signOf, skipToDocument, skipWrongElement } from './json-skip.ts';
import { CLOSE_ARRAY, COMMA, newGround, OK, OPEN_ARRAY, OPEN_OBJECT, SHORT, skipBlanks } from './json-walk.ts';
import type { Reader, Stretch } from './reader.ts';
import { append, awaitedAfter, CR, closeWindow, drop, emptyWindow, LF, openWindow, type Units } from './window.ts';

/** What may come next: the document, an element (or the end of an empty array), a comma or the end, nothing. */
type Awaits = 'document' | 'first' | 'element' | 'comma' | 'nothing';

const LONGEST_ELEMENT = 256 << 20;

/**
 * Reads a JSON array of objects, or a single object. An element that is no object or not JSON is a fault and no record;
 * reading goes on after it. A document that ends inside is the fault truncated-file. Throws InputError for an endless element.
 */
export function jsonDocumentReader(stretch: Stretch, columns: JsonColumns, sink: RowSink): Reader {
  const window = openWindow(stretch.encoding, stretch.start);
  const rows = jsonRows(window, columns, stretch.badBytes, sink);
  const ground = newGround(window.units);
  let { line, record } = stretch;
  let pos = 0;
  let awaited = 0;
  let awaits: Awaits = 'document';
  let inArray = false;
  /** The fault told last, and its place. */
  let told: FaultName | null = null;
  let toldAt = -1;
  /** Whether the document has ended once, and something stood behind it; and whether that was told, which is done once up to the next element. */
  let hasEnded = false;
  let isRestTold = false;
  let afterCr = false;
  /** Units since the line began, and whether only blanks stood there so far. */
  let lineUnits = 0;
  let blankSoFar = true;
  /** How elements begin, by the first that was one. */
  let sign: Units | null = null;

  function moveTo(next: number): void {
    for (; pos < next; pos++) {
      const unit = window.units[pos];
      if (unit === CR || (unit === LF && !afterCr)) line++;
      afterCr = unit === CR;
      if (unit === CR || unit === LF) {
        lineUnits = 0;
        blankSoFar = true;
      } else {
        lineUnits++;
        blankSoFar &&= unit === 32 || unit === 9;
      }
    }
  }

  /** Tells what is wrong at a place, in units from the beginning of the line at hand; the same once. */
  function fault(name: FaultName, at: number): void {
    const offset = offsetOf(window, at);
    if (name === told && offset === toldAt) return;
    told = name;
    toldAt = offset;
    const detail = { column: lineUnits + (at - pos) + 1, offset };
    sink.fault({ kind: 'fault', fault: name, record: null, line, detail });
  }

  function tellWrong(at: number): void {
    if (!isRestTold) fault('invalid-json-line', at);
    isRestTold = hasEnded;
  }

  function tellCut(): void {
    if (!stretch.cut) fault('truncated-file', pos);
    moveTo(window.length);
    awaits = 'nothing';
  }

  /** Steps over an element that can't be a row. False if more of the file is needed. */
  function stepOver(wrongAt: number, last: boolean): boolean {
    const known = sign ?? signOf(window.units, pos, window.length);
    const next = skipWrongElement(window.units, pos, window.length, blankSoFar ? lineUnits : -1, known, last);
    // Whether an element begins where this one ends shows only in the unit that stands there.
    if ((next < 0 || next >= window.length) && !last) return false;
    tellWrong(wrongAt);
    const isComma = window.units[pos] === COMMA;
    moveTo(next < 0 ? window.length : next);
    awaits = isComma || window.units[pos] === OPEN_OBJECT ? 'element' : 'comma';
    return true;
  }

  function readElement(last: boolean): boolean {
    if (window.units[pos] !== OPEN_OBJECT) return stepOver(pos, last);
    ground.pos = pos;
    const walked = walkObject(ground, rows.properties);
    if (walked === SHORT) {
      if (!last) return false;
      // An array that lost its bracket has taken all that follows for its own.
      const isCut = sign === null || skipWrongElement(window.units, pos, window.length, -1, sign, true) < 0;
      if (!isCut) return stepOver(pos, last);
      tellCut();
      return true;
    }
    if (walked !== OK) return stepOver(ground.pos, last);
    const end = ground.pos;
    rows.handOut(pos, end, line, record++);
    isRestTold = false;
    sign ??= signOf(window.units, pos, end);
    moveTo(end);
    awaits = inArray ? 'comma' : 'nothing';
    return true;
  }

  /** Takes what stands at `pos`, which is no blank. False if more of the file is needed. */
  function step(last: boolean): boolean {
    const unit = window.units[pos];
    if (awaits === 'nothing') {
      if (!hasEnded) {
        hasEnded = true;
        tellWrong(pos);
      }
      awaits = 'document';
    }
    if (awaits === 'document' && hasEnded && unit !== OPEN_ARRAY && unit !== OPEN_OBJECT && unit !== COMMA) {
      const next = skipToDocument(window.units, pos, window.length, sign);
      if (next < 0 && !last) return false;
      tellWrong(pos);
      moveTo(next < 0 ? window.length : next);
      return true;
    }
    if (awaits === 'document') {
      inArray = unit === OPEN_ARRAY;
      awaits = inArray ? 'first' : 'element';
      if (inArray) moveTo(pos + 1);
      return true;
    }
    if (unit === CLOSE_ARRAY && inArray) {
      if (awaits === 'element') tellWrong(pos);
      awaits = 'nothing';
      moveTo(pos + 1);
      return true;
    }
    if (awaits !== 'comma') return readElement(last);
    if (unit === COMMA && inArray) {
      awaits = 'element';
      moveTo(pos + 1);
      return true;
    }
    if (unit !== OPEN_OBJECT) return stepOver(pos, last);
    tellWrong(pos);
    awaits = 'element';
    return true;
  }

  function drain(last: boolean): void {
    for (;;) {
      ground.units = window.units;
      ground.pos = pos;
      ground.limit = window.length;
      skipBlanks(ground);
      moveTo(ground.pos);
      if (pos >= window.length) break;
      if (!last && isCutMark(window, pos)) return;
      const mark = markLength(window, pos);
      if (mark > 0) {
        sink.fault({ kind: 'fault', fault: 'byte-order-mark-inside', record: null, line, detail: {} });
        moveTo(pos + mark);
        continue;
      }
      if (!step(last)) {
        const held = window.length - pos;
        awaited = awaitedAfter(held);
        if (held > LONGEST_ELEMENT) throw new InputError(`${stretch.file}: the object at line ${line} has no end within 256 MiB`);
        return;
      }
    }
    awaited = 0;
    const isOver = awaits === 'nothing' || (awaits === 'document' && hasEnded);
    if (last && !isOver && (inArray || awaits !== 'comma')) tellCut();
  }

  let done = false;
  return {
    push(bytes) {
      drop(window, pos);
      pos = 0;
      append(window, bytes);
      if (window.length >= awaited) drain(false);
    },
    finish() {
      if (done) return;
      done = true;
      closeWindow(window);
      drain(true);
      emptyWindow(window);
    },
    done: () => done,
  };
}
