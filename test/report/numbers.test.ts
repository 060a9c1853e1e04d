import { describe, expect, it } from 'vitest';
import { count, counted, gained, interval, percent, percentOf, score } from '../../src/report/numbers.ts';
import { wrap } from '../../src/report/wrap.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-4212, '-4,212'],
    [1234.5678, '1,234.5678'],
  ])('%d reads %s in every locale', (n, text) => {
    expect(count(n)).toBe(text);
  });

  it('agree with what they count', () => {
    expect([counted(1, 'record'), counted(0, 'record'), counted(2000, 'entry', 'entries')]).toEqual([
      '1 record',
      '0 records',
      '2,000 entries',
    ]);
  });

  it('have two decimals and say what they are of', () => {
    const share = { count: 1, n: 2000, percent: 0.05, interval: [0.01, 0.28] } as const;
    expect([percent(share), percentOf(share), interval(share), score(7)]).toEqual(['0.05%', '0.05% of 2,000', '0.01–0.28', '7.00']);
  });

  it('never say that fixing a fault would gain nothing', () => {
    expect([0, 0.004, 0.005, 1.5, null].map(gained)).toEqual(['<0.01', '<0.01', '0.01', '1.50', '–']);
  });

  it('say so when there is no data', () => {
    const none = { count: 0, n: 0, percent: null, interval: null };
    expect([percent(none), percentOf(none), interval(none), score(null)]).toEqual(['no data', 'no data', '', 'no data']);
  });
});

describe('wrapped text', () => {
  it('breaks at blanks and cuts only words that are too long', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('a abcdefghij b', 4)).toEqual(['a', 'abcd', 'efgh', 'ij b']);
    expect(wrap('', 5)).toEqual(['']);
  });
});
