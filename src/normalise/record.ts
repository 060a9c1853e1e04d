import type { ColumnMap, Pack } from '../model/pack.ts';
import type { IntelRecord, Reading, Value, ValueState } from '../model/record.ts';
import type { Cell, RowView } from '../model/row.ts';
import type { ColumnPlan } from './columns.ts';
import { countSlashes, type SlashDates } from './date.ts';
import { type Memory, makeMemory } from './memory.ts';
import { partsOf } from './parts.ts';
import { trimmed } from './trim.ts';
import { readValue } from './value.ts';

/** A record that can be given row after row. */
export interface LoadableRecord extends IntelRecord {
  load(row: RowView): void;
  /** Counts of dates with slashes, by index of the field. */
  readonly slashes: ReadonlyMap<number, SlashDates>;
}

/** Stands for an object, or a list of lists, of JSON. */
const NESTED = '{…}';

const isBlank = (cell: Cell): cell is null =>
  cell === null || (typeof cell === 'string' ? cell === '' || cell.trim() === '' : cell.every((item) => item.trim() === ''));

/** @param written the cell's own text where that is not the value, empty for a part of another cell */
const reading = (state: ValueState, value: Value | undefined, written: string | undefined): Reading => ({
  state,
  value,
  written: written === value ? undefined : written,
  marks: 0,
  asked: 0,
});

/**
 * Makes the one record of a stretch of a file.
 *
 * @param plan which column holds which field
 * @param map translations of values, by field
 */
export function makeRecord(pack: Pack, plan: ColumnPlan, map: ColumnMap | undefined): LoadableRecord {
  const { fields } = pack;
  const lists = fields.map((field) => (field.codelist === undefined ? undefined : pack.codelists.get(field.codelist)));
  const translations = fields.map((field) => {
    const translation = map?.values[field.name];
    return translation && new Map(Object.entries(translation));
  });
  const splitPatterns = fields.map((field) => field.splits?.map((split) => new RegExp(split.pattern, 'u')));
  const parts = partsOf(pack);
  const absent = fields.map(() => reading('absent', undefined, undefined));
  const wholes = fields.map(() => makeMemory<Reading>());
  const pieces = fields.map(() => makeMemory<Reading>());
  const slashes = new Map<number, SlashDates>();
  fields.forEach((field, index) => {
    if (field.type === 'date') slashes.set(index, { dayFirst: 0, monthFirst: 0, either: 0 });
  });
  const stamps = new Uint32Array(fields.length);
  const readings: Reading[] = [...absent];
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
  const readWhole = (index: number, cell: Exclude<Cell, null>): Reading => {
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
    return reading(readable && fits ? 'readable' : 'unreadable', value, text);
  };
  const readPart = (index: number, whole: string): Reading => {
    const text = trimmed(whole);
    for (const { pattern, group } of parts.get(index)!.patterns) {
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
  /** Reads a text by `read`, or remembers what it came to before. */
  const remembered = (memory: Memory<Reading>, index: number, text: string, read: (index: number, text: string) => Reading): Reading => {
    const known = memory.get(text);
    if (known !== undefined) return known;
    const made = read(index, text);
    memory.set(text, made);
    return made;
  };
  const decode = (index: number): Reading => {
    const cell = cellOf(index);
    if (cell === NESTED && isNested(index)) return nested[index]!;
    if (isBlank(cell)) {
      const part = parts.get(index);
      const whole = part === undefined ? null : cellOf(part.whole);
      if (isBlank(whole)) return absent[index]!;
      return remembered(pieces[index]!, index, typeof whole === 'string' ? whole : whole.join(';'), readPart);
    }
    if (typeof cell !== 'string') return readWhole(index, cell);
    if (fields[index]!.type === 'date') countSlashes(slashes.get(index)!, cell);
    return remembered(wholes[index]!, index, cell, readWhole);
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
    slashes,
    load(next) {
      row = next;
      now++;
    },
    reading(index) {
      if (stamps[index] !== now) {
        stamps[index] = now;
        readings[index] = decode(index);
      }
      return readings[index]!;
    },
    original(index) {
      const own = cellOf(index);
      const part = parts.get(index);
      if (isBlank(own) && part && readings[index]!.state === 'readable') return String(readings[index]!.value);
      const cell = isBlank(own) && part ? cellOf(part.whole) : own;
      return isBlank(cell) ? null : typeof cell === 'string' ? cell : cell.join(';');
    },
  };
}
