export { type ColumnPlan, headerFinder, movedPlan, planColumns } from './columns.ts';
export { type DateForms, londonTime, readDate } from './date.ts';
export { type CellChange, type CellEdit, type FieldChange, makeEditor } from './edit.ts';
export { fieldsOfColumns, planOfColumns, withColumns } from './file-columns.ts';
export { partsOf } from './parts.ts';
export { type LoadableRecord, makeRecord } from './record.ts';
export { sourcesOf } from './sources.ts';
