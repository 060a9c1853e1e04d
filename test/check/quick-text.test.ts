import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSketch } from '../../src/check/batch-sketch.ts';
import { makeWordReader } from '../../src/check/batch-words.ts';
import { makeLacks } from '../../src/check/lacks.ts';
import { LONGEST_TEXT } from '../../src/check/quick-text.ts';
import { makeWordFinder, watchFor } from '../../src/check/words.ts';

/** Words as they are found, with or without WebAssembly. */
function found(find: ReturnType<typeof makeWordFinder>, text: string): readonly number[][] {
  const { count, starts, ends, hashes } = find(text);
  return [starts, ends, hashes].map((numbers) => [...numbers.subarray(0, count)]);
}

/** Keys of a text as they are read, and sketches of it. */
function keys(reader: ReturnType<typeof makeWordReader>, text: string, sketches: readonly ReturnType<typeof makeSketch>[]) {
  reader.read(text);
  const { hash, words, count } = reader;
  const bands = count === 0 ? [] : sketches.map((sketch) => sketch16(sketch, words, count));
  return { hash: [...hash], words: [...words.subarray(0, count)], bands };
}

function sketch16(sketch: ReturnType<typeof makeSketch>, words: Uint32Array, count: number): number[] {
  const into = new Uint32Array(17);
  sketch(words, count, into, 1);
  return [...into];
}

const sketches = [
  { words: 4, bands: 8, rows: 6, equal: 2, seed: 20230717 },
  { words: 1, bands: 16, rows: 16, equal: 1, seed: 4294967295 },
  { words: 10, bands: 2, rows: 1, equal: 1, seed: 0 },
].map(makeSketch);
const [quickFinder, plainFinder] = [makeWordFinder(), makeWordFinder(false)];
const [quickReader, plainReader] = [makeWordReader(), makeWordReader(false)];

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('The', 'driver’s', 'van', "O'Neill", "dogs'", '2,000', 'AB38 CDE', 'Żaneta', 'ÉTÉ', 'фургон', 'İ'),
  },
  fc.constantFrom(
    "'",
    "''",
    '’',
    ' ',
    ' ',
    '  ',
    '\t',
    '\n',
    '.',
    '-',
    '–',
    '£',
    '\0',
    '\u00ad',
    '\u200b',
    '\ufeff',
    '\uffff',
    '\u{1f6a2}',
  ),
  fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('a text read in WebAssembly', () => {
  it('has the words, hashes, numbers and band keys that it has without', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const each of [one, other, one]) {
          expect(found(quickFinder, each)).toEqual(found(plainFinder, each));
          expect(keys(quickReader, each, sketches)).toEqual(keys(plainReader, each, sketches));
        }
      }),
      { seed: 31, numRuns: 1500 },
    );
  });

  it('folds every unit as without', () => {
    for (let from = 0; from < 0x10000; from += 0x1000) {
      const all = Array.from({ length: 0x1000 }, (_, n) => `a${String.fromCharCode(from + n)}`).join('');
      expect(found(quickFinder, all)).toEqual(found(plainFinder, all));
      expect(keys(quickReader, all, sketches)).toEqual(keys(plainReader, all, sketches));
    }
  });

  it('has words of any length, in either case, whatever stands behind them, also when they come again', () => {
    const letters = 'Abcdefghij0123456789Klmnopqrstuvwxyz98765';
    for (const behind of [' ', '.', "' ", "'s ", '’s ', 'é', '\u00ad', '\u{1f6a2}', ''])
      for (let length = 1; length <= letters.length; length++) {
        const word = letters.slice(-length);
        const several = [word, word.toUpperCase(), word.slice(0, -1), `${word}x`].map((one) => one + behind).join('');
        for (const each of [several, ` ${several}`, several]) {
          expect(found(quickFinder, each)).toEqual(found(plainFinder, each));
          expect(keys(quickReader, each, sketches)).toEqual(keys(plainReader, each, sketches));
        }
      }
  });

  it('has them up to the longest that fits, and beyond it', () => {
    for (const length of [LONGEST_TEXT - 1, LONGEST_TEXT, LONGEST_TEXT + 1])
      for (const unit of ['a ', 'ab', "'a"]) {
        const long = unit.repeat(length).slice(0, length);
        expect(found(quickFinder, long)).toEqual(found(plainFinder, long));
        expect(keys(quickReader, long, sketches)).toEqual(keys(plainReader, long, sketches));
      }
  });

  it('has those words marked that are watched for, also if it was read before they were', () => {
    const marks = (text: string) => {
      const { marked, markedCount, watched } = quickFinder(text);
      return { at: [...marked.subarray(0, markedCount)], watched };
    };
    const hashesOf = (text: string): readonly number[] => found(plainFinder, text)[2]!;
    const sought = ['van', 'o’neill', '2', 'the driver’s', 'ab38 cde', 'été van', 'van van'].map((phrase) => hashesOf(phrase).slice(0, 2));
    /** Where such begin in a text. */
    const beginIn = (text: string, phrases: readonly (readonly number[])[]): number[] => {
      const hashes = hashesOf(text);
      return hashes.flatMap((_, n) => (phrases.some((phrase) => phrase.every((hash, k) => hashes[n + k] === hash)) ? [n] : []));
    };
    const first = "The van of O'Neill. The driver's van; Van van";
    quickFinder(first);
    const bits = [sought.slice(0, 4), sought.slice(4)].map((some) => ({
      some,
      bit: watchFor(some.map(([first, second]) => ({ first: first!, second }))),
    }));
    expect(beginIn(first, sought)).toEqual([1, 3, 4, 6, 7, 8]);
    expect(marks(first).at).toEqual(expect.arrayContaining(beginIn(first, sought)));
    fc.assert(
      fc.property(text, (one) => {
        const { at, watched } = marks(one);
        expect(at).toEqual([...new Set(at)].filter((n) => n < hashesOf(one).length).sort((a, b) => a - b));
        expect(at).toEqual(expect.arrayContaining(beginIn(one, sought)));
        for (const { some, bit } of bits) if (beginIn(one, some).length > 0) expect(watched & bit).not.toBe(0);
      }),
      { seed: 37, numRuns: 300 },
    );
    // Nearly no word is marked that nobody watches for.
    expect(marks('Plim yurt gobbin wex thrale, quod snirp.').at.length).toBeLessThan(3);
  });

  it('is told to lack units only if it does', () => {
    const units: readonly (readonly [number, number])[] = [
      [1, 8],
      [0xad, 0xad],
      [0x200b, 0x200d],
      [0xd800, 0xdfff],
    ];
    const [quick, plain] = [makeLacks(units), makeLacks(units, false)];
    const ascii = fc.constant('The driver of the van was seen at the gate of the yard again.');
    fc.assert(
      fc.property(fc.oneof(fc.tuple(ascii, text), fc.tuple(text, ascii)), (pieces) => {
        const one = pieces.join('');
        // What other rules of the process avoid counts too.
        if (quick(one)) expect(plain(one)).toBe(true);
      }),
      { seed: 41, numRuns: 1000 },
    );
    const plainText = 'The driver of the van was seen at the gate of the yard again.';
    expect(['', '\u00ad', '\u200c', '\u0003', '\ud800'].map((one) => quick(plainText + one))).toEqual([true, false, false, false, false]);
    const long = 'a'.repeat(LONGEST_TEXT + 1);
    for (const one of [long, `${long}\u00ad`, `${long.slice(2)}\u00ad`]) expect(quick(one)).toBe(plain(one));
  });

  it('is read again once another reader has read another', () => {
    const other = makeWordReader();
    quickReader.read('blue van');
    const first = [...quickReader.hash];
    other.read('red car');
    quickReader.read('blue van');
    expect([...quickReader.hash]).toEqual(first);
  });
});
