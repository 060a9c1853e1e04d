import { describe, expect, test } from 'vitest';
import { type Event, eventOf, readAll, readEvents, readFileOf } from './reading.ts';

interface Case {
  readonly name: string;
  readonly text: string;
  readonly events: readonly Event[];
}

const cases: readonly Case[] = [
  {
    name: 'a stray quote in a cell is kept as text',
    text: 'a,b,c\n1,x"y,3\n4,5,6\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', 'x"y', '3'], 'stray-quote 1:2:2', [2, 3, '4', '5', '6']],
  },
  {
    name: 'text after a closing quote keeps the cell as it stands',
    text: 'a,b\n"ab"c,d\n1,2\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '"ab"c', 'd'], 'stray-quote 1:2:1', [2, 3, '1', '2']],
  },
  {
    name: 'a delimiter between the quotes is text if only so the row has the right number of cells',
    text: 'a,b\n"Smith, J"x,d\n1,2\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '"Smith, J"x', 'd'], 'stray-quote 1:2:1', [2, 3, '1', '2']],
  },
  {
    name: 'quotes that were not doubled inside a quoted cell cost no other cell',
    text: 'a,b\n"he said "no, never" again",d\n1,2\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '"he said "no, never" again"', 'd'], 'stray-quote 1:2:1', [2, 3, '1', '2']],
  },
  {
    name: 'an unclosed quote before a good quoted cell leaves that cell whole',
    text: 'a,b,c\n"x,"y,z",3\n4,5,6\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '"x', 'y,z', '3'], 'stray-quote 1:2:1', [2, 3, '4', '5', '6']],
  },
  {
    name: 'an unclosed quote is told where it opened and takes no later record with it',
    text: 'a,b,c\n1,"x,3\n4,5,6\n7,"8",9\n10,11,12\n',
    events: [
      [0, 1, 'a', 'b', 'c'],
      [1, 2, '1', '"x', '3'],
      'unclosed-quote 1:2:2',
      [2, 3, '4', '5', '6'],
      [3, 4, '7', '8', '9'],
      [4, 5, '10', '11', '12'],
    ],
  },
  {
    name: 'an unclosed quote that a later quote seems to close is known by the number of cells',
    text: 'a,b,c\n1,"x,3\n4,5,6\n7,8,9"\n10,11,12\n',
    events: [
      [0, 1, 'a', 'b', 'c'],
      [1, 2, '1', '"x', '3'],
      'unclosed-quote 1:2:2',
      [2, 3, '4', '5', '6'],
      [3, 4, '7', '8', '9"'],
      'stray-quote 3:4:3',
      [4, 5, '10', '11', '12'],
    ],
  },
  {
    name: 'a lone quote as the last character of a record does not lose the next row',
    text: 'a,b,c\n1,2,"\n4,5,6\n7,8,9\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '"'], 'unclosed-quote 1:2:3', [2, 3, '4', '5', '6'], [3, 4, '7', '8', '9']],
  },
  {
    name: 'a lone quote as the last character of the file is no cut record',
    text: 'a,b,c\n1,2,3\n4,5,"\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], [2, 3, '4', '5', '"'], 'unclosed-quote 2:3:3'],
  },
  {
    name: 'two lone quotes, each the last character of its record, lose no row between them',
    text: 'a,b,c,d,e\n1,2,3,4,"\n5,6,7,8,9\n1,2,3,4,"\n5,6,7,8,9\n',
    events: [
      [0, 1, 'a', 'b', 'c', 'd', 'e'],
      [1, 2, '1', '2', '3', '4', '"'],
      'unclosed-quote 1:2:5',
      [2, 3, '5', '6', '7', '8', '9'],
      [3, 4, '1', '2', '3', '4', '"'],
      'unclosed-quote 3:4:5',
      [4, 5, '5', '6', '7', '8', '9'],
    ],
  },
  {
    name: 'a quoted cell may begin with a line end',
    text: 'a,b\n1,"\ntext"\n2,"\r\n"\n',
    events: [
      [0, 1, 'a', 'b'],
      [1, 2, '1', '\ntext'],
      [2, 4, '2', '\r\n'],
    ],
  },
  {
    name: 'a header that another file brought with its byte order mark is repeated too',
    text: 'a,b\n1,2\n\ufeffa,b\n3,4\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '1', '2'], 'repeated-header -:3', [2, 4, '3', '4']],
  },
  {
    name: 'an unclosed quote after a good cell of several lines leaves that cell whole',
    text: 'a,b,c\n1,"two\nlines","x\n4,5,6\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', 'two\nlines', '"x'], 'unclosed-quote 1:3:3', [2, 4, '4', '5', '6']],
  },
  {
    name: 'a row of several lines with too few cells stays one row if its first line is no better',
    text: 'a,b,c\n1,"two\nlines"\n4,5,6\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', 'two\nlines'], 'ragged-row 1:2', [2, 4, '4', '5', '6']],
  },
  {
    name: 'rows with too few or too many cells are handed out and told',
    text: 'a,b,c\n1,2\n1,2,3,4\n1,2,3\n',
    events: [
      [0, 1, 'a', 'b', 'c'],
      [1, 2, '1', '2'],
      'ragged-row 1:2',
      [2, 3, '1', '2', '3', '4'],
      'ragged-row 2:3',
      [3, 4, '1', '2', '3'],
    ],
  },
  {
    name: 'a delimiter that changes midway makes ragged rows',
    text: 'a,b\n1,2\n3;4\n5,6\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '1', '2'], [2, 3, '3;4'], 'ragged-row 2:3', [3, 4, '5', '6']],
  },
  {
    name: 'blank lines count as lines and not as records, a line of delimiters is a record',
    text: '\n \na,b\n\n1,2\n \t \n,\n\n\n3,4\n\n',
    events: [
      [0, 3, 'a', 'b'],
      'blank-lines -:4',
      [1, 5, '1', '2'],
      'blank-lines -:6',
      [2, 7, '', ''],
      'blank-lines -:8',
      [3, 10, '3', '4'],
      'blank-lines -:11',
    ],
  },
  {
    name: 'a repeated header is no record',
    text: 'a,b\n1,2\n"a",b\n3,4\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '1', '2'], 'repeated-header -:3', [2, 4, '3', '4']],
  },
  {
    name: 'a closing line is no record, with blank lines after it too',
    text: 'a,b,c\n1,2,3\nTotal: 1\n\n  \n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], 'trailer-line -:3', 'blank-lines -:4'],
  },
  {
    name: 'what looks like a closing line in the middle is a ragged row',
    text: 'a,b,c\nTotal: 1\n1,2,3\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, 'Total: 1'], 'ragged-row 1:2', [2, 3, '1', '2', '3']],
  },
  {
    name: 'a last row that is short and says nothing of the kind is no closing line',
    text: 'a,b,c\n1,2,3\n4,5\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], [2, 3, '4', '5'], 'ragged-row 2:3'],
  },
  {
    name: 'LF, CRLF and CR end lines, mixed',
    text: 'a,b\r\n1,2\r3,"x\r\ny\rz"\n\r\n5,6\r\r7,8',
    events: [
      [0, 1, 'a', 'b'],
      [1, 2, '1', '2'],
      [2, 3, '3', 'x\r\ny\rz'],
      'blank-lines -:6',
      [3, 7, '5', '6'],
      'blank-lines -:8',
      [4, 9, '7', '8'],
      'unusual-line-ends -:5',
    ],
  },
  {
    name: 'a file cut inside its last row says so once',
    text: 'a,b,c\n1,2,3\n4,5',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], [2, 3, '4', '5'], 'truncated-file 2:3'],
  },
  {
    name: 'a file cut inside a quoted cell says where the quote opened and that it is cut',
    text: 'a,b,c\n1,2,3\n4,5,"and th',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], [2, 3, '4', '5', '"and th'], 'unclosed-quote 2:3:3', 'truncated-file 2:3'],
  },
  {
    name: 'a file cut inside the second line of a quoted cell says so once',
    text: 'a,b,c\n1,2,3\n4,"and\nth',
    events: [
      [0, 1, 'a', 'b', 'c'],
      [1, 2, '1', '2', '3'],
      [2, 3, '4', '"and'],
      'unclosed-quote 2:3:2',
      'ragged-row 2:3',
      [3, 4, 'th'],
      'truncated-file 3:4',
    ],
  },
  {
    name: 'a file cut just after a line of a quoted cell says so',
    text: 'a,b,c\n1,2,3\n4,"and\n',
    events: [[0, 1, 'a', 'b', 'c'], [1, 2, '1', '2', '3'], [2, 3, '4', '"and'], 'unclosed-quote 2:3:2', 'truncated-file 2:3'],
  },
  {
    name: 'a whole last row without a line end is no fault',
    text: 'a,b\n1,2',
    events: [
      [0, 1, 'a', 'b'],
      [1, 2, '1', '2'],
    ],
  },
  {
    name: 'NUL characters are counted and told',
    text: 'a,b\n1,x\0y\0\n3,4\n',
    events: [[0, 1, 'a', 'b'], [1, 2, '1', 'x\0y\0'], 'nul-character 1:2:2', [2, 3, '3', '4']],
  },
  {
    name: 'headings that stand twice or are blank are told',
    text: 'urn,,x,urn,\n1,2,3,4,5\n',
    events: [[0, 1, 'urn', '', 'x', 'urn', ''], 'blank-column-name -:1:2', 'duplicate-column -:1:4', [1, 2, '1', '2', '3', '4', '5']],
  },
  {
    name: 'a sep= line tells the delimiter and is no row',
    text: 'sep=;\na;b\n1,5;2\n',
    events: ['lines-before-header -:1', [0, 2, 'a', 'b'], [1, 3, '1,5', '2']],
  },
  { name: 'a header alone is no record', text: 'a,b\n', events: [[0, 1, 'a', 'b']] },
  { name: 'an empty file says so', text: '', events: ['empty-file -:0'] },
  { name: 'a file of blank lines is empty', text: '\ufeff\n  \n', events: ['empty-file -:0'] },
  {
    name: 'a heading named __proto__ is data',
    text: '__proto__,constructor\nx,y\n',
    events: [
      [0, 1, '__proto__', 'constructor'],
      [1, 2, 'x', 'y'],
    ],
  },
];

describe('the reader of tables', () => {
  test.each(cases)('$name', async ({ text, events }) => {
    expect(await readEvents(text)).toEqual(events);
  });

  test.each(cases)('gives the same in portions of any size: $name', async ({ text, events }) => {
    for (const chunkSize of [1, 2, 3, 7]) expect(await readEvents(text, { chunkSize })).toEqual(events);
  });

  test.each(cases)('gives the same from a file in segments of one row: $name', async ({ text, events }) => {
    const reading = await readFileOf(text, { segmentBytes: 1, chunkSize: 2 }, { chunkSize: 3 });
    const rows = (list: readonly Event[]): Event[] => list.filter((event) => typeof event === 'string' || event[0] !== 0);
    const ours = reading.events.filter((event) => event !== 'no-records -:0');
    const faults = (list: readonly Event[]): Event[] => list.filter((event) => typeof event === 'string');
    expect(ours.filter((event) => typeof event !== 'string')).toEqual(rows(events).filter((event) => typeof event !== 'string'));
    expect(faults(ours).sort()).toEqual(faults(events).sort());
  });

  test('an unclosed quote tells which lines it would have swallowed', async () => {
    const items = await readAll('a,b,c\n1,"x,3\n4,5,6\n7,"8",9\n10,11,12\n');
    expect(items.find((item) => item.kind === 'fault')).toMatchObject({ detail: { column: 2, swallowedFrom: 2, swallowedTo: 4 } });
    const atEnd = await readAll('a,b\n1,"x\n4,5\n6,7\n');
    expect(atEnd.find((item) => item.kind === 'fault')).toMatchObject({ detail: { swallowedFrom: 2, swallowedTo: 5 } });
  });

  test('a ragged row tells how many cells it has and should have', async () => {
    const items = await readAll('a,b\n1\n');
    expect(items.find((item) => item.kind === 'fault')).toMatchObject({ fault: 'ragged-row', detail: { found: 1, expected: 2 } });
  });

  test('a row is marked as ragged whatever fault stands for it', async () => {
    const { ragged } = await readFileOf('a,b,c\n1,2\n1,2,3\n1,2');
    expect(ragged).toEqual([1, 3]);
  });

  test('lines before the header are told once, with their range', async () => {
    const findHeader = (rows: readonly (readonly string[])[]): number => rows.findIndex((row) => row.includes('urn'));
    const text = 'Kent export\n\nMade on,2026-01-01\nurn,b\n1,2\n';
    const items = await readAll(text, { findHeader, delimiter: ',' });
    expect(items.map(eventOf)).toEqual(['lines-before-header -:1', [0, 4, 'urn', 'b'], [1, 5, '1', '2']]);
    expect(items[0]).toMatchObject({ detail: { from: 1, to: 3, rows: 2 } });
  });

  test('a table without a header keeps every row', async () => {
    const { survey, events } = await readFileOf('1,2\n3,4\n5\n', { findHeader: () => -1 });
    expect(survey).toMatchObject({ columns: [], headerLine: null });
    expect(events).toEqual(['no-header -:1', [1, 1, '1', '2'], [2, 2, '3', '4'], [3, 3, '5'], 'ragged-row 3:3']);
  });

  test('a header alone has no records', async () => {
    expect((await readFileOf('a,b\n')).events).toEqual(['no-records -:0']);
  });
});
