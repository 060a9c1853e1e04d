import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { cells, damaged, foreign, line, lineOf, type Part, spoilt, table } from './written.ts';

/** Every clean record but one, which stands damaged in its place. */
const inPlaceOf = (n: number, text: string, records = 1): Part[] => [1, 2, 3, 4, 5, 6].map((k) => (k === n ? damaged(text, records) : k));

const OPEN = { 1: spoilt(1, 'A van', '"A van'), 3: spoilt(3, 'ATLAS', '"ATLAS'), 6: spoilt(6, 'Sold', '"Sold') } as const;
const LONE = (n: number): string => `${line(n, { status: '' })}"`;

const cases: readonly HostileCase[] = [
  {
    name: 'an unclosed quote in the first record is told there and takes nothing with it',
    made: () => table(inPlaceOf(1, OPEN[1])),
    exit: 1,
    found: ['unclosed-quote 1:2'],
  },
  {
    name: 'an unclosed quote in a middle record, before quoted cells of its own line',
    made: () => table(inPlaceOf(3, OPEN[3])),
    exit: 1,
    found: ['stray-quote 3:4'],
  },
  {
    name: 'an unclosed quote in the last record',
    made: () => table(inPlaceOf(6, OPEN[6])),
    exit: 1,
    found: ['unclosed-quote 6:10'],
  },
  {
    name: 'a quoted text that lost its closing quote, with the line ends and commas it holds',
    made: () => table(inPlaceOf(4, line(4).replace('is known."', 'is known.'), 3)),
    exit: 1,
    found: ['blank-lines -:7', 'ragged-row 4:5', 'unclosed-quote 4:5', 'ragged-row 5:6', 'ragged-row 6:8'],
  },
  {
    name: 'a quoted text that lost its opening quote',
    made: () => table(inPlaceOf(3, line(3).replace('"Two', 'Two'))),
    exit: 1,
    found: ['ragged-row 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'two records, of which one lost its closing and the next its opening quote',
    made: () =>
      table([
        1,
        damaged(line(3).replace('off."', 'off.')),
        damaged(lineOf(cells(2, { narrative: '' })).replace(',,app', ',He paid, then left.",app')),
        4,
        5,
        6,
      ]),
    exit: 1,
    found: ['ragged-row 2:3', 'unclosed-quote 2:3', 'ragged-row 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'a pair of quotes that spans records, the number of cells being right',
    made: () => table([1, damaged(spoilt(2, 'ATLAS', '"ATLAS')), 5, damaged(spoilt(6, 'ATLAS', 'ATLAS"')), 3, 4]),
    exit: 1,
    found: ['unclosed-quote 2:3', 'stray-quote 4:5', 'late 4:5'],
  },
  {
    name: 'the same in a table of three columns, where nobody can tell: one warning at the cell',
    made: () => foreign('urn,agency,narrative\n1,"kent,3\n4,kent,6\n7,kent",9\n10,kent,12\n'),
    words: ['--fail-on', 'never'],
    exit: 0,
    found: [
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'missing-optional-column -:1',
      'records-in-quotes 1:2',
      'unknown-agency 1:2',
    ],
  },
  {
    name: 'a lone quote as the last character of the first record',
    made: () => table(inPlaceOf(1, LONE(1))),
    exit: 1,
    found: ['unclosed-quote 1:2'],
  },
  {
    name: 'a lone quote as the last character of a middle record',
    made: () => table(inPlaceOf(3, LONE(3))),
    exit: 1,
    found: ['unclosed-quote 3:4'],
  },
  {
    name: 'a lone quote as the last character of the last record',
    made: () => table(inPlaceOf(6, LONE(6))),
    exit: 1,
    found: ['unclosed-quote 6:10'],
  },
  {
    name: 'lone quotes as the last characters of two records, good ones between them',
    made: () => table([1, damaged(LONE(2)), 5, 3, damaged(LONE(6)), 4]),
    exit: 1,
    found: ['unclosed-quote 2:3', 'unclosed-quote 5:6'],
  },
  {
    name: 'lone quotes as the last characters of two adjacent records',
    made: () => table([1, damaged(LONE(2)), damaged(LONE(6)), 3, 4, 5]),
    exit: 1,
    found: ['unclosed-quote 2:3', 'unclosed-quote 3:4'],
  },
  {
    name: 'text after a closing quote',
    made: () => table(inPlaceOf(5, spoilt(5, 'ATLAS', '"AT"LAS'))),
    exit: 1,
    found: ['stray-quote 5:9'],
  },
  {
    name: 'text with a comma after a closing quote',
    made: () => table(inPlaceOf(3, spoilt(3, 'off."', 'off." Then, home.'))),
    exit: 1,
    found: ['ragged-row 3:4', 'stray-quote 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'a quote that was not doubled inside a quoted cell',
    made: () => table(inPlaceOf(3, spoilt(3, 'one woman', '"one woman"'))),
    exit: 1,
    found: ['ragged-row 3:4', 'stray-quote 3:4', 'stray-quote 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'quotes inside a cell without quotes',
    made: () => table(inPlaceOf(5, spoilt(5, 'Seen again', 'Seen "again"'))),
    exit: 1,
    found: ['stray-quote 5:9', 'late 5:9'],
  },
  {
    name: 'a quote in the first cell',
    made: () => table(inPlaceOf(2, `"${line(2)}`)),
    exit: 1,
    found: ['unclosed-quote 2:3'],
  },
  {
    name: 'an unclosed quote in the header',
    made: () =>
      table([1, 2, 3, 4, 5, 6], {
        first: ['"urn,agency,source_system,unit,officer,reported_on,submitted_on,area,boat,codes,surname,born_on,narrative,status'],
      }),
    exit: 1,
    found: ['unclosed-quote -:1'],
  },
  {
    name: 'backslashes before quotes instead of doubled ones',
    made: () => table(inPlaceOf(3, spoilt(3, 'one woman', '\\"one woman\\"'))),
    exit: 1,
    found: ['ragged-row 3:4', 'stray-quote 3:4', 'stray-quote 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'a backslash before a quote that a comma follows',
    made: () => table(inPlaceOf(3, spoilt(3, 'one woman', '\\"one woman\\",'))),
    exit: 1,
    found: ['ragged-row 3:4', 'stray-quote 3:4', 'stray-quote 3:4', 'stray-quote 3:4'],
  },
  {
    name: 'a blank before each quote',
    made: () => table(inPlaceOf(5, lineOf(cells(5), { quoteAll: true }).replaceAll(',"', ', "'))),
    exit: 1,
    found: Array<string>(13).fill('stray-quote 5:9'),
  },
  {
    name: 'a blank after each closing quote',
    made: () => table(inPlaceOf(5, lineOf(cells(5), { quoteAll: true }).replaceAll('",', '" ,'))),
    exit: 1,
    found: Array<string>(13).fill('stray-quote 5:9'),
  },
  {
    name: 'apostrophes instead of quotes in one record',
    made: () =>
      table(
        inPlaceOf(
          1,
          cells(1)
            .map((text) => `'${text}'`)
            .join(','),
        ),
      ),
    exit: 1,
    found: ['apostrophe-quotes 1:2'],
  },
  {
    name: 'every cell in quotes, with line ends, commas and doubled quotes inside, is no fault',
    made: () => table([1, 2, 3, 4, 5, 6], { quoteAll: true }),
    exit: 0,
    found: [],
  },
  {
    name: 'a quoted cell that begins and ends with a line end is no fault',
    made: () => table(inPlaceOf(5, lineOf(cells(5, { narrative: '\nSeen again.\n' })))),
    exit: 0,
    found: ['late 5:9'],
  },
  {
    name: 'a record in quotes as a whole',
    made: () => table(inPlaceOf(5, `"${line(5)}"`)),
    exit: 1,
    found: ['ragged-row 5:9'],
  },
];

describe('quotes', () => examineAll(cases));
