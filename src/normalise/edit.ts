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

/** What has to stand in which cell so that a field reads `to` where it read `from` (null: nothing); null if no cell can be changed so. */
export type EditCell = (row: Pick<RowView, 'cell' | 'nested'>, field: number, from: string | null, to: string) => CellEdit | null;

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
export function makeEditor(pack: Pack, plan: ColumnPlan, map: ColumnMap | undefined): EditCell {
  const parts = partsOf(pack);
  const expressions = new Map(
    [...parts].map(([field, { patterns }]) => [
      field,
      patterns.map(({ pattern, group }) => ({ pattern: new RegExp(pattern.source, 'du'), group })),
    ]),
  );
  const isFrom = (field: number, text: string, from: string): boolean => {
    const plain = trimmed(text);
    const translations = map?.values[pack.fields[field]!.name] ?? {};
    return plain === from || (Object.hasOwn(translations, plain) && translations[plain] === from);
  };
  const inList = (field: number, cell: Exclude<Cell, null>, from: string, to: string): string | readonly string[] | null => {
    const items = typeof cell === 'string' ? cell.split(';') : cell;
    const filled = items.filter((item) => trimmed(item) !== '');
    const joined = (all: readonly string[]) => (typeof cell === 'string' ? all.join(';') : all);
    if (filled.some((item) => isFrom(field, item, from)))
      return joined(items.map((item) => (isFrom(field, item, from) ? within(item, to) : item)));
    if (filled.some((item) => item.includes(';')) || filled.map(trimmed).join(';') !== from) return null;
    const wanted = to.split(';');
    if (wanted.length !== filled.length) return joined(wanted);
    return joined(items.map((item) => (trimmed(item) === '' ? item : within(item, wanted.shift()!))));
  };
  const inPart = (row: Pick<RowView, 'cell' | 'nested'>, field: number, from: string, to: string): CellEdit | null => {
    const part = parts.get(field);
    const column = part === undefined ? -1 : plan.columnOf[part.whole]!;
    const whole = column === -1 || row.nested?.has(column) ? null : row.cell(column);
    if (typeof whole !== 'string') return null;
    const text = trimmed(whole);
    for (const { pattern, group } of expressions.get(field)!) {
      const place = pattern.exec(text)?.indices;
      if (place === undefined) continue;
      const [start, end] = place[group] ?? [0, 0];
      return group > 0 && text.slice(start, end) === from
        ? { column, cell: within(whole, text.slice(0, start) + to + text.slice(end)) }
        : null;
    }
    return null;
  };
  return (row, field, from, to) => {
    const column = plan.columnOf[field]!;
    const cell = column === -1 || row.nested?.has(column) ? undefined : row.cell(column);
    const isBlank = cell === null || (cell !== undefined && [cell].flat().every((item) => trimmed(item) === ''));
    if (cell === undefined || isBlank) {
      if (from !== null) return inPart(row, field, from, to);
      if (cell === undefined || (Array.isArray(cell) && !pack.fields[field]!.list)) return null;
      return { column, cell: Array.isArray(cell) ? to.split(';') : to };
    }
    if (cell === null || from === null) return null;
    if (pack.fields[field]!.list) {
      const made = inList(field, cell, from, to);
      return made === null ? null : { column, cell: made };
    }
    return typeof cell === 'string' && isFrom(field, cell, from) ? { column, cell: within(cell, to) } : null;
  };
}
