import { describe, expect, it } from 'vitest';
import type { Param } from '../../src/model/finding.ts';
import type { Verdict } from '../../src/model/run.ts';
import { currentValueOf, placeOf, problemOf, verdictInTable, verdictSentence } from '../../src/report/sentences.ts';
import { finding, packOf, rule } from './invented.ts';

const pack = packOf([]);
const problem = (message: string, params: Record<string, Param>, field: string | null = 'colour') =>
  problemOf(finding({ params, at: { file: 'a.csv', line: 2, record: 1, field } }), rule('paint/x', { message }), pack);

describe('the sentence of a finding', () => {
  it.each<[string, string, Record<string, Param>, string]>([
    ['the value and the label of its field', '{field} {value} is odd', { value: 'RDE' }, 'Colour code RDE is odd'],
    ['another field', 'before {mixed_on}', { value: 'x', mixed_on: '2026-01-02' }, 'before 2026-01-02'],
    [
      'the failing items of a list, not the whole cell',
      'odd: {value}',
      {
        value: 'a;b;c',
        items: [
          { index: 1, value: 'a' },
          { index: 3, value: 'c' },
        ],
      },
      'odd: a, c',
    ],
    ['a hidden value', 'is {value}', { value: '[hidden]' }, 'is [hidden]'],
    ['nothing for what is missing', 'is {value} and {mixed_on}', { value: null }, 'is (nothing) and (nothing)'],
    ['a value that was left out', 'is {value}', { value: '' }, 'is [not shown]'],
    ['counts with separators', '{found} of {expected}', { found: 4212, expected: 1234567 }, '4,212 of 1,234,567'],
    ['yes and no', 'is {value}', { value: true }, 'is yes'],
    ['no name that an object inherits', 'is {constructor}', { value: 'x' }, 'is (nothing)'],
  ])('is filled with %s', (_, message, params, sentence) => {
    expect(problem(message, params)).toBe(sentence);
  });

  it('does not fill blanks that stand in a value', () => {
    expect(problem('{value} and {mixed_on}', { value: '{mixed_on} $& $1', mixed_on: 'x' })).toBe('{mixed_on} $& $1 and x');
  });

  it('cuts a long value at 80 characters, never inside one', () => {
    const sentence = problem('{value}', { value: '🚤'.repeat(200) });
    expect([...sentence]).toHaveLength(80);
    expect(sentence).toBe(`${'🚤'.repeat(79)}…`);
  });

  it('names a heading of the file that is no field as it stands', () => {
    expect(problem('column {field}', {}, 'Farbe')).toBe('column Farbe');
    expect(problem('column {field}', {}, null)).toBe('column (nothing)');
  });
});

describe('the current value', () => {
  it('is the whole cell, uncut', () => {
    expect(currentValueOf(finding({ params: { value: 'x'.repeat(200), items: [{ index: 1, value: 'x' }] } }))).toBe('x'.repeat(200));
  });

  it('joins lists', () => {
    expect(currentValueOf(finding({ params: { value: ['a', 'b'] } }))).toBe('a; b');
    expect(
      currentValueOf(
        finding({
          params: {
            items: [
              { index: 1, value: 'a' },
              { index: 2, value: 'b' },
            ],
          },
        }),
      ),
    ).toBe('a; b');
  });

  it('is empty where there is none', () => {
    expect(currentValueOf(finding({ params: { value: null } }))).toBe('');
    expect(currentValueOf(finding({ params: { found: 3 } }))).toBe('');
  });
});

describe('a place', () => {
  it('names record, line and field, as far as they are known', () => {
    expect(placeOf({ file: 'a.csv', line: 1235, record: 1234, field: 'urn' })).toBe('a.csv: record 1,234 (line 1,235), urn');
    expect(placeOf({ file: 'a.csv', line: 3, record: null, field: null })).toBe('a.csv: line 3');
    expect(placeOf({ file: 'a.csv', line: 0, record: null, field: 'Farbe' })).toBe('a.csv: Farbe');
    expect(placeOf({ file: 'a.csv', line: 0, record: null, field: null })).toBe('a.csv');
  });
});

describe('a verdict in words', () => {
  const verdict = (over: Partial<Verdict>): Verdict => ({ verdict: 'ready', placeholderCodes: false, held: 0, fixes: [], ...over });

  it.each([
    [verdict({}), 10, 'ready'],
    [verdict({ placeholderCodes: true }), 10, 'ready (placeholder codes)'],
    [verdict({ verdict: 'ready-with-waivers' }), 10, 'ready with waivers'],
    [verdict({ verdict: 'ready-with-waivers', placeholderCodes: true }), 10, 'ready with waivers (placeholder codes)'],
    [verdict({ verdict: 'not-ready', held: 123, placeholderCodes: true }), 4000, 'not ready: 123 of 4,000 records held'],
    [verdict({ verdict: 'not-ready' }), 0, 'not ready: no records'],
    [verdict({ verdict: 'not-ready' }), 10, 'not ready: no record is held, but the file has errors or could not be read whole'],
  ])('reads %j of %i as "%s"', (one, records, words) => {
    expect(verdictSentence(one, records)).toBe(words);
  });

  it('is short in a table, with what is held', () => {
    expect(verdictInTable(verdict({ verdict: 'not-ready', held: 1234 }))).toBe('not ready: 1,234 held');
    expect(verdictInTable(verdict({ placeholderCodes: true }))).toBe('ready (placeholder codes)');
  });
});
