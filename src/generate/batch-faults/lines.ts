import { type BatchFault, fileFault, lineFault } from './batch-fault.ts';

/** Puts something before the line of the record that is struck. */
const before =
  (text: (head: string) => string): BatchFault['spoil'] =>
  (writer, target) => ({
    ...writer,
    line: (record, number) => (number === target ? text(writer.head) : '') + writer.line(record, number),
  });

/** The line without the last `count` of its characters, then `end`. */
const cut = (line: string, count: number, end: string): string => line.slice(0, -1 - count) + end;

/** Changes the fourth cell, the unit: free text, so that no other rule speaks. */
const inUnit = (change: (cell: string) => string) => (line: string) =>
  line.replace(/^((?:[^,]*,){3})([^,]*)/, (_, first: string, unit: string) => first + change(unit));

/** Apostrophes around every cell, and no comma within one. */
const inApostrophes = (line: string): string =>
  line.replace(/"(?:[^"]|"")*"|[^,"\n]+/g, (cell) => `'${cell.replace(/[",\n]/g, ' ').trim()}'`);

/** JSON in the place of a record's unit. */
const unitAs = (json: string) => (line: string) => line.replace(/"unit":(?:"[^"]*"|null)/, `"unit":${json}`);

/** Faults of single lines, cells and records. */
export const LINE_FAULTS: readonly BatchFault[] = [
  lineFault('ragged-row', (line) => line.replace(/,[^,]*\n$/, '\n')),
  lineFault('ragged-row', (line) => cut(line, 0, ',see log,2\n'), { kind: 'row-too-long' }),
  lineFault('shifted-cells', (line) => line.replace(',', ' ').replace(/\n$/, ',\n'), { field: 'agency' }),
  lineFault(
    'stray-quote',
    inUnit((unit) => `${unit} "late"`),
    { field: 'unit' },
  ),
  lineFault('unclosed-quote', (line) => line.replace(/,([^,]*\n)$/, ',"$1'), { strikes: 'last', field: 'status' }),
  lineFault('apostrophe-quotes', inApostrophes),
  lineFault(
    'nul-character',
    inUnit((unit) => `${unit}\0`),
    { field: 'unit' },
  ),
  fileFault(
    'blank-lines',
    before(() => '\n'),
  ),
  fileFault(
    'repeated-header',
    before((head) => head),
  ),
  fileFault(
    'second-table',
    before((head) => `${head.trim().split(',').reverse().join(',')}\n`),
    { strikes: 'last', found: ['file', 'record'] },
  ),
  lineFault('duplicate-json-key', (line) => cut(line, 1, ',"status":"Open"}\n'), { style: 'jsonl', field: 'status' }),
  lineFault('invalid-json-line', (line) => cut(line, 1, ',"status":}\n'), { style: 'jsonl', found: ['file'] }),
  lineFault('byte-order-mark-inside', (line) => `\ufeff${line}`, { style: 'jsonl' }),
  lineFault('nested-value', unitAs('{"code":"A","desk":4}'), { style: 'jsonl', field: 'unit' }),
  lineFault('imprecise-number', unitAs('90071992547409931'), { style: 'jsonl', field: 'unit' }),
];
