import { describe } from 'vitest';
import { examineAll, type HostileCase } from './examine.ts';
import { bare, cells, damaged, line, lineOf, loose, type Part, table } from './written.ts';

const ALL = [1, 2, 3, 4, 5, 6];
/** Clean record `n` with another line end than the file's. */
const ending = (n: number, lineEnd: string): Part => bare(line(n) + lineEnd, 1);

const cases: readonly HostileCase[] = [
  { name: 'a blank line in the middle', made: () => table([1, 2, loose(''), 3, 4, 5, 6]), exit: 0, found: ['blank-lines -:4'] },
  { name: 'a blank line after the header', made: () => table([loose(''), ...ALL]), exit: 0, found: ['blank-lines -:2'] },
  { name: 'a blank line at the end', made: () => table([...ALL, loose('')]), exit: 0, found: ['blank-lines -:11'] },
  {
    name: 'blank lines in a row are told once',
    made: () => table([1, loose(''), loose('  '), loose('\t'), 2, 3]),
    exit: 0,
    found: ['blank-lines -:3'],
  },
  {
    name: 'a blank line after every record',
    made: () => table(ALL.flatMap((n) => [n, loose('')])),
    exit: 0,
    found: ['blank-lines -:3', 'blank-lines -:5', 'blank-lines -:7', 'blank-lines -:12', 'blank-lines -:14', 'blank-lines -:16'],
  },
  { name: 'no line end after the last record is no fault', made: () => table(ALL, { closed: false }), exit: 0, found: [] },
  { name: 'CRLF everywhere is no fault', made: () => table([1, 2, 3, 5, 6], { lineEnd: '\r\n' }), exit: 0, found: [] },
  { name: 'CR alone, as on old Macs', made: () => table([1, 2, 3, 5, 6], { lineEnd: '\r' }), exit: 0, found: ['unusual-line-ends -:2'] },
  {
    name: 'LF after one record among CRLF',
    made: () => table([1, ending(2, '\n'), 3, 5, 6], { lineEnd: '\r\n' }),
    exit: 0,
    found: ['unusual-line-ends -:3', 'late 2:3'],
  },
  {
    name: 'CR after one record among LF',
    made: () => table([1, 2, 3, ending(5, '\r'), 6]),
    exit: 0,
    found: ['unusual-line-ends -:5', 'late 4:5'],
  },
  {
    name: 'CR CR LF, as a text written twice',
    made: () => table([1, 2, 3], { lineEnd: '\r\r\n' }),
    exit: 0,
    found: ['unusual-line-ends -:3', 'blank-lines -:2', 'blank-lines -:4', 'blank-lines -:6', 'blank-lines -:8'],
  },
  {
    name: 'a CR alone inside a text without quotes',
    made: () => table([1, damaged(line(5).replace('Seen ', 'Seen\r'), 2), 2]),
    exit: 1,
    found: ['unusual-line-ends -:3', 'ragged-row 2:3', 'ragged-row 3:4'],
  },
  {
    name: 'a vertical tab, form feed or U+2028 ends no line',
    made: () => table([1, damaged(line(5, { narrative: 'a\vb\fc\u2028d\u0085e' })), 2]),
    exit: 0,
    found: ['invisible-character 2:3', 'late 2:3'],
  },
  { name: 'a closing line', made: () => table([...ALL, loose('Total: 6')]), exit: 0, found: ['trailer-line -:11'] },
  {
    name: 'a closing line with blank lines around it',
    made: () => table([...ALL, loose(''), loose('End of report'), loose('')]),
    exit: 0,
    found: ['trailer-line -:12', 'blank-lines -:13'],
  },
  {
    name: 'a closing line filled up with delimiters',
    made: () => table([...ALL, loose('Total records: 6,,,,,,,,,,,,,')]),
    exit: 0,
    found: ['trailer-line -:11'],
  },
  {
    name: 'a closing line in two cells without a line end',
    made: () => table([...ALL, loose('Records,6')], { closed: false }),
    exit: 0,
    found: ['trailer-line -:11'],
  },
  {
    name: 'several closing lines: the last is known, the others are rows in doubt',
    made: () => table([...ALL, damaged('Prepared by the intelligence unit'), damaged('Source: ATLAS'), loose('End of report')]),
    exit: 1,
    found: ['trailer-line -:13', 'ragged-row 7:11', 'ragged-row 8:12'],
  },
  {
    name: 'what looks like a closing line in the middle',
    made: () => table([1, 2, damaged('Total: 2'), 3, 4, 5, 6]),
    exit: 1,
    found: ['ragged-row 3:4'],
  },
  {
    name: 'a file whose last record is cut inside a cell',
    made: () => table([1, 2, 3, 4, 5, bare(line(6).slice(0, 40), 1)]),
    exit: 1,
    found: ['truncated-file 6:10'],
  },
  {
    name: 'a file whose last record is cut inside quotes',
    made: () => table([1, 2, bare(line(3).slice(0, -20), 1)]),
    exit: 1,
    found: ['truncated-file 3:4', 'unclosed-quote 3:4'],
  },
  {
    name: 'a file whose last record is cut inside quotes, on a later line',
    made: () => table([1, 2, bare(line(4).slice(0, -25), 2)]),
    exit: 1,
    found: ['blank-lines -:6', 'ragged-row 3:4', 'unclosed-quote 3:4', 'ragged-row 4:5', 'truncated-file 5:7'],
  },
  { name: 'a Ctrl-Z at the end, as DOS wrote it', made: () => table([...ALL, bare('\u001a', 1)]), exit: 1, found: ['truncated-file 7:11'] },
  {
    name: 'NULs at the end, as a disk that was full left them',
    made: () => table([...ALL, bare('\0'.repeat(600), 1)]),
    exit: 1,
    found: ['truncated-file 7:11', 'nul-character 7:11'],
  },
  {
    name: 'a line of blanks of 100,000 characters',
    made: () => table([1, 2, loose(' '.repeat(100_000)), 3]),
    exit: 0,
    found: ['blank-lines -:4'],
  },
  {
    name: 'a hundred thousand blank lines are told once',
    made: () => table([1, loose('\n'.repeat(99_999)), 2]),
    exit: 0,
    found: ['blank-lines -:3'],
  },
  { name: 'a record twice in a row', made: () => table([1, 2, damaged(line(2)), 3]), exit: 1, found: ['late 3:4', 'duplicate-urn 3:4'] },
  {
    name: 'tabs as delimiters and blank cells only in a record',
    made: () =>
      table(
        [
          1,
          damaged(
            lineOf(
              cells(1).map(() => ''),
              { delimiter: '\t' },
            ),
          ),
          2,
        ],
        { delimiter: '\t' },
      ),
    exit: 1,
    found: ['missing-agency 2:3', 'missing-narrative 2:3', 'missing-urn 2:3'],
  },
];

describe('lines', () => examineAll(cases));
