import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimmed } from '../../src/normalise/trim.ts';

describe('trimming', () => {
  it('takes outer blanks away but leaves a byte order mark, which others see as a character', () => {
    expect(trimmed(' \t\u00a0a b\n')).toBe('a b');
    expect(trimmed(' \ufeff a\ufeff\u2003')).toBe('\ufeff a\ufeff');
    expect(trimmed('\ufeff')).toBe('\ufeff');
  });

  it('is what the language does, byte order marks aside', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', '\t', '\u2028', 'a', 'é') }), (text) => {
        expect(trimmed(text)).toBe(text.trim());
        expect(trimmed(`${text}\ufeff${text}`)).toBe(`${text.trimStart()}\ufeff${text.trimEnd()}`);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
