import type { ColumnMap, Field, Pack } from '../model/pack.ts';
import { LONGEST_CELL, type Recall } from '../model/recall.ts';
import type { IntelRecord, Value, ValueState } from '../model/record.ts';
import type { Cell, RowView } from '../model/row.ts';
import type { Shapes } from '../model/stencil.ts';
import type { ColumnPlan } from './columns.ts';
import { type DateForms, dateForm, noDateForms } from './date.ts';
import { type KnownShape, makeLeanReader, type OwnReading, type Piece } from './lean.ts';
import { type Memory, makeMemory } from './memory.ts';
import { partsOf } from './parts.ts';
import { sourcesOf } from './sources.ts';
import { trimmed } from './trim.ts';
import { readValue } from './value.ts';

/** A record that can be given row after row. */
export interface LoadableRecord extends IntelRecord {
  load(row: RowView): void;
  /** How dates are written, by index of the field, since this was asked last. */
  takeDateForms(): readonly (readonly [number, DateForms])[];
}

/** Stands for an object, or a list of lists, of JSON. */
const NESTED = '{…}';

const isBlank = (cell: Cell): cell is null =>
  cell === null || (typeof cell === 'string' ? cell === '' || cell.trim() === '' : cell.every((item) => item.trim() === ''));

/** Number of the reading made last, by any record: judges may compare readings of several. */
let ids = 0;

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
  const lists = fields.map((field) => (field.codelist === undefined ? undefined : pack.codelists.get(field.codelist)));
  const translations = fields.map((field) => {
    const translation = map?.values[field.name];
    return translation && new Map(Object.entries(translation));
  });
  const splitPatterns = fields.map((field) => field.splits?.map((split) => new RegExp(split.pattern, 'u')));
  const splitFrom = partsOf(pack);
  const parts = fields.map((_, index) => splitFrom.get(index));
  /** @param written the cell's own text where that is not the value, empty for a part of another cell */
  const reading = (state: ValueState, value: Value | undefined, written: string | undefined, form?: keyof DateForms): OwnReading => ({
    state,
    value,
    written: written === value ? undefined : written,
    id: state === 'absent' ? 0 : ++ids,
    marks: 0,
    asked: 0,
    era: -2,
    settled: undefined,
    stencil: undefined,
    form,
  });
  const absent = fields.map(() => reading('absent', undefined, undefined));
  const wholes = fields.map(() => makeMemory<OwnReading>());
  const pieces = fields.map(() => makeMemory<OwnReading>());
  /** What `--set` gives, and the parts of it, once they were asked for. */
  const constants: (OwnReading | undefined)[] = [];
  const dates = fields.flatMap((field, index) => (field.type === 'date' ? [index] : []));
  const forms = new Map(dates.map((index) => [index, noDateForms()]));
  const stamps = new Uint32Array(fields.length);
  const readings: OwnReading[] = [...absent];
  let now = 0;
  let row: RowView | undefined;

  const nested = fields.map(() => reading('unreadable', NESTED, ''));
  const isNested = (index: number): boolean => row!.nested?.has(plan.columnOf[index]!) === true;
  /** What JSON nests is no value: its text may hold anything, so it goes nowhere. */
  const cellOf = (index: number): Cell => {
    const column = plan.columnOf[index]!;
    return column === -1 ? (plan.constantOf[index] ?? null) : isNested(index) ? NESTED : row!.cell(column);
  };
  const readText = (index: number, text: string): { value: Value; readable: boolean } => {
    const plain = trimmed(text);
    return readValue(fields[index]!, translations[index]?.get(plain) ?? plain, lists[index]);
  };
  const readWhole = (index: number, cell: Exclude<Cell, null>): OwnReading => {
    const field = fields[index]!;
    if (field.list) {
      const items = (typeof cell === 'string' ? cell.split(';') : cell).map(trimmed).filter((item) => item !== '');
      if (items.length === 0) return absent[index]!;
      const read = items.map((item) => readText(index, item));
      return reading(
        read.every((one) => one.readable) ? 'readable' : 'unreadable',
        read.map((one) => String(one.value)),
        undefined,
      );
    }
    const text = trimmed(typeof cell === 'string' ? cell : cell.join(';'));
    const { value, readable } = readText(index, text);
    const fits = splitPatterns[index]?.some((pattern) => pattern.test(text)) ?? true;
    const form = field.type === 'date' && typeof cell === 'string' ? dateForm(cell) : undefined;
    return reading(readable && fits ? 'readable' : 'unreadable', value, text, form);
  };
  const readPart = (index: number, whole: string): OwnReading => {
    const text = trimmed(whole);
    for (const { pattern, group } of parts[index]!.patterns) {
      const match = pattern.exec(text);
      if (!match) continue;
      if (group === 0) return reading('unreadable', text, '');
      const piece = match[group];
      if (piece === undefined || piece.trim() === '') return absent[index]!;
      const { value, readable } = readText(index, piece);
      return reading(readable ? 'readable' : 'unreadable', value, '');
    }
    return reading('unreadable', text, '');
  };
  const isLean = ({ type, list }: Field, index: number): boolean =>
    shapesOf !== undefined && (type === 'text' || type === 'date') && !list && translations[index] === undefined;
  const located = (state: ValueState, from: number, to: number): Piece => ({ state, from, to });
  /** For fields whose cells may be read by their shape, from a column of their own and from that which they are split from. */
  const leanWholes = fields.map((field, index) => {
    // A date that lacks the form which it must have is read as a date all the same.
    if (!isLean(field, index) || (field.type === 'date' && field.splits !== undefined)) return undefined;
    const fits = (text: string) => splitPatterns[index]?.some((pattern) => pattern.test(text)) ?? true;
    const locate = (text: string) => located(fits(text) ? 'readable' : 'unreadable', 0, text.length);
    return makeLeanReader(field.type === 'date', false, () => shapesOf!(index), locate);
  });
  const leanParts = fields.map((field, index) => {
    const part = parts[index];
    if (part === undefined || !isLean(field, index)) return undefined;
    const patterns = part.patterns.map(({ pattern, group }) => ({ pattern: new RegExp(pattern.source, 'du'), group }));
    return makeLeanReader(
      field.type === 'date',
      true,
      () => shapesOf!(index),
      (text) => {
        for (const { pattern, group } of patterns) {
          const span = pattern.exec(text)?.indices;
          if (span === undefined) continue;
          if (group === 0) break;
          const [from, to] = span[group] ?? [0, 0];
          return from === to || text.slice(from, to) !== text.slice(from, to).trim() ? undefined : located('readable', from, to);
        }
        return located('unreadable', 0, text.length);
      },
    );
  });
  const { wholeOf: splitFromColumn } = sourcesOf(pack, plan);
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
  const wholeOf = fields.map((_, index) => (cell: Cell): OwnReading => {
    if (isNested(index)) return nested[index]!;
    return isBlank(cell) ? absent[index]! : readWhole(index, cell);
  });
  const partOf = fields.map((_, index) => (cell: Cell): OwnReading => {
    const { whole } = parts[index]!;
    if (isNested(whole)) return readPart(index, NESTED);
    return isBlank(cell) ? absent[index]! : readPart(index, typeof cell === 'string' ? cell : cell.join(';'));
  });
  const readConstant = (index: number): OwnReading => {
    const cell = plan.constantOf[index] ?? null;
    if (!isBlank(cell)) return readWhole(index, cell);
    const whole = plan.constantOf[parts[index]?.whole ?? -1] ?? null;
    return isBlank(whole) ? absent[index]! : readPart(index, whole);
  };
  const constant = (index: number): OwnReading => {
    constants[index] ??= readConstant(index);
    return constants[index];
  };
  /** Whether the cells of the row were looked up. */
  let isLooked = false;
  const isRecalled = (index: number): boolean => isLooked && recall!.asks[index] === 1;
  const isShort = (column: number): boolean => row!.spans.ends[column]! - row!.spans.starts[column]! <= LONGEST_CELL;
  const readAt = (index: number, column: number, isPart: boolean): OwnReading => {
    const memory = (isPart ? pieces : wholes)[index]!;
    const lean = (isPart ? leanParts : leanWholes)[index];
    const isKept = isRecalled(index) ? recall!.keepsCells(index, isPart) : !memory.isOff;
    const own = isKept ? undefined : lean?.read(row!, column, ++ids);
    if (own !== undefined) {
      if (isRecalled(index)) recall!.note(index, lean!.lesson());
      return own;
    }
    const read = (isPart ? partOf : wholeOf)[index]!;
    if (!isRecalled(index)) return readCell(memory, column, read);
    const what = read(row!.cell(column));
    if (isKept && isShort(column)) recall!.note(index, { kind: 'cell', what, isPart });
    return what;
  };
  /** What a field is where nothing stands in the row. */
  const withNothing = (index: number): OwnReading => {
    const part = parts[index];
    const isConstant = (column: number, field: number) => column === -1 && plan.constantOf[field] !== undefined;
    const isSet = isConstant(plan.columnOf[index]!, index) || (part !== undefined && isConstant(plan.columnOf[part.whole]!, part.whole));
    const what = isSet ? constant(index) : absent[index]!;
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
      // What it comes to rests on more than this cell.
      recall?.note(index, undefined);
    }
    const isConstant = column === -1 && plan.constantOf[index] !== undefined;
    const from = parts[index] === undefined || isConstant ? -1 : plan.columnOf[parts[index].whole]!;
    if (from !== -1 && isFilled(from)) {
      const piece = readAt(index, from, true);
      if (hasOwn) recall?.note(index, undefined);
      return piece;
    }
    const what = withNothing(index);
    if (hasOwn) recall?.note(index, undefined);
    return what;
  };
  /** What was learnt of the cell that the field is read from. */
  const recalled = (index: number, number: number): OwnReading => {
    const column = plan.columnOf[index]!;
    const own =
      number > 0
        ? (recall!.known(number) as OwnReading)
        : (recall!.known(-number) as KnownShape).again(row!, column !== -1 && isFilled(column) ? column : splitFromColumn[index]!, ++ids);
    if (own.form !== undefined) forms.get(index)![own.form]++;
    return own;
  };
  const read = (index: number): OwnReading => {
    if (stamps[index] !== now) {
      stamps[index] = now;
      const number = isLooked ? recall!.numbers[index]! : 0;
      readings[index] = number === 0 ? decode(index) : recalled(index, number);
    }
    return readings[index]!;
  };

  return {
    get record() {
      return row!.record;
    },
    get line() {
      return row!.line;
    },
    get start() {
      return row!.start;
    },
    get end() {
      return row!.end;
    },
    takeDateForms() {
      const taken = [...forms];
      for (const index of dates) forms.set(index, noDateForms());
      return taken;
    },
    load(next) {
      row = next;
      now++;
      isLooked = false;
    },
    lookUp() {
      isLooked = recall?.look(row!) ?? false;
      // How dates are written is counted as they are read.
      if (isLooked) for (let n = 0; n < dates.length; n++) if (recall!.numbers[dates[n]!] !== 0) read(dates[n]!);
      return isLooked;
    },
    reading: read,
    original(index) {
      const own = cellOf(index);
      const part = parts[index];
      if (isBlank(own) && part && readings[index]!.state === 'readable') return String(readings[index]!.value);
      const cell = isBlank(own) && part ? cellOf(part.whole) : own;
      return isBlank(cell) ? null : typeof cell === 'string' ? cell : cell.join(';');
    },
  };
}
