import { describe, expect, it } from 'vitest';
import { provePattern } from '../../src/packs/pattern.ts';
import { noProblems } from '../../src/packs/problems.ts';

const groups = (pattern: string) => provePattern(pattern, 'a.json', '$', noProblems());

describe('a pattern', () => {
  it.each([
    ['^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$', 0],
    ['^([0-9])([A-Z])([A-Z]?)$', 3],
    ['^(?:[A-Z]{2})+$', 0],
    ["^[A-Za-z](?:[ '-]?[A-Za-z])*$", 0],
    ['(?=.*[0-9])(?!.* {2})[^)(+*]+', 0],
    ['\\(a+\\)+', 0],
    ['(?<year>\\d+)-(?<=x)\\p{L}*?', 1],
    ['', 0],
  ])('%j is taken, and its %i groups are counted', (pattern, count) => {
    expect(groups(pattern)).toBe(count);
  });

  it.each([
    '(a+)+',
    '(?:a*)*',
    '^(([a-z])+.)+[A-Z]',
    '(a{1,3})*',
    '(a+){2,}',
    '(x(y(z+)))+?',
    '([+]+)*',
    '((a+)?)+',
    '(?<n>a+){9}',
    '(a|b+)*',
  ])('%j is refused for a repetition inside a repetition', (pattern) => {
    expect(groups(pattern)).toBeUndefined();
  });

  it.each([
    '(a|a)*$',
    '(a|ab)*c',
    '(?:\\w|\\d)+$',
    '^(?:[A-Z]|[A-F0-9]){2,}$',
    '(a?a)*b',
    '(?:x?x)+y',
    '(?:[ -]?[A-Za-z -])*!',
    '(?:(?:a|b)|a)+',
    '(?:a?b?)*c',
    '(?:\\p{L}|é)*$',
  ])('%j is refused for a choice inside a repetition', (pattern) => {
    const problems = noProblems();
    expect(provePattern(pattern, 'a.json', '$.p', problems)).toBeUndefined();
    expect(() => problems.refuse()).toThrow(/more than one way|repeats already/);
  });

  it.each([
    '(?:a|b)*c',
    '(?:ab?)*b',
    '(?:.|\\n)*x',
    '^(?:[A-Z]|[0-9])+$',
    '(?:, ?[a-z])*',
    '(?:ab|cd){1,5}',
    '(?:a|a)$',
    '(?:a|a){3}',
    '(?:[a-z] ?-)+x',
  ])('%j is taken: the next character decides', (pattern) => {
    expect(groups(pattern)).toBe(0);
  });

  it.each(['(', '[', 'a{2,1}', '\\p{Nope}', '(?<a>x)(?<a>y)', '*', '\\'])('%j is refused for being broken', (pattern) => {
    const problems = noProblems();
    expect(provePattern(pattern, 'a.json', '$.p', problems)).toBeUndefined();
    expect(() => problems.refuse()).toThrow('is no regular expression: ');
  });
});
