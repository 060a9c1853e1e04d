import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowView } from '../../src/model/row.ts';
import type { Encoding, FileKind } from '../../src/model/source.ts';
import { type ReaderPlan, readerFor } from '../../src/read/file-survey.ts';
import { jsonColumns } from '../../src/read/json-columns.ts';
import { noLineEnds } from '../../src/read/line-ends.ts';
import { untilOtherEncoding } from '../../src/read/one-encoding.ts';
import type { Reader, Stretch } from '../../src/read/reader.ts';
import { faultText, keep } from './reading.ts';

const plan = (kind: FileKind, more: Partial<ReaderPlan> = {}): ReaderPlan => ({
  ...{ file: 'batch', kind, encoding: 'utf-8', badBytes: true, start: 0, stop: Number.POSITIVE_INFINITY, line: 1, record: 1 },
  ...{ secondTable: 0, cut: false, delimiter: ',', expected: 2, columns: [], trailers: true, ...more },
});

type AfterRow = [offset: number, line: number, record: number, secondTable: number];

/** A reader, what it has handed out so far, and where it said that others may go on. */
function reading(kind: FileKind, more: Partial<ReaderPlan> = {}) {
  const sink = keep();
  const after: AfterRow[] = [];
  const reader = readerFor(plan(kind, more), sink, jsonColumns(more.columns ?? []), (...place) => void after.push(place));
  const rows = () => sink.items.filter((item) => item.kind === 'row');
  const faults = () => sink.items.flatMap((item) => (item.kind === 'fault' ? [faultText(item)] : []));
  return { reader, sink, after, rows, faults, push: (text: string) => reader.push(Buffer.from(text)) };
}

const tableRow = fc
  .tuple(fc.constantFrom('a', 'long text', '"q"', '"two\nlines"', '"d""d"'), fc.constantFrom('', 'b', '"x, y"'))
  .map((cells) => cells.join(','));
const object = fc
  .record({ a: fc.constantFrom(1, 'x', 'long text, with }'), b: fc.constantFrom(null, [1, 'y']) })
  .map((one) => JSON.stringify(one));

describe('rows are handed out as they come', () => {
  it.each([
    ['csv', tableRow, '', '\n', ''],
    ['csv', tableRow, '', '\r\n', ''],
    ['jsonl', object, '', '\n', ''],
    ['json', object, '[', ',', ']'],
  ] as const)('from %s, each before as many bytes again have come', (kind, row, before, between, behind) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (texts, size) => {
        const file = before + texts.join(between) + (behind || between);
        const ends: number[] = [];
        for (let at = before.length, n = 0; n < texts.length; at += texts[n++]!.length + between.length) ends.push(at + texts[n]!.length);
        const { reader, rows } = reading(kind);
        for (let at = 0; at < file.length; at += size) {
          reader.push(Buffer.from(file.slice(at, at + size)));
          const pushed = Math.min(file.length, at + size);
          const due = ends.filter((end, n) => end + texts[n]!.length + 4 <= pushed).length;
          expect(rows().length, `${pushed} of ${file}`).toBeGreaterThanOrEqual(due);
        }
        reader.finish();
        expect(rows().map(({ start, end }) => file.slice(start, end))).toEqual(texts);
      }),
      { seed: 31, numRuns: 60 },
    );
  });

  it.each([
    ['csv', 'a,b\n"c\n",d\n\n\ne,f\ng,h\n'],
    ['jsonl', '{"a":1}\n\n{"a":2}\nx\n{"a":3}\n{"a":4}\n'],
  ] as const)('from %s, with places behind each from which another reader goes on', (kind, file) => {
    const whole = reading(kind);
    whole.push(file);
    whole.reader.finish();
    expect(whole.after.length).toBeGreaterThan(3);
    for (const [offset, line, record, secondTable] of whole.after) {
      const rest = reading(kind, { start: offset, line, record, secondTable });
      rest.push(file.slice(offset));
      rest.reader.finish();
      expect(rest.rows()).toEqual(whole.rows().filter(({ start }) => start >= offset));
      const first = reading(kind, { stop: offset });
      first.push(file);
      expect(first.reader.done()).toBe(kind === 'csv' || offset < file.length);
      first.push('x,y\n');
      first.reader.finish();
      expect(first.reader.done()).toBe(true);
      expect(first.rows()).toEqual(whole.rows().filter(({ start }) => start < offset));
    }
  });

  it.each(['csv', 'jsonl', 'json'] as const)('from %s once, however often it is said to have ended', (kind) => {
    const { reader, rows, push } = reading(kind);
    expect(reader.done()).toBe(false);
    push(kind === 'csv' ? 'a,b' : '{"a":1}');
    expect(reader.done()).toBe(false);
    reader.finish();
    expect([reader.done(), rows().length]).toEqual([true, 1]);
    reader.finish();
    expect(rows().length).toBe(1);
  });

  it('from none where none stands', () => {
    for (const kind of ['csv', 'jsonl', 'json'] as const) {
      const { reader, sink, push } = reading(kind);
      push('');
      reader.finish();
      expect([kind, sink.items.map((item) => item.kind === 'fault' && item.fault)]).toEqual([
        kind,
        kind === 'json' ? ['truncated-file'] : [],
      ]);
    }
  });
});

describe('a reader of tables', () => {
  const read = (text: string, more: Partial<ReaderPlan> = {}) => {
    const found = reading('csv', more);
    found.push(text);
    found.reader.finish();
    return found;
  };

  it('tells of a table that is cut only where that is not known', () => {
    expect(read('1,2\n3').faults()).toEqual(['truncated-file 2:2']);
    expect(read('1,2\n3', { cut: true }).faults()).toEqual([]);
    expect(read('1,2\n3,4').faults()).toEqual([]);
    expect(read('1,2\n3', { expected: 0 }).faults()).toEqual([]);
  });

  it('takes a last line for a closing one only where there may be one', () => {
    const rows = (text: string, more: Partial<ReaderPlan> = {}) => {
      const found = read(text, more);
      return [found.rows().length, ...found.faults()];
    };
    expect(rows('1,2,3\nTotal: 1\n', { expected: 3 })).toEqual([1, 'trailer-line -:2']);
    expect(rows('1,2,3\nTotal: 1\n', { expected: 3, trailers: false })).toEqual([2, 'ragged-row 2:2']);
    expect(rows('1,2,3\nTotal: 1\n', { expected: 0 })).toEqual([2]);
    expect(rows('1,2,3\n"Total:\n1"\n', { expected: 3 })).toEqual([2, 'ragged-row 2:2']);
    expect(rows('1,2,3\nTotal: 1\n\n \n', { expected: 3 })).toEqual([1, 'trailer-line -:2', 'blank-lines -:3']);
    expect(rows('1,2,3\nTotal: 1\n4,5,6\n', { expected: 3 })).toEqual([3, 'ragged-row 2:2']);
    expect(rows('1,2,3\n\nTotal: 1\0\n', { expected: 3 })).toEqual([1, 'trailer-line -:3', 'nul-character -:3:1']);
  });

  it('takes none for one that says so in its middle, if it has the cells of a record', () => {
    const rows = (line: string) => read(`1,2,3,4,5\n${line}\n`, { expected: 5 }).rows().length;
    expect([rows('End of report,,,,'), rows('x,End of report,,,'), rows('x,End of report,,'), rows(',,,,'), rows('a,b,c,d,end')]).toEqual([
      1, 2, 1, 2, 2,
    ]);
  });

  it('hands out no row that begins where it stops, blank lines before it or not', () => {
    for (const [stop, rows] of [
      [6, 1],
      [7, 2],
      [5, 1],
      [4, 1],
      [1, 1],
    ] as const) {
      const found = reading('csv', { stop });
      found.push('a,b\n\n\nc,d\ne,f\n');
      expect([stop, found.rows().length, found.reader.done()]).toEqual([stop, rows, true]);
      found.reader.finish();
      expect(found.rows().length).toBe(rows);
    }
  });

  it('tells of quotes what they did, and of nothing else', () => {
    const detail = (text: string, expected: number) =>
      read(text, { expected }).sink.items.flatMap((item) =>
        item.kind === 'fault' ? [[item.fault, item.record, item.line, item.column ?? null, item.detail]] : [],
      );
    expect(detail('x"y,z\n', 0)).toEqual([['stray-quote', 1, 1, 1, { column: 1 }]]);
    expect(detail('a,b,c\n1,2,"x\n4,5,6\n7,8,y"\n', 3)).toEqual([['records-in-quotes', 2, 2, 3, { column: 3, from: 2, to: 4 }]]);
    expect(detail('a,"b\nc","x,3\n4,5,6\n7,"8",9\n', 3)).toEqual([
      ['unclosed-quote', 1, 2, 3, { column: 3, swallowedFrom: 2, swallowedTo: 4 }],
      ['ragged-row', 1, 1, null, { found: 4, expected: 3 }],
    ]);
  });

  it('waits with a line that may close the table for what follows it', () => {
    const { push, reader, rows, faults } = reading('csv', { expected: 3 });
    push('1,2,3\n\nTotal: 1\n');
    expect([rows().length, faults()]).toEqual([1, []]);
    push('\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n');
    expect(rows().length).toBe(1);
    push(`4,5,6\n${'7,8,9\n'.repeat(4)}`);
    expect(
      rows()
        .slice(0, 3)
        .map(({ line }) => line),
    ).toEqual([1, 3, 20]);
    expect(faults()).toEqual(['blank-lines -:2', 'ragged-row 2:3', 'blank-lines -:4']);
    reader.finish();
    expect(rows().length).toBe(7);
  });

  it('notes how rows end, and on which line first', () => {
    const lineEnds = noLineEnds();
    expect(lineEnds).toEqual({ lf: { rows: 0, line: 0 }, crlf: { rows: 0, line: 0 }, cr: { rows: 0, line: 0 } });
    read('1,2\n"a\nb",c\r\n3,4\r5,6\n7,8\r\n9,0', { lineEnds });
    expect(lineEnds).toEqual({ lf: { rows: 2, line: 1 }, crlf: { rows: 2, line: 3 }, cr: { rows: 1, line: 4 } });
  });

  it('knows rows of a second table from its headings on', () => {
    const columns = ['ref', 'colour', 'sold'];
    const found = read('1,2,3\nsold,colour,ref,more\n4,5,6,7\n8,9,0\n', { expected: 3, columns });
    expect(found.faults()).toEqual(['second-table -:2', 'second-table 2:3', 'second-table 3:4']);
    expect(found.sink.ragged).toEqual([2, 3]);
    expect(found.after.map(([, , , table]) => table)).toEqual([0, 2, 2, 2]);
    const back = read('1,2,3\nsold,colour,ref,more\n4,5,6,7\nref,colour,sold\n8,9,0\n', { expected: 3, columns });
    expect(back.faults()).toEqual(['second-table -:2', 'second-table 2:3', 'repeated-header -:4']);
    expect(read('4,5,6\n', { expected: 3, columns, secondTable: 9 }).sink.items.at(-1)).toMatchObject({ detail: { header: 9 } });
  });

  it('of a sheet takes nothing for a fault that the sheet shows', () => {
    const found = read("'a','b'\n\"x\"\n", { kind: 'xlsx', expected: 3 });
    expect([found.faults(), found.rows().map(({ cells }) => cells)]).toEqual([
      [],
      [
        ["'a'", "'b'", ''],
        ['x', '', ''],
      ],
    ]);
    expect(read("'a','b'\n").faults()).toEqual(['apostrophe-quotes 1:1']);
    expect(read("'a','b'\n").sink.ragged).toEqual([1]);
  });

  it('tells NULs and bytes that can not be read with their places, in every row, and headers that stand again', () => {
    const text = Buffer.concat([
      Buffer.from('a,b\n"x\n'),
      Buffer.from([0xff]),
      Buffer.from('y\0",\0'),
      Buffer.from([0xe2, 0x82]),
      Buffer.from('\n'),
    ]);
    const found = reading('csv', { columns: ['a', 'b'] });
    found.reader.push(text);
    found.reader.finish();
    const faults = found.sink.items.filter((item) => item.kind === 'fault');
    expect(faults.map((one) => [faultText(one), one.detail])).toEqual([
      ['repeated-header -:1', {}],
      ['unreadable-bytes 1:3:1', { offset: 7, bytes: 'ff', column: 1 }],
      ['unreadable-bytes 1:3:2', { offset: 13, bytes: 'e282', column: 2 }],
      ['nul-character 1:3:1', { offset: 9, count: 2 }],
    ]);
    const quiet = reading('csv', { badBytes: false });
    quiet.reader.push(text);
    quiet.reader.finish();
    expect(quiet.faults()).toEqual(['nul-character 2:3:1']);
  });

  it('shows which cells stand in the file as their text: plain ones, and those in quotes that hold none', () => {
    const seen: unknown[] = [];
    const row = ({ spans, length }: RowView) =>
      void seen.push(
        Array.from({ length }, (_, n) => [
          String.fromCharCode(...spans.units.slice(spans.starts[n], spans.ends[n])),
          (spans.verbatim >> spans.forms[n]!) & 1,
        ]),
      );
    const reader = readerFor(plan('csv', { expected: 3 }), { row, fault() {} }, jsonColumns([]));
    reader.push(Buffer.from('a,"b","c""d"\n'));
    reader.finish();
    const lines = readerFor(plan('jsonl'), { row, fault() {} }, jsonColumns([]));
    lines.push(Buffer.from('{"a":"x","b":"y\\n","c":[1]}\n'));
    lines.finish();
    expect(seen).toEqual([
      [
        ['a', 1],
        ['b', 1],
        ['c""d', 0],
      ],
      [
        ['x', 1],
        ['y\\n', 0],
        ['[1]', 0],
      ],
    ]);
  });

  it('shows cells of its own row alone, and their places', () => {
    const seen: unknown[] = [];
    const row = (view: RowView) =>
      void seen.push(
        [-1, 0, 1, 2, 3, 0.5].map((index) => [view.cell(index) ?? null, view.place!(index)?.start ?? null]),
        view.ragged,
        view.length,
      );
    const reader = readerFor(plan('csv', { expected: 3 }), { row, fault() {} }, jsonColumns([]));
    reader.push(Buffer.from('a,"b",c\nd\n'));
    reader.finish();
    const none = [null, null];
    expect(seen).toEqual([
      [none, ['a', 0], ['b', 2], ['c', 6], none, expect.anything()],
      false,
      3,
      [none, ['d', 8], none, none, none, expect.anything()],
      true,
      1,
    ]);
  });
});

describe('a reader of JSON Lines', () => {
  const read = (text: string, more: Partial<ReaderPlan> = {}) => {
    const found = reading('jsonl', more);
    found.push(text);
    found.reader.finish();
    return [found.rows().map(({ line, start, end }) => [line, start, end]), found.faults()];
  };

  it('steps over byte order marks and tells them', () => {
    expect(read('\ufeff{"a":1}\n{"a":2} \ufeff \n\ufeff\n \ufeff\ufeff {"a":3}\n{"a":\ufeff4}\n')).toEqual([
      [
        [1, 3, 10],
        [2, 11, 18],
        [4, 36, 43],
      ],
      [
        'byte-order-mark-inside 1:1',
        'byte-order-mark-inside 2:2',
        'byte-order-mark-inside -:3',
        'byte-order-mark-inside 3:4',
        'invalid-json-line -:5',
      ],
    ]);
  });

  it('knows a line that is cut from one that is wrong', () => {
    expect(read('{"a":1}\n{"a":')[1]).toEqual(['truncated-file -:2']);
    expect(read('{"a":1}\n{"a":', { cut: true })[1]).toEqual([]);
    expect(read('{"a":1}\n{"a":x', { cut: true })[1]).toEqual(['invalid-json-line -:2']);
    expect(read('{"a":1}\n{"a":\n')[1]).toEqual(['invalid-json-line -:2']);
    expect(read('{"a":1} x\n{"a":2}{}\n')).toEqual([[], ['invalid-json-line -:1', 'invalid-json-line -:2']]);
  });

  it('counts lines by LF, CRLF and CR, and tells where in a line it goes wrong', () => {
    expect(read('{"a":1}\r{"a":2}\r\n\r\n{"a":3}\n\r{"a":4}')[0]).toEqual([
      [1, 0, 7],
      [2, 8, 15],
      [4, 19, 26],
      [6, 28, 35],
    ]);
    const found = reading('jsonl', { start: 100, line: 7, record: 3 });
    found.push('{"a":1}\n  {"a":x}\n');
    found.reader.finish();
    expect(found.sink.items[1]).toMatchObject({ line: 8, detail: { column: 8, offset: 115 } });
    expect(found.after).toEqual([
      [108, 8, 4, 0],
      [118, 9, 4, 0],
    ]);
  });
});

describe('a reader of two bytes a sign', () => {
  const NARROW = 'plain text of one byte a sign, and more of it, far more than any run by chance\n';

  /** What a reader is handed of bytes that come in portions of this size, and what is told. */
  function handedOn(bytes: Uint8Array, size: number, encoding: Encoding, more: Partial<Stretch> = {}) {
    const sink = keep();
    const parts: Buffer[] = [];
    let done = false;
    const inner: Reader = {
      push: (portion) => void parts.push(Buffer.from(portion)),
      finish: () => {
        done = true;
      },
      done: () => done,
    };
    const reader = untilOtherEncoding({ ...plan('csv', { encoding, start: 1000, line: 5 }), ...more }, sink, inner);
    const states: boolean[] = [reader.done()];
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size));
      states.push(reader.done());
    }
    reader.finish();
    return { bytes: Buffer.concat(parts), items: sink.items, states, ended: done };
  }
  const wide = (text: string, encoding: Encoding) => {
    const bytes = Buffer.from(text, 'utf16le');
    return encoding === 'utf-16be' ? bytes.swap16() : bytes;
  };

  it.each(['utf-16le', 'utf-16be'] as const)('is handed all of %s, in portions of any size', (encoding) => {
    const piece = fc.constantFrom('a', 'text,', '\n', '\r\n', '\r', 'é', '語', '\u6161\u6262', '\u0a0d', '\u0d0a', '😀');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 70 }), fc.boolean(), (pieces, size, torn) => {
        const bytes = Buffer.concat([wide(pieces.join(''), encoding), Buffer.from(torn ? [65] : [])]);
        const found = handedOn(bytes, size, encoding);
        if (pieces.filter((one) => /[\u6161\u0a0d\u0d0a]/.test(one)).length < 4)
          expect(found).toMatchObject({ bytes, items: [], ended: true });
        expect(found.states[0]).toBe(false);
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  it.each(['utf-16le', 'utf-16be'] as const)(
    'of which text of one byte a sign stands behind %s is handed what stands before it',
    (encoding) => {
      for (const before of ['', 'a,b\n1,2\n', 'a\r\nb\r\n\rc\n', 'line\nlast line without an end', 'é\n'])
        for (const size of [1, 2, 3, 7, 64, 65, 1000]) {
          const bytes = Buffer.concat([wide(before, encoding), Buffer.from(NARROW)]);
          const found = handedOn(bytes, size, encoding);
          expect([before, size, found.bytes.toString('hex')]).toEqual([before, size, wide(before, encoding).toString('hex')]);
          const line = 4 + before.split(/\r\n|\r|\n/).length;
          expect(found.items).toEqual([
            {
              kind: 'fault',
              fault: 'unreadable-bytes',
              record: null,
              line,
              detail: { offset: 1000 + before.length * 2, bytes: '706c', column: 1 },
            },
          ]);
          expect([found.states.at(-1), found.ended]).toEqual([true, true]);
          expect(handedOn(bytes, size, encoding, { cut: true }).items).toEqual([]);
        }
    },
  );

  it.each(['utf-16le', 'utf-16be'] as const)('of which a byte was lost in %s is handed what stands before it', (encoding) => {
    const text = `first line\n${'second line of some length, in which it was lost, '.repeat(3)}\n`;
    const bytes = wide(text, encoding);
    const broken = Buffer.concat([bytes.subarray(0, 22), bytes.subarray(23)]);
    const found = handedOn(broken, 5, encoding);
    expect(found.items).toMatchObject([{ fault: 'unreadable-bytes', line: 6, detail: { offset: 1022 } }]);
    expect(found.bytes.toString('hex')).toBe(bytes.subarray(0, 22).toString('hex'));
  });

  it('is told of a short run only at the end, at the beginning of a line', () => {
    const run = (text: string, units: number) =>
      handedOn(Buffer.concat([wide(text, 'utf-16le'), Buffer.from('x'.repeat(units * 2))]), 9, 'utf-16le');
    expect(
      [run('a,b\n', 8), run('a,b\n', 7), run('a,b', 8), run('a,b', 31), run('a,b', 32), run('a,b\r', 8)].map(({ items }) => items.length),
    ).toEqual([1, 0, 0, 0, 1, 1]);
    expect(run('a,b\n', 7).bytes.length).toBe(22);
    expect(run('', 8).items.length).toBe(1);
    const between = Buffer.concat([
      wide('a\n', 'utf-16le'),
      Buffer.from('x'.repeat(40)),
      wide('é', 'utf-16le'),
      Buffer.from('y'.repeat(40)),
    ]);
    expect(handedOn(between, 1000, 'utf-16le')).toMatchObject({ bytes: between, items: [] });
  });

  it('is the reader itself where a sign may have one byte', () => {
    const bytes = Buffer.from(NARROW);
    for (const encoding of ['utf-8', 'windows-1252'] as const) expect(handedOn(bytes, 5, encoding)).toMatchObject({ bytes, items: [] });
  });
});
