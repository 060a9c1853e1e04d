import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { cells, damaged, foreign, HEADINGS, line, lineOf, loose, table } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
const HEADER = HEADINGS.join(',');
/** Every clean record with one more cell `at` some column. */
const wider = (at: number, heading: string, value = 'x') => {
  const lines = ALL.map((n) => lineOf(cells(n).toSpliced(at, 0, value)));
  const { intact } = table(ALL);
  return { bytes: Buffer.from(`${lineOf(HEADINGS.toSpliced(at, 0, heading as 'urn'))}\n${lines.join('\n')}\n`), intact };
};

const cases: readonly HostileCase[] = [
  { name: 'the header again in the middle', made: () => table([1, 2, loose(HEADER), 3, 4, 5, 6]), exit: 0, found: ['repeated-header -:4'] },
  { name: 'the header again at once', made: () => table([loose(HEADER), ...ALL]), exit: 0, found: ['repeated-header -:2'] },
  { name: 'the header again at the end', made: () => table([...ALL, loose(HEADER)]), exit: 0, found: ['repeated-header -:11'] },
  {
    name: 'the header again in capitals, in quotes and with blanks',
    made: () => table([1, loose(HEADINGS.map((name) => `"${name.toUpperCase().replaceAll('_', ' ')} "`).join(',')), 2, 3, 4, 5, 6]),
    exit: 0,
    found: ['repeated-header -:3'],
  },
  {
    name: 'the header again behind the byte order mark of a joined file',
    made: () => table([1, 2, loose(`\ufeff${HEADER}`), 3, 4, 5, 6]),
    exit: 0,
    found: ['repeated-header -:4'],
  },
  {
    name: 'the header twice, last and first',
    made: () => table([loose(HEADER), 1, 2, 3, 4, 5, 6, loose(HEADER)]),
    exit: 0,
    found: ['repeated-header -:2', 'repeated-header -:12'],
  },
  {
    name: 'lines before the header',
    made: () => table(ALL, { first: ['Export of intelligence', 'Kent Police', HEADER] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  {
    name: 'lines before the header, filled up with delimiters',
    made: () => table(ALL, { first: ['Export of intelligence,,,,,,,,,,,,,', 'Made on,2026-06-01,,,,,,,,,,,,', '', HEADER] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  { name: 'blank lines before the header are no fault', made: () => table(ALL, { first: ['', '  ', HEADER] }), exit: 0, found: [] },
  {
    name: 'a sep= line',
    made: () => table(ALL, { delimiter: ';', first: ['sep=;', lineOf(HEADINGS, { delimiter: ';' })] }),
    exit: 0,
    found: ['lines-before-header -:1'],
  },
  { name: 'a sep= line that lies', made: () => table(ALL, { first: ['sep=|', HEADER] }), exit: 0, found: ['lines-before-header -:1'] },
  {
    name: 'no header',
    made: () => ({ bytes: table(ALL, { first: [] }).bytes, intact: new Map() }),
    exit: 1,
    found: ['no-header -:1'],
  },
  { name: 'a header and nothing else', made: () => foreign(`${HEADER}\n`), exit: 1, found: ['no-records -:0'] },
  { name: 'a header without a line end', made: () => foreign(HEADER), exit: 1, found: ['no-records -:0'] },
  { name: 'two columns of one name', made: () => wider(4, 'unit'), exit: 1, found: ['duplicate-column -:1'] },
  { name: 'two columns of one field under two names', made: () => wider(11, 'family name'), exit: 0, found: ['unknown-column -:1'] },
  { name: 'a column without a name', made: () => wider(2, ''), exit: 0, found: ['blank-column-name -:1'] },
  { name: 'columns without a name at the end', made: () => wider(14, ' '), exit: 0, found: ['blank-column-name -:1'] },
  { name: 'a column of an unknown name', made: () => wider(7, 'favourite colour'), exit: 0, found: ['unknown-column -:1'] },
  {
    name: 'a heading with a slip',
    made: () => table(ALL, { first: [HEADER.replace('narrative', 'narrativ')] }),
    exit: 0,
    found: ['near-miss-column -:1'],
  },
  {
    name: 'a required column that is missing',
    made: () => table(ALL, { first: [HEADER.replace('narrative', 'colour')] }),
    exit: 1,
    found: ['unknown-column -:1', 'missing-column -:1'],
    except: ['narrative'],
  },
  {
    name: 'headings in which no column is known',
    made: () => foreign('apples,pears\nred,green\n'),
    exit: 1,
    found: ['unrecognised-layout -:1'],
  },
  { name: 'columns named __proto__, constructor and toString', made: () => wider(1, '__proto__'), exit: 0, found: ['unknown-column -:1'] },
  { name: 'a column named as code', made: () => wider(1, '");process.exit(7);//'), exit: 0, found: ['unknown-column -:1'] },
  { name: 'a heading of 600,000 characters', made: () => wider(1, 'HEADER'.repeat(100_000)), exit: 0, found: ['unknown-column -:1'] },
  {
    name: 'a heading with a line end in it',
    made: () => {
      const { intact } = table(ALL);
      return {
        bytes: table(ALL, { first: [HEADER.replace('born_on', '"born\non"')] }).bytes,
        intact: new Map([...intact].map(([n, { record, line }]) => [n, { record, line: line + 1 }])),
      };
    },
    exit: 0,
    found: [],
  },
  {
    name: 'headings in apostrophes',
    made: () => table(ALL, { first: [HEADINGS.map((name) => `'${name}'`).join(',')] }),
    exit: 1,
    found: ['apostrophe-quotes -:1'],
  },
  {
    name: 'a second table with other columns',
    made: () => table([...ALL, loose(''), damaged('agency,records,owner'), damaged('kent,3,A'), damaged('essex,3,B')]),
    exit: 1,
    found: ['blank-lines -:11', 'ragged-row 7:12', 'ragged-row 8:13', 'ragged-row 9:14'],
  },
  {
    name: 'a second table with the same columns in another order',
    made: () =>
      table([
        1,
        2,
        3,
        loose(HEADINGS.toReversed().join(',')),
        damaged(lineOf(cells(4).toReversed())),
        damaged(lineOf(cells(5).toReversed())),
      ]),
    exit: 1,
    found: ['second-table -:5', 'second-table 4:6', 'second-table 5:10'],
  },
  {
    name: 'a second table with fewer of the same columns, and then the first again',
    made: () => table([1, 2, loose('agency,urn,narrative,status'), damaged('kent,U-1,"a, b",new'), loose(HEADER), 3, 4, 5, 6]),
    exit: 1,
    found: ['second-table -:4', 'repeated-header -:6', 'second-table 3:5'],
  },
  {
    name: 'a record whose cells name fields is no header',
    made: () => table([1, damaged(line(2, { source_system: 'agency', unit: 'urn' })), 3, 4, 5, 6]),
    exit: 0,
    found: ['late 2:3'],
  },
];

describe('headers', () => examineAll(cases));
