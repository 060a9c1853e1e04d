import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord, makeWordFinder, wordAt } from '../../src/check/words.ts';
import type { Conditions } from '../../src/model/pack.ts';
import { codelist, field } from '../small-pack.ts';
import { judging } from './judging.ts';

const { outcome, places } = judging(
  [field('text'), field('mark')],
  [
    codelist('shorts', [
      { code: 'LKA', label: 'last known address' },
      { code: 'NFA', label: 'no further action', aliases: 'no fixed abode' },
    ]),
  ],
);

/** Where a narrative breaks a rule that says what must not stand in it; undefined if it does not. */
const found = (unwanted: object, text: string) =>
  places('text', { text: { not: unwanted } } as Conditions, { text })[0]?.facts as Record<string, unknown> | undefined;

describe('words of a text', () => {
  it('are letters, digits and apostrophes between letters, wherever they stand', () => {
    const words = makeWordFinder()("The driver’s van (AB38 CDE) -- 'old' Peugeot, Żaneta's; 2,000");
    expect(Array.from({ length: words.count }, (_, at) => foldWord(wordAt(words, at)))).toEqual([
      'the',
      "driver's",
      'van',
      'ab38',
      'cde',
      'old',
      'peugeot',
      "Żaneta's",
      '2',
      '000',
    ]);
  });

  it('are the same whatever text was looked at before, and however long', () => {
    const finder = makeWordFinder();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
        const shared = finder(text);
        const alone = makeWordFinder()(text);
        const all = (words: typeof shared) =>
          Array.from({ length: words.count }, (_, at) => [words.starts[at], words.ends[at], words.hashes[at]]);
        expect(all(shared)).toEqual(all(alone));
      }),
      { seed: 11, numRuns: 100 },
    );
  });
});

describe('mentions', () => {
  const told = [{ words: ['source is', 'told us'] }];
  const near = [{ words: ['source is'], followedBy: ['brother', 'ex wife', '#'], within: 3 }];
  const named = [{ words: ['gang'], precededBy: ['Aa'], followedBy: ['known as'], except: ['The', 'Local'] }];

  it('finds a phrase in any case and tells at which character it begins', () => {
    expect(found({ mentions: told }, 'It seems the SOURCE  is right.')).toEqual({ character: 14 });
    expect(found({ mentions: told }, '😀 source is')).toEqual({ character: 3 });
    expect(found({ mentions: told }, 'The resource is gone; sources is not a word.')).toBeUndefined();
  });

  it('does not join words over the end of a sentence', () => {
    expect(found({ mentions: told }, 'That is the source. Is he there?')).toBeUndefined();
    expect(found({ mentions: near }, 'The source is here. His brother is not.')).toBeUndefined();
  });

  it('asks for a word among those that follow, and no further on', () => {
    expect(found({ mentions: near }, 'The source is the brother.')).toEqual({ character: 5 });
    expect(found({ mentions: near }, 'The source is said to be the brother.')).toBeUndefined();
    expect(found({ mentions: near }, 'The source is his ex-wife.')).toEqual({ character: 5 });
    expect(found({ mentions: near }, 'The source is number 4417.')).toEqual({ character: 5 });
  });

  it('takes a later cue where an earlier one lacks its company', () => {
    expect(found({ mentions: near }, 'The source is right. The source is a brother.')).toEqual({ character: 26 });
  });

  it('knows names by their capital, unless they are excepted', () => {
    expect(found({ mentions: named }, 'It is the Castellan gang.')).toEqual({ character: 21 });
    expect(found({ mentions: named }, 'The gang left.')).toBeUndefined();
    expect(found({ mentions: named }, 'THE LOCAL GANG LEFT')).toBeUndefined();
    expect(found({ mentions: named }, 'a gang known as the Ferrymen')).toEqual({ character: 3 });
  });
});

describe('unexplained', () => {
  const short = { unexplained: { list: 'shorts' } };

  it('names abbreviations that the text does not explain', () => {
    expect(found(short, 'NFA. The LKA is empty, NFA.')).toEqual({ terms: ['NFA', 'LKA'], character: 1 });
    expect(found(short, 'The Last Known Address (LKA) is empty. NFA')).toEqual({ terms: ['NFA'], character: 40 });
    expect(found(short, 'He is of no fixed abode (NFA).')).toBeUndefined();
  });

  it('takes only whole words, written as in the list', () => {
    expect(found(short, 'nfa, NFAs and the ALKALI')).toBeUndefined();
  });
});

describe('characters', () => {
  const unseen = { characters: { any: ['200B', '202A-202E', 'E0000-E007F'], joiners: ['200D'], unlessAfter: ['0600-06FF', 'DC00-DFFF'] } };

  it('tells the first one and where it stands', () => {
    expect(found(unseen, 'Har\u200bwich\u202e')).toEqual({ character: 4, codePoint: 'U+200B' });
    expect(found(unseen, 'x\u{e0041}')).toEqual({ character: 2, codePoint: 'U+E0041' });
    expect(found(unseen, 'Harwich – é 😀')).toBeUndefined();
  });

  it('lets joiners stand where the script needs them', () => {
    expect(found(unseen, 'a\u200db')).toEqual({ character: 2, codePoint: 'U+200D' });
    expect(found(unseen, '\u200db')).toEqual({ character: 1, codePoint: 'U+200D' });
    expect(found(unseen, 'می\u200dخ 👩\u200d🚒')).toBeUndefined();
  });
});

describe('an unwanted pattern', () => {
  it('tells where the first part stands that fits it', () => {
    expect(found({ anyOf: [{ pattern: 'Ã©' }, { pattern: '^#' }] }, 'le cafÃ©')).toEqual({ character: 7 });
  });
});

describe('standsIn', () => {
  it('finds the value in another field, however it is written', () => {
    const expected: Conditions = { mark: { standsIn: { field: 'text' } } };
    expect(outcome('mark', {}, expected, { mark: 'AB38CDE', text: 'the van ab38-cde' })).toBe('passes');
    expect(outcome('mark', {}, expected, { mark: 'AB38CDE', text: 'the van AB38 CDF' })).toBe('fails');
    expect(outcome('mark', {}, expected, { mark: 'AB38CDE', text: '' })).toBe('fails');
  });
});
