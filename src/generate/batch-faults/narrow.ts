import type { Column } from '../columns.ts';
import { type BatchRecord, COLUMNS } from '../columns.ts';
import { plainCells, plainLine } from '../plain.ts';
import { type BatchFault, fileFault } from './batch-fault.ts';

/** Nine columns that lack nothing that is needed; the text comes last. */
const FEW: readonly Column[] = [
  'urn',
  'agency',
  'officer',
  'reported_on',
  'grading',
  'protective_marking',
  'threat_area',
  'crime_identifier_codes',
  'narrative',
];

function cellsOf(record: BatchRecord): string[] {
  const grading = record.source_evaluation + record.intelligence_assessment + record.handling_code;
  const cells = plainCells({ ...record, grading });
  return FEW.map((column) => cells[COLUMNS.indexOf(column)]!.replace(/[\n"]/g, ' '));
}

/**
 * Two quotes lost in a table of few columns: the one that should close the text of the record that is struck and the one that should open
 * that of the next. Its cell then holds the next record. In a wide table that shows by itself, so that no record is swallowed.
 */
export const RECORDS_IN_QUOTES: BatchFault = fileFault(
  'records-in-quotes',
  (writer, target) => ({
    ...writer,
    head: plainLine(FEW),
    line(record, number) {
      const cells = cellsOf(record);
      const [first, narrative] = [cells.slice(0, -1).join(','), cells.at(-1)!];
      if (number === target) return `${first},"${narrative}\n`;
      return number === target + 1 ? `${first},${narrative}"\n` : `${first},"${narrative}"\n`;
    },
  }),
  { found: ['record'], field: 'narrative' },
);
