import type { Cell, RowView } from '../model/row.ts';

/** A row of cells that stand in no file. @param record 1-based number that it shall have, @param nested cells that JSON nests */
export function viewOfCells(cells: readonly Cell[], record = 1, nested: RowView['nested'] = undefined): RowView {
  const starts = new Int32Array(cells.length);
  const ends = new Int32Array(cells.length);
  const forms = new Uint8Array(cells.length);
  let whole = '';
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    starts[index] = whole.length;
    if (cell !== null) whole += typeof cell === 'string' ? cell : JSON.stringify(cell);
    ends[index] = whole.length;
    forms[index] = typeof cell === 'object' ? 1 : 0;
  }
  const units = new Uint16Array(whole.length);
  for (let at = 0; at < units.length; at++) units[at] = whole.charCodeAt(at);
  const spans = { units, starts, ends, forms, verbatim: 1 };
  const { length } = cells;
  const cell = (index: number): Cell => cells[index] ?? null;
  return { record, line: record, start: record, end: record, spans, length, ragged: false, nested, cell };
}
