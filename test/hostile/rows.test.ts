import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { cells, damaged, line, lineOf, type Part, table } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
/** Every clean record, some of them with a damaged line in their place. */
const inPlaceOf = (damage: Readonly<Record<number, string>>): Part[] => ALL.map((n) => (damage[n] === undefined ? n : damaged(damage[n])));

const without = (n: number, from: number, count = 1): string => lineOf(cells(n).toSpliced(from, count));
const withMore = (n: number, at: number, ...more: readonly string[]): string => lineOf(cells(n).toSpliced(at, 0, ...more));

const cases: readonly HostileCase[] = [
  { name: 'too few cells in the first record', made: () => table(inPlaceOf({ 1: without(1, 4) })), exit: 1, found: ['ragged-row 1:2'] },
  { name: 'too few cells in a middle record', made: () => table(inPlaceOf({ 3: without(3, 0) })), exit: 1, found: ['ragged-row 3:4'] },
  { name: 'too few cells in the last record', made: () => table(inPlaceOf({ 6: without(6, 13) })), exit: 1, found: ['ragged-row 6:10'] },
  {
    name: 'too few cells in two adjacent records',
    made: () => table(inPlaceOf({ 2: without(2, 2), 3: without(3, 5, 3) })),
    exit: 1,
    found: ['ragged-row 2:3', 'ragged-row 3:4'],
  },
  {
    name: 'too many cells in the first record',
    made: () => table(inPlaceOf({ 1: withMore(1, 3, 'x') })),
    exit: 1,
    found: ['ragged-row 1:2'],
  },
  {
    name: 'too many cells in a middle record',
    made: () => table(inPlaceOf({ 5: withMore(5, 14, '', '') })),
    exit: 1,
    found: ['ragged-row 5:9'],
  },
  {
    name: 'too many cells in the last record',
    made: () => table(inPlaceOf({ 6: withMore(6, 0, 'x') })),
    exit: 1,
    found: ['ragged-row 6:10'],
  },
  {
    name: 'a row of a hundred thousand cells',
    made: () => table(inPlaceOf({ 2: line(2) + ',x'.repeat(100_000) })),
    exit: 1,
    found: ['ragged-row 2:3'],
  },
  { name: 'a row of one cell', made: () => table(inPlaceOf({ 2: 'U-2026-002' })), exit: 1, found: ['ragged-row 2:3'] },
  {
    name: 'a row of delimiters only is a record in which all is missing',
    made: () => table(inPlaceOf({ 2: ',,,,,,,,,,,,,' })),
    exit: 1,
    found: ['missing-agency 2:3', 'missing-narrative 2:3', 'missing-urn 2:3'],
  },
  {
    name: 'a row of one delimiter too few, all blank',
    made: () => table(inPlaceOf({ 2: ',,,,,,,,,,,,' })),
    exit: 1,
    found: ['ragged-row 2:3'],
  },
  {
    name: 'a delimiter that changes midway, in every record from there on',
    made: () => table([1, 2, 3, ...[4, 5, 6].map((n) => damaged(lineOf(cells(n), { delimiter: ';' })))]),
    exit: 1,
    found: [
      'blank-lines -:7',
      'ragged-row 4:5',
      'stray-quote 4:5',
      'ragged-row 5:6',
      'ragged-row 6:8',
      'stray-quote 6:8',
      'ragged-row 7:9',
      'ragged-row 8:10',
      'stray-quote 8:10',
    ],
  },
  {
    name: 'a delimiter that changes in the first record only',
    made: () => table(inPlaceOf({ 1: lineOf(cells(1), { delimiter: ';' }) })),
    exit: 1,
    found: ['ragged-row 1:2'],
  },
  {
    name: 'a delimiter that changes in the last record only, to a tab',
    made: () => table(inPlaceOf({ 6: lineOf(cells(6), { delimiter: '\t' }) })),
    exit: 1,
    found: ['ragged-row 6:10'],
  },
  {
    name: 'a delimiter of which one was lost',
    made: () => table(inPlaceOf({ 2: line(2).replace('2026-03-02,2026', '2026-03-02 2026') })),
    exit: 1,
    found: ['ragged-row 2:3'],
  },
  {
    name: 'a comma in a text without quotes',
    made: () => table(inPlaceOf({ 3: line(3).replaceAll('"', '') })),
    exit: 1,
    found: ['ragged-row 3:4'],
  },
  {
    name: 'a comma in a later text that hides a lost delimiter',
    made: () => table(inPlaceOf({ 5: line(5).replace('FACILITATION,no', 'FACILITATION no').replace('Seen again', 'Seen, again') })),
    exit: 1,
    found: ['shifted-cells 5:9'],
  },
  {
    name: 'a comma in an earlier text that hides a lost delimiter',
    made: () => table(inPlaceOf({ 1: line(1).replace('Unit 1', 'Unit, 1').replace('P-ONE,Underhill', 'P-ONE Underhill') })),
    exit: 1,
    found: ['shifted-cells 1:2'],
  },
  {
    name: 'a delimiter lost before the agency and one too many at the end',
    made: () => table(inPlaceOf({ 2: `${line(2).replace(',essex', ' essex')},` })),
    exit: 1,
    found: ['shifted-cells 2:3'],
  },
  {
    name: 'a text with a line end and no quotes',
    made: () =>
      table(
        inPlaceOf({ 5: line(5).replace('again', 'again\nand again') }).map((part) =>
          typeof part === 'number' ? part : { ...part, records: 2 },
        ),
      ),
    exit: 1,
    found: ['ragged-row 5:9', 'ragged-row 6:10'],
  },
  {
    name: 'a semicolon for the comma of a decimal is no fault of the file',
    made: () => table(ALL, { delimiter: ';' }),
    exit: 0,
    found: [],
  },
  { name: 'tabs as delimiters', made: () => table(ALL, { delimiter: '\t' }), file: 'batch.tsv', exit: 0, found: [] },
  { name: 'bars as delimiters', made: () => table(ALL, { delimiter: '|' }), exit: 0, found: [] },
  {
    name: 'a comma and a blank as delimiter: values without the blank, quotes in doubt',
    made: () => ({ bytes: Buffer.from(table([1, 2, 5]).bytes.toString().replaceAll(',', ', ')), intact: table([1, 2, 5]).intact }),
    exit: 0,
    found: [],
    trimmed: true,
  },
  {
    name: 'colons as delimiters are no layout that is known',
    made: () => ({ bytes: table([1, 2, 5], { delimiter: ':' }).bytes, intact: new Map() }),
    exit: 1,
    found: ['unrecognised-layout -:1'],
  },
  {
    name: 'a told delimiter wins, and a wrong one is seen',
    made: () => ({ bytes: table([1, 2, 5]).bytes, intact: new Map() }),
    words: ['--delimiter', ';'],
    exit: 1,
    found: ['unrecognised-layout -:1'],
  },
];

describe('rows', () => examineAll(cases));
