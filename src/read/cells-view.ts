import type { Cell, RowView } from '../model/row.ts';

/** A row of cells that stand in no file. @param record 1-based number that it shall have, @param nested cells that JSON nests */
export function viewOfCells(cells: readonly Cell[], record = 1, nested: RowView['nested'] = undefined): RowView {
  return cellsViewer()(cells, record, nested);
}

/** As `viewOfCells`, for many rows one after the other: what it gives is lent, the next call re-uses it if its row has as many cells. */
export function cellsViewer(): (cells: readonly Cell[], record: number, nested: RowView['nested']) => RowView {
  let starts = new Int32Array(0);
  let ends = starts;
  let forms = new Uint8Array(0);
  let units = new Uint16Array(0);
  return (cells, record, nested) => {
    const { length } = cells;
    if (starts.length !== length) {
      starts = new Int32Array(length);
      ends = new Int32Array(length);
      forms = new Uint8Array(length);
    }
    let to = 0;
    for (let index = 0; index < length; index++) {
      const cell = cells[index]!;
      starts[index] = to;
      if (cell !== null) {
        const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
        if (to + text.length > units.length) {
          const wider = new Uint16Array((to + text.length) * 2);
          wider.set(units);
          units = wider;
        }
        for (let at = 0; at < text.length; at++) units[to++] = text.charCodeAt(at);
      }
      ends[index] = to;
      forms[index] = typeof cell === 'object' ? 1 : 0;
    }
    const spans = { units, starts, ends, forms, verbatim: 1, doubled: 0 };
    const cell = (index: number): Cell => cells[index] ?? null;
    return { record, line: record, start: record, end: record, spans, length, ragged: false, nested, cell };
  };
}
