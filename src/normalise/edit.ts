import type { ColumnMap, Pack } from '../model/pack.ts';
import type { Cell, RowView } from '../model/row.ts';
import type { ColumnPlan } from './columns.ts';
import { partsOf } from './parts.ts';
import { trimmed } from './trim.ts';

/** What one cell of a row is to hold in place of what it holds. */
export interface CellEdit {
  /** 0-based. */
  readonly column: number;
  readonly cell: string | readonly string[];
}

/** A field, by its index, that is to read `to` where it read `from` (null: nothing). */
export interface FieldChange {
  readonly field: number;
  readonly from: string | null;
  readonly to: string;
}

/** A cell as it is to be, and the fields that read otherwise then. */
export interface CellChange extends CellEdit {
  readonly fields: readonly number[];
}

/** What has to stand in which cells so that fields read otherwise, all of them together; null if not all can be changed. */
export type EditCells = (row: Pick<RowView, 'cell' | 'nested'>, changes: readonly FieldChange[]) => readonly CellChange[] | null;

const isEmpty = (text: string): boolean => trimmed(text) === '';

/** The text with other content between its outer blanks. */
const within = (text: string, to: string): string => {
  const inner = trimmed(text);
  const at = text.indexOf(inner);
  return inner === '' ? to : text.slice(0, at) + to + text.slice(at + inner.length);
};

/**
 * Finds the cells that suggestions are about: a field's own column, or the part of the one that it is split from.
 * Blanks around a text and what else a cell holds stay as they are.
 */
export function makeEditor(pack: Pack, plan: ColumnPlan, map: ColumnMap | undefined): EditCells {
  const parts = partsOf(pack);
  const expressions = new Map(
    [...parts].map(([field, { patterns }]) => [
      field,
      patterns.map(({ pattern, group }) => ({ pattern: new RegExp(pattern.source, 'du'), group })),
    ]),
  );
  const isFrom = (field: number, text: string, from: string): boolean => {
    const plain = trimmed(text);
    if (plain === from) return true;
    const translations = map?.values[pack.fields[field]!.name];
    return translations !== undefined && Object.hasOwn(translations, plain) && translations[plain] === from;
  };
  const inList = (field: number, cell: Exclude<Cell, null>, from: string, to: string): string | readonly string[] | null => {
    const items = typeof cell === 'string' ? cell.split(';') : cell;
    const filled = items.filter((item) => !isEmpty(item));
    const joined = (all: readonly string[]) => (typeof cell === 'string' ? all.join(';') : all);
    if (filled.some((item) => isFrom(field, item, from)))
      return joined(items.map((item) => (isFrom(field, item, from) ? within(item, to) : item)));
    if (filled.some((item) => item.includes(';')) || filled.map(trimmed).join(';') !== from) return null;
    const wanted = to.split(';');
    if (wanted.length !== filled.length) return joined(wanted);
    return joined(items.map((item) => (isEmpty(item) ? item : within(item, wanted.shift()!))));
  };
  /** Parts of one cell, which is split in one way. */
  const inParts = (row: Pick<RowView, 'cell' | 'nested'>, column: number, changes: readonly FieldChange[]): CellChange | null => {
    const whole = column === -1 || row.nested?.has(column) ? null : row.cell(column);
    if (typeof whole !== 'string') return null;
    const text = trimmed(whole);
    const way = expressions.get(changes[0]!.field)!.findIndex(({ pattern }) => pattern.test(text));
    if (way === -1) return null;
    const pieces = changes.map(({ field, from, to }) => {
      const { pattern, group } = expressions.get(field)![way]!;
      const [start, end] = pattern.exec(text)!.indices![group] ?? [0, 0];
      return group > 0 && text.slice(start, end) === from ? { start, end, to } : null;
    });
    if (pieces.includes(null)) return null;
    const last = (pieces as { start: number; end: number; to: string }[]).sort((a, b) => b.start - a.start);
    const made = last.reduce((before, { start, end, to }) => before.slice(0, start) + to + before.slice(end), text);
    return { column, cell: within(whole, made), fields: changes.map(({ field }) => field) };
  };
  /** In the field's own column; undefined if nothing stands there and it may stand in part of another cell. */
  const inOwn = (row: Pick<RowView, 'cell' | 'nested'>, { field, from, to }: FieldChange): CellEdit | null | undefined => {
    const column = plan.columnOf[field]!;
    const cell = column === -1 || row.nested?.has(column) ? undefined : row.cell(column);
    if (cell === undefined || cell === null || (typeof cell === 'string' ? isEmpty(cell) : cell.every(isEmpty))) {
      if (from !== null) return undefined;
      if (cell === undefined || (Array.isArray(cell) && !pack.fields[field]!.list)) return null;
      return { column, cell: Array.isArray(cell) ? to.split(';') : to };
    }
    if (from === null) return null;
    if (pack.fields[field]!.list) {
      const made = inList(field, cell, from, to);
      return made === null ? null : { column, cell: made };
    }
    return typeof cell === 'string' && isFrom(field, cell, from) ? { column, cell: within(cell, to) } : null;
  };
  return (row, changes) => {
    const edits: CellChange[] = [];
    let inOthers: Map<number, FieldChange[]> | undefined;
    for (let n = 0; n < changes.length; n++) {
      const change = changes[n]!;
      const own = inOwn(row, change);
      if (own === null) return null;
      if (own !== undefined) {
        edits.push({ column: own.column, cell: own.cell, fields: [change.field] });
        continue;
      }
      const part = parts.get(change.field);
      if (part === undefined) return null;
      const column = plan.columnOf[part.whole]!;
      inOthers ??= new Map();
      inOthers.set(column, [...(inOthers.get(column) ?? []), change]);
    }
    if (inOthers === undefined) return edits;
    for (const [column, all] of inOthers) {
      const edit = inParts(row, column, all);
      if (edit === null) return null;
      edits.push(edit);
    }
    return edits;
  };
}
