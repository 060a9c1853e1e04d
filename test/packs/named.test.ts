import { describe, expect, it } from 'vitest';
import type { Conditions } from '../../src/model/pack.ts';
import { both, circles, withNamed } from '../../src/packs/named.ts';

const X = { x: true };
const Y = { y: true };
const Z = { z: true };
const is = (name: string, more: object = {}): Conditions => ({ ...more, is: name }) as unknown as Conditions;

describe('two sets of conditions', () => {
  it.each<[string, Conditions, Conditions, Conditions]>([
    ['stand side by side where no key is in both', { x: true }, { y: false, anyOf: [Z] }, { x: true, y: false, anyOf: [Z] }],
    ['are the second where the first asks nothing', {}, { x: true }, { x: true }],
    ['nest where a key is in both', { x: true }, { x: { const: '1' } }, { x: true, anyOf: [{ x: { const: '1' } }] }],
    ['nest where the first speaks of the field that a rule is at', { '@': true }, X, { '@': true, anyOf: [X] }],
    [
      'hold in each alternative of the first',
      { anyOf: [X, Y] },
      { anyOf: [Z] },
      {
        anyOf: [
          { x: true, anyOf: [Z] },
          { y: true, anyOf: [Z] },
        ],
      },
    ],
  ])('%s', (_, first, second, result) => {
    expect(both(first, second)).toEqual(result);
  });
});

describe('named conditions', () => {
  const named = new Map([
    ['p/x', X],
    ['p/y', is('p/x', Y)],
    ['p/z', { not: { anyOf: [is('p/y'), Z] } }],
  ]);

  it('are put in wherever they are named, at any depth and through each other', () => {
    expect(withNamed(is('p/z', { a: false }), named)).toEqual({ a: false, not: { anyOf: [{ x: true, y: true }, { z: true }] } });
  });

  it('leave other conditions as they are', () => {
    const conditions = { a: { const: 'is' }, anyOf: [X], not: Y };
    expect(withNamed(conditions, named)).toEqual(conditions);
  });

  it('that lead back to themselves are found with the way round', () => {
    const round = new Map([...named, ['p/a', { not: is('p/b') }], ['p/b', { anyOf: [X, is('p/a')] }]]);
    expect(circles(named)).toEqual([]);
    expect(circles(round)).toEqual([
      { name: 'p/a', way: ['p/a', 'p/b', 'p/a'] },
      { name: 'p/b', way: ['p/b', 'p/a', 'p/b'] },
    ]);
  });
});
