import { dayOfIso, minuteOfIso, NO_DAY } from '../model/day.ts';
import type { ColumnMap, Pack } from '../model/pack.ts';
import { type Lesson, LONGEST_CELL, type Recall } from '../model/recall.ts';
import type { IntelRecord } from '../model/record.ts';
import type { Cell, RowView } from '../model/row.ts';
import type { Shapes } from '../model/stencil.ts';
import { isBlank, makeCellReadings, NESTED, nextId } from './cell-readings.ts';
import type { ColumnPlan } from './columns.ts';
import { DATE_FORMS, type DateForms, noDateForms } from './date.ts';
import type { KnownShape, OwnReading } from './lean.ts';
import { type Memory, makeMemory } from './memory.ts';
import { sourcesOf } from './sources.ts';

/** What to keep of a cell that is no date, its own field's or another's that it is split from. */
const CELL: Lesson = { kind: 'cell' };
const PART: Lesson = { kind: 'cell', isPart: true };

/** Places that a recall has for the counts of a field's dates. */
const PLACES = 8;

/** A record that can be given row after row. */
export interface LoadableRecord extends IntelRecord {
  load(row: RowView): void;
  /** How dates are written, by index of the field, since this was asked last. */
  takeDateForms(): readonly (readonly [number, DateForms])[];
}

/**
 * Makes the one record of a stretch of a file.
 *
 * @param plan which column holds which field
 * @param map translations of values, by field
 * @param shapesOf tells the shapes of a field's texts apart, by its index. Without it every text that is new is read by itself
 * @param recall what cells came to, by which all cells of a row are looked up at once
 */
export function makeRecord(
  pack: Pack,
  plan: ColumnPlan,
  map: ColumnMap | undefined,
  shapesOf?: (field: number) => Shapes,
  recall?: Recall,
): LoadableRecord {
  const { fields } = pack;
  /** Whether the cells of the row were looked up. */
  let isLooked = false;
  const isAscii = (column: number): boolean => isLooked && recall!.isAscii(column);
  const cells = makeCellReadings(pack, plan, map, shapesOf, isAscii);
  const { absent, parts, leanWholes, leanParts } = cells;
  const wholes = fields.map(() => makeMemory<OwnReading>());
  const pieces = fields.map(() => makeMemory<OwnReading>());
  const dates = fields.flatMap((field, index) => (field.type === 'date' ? [index] : []));
  const forms = new Map(dates.map((index) => [index, noDateForms()]));
  const stamps = new Uint32Array(fields.length);
  const readings: OwnReading[] = [...absent];
  let now = 0;
  let row: RowView | undefined;

  const isNested = (index: number): boolean => row!.nested?.has(plan.columnOf[index]!) === true;
  /** What JSON nests is no value: its text may hold anything, so it goes nowhere. */
  const cellOf = (index: number): Cell => {
    const column = plan.columnOf[index]!;
    return column === -1 ? (plan.constantOf[index] ?? null) : isNested(index) ? NESTED : row!.cell(column);
  };
  const { wholeOf: splitFromColumn, isConstant } = sourcesOf(pack, plan);
  /** Whether a cell of the row holds anything; the columns may be more than the row has cells. */
  const isFilled = (column: number): boolean => {
    const { spans, length } = row!;
    return column < length && spans.starts[column] !== spans.ends[column];
  };
  /** What a cell of the row came to, remembered if it came before. */
  const readCell = (memory: Memory<OwnReading>, column: number, read: (cell: Cell) => OwnReading): OwnReading => {
    const { units, starts, ends, forms } = row!.spans;
    const known = memory.get(units, starts[column]!, ends[column]!, forms[column]!);
    if (known !== undefined) return known;
    const made = read(row!.cell(column));
    memory.set(made);
    return made;
  };
  const wholeOf = fields.map(
    (_, index) =>
      (cell: Cell): OwnReading =>
        isNested(index) ? cells.nested[index]! : cells.whole(index, cell),
  );
  const partOf = fields.map(
    (_, index) =>
      (cell: Cell): OwnReading =>
        cells.part(index, isNested(parts[index]!.whole) ? NESTED : cell),
  );
  const isRecalled = (index: number): boolean => isLooked && recall!.asks[index] === 1;
  const isShort = (column: number): boolean => row!.spans.ends[column]! - row!.spans.starts[column]! <= LONGEST_CELL;
  /** Undefined for what is no text. */
  const readLong = (index: number, column: number): OwnReading | undefined => {
    const texts = cells.longTexts[index];
    const own = isLooked ? texts?.ofBytes(row!, column, nextId()) : undefined;
    if (own !== undefined) {
      if (isRecalled(index)) recall!.note(index, texts!.lesson);
      return own;
    }
    const cell = row!.cell(column);
    if (typeof cell !== 'string') return undefined;
    return texts === undefined ? cells.whole(index, cell) : (texts.ofText(cell, nextId()) ?? absent[index]!);
  };
  const readAt = (index: number, column: number, isPart: boolean): OwnReading => {
    const memory = (isPart ? pieces : wholes)[index]!;
    const lean = (isPart ? leanParts : leanWholes)[index];
    const isKept = isRecalled(index) ? recall!.keepsCells(index, isPart) : !memory.isOff();
    const isLean = lean !== undefined && (!isKept || (isRecalled(index) && recall!.prefersShape(index, isPart)));
    const own = isLean ? lean.read(row!, column, nextId()) : undefined;
    if (own !== undefined && (!isKept || lean!.isWorth())) {
      if (isRecalled(index)) recall!.note(index, lean!.lesson());
      return own;
    }
    if (!isPart && !isShort(column) && row!.nested === undefined) {
      const long = readLong(index, column);
      if (long !== undefined) return long;
    }
    const read = (isPart ? partOf : wholeOf)[index]!;
    if (!isRecalled(index)) return readCell(memory, column, read);
    const cell = row!.cell(column);
    const what = read(cell);
    if (isKept && isShort(column)) {
      const lists = isPart || typeof cell !== 'string' ? undefined : cells.listLessons[index];
      const lesson = lists === undefined ? lessonOf(index, what, isPart) : lists.of(cell as string, what);
      recall!.note(index, lesson);
      if (lesson.when !== undefined) {
        recall!.days[index] = lesson.when.day;
        recall!.minutes[index] = lesson.when.minute;
      }
    }
    return what;
  };
  /** What to keep of a cell. */
  const lessonOf = (index: number, what: OwnReading, isPart: boolean): Lesson => {
    if (fields[index]!.type !== 'date') return isPart ? PART : CELL;
    const { state, value, form } = what;
    const isRead = state === 'readable' && typeof value === 'string';
    const when = isRead ? { day: dayOfIso(value), minute: minuteOfIso(value) } : undefined;
    return { kind: 'cell', isPart, when, isCounted: form !== undefined, form: form === undefined ? 0 : DATE_FORMS.indexOf(form) };
  };
  /** What a field is where nothing stands in the row. */
  const withNothing = (index: number): OwnReading => {
    const whole = parts[index]?.whole;
    const isSet = isConstant[index] === 1 || (whole !== undefined && isConstant[whole] === 1);
    const what = isSet ? cells.constant(index) : absent[index]!;
    if (isRecalled(index)) recall!.note(index, { kind: 'absent', what });
    return what;
  };
  const decode = (index: number): OwnReading => {
    const column = plan.columnOf[index]!;
    const hasOwn = column !== -1 && isFilled(column);
    if (hasOwn) {
      const own = readAt(index, column, false);
      if (own.form !== undefined) forms.get(index)![own.form]++;
      if (own.state !== 'absent') return own;
    }
    const from = isConstant[index] === 1 ? -1 : splitFromColumn[index]!;
    const other = from !== -1 && isFilled(from) ? readAt(index, from, true) : withNothing(index);
    // It rests on more than one cell.
    if (hasOwn && isRecalled(index)) recall!.note(index, undefined);
    return other;
  };
  /** What was learnt of the cell that the field is read from. */
  const recalled = (index: number, number: number): OwnReading => {
    const known = recall!.known(Math.abs(number));
    if (number > 0 && known !== undefined) return known as OwnReading;
    const column = plan.columnOf[index]!;
    const isPart = column === -1 || !isFilled(column);
    const from = isPart ? splitFromColumn[index]! : column;
    if (number < 0) return (known as KnownShape).again(row!, from, nextId());
    const what = (isPart ? partOf : wholeOf)[index]!(row!.cell(from));
    what.id = recall!.identities[index]!;
    recall!.keep(number, what);
    return what;
  };
  const read = (index: number): OwnReading => {
    if (stamps[index] !== now) {
      stamps[index] = now;
      const number = isLooked ? recall!.numbers[index]! : 0;
      readings[index] = number === 0 ? decode(index) : recalled(index, number);
    }
    return readings[index]!;
  };

  const shown: { -readonly [key in keyof LoadableRecord]: LoadableRecord[key] } = {
    ...{ record: 0, line: 0, start: 0, end: 0 },
    takeDateForms() {
      // Of dates that are known it is counted where they are looked up.
      for (const [index, own] of forms)
        for (const [place, form] of DATE_FORMS.entries()) own[form] += recall?.written[index * PLACES + place] ?? 0;
      recall?.written.fill(0);
      const taken = [...forms];
      for (const index of dates) forms.set(index, noDateForms());
      return taken;
    },
    load(next) {
      row = next;
      shown.record = next.record;
      shown.line = next.line;
      shown.start = next.start;
      shown.end = next.end;
      now++;
      isLooked = false;
    },
    lookUp() {
      isLooked = recall?.look(row!) ?? false;
      return isLooked;
    },
    day: (index) => (isRecalled(index) ? recall!.days[index]! : NO_DAY),
    minute: (index) => recall!.minutes[index]!,
    reading: read,
    original(index) {
      const own = cellOf(index);
      const part = parts[index];
      if (isBlank(own) && part && readings[index]!.state === 'readable') return String(readings[index]!.value);
      const cell = isBlank(own) && part ? cellOf(part.whole) : own;
      return isBlank(cell) ? null : typeof cell === 'string' ? cell : cell.join(';');
    },
  };
  return shown;
}
