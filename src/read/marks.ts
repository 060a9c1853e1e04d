import { compiledMarks, type MarksModule, SPAN } from './marks-module.ts';
import { CR, LF, QUOTE, type Units, type Window } from './window.ts';

/** The same at first where a row was not plain: the next may not be plain either, and then they are looked at for nothing. */
const FIRST_SPAN = 1 << 10;

/**
 * Where cells and rows of a stretch of a window may end: its quotes, and the delimiters, LF and CR outside quotes, in ascending order.
 * Whether a quote opens or closes is told by counting from the first unit on, where no cell is open.
 */
export interface Marks {
  /** Units, of which `count` hold; behind them stands `to`. Lent: the next stretch overwrites them. */
  places: Int32Array;
  count: number;
  /** The one of `places` that comes next. */
  next: number;
  /** What was looked at last: the first unit, and one past the last. */
  from: number;
  to: number;
  /** True if `to` stands in quotes. */
  inQuotes: boolean;
  /** Units to look at next. */
  span: number;
  /** What they are of, and the unit at which the next row is expected. */
  window: Window | null;
  row: number;
}

/** Looks at `[from, to)` of units, at most `SPAN`, unit by unit: for UTF-16, and where WebAssembly may not run. */
export function markUnits(units: Units, from: number, to: number, delimiter: number, marks: Marks): void {
  const { places } = marks;
  let { inQuotes } = marks;
  let count = 0;
  for (let at = from; at < to; at++) {
    const unit = units[at]!;
    if (unit === QUOTE) {
      inQuotes = !inQuotes;
      places[count++] = at;
    } else if (!inQuotes && (unit === delimiter || unit === LF || unit === CR)) places[count++] = at;
  }
  places[count] = to;
  marks.count = count;
  marks.inQuotes = inQuotes;
}

/** Made when they are first needed, one of each for a thread. */
let compiled: MarksModule | null | undefined;
let own: Int32Array | undefined;

/** Of the window that was looked at last. */
const marks: Marks = {
  ...{ places: new Int32Array(1), count: 0, next: 0, from: 0, to: 0, inQuotes: false, span: SPAN },
  ...{ window: null, row: -1 },
};

/** The marks from unit `from` on, where a row begins: those behind the row before, if they go on there. */
export function marksAt(window: Window, from: number): Marks {
  if (marks.window === window && marks.row === from && window.isMarked) return marks;
  // Out of step behind a row that was not plain; otherwise this is another window, or holds other units.
  marks.span = marks.window === window && window.isMarked ? FIRST_SPAN : SPAN;
  marks.window = window;
  window.isMarked = true;
  marks.inQuotes = false;
  beginAt(from);
  marks.row = from;
  return marks;
}

function beginAt(place: number): void {
  marks.from = marks.to = place;
  marks.next = marks.count = 0;
  marks.places[0] = place;
}

/** The first mark behind those looked at, or the window's length; `next` then is the one after it. */
export function markOn(window: Window, delimiter: number): number {
  const { units, length, width } = window;
  while (marks.to < length) {
    const from = marks.to;
    const to = Math.min(from + marks.span, length);
    marks.span = Math.min(marks.span * 4, SPAN);
    if (compiled === undefined) compiled = compiledMarks();
    if (width === 1 && compiled !== null) {
      marks.places = compiled.places;
      marks.count = compiled.mark(units, from, to, delimiter, marks.inQuotes);
      marks.inQuotes = compiled.isInQuotes();
    } else {
      own ??= new Int32Array(SPAN + 1);
      marks.places = own;
      markUnits(units, from, to, delimiter, marks);
    }
    marks.from = from;
    marks.to = to;
    marks.next = 1;
    if (marks.count > 0) return marks.places[0]!;
  }
  beginAt(length);
  return length;
}

/** What holds the marks, if there are more and WebAssembly made them. */
export const moduleOf = ({ places, next, count }: Marks): MarksModule | null =>
  compiled && places === compiled.places && next < count ? compiled : null;

/** How often a unit stands in `[from, to)` of the window. */
export function countOf({ units, width }: Window, from: number, to: number, unit: number): number {
  if (width === 1 && compiled && from >= marks.from && to <= marks.to) return compiled.countIn(from - marks.from, to - marks.from, unit);
  let count = 0;
  for (let at = from; at < to; at++) if (units[at] === unit) count++;
  return count;
}
