import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventOf, readAll, readFileOf } from './reading.ts';

const HEADER = ['urn', 'agency', 'x', 'y', 'z', 'said'];
const plain = ['7/1', 'essex', '1', '"2, 3"', 'b', '"said ""so"""'];
const rows = fc
  .array(
    fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(plain, [...plain.slice(0, 5), '"two\nlines"'], ['é', 'kent', '', '"q"', 'b', 'c']) },
      { weight: 2, arbitrary: fc.constantFrom(HEADER, ['urn', 'agency', 'x'], ['Total', '', '', '', '', ''], [''], ['7/1', 'x"y', 'a']) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          [...plain.slice(0, 5), '"a\n7/1,b,c,d,e,f\nb"'],
          plain.map(() => "'a'"),
          ['\0', ...plain.slice(1)],
        ),
      },
    ),
    { minLength: 8, maxLength: 60 },
  )
  .map((all) => all.map((cells) => cells.join(',')));
const ends = fc.constantFrom(['\n'], ['\r\n'], ['\r'], ['\n', '\n', '\n', '\n', '\r\n']);

test('rows that a survey only counts are those that are read, whatever the size of segments and portions', async () => {
  let segments = 0;
  await fc.assert(
    fc.asyncProperty(
      rows,
      ends,
      fc.constantFrom(60, 300, 1000, 1 << 20),
      fc.constantFrom(50, 700, 1 << 18),
      async (lines, ending, bytes, size) => {
        const text = [HEADER.join(','), ...lines].map((line, index) => line + ending[index % ending.length]).join('');
        const { survey, items } = await readFileOf(text, { segmentBytes: bytes, chunkSize: size }, { chunkSize: size });
        const whole = await readAll(text);
        const [read, expected] = [items, whole.slice(1)].map((all) => all.filter((one) => one.kind === 'row' || one.line > 1).map(eventOf));
        expect(read!.map((event) => JSON.stringify(event)).sort()).toEqual(expected!.map((event) => JSON.stringify(event)).sort());
        for (const { start, end } of survey.segments.slice(0, -1)) {
          expect(end - start).toBeGreaterThanOrEqual(bytes);
          expect(whole.some((one) => one.kind === 'row' && one.start >= start + bytes && one.start < end)).toBe(false);
        }
        segments += survey.segments.length;
      },
    ),
    { seed: 33, numRuns: 300 },
  );
  expect(segments).toBeGreaterThan(600);
});

test('rows behind a header that stands twice are records', async () => {
  const { survey, items } = await readFileOf(`${HEADER.join(',')}\n`.repeat(2) + `${plain.join(',')}\n`.repeat(5));
  expect(survey.faults).toEqual([]);
  expect(items.filter(({ kind }) => kind === 'row')).toHaveLength(5);
});
