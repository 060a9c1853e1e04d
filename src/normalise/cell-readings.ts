import type { ColumnMap, Field, Pack } from '../model/pack.ts';
import type { Value, ValueState } from '../model/record.ts';
import type { Cell } from '../model/row.ts';
import type { Shapes } from '../model/stencil.ts';
import { type ListLessons, makeListLessons } from './code-lists.ts';
import type { ColumnPlan } from './columns.ts';
import { type DateForms, dateForm } from './date.ts';
import { type LeanReader, makeLeanReader, type OwnReading, type Piece } from './lean.ts';
import { type LongTexts, makeLongTexts } from './long-text.ts';
import { type Part, partsOf } from './parts.ts';
import { trimmed } from './trim.ts';
import { readValue } from './value.ts';

/** Stands for an object, or a list of lists, of JSON. */
export const NESTED = '{…}';

export const isBlank = (cell: Cell): cell is null =>
  cell === null || (typeof cell === 'string' ? cell === '' || cell.trim() === '' : cell.every((item) => item.trim() === ''));

/** Number of the reading made last, by any record: judges may compare readings of several. */
let ids = 0;
export const nextId = (): number => ++ids;

/** Makes readings of cells of one file, each anew. Fields are named by their index. */
export interface CellReadings {
  /** By field: what it is where nothing stands, and where JSON nests something. */
  readonly absent: readonly OwnReading[];
  readonly nested: readonly OwnReading[];
  /** Where a field may be split from. */
  readonly parts: readonly (Part | undefined)[];
  /** What a cell of a field's own comes to, and one that the field is split from. */
  whole(index: number, cell: Cell): OwnReading;
  part(index: number, cell: Cell): OwnReading;
  /** For fields of single texts as they stand: those that are too long to come again. */
  readonly longTexts: readonly (LongTexts | undefined)[];
  /** For fields of lists of codes. */
  readonly listLessons: readonly (ListLessons | undefined)[];
  /** What `--set` gives, or is split from that. */
  constant(index: number): OwnReading;
  /** For fields whose cells may be read by their shape. */
  readonly leanWholes: readonly (LeanReader | undefined)[];
  readonly leanParts: readonly (LeanReader | undefined)[];
}

/** As `makeRecord`. @param isAscii whether the bytes of a column of the row are known to be all printable ASCII, tabs and line ends */
export function makeCellReadings(
  pack: Pack,
  plan: ColumnPlan,
  map: ColumnMap | undefined,
  shapesOf: ((field: number) => Shapes) | undefined,
  isAscii: (column: number) => boolean,
): CellReadings {
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
  /** What `--set` gives, and the parts of it, once they were asked for. */
  const constants: (OwnReading | undefined)[] = [];
  const nested = fields.map(() => reading('unreadable', NESTED, ''));
  const readText = (index: number, text: string): { value: Value; readable: boolean } => {
    const plain = trimmed(text);
    return readValue(fields[index]!, translations[index]?.get(plain) ?? plain, lists[index]);
  };
  const readWhole = (index: number, cell: Exclude<Cell, null>): OwnReading => {
    const field = fields[index]!;
    if (field.list) {
      const items = typeof cell === 'string' ? cell.split(';') : cell;
      const values: string[] = [];
      let areReadable = true;
      for (let n = 0; n < items.length; n++) {
        const item = trimmed(items[n]!);
        if (item === '') continue;
        const { value, readable } = readText(index, item);
        values.push(String(value));
        areReadable &&= readable;
      }
      return values.length === 0 ? absent[index]! : reading(areReadable ? 'readable' : 'unreadable', values, undefined);
    }
    const text = trimmed(typeof cell === 'string' ? cell : cell.join(';'));
    const { value, readable } = readText(index, text);
    const fits = splitPatterns[index]?.some((pattern) => pattern.test(text)) ?? true;
    const form = field.type === 'date' && typeof cell === 'string' ? dateForm(cell) : undefined;
    return reading(readable && fits ? 'readable' : 'unreadable', value, text, form);
  };
  const longTexts = fields.map(({ type, list }, index) =>
    type === 'text' && !list && translations[index] === undefined && splitPatterns[index] === undefined
      ? makeLongTexts(reading('readable', '', undefined), isAscii, () => shapesOf?.(index).lengths ?? [])
      : undefined,
  );
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
  const readConstant = (index: number): OwnReading => {
    const cell = plan.constantOf[index] ?? null;
    if (!isBlank(cell)) return readWhole(index, cell);
    const whole = plan.constantOf[parts[index]?.whole ?? -1] ?? null;
    return isBlank(whole) ? absent[index]! : readPart(index, whole);
  };
  const whole = (index: number, cell: Cell): OwnReading => (isBlank(cell) ? absent[index]! : readWhole(index, cell));
  const constant = (index: number): OwnReading => {
    constants[index] ??= readConstant(index);
    return constants[index];
  };
  const listLessons = fields.map(({ list, codelist }, index) =>
    shapesOf !== undefined && list && codelist !== undefined
      ? makeListLessons(
          () => shapesOf(index).lists,
          (row, column) => whole(index, row.cell(column)),
        )
      : undefined,
  );
  return {
    ...{ absent, nested, parts, constant, whole, longTexts, listLessons, leanWholes, leanParts },
    part: (index, cell) => (isBlank(cell) ? absent[index]! : readPart(index, typeof cell === 'string' ? cell : cell.join(';'))),
  };
}
