export { type ColumnPlan, headerFinder, planColumns } from './columns.ts';
export { londonTime, readDate, type SlashDates } from './date.ts';
export { type LoadableRecord, makeRecord } from './record.ts';
