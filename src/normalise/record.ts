import type { ColumnMap, Pack } from '../model/pack.ts';
import type { IntelRecord, Value, ValueState } from '../model/record.ts';
import type { Cell, RowView } from '../model/row.ts';
import type { ColumnPlan } from './columns.ts';
import { countSlashes, type SlashDates } from './date.ts';
import { type Reading, readValue } from './value.ts';

/** Values remembered per field, so that a repeated one is read once; emptied when full, so that memory stays bounded. */
const REMEMBERED = 4096;

interface Part {
  readonly whole: number;
  readonly patterns: readonly { readonly pattern: RegExp; readonly group: number }[];
}

/** A record that can be given row after row. */
export interface LoadableRecord extends IntelRecord {
  load(row: RowView): void;
  /** Counts of dates with slashes, by index of the field. */
  readonly slashes: ReadonlyMap<number, SlashDates>;
}

const isBlank = (cell: Cell): cell is null =>
  cell === null || (typeof cell === 'string' ? cell.trim() === '' : cell.every((c) => c.trim() === ''));

/** Field index → the fields whose text it may be split from. */
function partsOf(pack: Pack): ReadonlyMap<number, Part> {
  const parts = new Map<number, Part>();
  pack.fields.forEach((field, whole) => {
    for (const name of new Set((field.splits ?? []).flatMap((split) => split.into))) {
      const patterns = (field.splits ?? []).map((split) => ({
        pattern: new RegExp(split.pattern, 'u'),
        group: split.into.indexOf(name) + 1,
      }));
      parts.set(
        pack.fields.findIndex((f) => f.name === name),
        { whole, patterns },
      );
    }
  });
  return parts;
}

/**
 * Makes the one record of a stretch of a file. Its view has a getter for each field of the pack (names come from packs, never from the file).
 *
 * @param plan which column holds which field
 * @param map translations of values, by field
 */
export function makeRecord(pack: Pack, plan: ColumnPlan, map: ColumnMap | undefined): LoadableRecord {
  const { fields } = pack;
  const lists = fields.map((field) => (field.codelist === undefined ? undefined : pack.codelists.get(field.codelist)));
  const translations = fields.map((field) => new Map(Object.entries(map?.values[field.name] ?? {})));
  const splitPatterns = fields.map((field) => field.splits?.map((split) => new RegExp(split.pattern, 'u')));
  const parts = partsOf(pack);
  const remembered = fields.map(() => new Map<string, Reading>());
  const slashes = new Map<number, SlashDates>();
  fields.forEach((field, index) => {
    if (field.type === 'date') slashes.set(index, { dayFirst: 0, monthFirst: 0, either: 0 });
  });
  const stamps = new Uint32Array(fields.length);
  const values: (Value | undefined)[] = fields.map(() => undefined);
  const states: ValueState[] = fields.map(() => 'absent');
  let now = 0;
  let row: RowView | undefined;

  const cellOf = (index: number): Cell => {
    const column = plan.columnOf[index]!;
    const cell = column === -1 ? null : row!.cell(column);
    return isBlank(cell) ? (column === -1 ? (plan.constantOf[index] ?? null) : null) : cell;
  };
  const set = (index: number, state: ValueState, value: Value | undefined): void => {
    states[index] = state;
    values[index] = value;
  };
  const readText = (index: number, text: string): Reading => {
    const memory = remembered[index]!;
    const known = memory.get(text);
    if (known !== undefined) return known;
    const trimmed = text.trim();
    const reading = readValue(fields[index]!, translations[index]!.get(trimmed) ?? trimmed, lists[index]);
    if (text.length <= 64) {
      if (memory.size >= REMEMBERED) memory.clear();
      memory.set(text, reading);
    }
    return reading;
  };
  const readPart = (index: number, part: Part): void => {
    const whole = cellOf(part.whole);
    if (isBlank(whole)) return set(index, 'absent', undefined);
    const text = (typeof whole === 'string' ? whole : whole.join(';')).trim();
    for (const { pattern, group } of part.patterns) {
      const match = pattern.exec(text);
      if (!match) continue;
      const piece = group > 0 ? match[group] : undefined;
      if (group === 0) return set(index, 'unreadable', text);
      if (piece === undefined || piece.trim() === '') return set(index, 'absent', undefined);
      const reading = readText(index, piece);
      return set(index, reading.readable ? 'readable' : 'unreadable', reading.value);
    }
    set(index, 'unreadable', text);
  };
  const readList = (index: number, cell: Exclude<Cell, null>): void => {
    const items = (typeof cell === 'string' ? cell.split(';') : cell).map((item) => item.trim()).filter((item) => item !== '');
    if (items.length === 0) return set(index, 'absent', undefined);
    const readings = items.map((item) => readText(index, item));
    set(
      index,
      readings.every((r) => r.readable) ? 'readable' : 'unreadable',
      readings.map((r) => String(r.value)),
    );
  };
  const decode = (index: number): void => {
    stamps[index] = now;
    const field = fields[index]!;
    const cell = cellOf(index);
    if (isBlank(cell)) {
      const part = parts.get(index);
      return part ? readPart(index, part) : set(index, 'absent', undefined);
    }
    if (field.list) return readList(index, cell);
    const text = typeof cell === 'string' ? cell : cell.join(';');
    const reading = readText(index, text);
    if (field.type === 'date') countSlashes(slashes.get(index)!, text.trim());
    const fits = splitPatterns[index]?.some((pattern) => pattern.test(text.trim())) ?? true;
    set(index, reading.readable && fits ? 'readable' : 'unreadable', reading.value);
  };
  const ensure = (index: number): void => {
    if (stamps[index] !== now) decode(index);
  };

  const getters = Object.create(null) as object;
  const record: LoadableRecord = {
    view: Object.create(getters) as object,
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
    slashes,
    load(next) {
      row = next;
      now++;
    },
    value(index) {
      ensure(index);
      return values[index];
    },
    state(index) {
      ensure(index);
      return states[index]!;
    },
    original(index) {
      const own = cellOf(index);
      const part = parts.get(index);
      const cell = isBlank(own) && part ? cellOf(part.whole) : own;
      return isBlank(cell) ? null : typeof cell === 'string' ? cell : cell.join(';');
    },
  };
  fields.forEach((field, index) => {
    Object.defineProperty(getters, field.name, { enumerable: true, get: () => record.value(index) });
  });
  return record;
}
