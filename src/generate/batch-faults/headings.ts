import { britishDate } from '../calendar.ts';
import { COLUMNS, type Column } from '../columns.ts';
import { plainCells, plainLine } from '../plain.ts';
import { atTarget, type BatchFault, fileFault } from './batch-fault.ts';

type Cells = readonly string[];

/** Changes the headings of the plain style, and every row below them. */
const columns =
  (headings: (cells: Cells) => Cells, cells: (row: Cells) => Cells = (row) => row): BatchFault['spoil'] =>
  (writer) => ({
    ...writer,
    head: plainLine(headings(COLUMNS)),
    line: (record) => plainLine(cells(plainCells(record))),
  });

const placeOf = (column: Column): number => COLUMNS.indexOf(column);
const without = (column: Column) => (row: Cells) => row.toSpliced(placeOf(column), 1);
const renamed = (column: Column, heading: string) => (row: Cells) => row.with(placeOf(column), heading);
const also = (cell: string) => (row: Cells) => [...row, cell];

/** What a spreadsheet that expects the month first makes of a British date: text that it can't read stays, the rest is swapped. */
function throughSpreadsheet(day: string): string {
  const swapped = `${day.slice(0, 4)}-${day.slice(8, 10)}-${day.slice(5, 7)}`;
  if (Number(day.slice(8, 10)) > 12) return britishDate(day);
  // A date that would then lie after others of the record has errors of its own: it stands for one that is the same both ways.
  return swapped > day ? day : swapped;
}

/** Faults of the headings, and of columns from top to bottom. */
export const HEADING_FAULTS: readonly BatchFault[] = [
  fileFault('blank-column-name', columns(also(''), also('local note'))),
  fileFault('duplicate-column', columns(also('status'), also('')), { field: 'status' }),
  fileFault('lines-before-header', (writer) => ({ ...writer, head: `Intelligence export\nPrinted by the night shift\n\n${writer.head}` })),
  fileFault('missing-column', columns(without('officer'), without('officer')), { field: 'officer' }),
  fileFault('missing-optional-column', columns(without('four_p'), without('four_p')), { field: 'four_p' }),
  fileFault('near-miss-column', columns(renamed('protective_marking', 'protective_makring')), { field: 'protective_makring' }),
  fileFault('unknown-column', columns(also('Shoe size'), also('9'))),
  fileFault(
    'unrecognised-layout',
    columns((row) => row.map((_, at) => `Answer ${String.fromCharCode(65 + (at % 26))}${at < 26 ? '' : 'A'}`)),
  ),
  fileFault('no-header', (writer) => ({ ...writer, head: '' })),
  fileFault(
    'month-first-dates',
    atTarget((_line, record) => plainLine(plainCells({ ...record, event_on: '05/25/2025' }))),
    { field: 'event_on', brings: [{ rule: 'intelligence-report/unreadable-date', field: 'event_on', found: 'record' }] },
  ),
  fileFault(
    'swapped-dates',
    (writer) => ({
      ...writer,
      line: (record) => plainLine(plainCells({ ...record, event_on: record.event_on && throughSpreadsheet(record.event_on) })),
    }),
    { field: 'event_on' },
  ),
];
