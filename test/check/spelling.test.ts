import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filler } from '../../src/check/keywords/filler.ts';
import { foldSpelling, spellingHash } from '../../src/model/spelling.ts';
import { field, pack } from '../small-pack.ts';

const text = fc.string({
  unit: fc.constantFrom(...'aZ9 -/', '–', '’', '…', '£', '²', '\u00a0', 'é', 'e\u0301', 'ﬁ', '¨', '\u2011', 'Ⅸ'),
  maxLength: 12,
});

test('spellings leave out all but letters and digits, whatever marks stand among them', () => {
  fc.assert(
    fc.property(text, (one) => {
      const folded = one
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]+/gu, '');
      expect(foldSpelling(one)).toBe(folded);
      expect(spellingHash(one)).toBe(spellingHash(folded));
    }),
    { seed: 3, numRuns: 3000 },
  );
});

test('a text that says nothing is known as such with any marks between its words', () => {
  const words = ['n/a', 'not known', 'none'];
  const isFiller = filler.prepare({ words }, pack([field('a')], [], []), field('a'));
  const gap = fc.constantFrom(' ', '\u00a0', ' – ', '… ', '\n', ' / ');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('N/A', 'not known', 'None', 'nöne', 'boat'), gap), { minLength: 1, maxLength: 4 }),
      (parts) => {
        const said = parts.map(([word]) => word);
        const one = parts.map(([word, after]) => word + after).join('');
        expect(isFiller(one, {} as never)).toBe(said.every((word) => words.includes(word.toLowerCase())));
      },
    ),
    { seed: 5, numRuns: 500 },
  );
});
