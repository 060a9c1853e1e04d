import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SENTENCE_BREAK } from '../../src/evidence/token-ids.ts';
import { makeTokeniser, newTokens } from '../../src/evidence/tokens.ts';
import { newWordTable } from '../../src/evidence/words.ts';

const words = newWordTable();
for (const word of ['smuggle', 'boat', 'crossing', 'driver', 'four', 's25', 'dont']) words.idOf(word);
words.protect('smuggle');
words.idOfBeginning('ferr');
const tokeniser = makeTokeniser(words);

/** Ids as the quick way reads them, from the middle of a buffer. */
function quickly(text: string): number[] {
  const bytes = new TextEncoder().encode(`ab${text}4.5`);
  const tokens = newTokens();
  tokeniser.read(bytes, 2, bytes.length - 3, tokens);
  return [...tokens.ids.subarray(0, tokens.count)];
}

function slowly(text: string): number[] {
  const bytes = new TextEncoder().encode(`ab${text}4.5`);
  return tokeniser.place(bytes, 2, bytes.length - 3).map(({ id }) => id);
}

describe('a text', () => {
  it('is cut quickly into the same tokens as slowly, whatever was read before', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Smugglers',
        'smugling',
        'BOATS',
        'crossing',
        "driver's",
        'don’t',
        'a',
        's.25',
        'ferryman',
        'x'.repeat(40),
        '1'.repeat(40),
        'é',
        '£',
      ),
      fc.constantFrom(
        '4,000',
        '1.5k',
        '6k',
        '12',
        'A14',
        '.',
        '. ',
        '...',
        '?!',
        ',',
        ' ',
        '-',
        '\n',
        '\u200b',
        "'",
        'ﬀ',
        '４',
        'Ｂoat',
        '船',
      ),
      fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        for (const text of [pieces.join(''), pieces.join(' ')]) expect(quickly(text)).toEqual(slowly(text));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('ends in a sentence break, and an empty one is no more', () => {
    expect(quickly('')).toEqual([SENTENCE_BREAK]);
    expect(quickly('boat')).toEqual([words.idOf('boat'), SENTENCE_BREAK]);
  });
});
