import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerCodes } from '../../src/check/suggesters/codes.ts';
import { nearCodes } from '../../src/check/suggesters/near.ts';
import { codelist } from '../small-pack.ts';

const listOf = (...codes: string[]) =>
  codelist(
    'list',
    codes.map((code) => ({ code })),
  );
const KEYS = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM'];
/** Keys of a British keyboard touch if they are beside each other in a row, or above each other, the lower row half a key to the right. */
const touch = (a: string, b: string): boolean => {
  const place = (key: string) => {
    const row = KEYS.findIndex((keys) => keys.includes(key));
    return [row, row === -1 ? 0 : KEYS[row]!.indexOf(key)] as const;
  };
  const [[row, x], [other, y]] = [place(a), place(b)];
  if (row === -1 || other === -1) return false;
  if (row === other) return Math.abs(x - y) === 1;
  const [upper, lower] = row < other ? [x, y] : [y, x];
  return Math.abs(row - other) === 1 && (upper === lower || upper === lower + 1);
};

/** The same distance by its definition, without limit: an edit counts 2, a slip of the fingers 1. */
function weight(a: string, b: string): number {
  const known = new Map<string, number>();
  const from = (i: number, j: number): number => {
    if (i === 0 || j === 0) return 2 * (i + j);
    const key = `${i} ${j}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    const [x, y] = [a[i - 1]!, b[j - 1]!];
    const all = [
      from(i - 1, j) + (x === a[i - 2] ? 1 : 2),
      from(i, j - 1) + (y === b[j - 2] ? 1 : 2),
      from(i - 1, j - 1) + (x === y ? 0 : touch(x, y) ? 1 : 2),
      ...(i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y ? [from(i - 2, j - 2) + 1] : []),
    ];
    known.set(key, Math.min(...all));
    return Math.min(...all);
  };
  return from(a.length, b.length);
}

/** Codes near a text, by the words of the doc comment. */
function expected(codes: readonly string[], text: string): readonly string[] {
  if (text.length < 5) return [];
  const limit = text.length < 9 ? 2 : 4;
  const at = codes.filter((code) => code.length >= 5).map((code) => [weight(text, code), code] as const);
  const best = Math.min(...at.map(([weighs]) => weighs));
  return at
    .filter(([weighs]) => weighs <= limit && weighs < best + 2)
    .sort(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
    .map(([, code]) => code);
}

describe('codes near a text', () => {
  it('are those that few enough edits and slips lead to, the nearest first', () => {
    const letters = fc.constantFrom(...'ABQWS1');
    const word = fc.array(letters, { minLength: 3, maxLength: 12 }).map((all) => all.join(''));
    const slipped = fc.tuple(word, fc.array(fc.tuple(fc.nat(3), fc.nat(11), letters), { maxLength: 3 })).map(([code, slips]) => {
      let text = code;
      for (const [how, where, letter] of slips) {
        const at = where % text.length;
        if (how === 0) text = text.slice(0, at) + letter + text.slice(at);
        else if (how === 1) text = text.slice(0, at) + text.slice(at + 1) || 'A';
        else if (how === 2) text = text.slice(0, at) + letter + text.slice(at + 1);
        else text = text.slice(0, at) + (text[at + 1] ?? '') + text[at]! + text.slice(at + 2);
      }
      return [code, text] as const;
    });
    fc.assert(
      fc.property(slipped, fc.uniqueArray(word, { maxLength: 6 }), ([code, text], others) => {
        const codes = [...new Set([...others, code])];
        expect(nearCodes(listOf(...codes), text)?.codes ?? []).toEqual(expected(codes, text));
      }),
      { seed: 3, numRuns: 600 },
    );
  });

  it.each([
    ['HARBOUR', 'HARBPUR', true],
    ['HARBOUR', 'BARBOUR', false],
    ['HARBOUR1', 'HARBOUR2', false],
    ['HARBOUR1', 'HRABOUR1', true],
    ['SOUTHAMPTON', 'SOUTHAMPON', true],
    ['SOUTHAMPTON', 'SOUHTAMPON', true],
    ['SOUTHAMPTON', 'SOUTHXXPTON', false],
    ['SOUTHAMPTON', 'SUOTHAMTPON', true],
  ])('%s for %s is sure: %s', (code, text, isSure) => {
    expect(nearCodes(listOf(code, 'UNLIKE'), text)).toEqual({ codes: [code], isSure });
  });

  it('are sure only if all of several are', () => {
    expect(nearCodes(listOf('HARDENS', 'HARDEST'), 'HARDENT')?.isSure).toBe(true);
    expect(nearCodes(listOf('HARDENS', 'WARDENT'), 'HARDENT')?.isSure).toBe(false);
  });

  it('leave out what was near until a nearer one was seen', () => {
    expect(nearCodes(listOf('HARBOURR', 'HARBORED', 'HARBOUR'), 'HARBOUR')?.codes).toEqual(['HARBOUR', 'HARBOURR']);
    expect(nearCodes(listOf('WARBOUR', 'HARBOUR'), 'HARBOUR')?.codes).toEqual(['HARBOUR']);
    expect(nearCodes(listOf('HARBOUR', 'WARBOUR'), 'HARBOUR')?.codes).toEqual(['HARBOUR']);
  });

  it('are as near as their nearest name, whichever is looked at first', () => {
    for (const aliases of ['Marketplace;Marketpluck', 'Marketpluck;Marketplace'])
      expect(nearCodes(codelist('list', [{ code: 'X1', label: 'Else', aliases }, { code: 'Marketplain' }]), 'marketplacc')?.codes[0]).toBe(
        'X1',
      );
  });

  it('are found by any name, each code once', () => {
    const list = codelist('list', [
      { code: 'X1', label: 'Harbour', aliases: 'Harbours' },
      { code: 'X2', label: 'Haven' },
    ]);
    expect(nearCodes(list, 'harbbour')).toEqual({ codes: ['X1'], isSure: true });
    expect(nearCodes(list, 'harb')).toBeUndefined();
  });
});

describe('what a list offers for a text', () => {
  const list = codelist('list', [
    { code: 'NEW' },
    { code: 'OLD', replaced_by: 'NEW' },
    ...[1, 2, 3].map((n) => ({ code: `C${n}`, label: 'Thrice' })),
    ...[1, 2, 3, 4].map((n) => ({ code: `D${n}`, label: 'Four times' })),
    ...[1, 2].map((n) => ({ code: `E${n}`, label: 'Two' })),
  ]);

  it('names up to three codes that share a name, and not more', () => {
    expect(offerCodes(list)('thrice')).toEqual({ to: 'C1 or C2 or C3', confidence: 'review', reason: 'several-near' });
    expect(offerCodes(list)('thricee')).toEqual({ to: 'C1 or C2 or C3', confidence: 'review', reason: 'several-near' });
    expect(offerCodes(list)('two')).toEqual({ to: 'E1 or E2', confidence: 'review', reason: 'several-near' });
    expect(offerCodes(list)('four times')).toBeUndefined();
    expect(offerCodes(list)('four timess')).toBeUndefined();
  });

  it('is the same when it is asked again, whatever was asked between', () => {
    const offer = offerCodes(list);
    const texts = ['new', 'OLD', 'NEW', 'thrice', 'nothing of the kind'];
    const first = texts.map(offer);
    for (let n = 0; n < 4200; n++) offer(`other ${n}`.slice(0, 4));
    expect(texts.map(offer)).toEqual(first);
    expect(first).toEqual([
      { to: 'NEW', confidence: 'certain', reason: 'spelling' },
      { to: 'NEW', confidence: 'likely', reason: 'successor' },
      undefined,
      { to: 'C1 or C2 or C3', confidence: 'review', reason: 'several-near' },
      undefined,
    ]);
  });
});
