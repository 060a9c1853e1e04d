import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeHasher } from '../../src/check/batch-hash.ts';
import { makeSketch } from '../../src/check/batch-sketch.ts';
import { makeWordReader } from '../../src/check/batch-words.ts';
import { seededRandom } from '../../src/generate/random.ts';

const near = { words: 4, bands: 8, rows: 6, equal: 2, seed: 20230717 };

function read(text: string): { readonly hash: string; readonly words: readonly number[] } {
  const reader = makeWordReader();
  reader.read(text);
  return { hash: [...reader.hash].join(), words: [...reader.words.subarray(0, reader.count)] };
}

describe('a text read word by word', () => {
  it('is the same whatever its case and blanks', () => {
    const { hash } = read('Blue van, seen at 03:10.');
    expect(read('BLUE  VAN,\r\n\tseen at\u00a003:10.').hash).toBe(hash);
    expect(read(' blue van , Seen at 03:10. ').hash).toBe(hash);
    expect(read('ÉTÉ Ω Ж').hash).toBe(read('été ω ж').hash);
  });

  it('is another with another word, mark or order of them, and with a word cut in two', () => {
    const texts = [
      'Blue van, seen.',
      'Blue van; seen.',
      'Blue van seen.',
      'van blue, seen.',
      'Blue van, se en.',
      'Bluevan, seen.',
      'Blue',
      '',
      '.',
    ];
    expect(new Set(texts.map((text) => read(text).hash)).size).toBe(texts.length);
  });

  it('has as many words as runs of letters and digits, in any script', () => {
    expect(read('The brothers’ 2 vans – seen 03:10!').words).toHaveLength(7);
    expect(read('Фургон на причале, 03:10').words).toHaveLength(5);
    expect(read('  ...  ').words).toEqual([]);
    expect(read('').words).toEqual([]);
    expect(read('x'.repeat(1_000_000)).words).toHaveLength(1);
    expect(read('ab '.repeat(300_000)).words).toHaveLength(300_000);
  });

  it('gives no two of 100,000 texts the same hash', () => {
    const reader = makeWordReader();
    const seen = new Set<string>();
    for (let n = 0; n < 100_000; n++) {
      reader.read(`Log ${n} refers to van ${n % 7}.`);
      seen.add([...reader.hash].join());
    }
    expect(seen.size).toBe(100_000);
  });

  it('spreads each quarter of its hash', () => {
    const reader = makeWordReader();
    const ones = new Float64Array(128);
    for (let n = 0; n < 4_000; n++) {
      reader.read(`van ${n}`);
      for (let bit = 0; bit < 128; bit++) ones[bit]! += (reader.hash[bit >> 5]! >>> (bit & 31)) & 1;
    }
    for (const [bit, count] of ones.entries()) expect(Math.abs(count - 2_000), `bit ${bit}`).toBeLessThan(200);
  });
});

describe('a hash of several values', () => {
  const hashOf = (...values: (string | undefined)[]): string => {
    const hasher = makeHasher();
    const into = new Uint32Array(4);
    hasher.start();
    for (const value of values) hasher.text(value);
    hasher.end(into, 0, 4);
    return [...into].join();
  };

  it('tells apart values that only together are the same text, and none from blank', () => {
    const rows = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['abc', undefined], ['', 'abc'], []];
    expect(new Set(rows.map((row) => hashOf(...row))).size).toBe(rows.length);
  });

  it('is the same for the same values whatever was hashed before', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (before, values) => {
        const hasher = makeHasher();
        const into = new Uint32Array(8);
        for (const [at, row] of [before, values].entries()) {
          hasher.start();
          for (const value of row) hasher.text(value);
          hasher.end(into, at * 4, 4);
        }
        expect([...into.subarray(4)].join()).toBe(hashOf(...values));
        expect(into[4]).not.toBe(0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('a sketch of a text', () => {
  const keysOf = (words: readonly number[], settings = near): readonly number[] => {
    const into = new Uint32Array(settings.bands);
    makeSketch(settings)(Uint32Array.from(words), words.length, into, 0);
    return [...into];
  };
  const random = seededRandom(3);
  const word = () => random.below(2 ** 32);

  it('has bands in common as often as texts have runs of words in common', () => {
    const settings = { ...near, bands: 16, rows: 1 };
    for (const changed of [1, 3, 8]) {
      let equal = 0;
      let expected = 0;
      for (let text = 0; text < 400; text++) {
        const words = Array.from({ length: 60 }, word);
        const other = words.map((own, at) => (at % Math.floor(60 / changed) === 5 && at < 60 ? word() : own));
        const runs = (of: readonly number[]) => new Set(of.slice(3).map((_, at) => of.slice(at, at + 4).join()));
        const [a, b] = [runs(words), runs(other)];
        const shared = [...a].filter((run) => b.has(run)).length;
        expected += shared / (a.size + b.size - shared);
        const [x, y] = [keysOf(words, settings), keysOf(other, settings)];
        equal += x.filter((key, band) => key === y[band]).length / 16;
      }
      expect(Math.abs(equal - expected) / 400).toBeLessThan(0.03);
    }
  });

  it('is made of a text of one word, and of one shorter than a run', () => {
    expect(new Set(keysOf([7])).size).toBe(near.bands);
    expect(keysOf([7])).toEqual(keysOf([7]));
    expect(keysOf([7, 8, 9])).not.toEqual(keysOf([7, 8]));
  });

  it('hangs on the seed', () => {
    const words = Array.from({ length: 40 }, word);
    const other = keysOf(words, { ...near, seed: 1 });
    expect(keysOf(words).filter((key, band) => key === other[band])).toEqual([]);
  });
});
