export { writeSheetTable } from './sheet-table.ts';
export { openWorkbook } from './workbook.ts';
