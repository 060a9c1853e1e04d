import type { ColumnMap, Pack } from './model/pack.ts';
import type { IntelRecord } from './model/record.ts';
import type { Cell, RowView } from './model/row.ts';
import { type CellEdit, type ColumnPlan, makeRecord, partsOf } from './normalise/index.ts';
import { cellsViewer } from './read/index.ts';

/** Shows records as they would read with other cells in some places. */
export interface Overlay {
  /** What it gives is lent: the next call re-uses it. */
  over(record: IntelRecord, row: RowView, edits: readonly CellEdit[]): IntelRecord;
  /** Indexes of the fields that some edits bear on; the same list for the same columns. */
  fieldsOf(edits: readonly CellEdit[]): readonly number[];
}

/**
 * Makes overlays of the records of one input. All fields that do not rest on the cells keep their readings, and so what is known of these.
 *
 * @param plan which column holds which field
 */
export function makeOverlay(pack: Pack, plan: ColumnPlan, map: ColumnMap | undefined): Overlay {
  const parts = partsOf(pack);
  const columnsOf = pack.fields.map((_, field) => [plan.columnOf[field]!, plan.columnOf[parts.get(field)?.whole ?? field]!]);
  /** By column, the others that fields read beside it. */
  const besides = new Map<number, readonly number[]>();
  const beside = (column: number): readonly number[] => {
    const known = besides.get(column) ?? [...new Set(columnsOf.filter((columns) => columns.includes(column)).flat())];
    besides.set(column, known);
    return known;
  };
  const changed = makeRecord(pack, plan, map);
  const viewOf = cellsViewer();
  let base: IntelRecord;
  /** By field: 1 if the edits bear on it. */
  const isEdited = new Uint8Array(pack.fields.length);
  /** By columns, the fields that read them: one list for the same columns. */
  const touched = new Map<string | number, readonly number[]>();
  const fieldsOf: Overlay['fieldsOf'] = (edits) => {
    const key = edits.length === 1 ? edits[0]!.column : edits.map(({ column }) => column).join();
    const known = touched.get(key);
    if (known !== undefined) return known;
    const made = columnsOf.flatMap((columns, field) => (edits.some(({ column }) => columns.includes(column)) ? [field] : []));
    touched.set(key, made);
    return made;
  };
  let cells: Cell[] = [];
  const shown: { -readonly [key in keyof IntelRecord]: IntelRecord[key] } = {
    ...{ record: 0, line: 0, start: 0, end: 0 },
    reading: (field) => (isEdited[field] === 1 ? changed : base).reading(field),
    original: (field) => (isEdited[field] === 1 ? changed : base).original(field),
  };
  const over: Overlay['over'] = (record, row, made) => {
    base = record;
    shown.record = record.record;
    shown.line = record.line;
    shown.start = record.start;
    shown.end = record.end;
    isEdited.fill(0);
    for (const field of fieldsOf(made)) isEdited[field] = 1;
    if (cells.length !== row.length) cells = new Array<Cell>(row.length);
    cells.fill(null);
    for (const { column } of made) for (const other of beside(column)) if (other >= 0 && other < row.length) cells[other] = row.cell(other);
    for (const { column, cell } of made) cells[column] = cell;
    changed.load(viewOf(cells, 1, row.nested));
    return shown;
  };
  return { over, fieldsOf };
}
