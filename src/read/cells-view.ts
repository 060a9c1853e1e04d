import type { Cell, RowView } from '../model/row.ts';

/** A row of cells that stand in no file. @param record 1-based number that it shall have */
export function viewOfCells(cells: readonly Cell[], record = 1): RowView {
  const texts = cells.map((cell) => (cell === null ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell)));
  const whole = texts.join('');
  const ends = Int32Array.from(
    texts,
    (
      (end) => (text: string) =>
        (end += text.length)
    )(0),
  );
  const spans = {
    units: Uint16Array.from({ length: whole.length }, (_, at) => whole.charCodeAt(at)),
    starts: ends.map((end, index) => end - texts[index]!.length),
    ends,
    forms: Uint8Array.from(cells, (cell) => (typeof cell === 'object' ? 1 : 0)),
    verbatim: 1,
  };
  const place = { record, line: record, start: record, end: record };
  return { ...place, spans, length: cells.length, ragged: false, cell: (index) => cells[index] ?? null };
}
